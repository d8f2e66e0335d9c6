"""What a tagger sees of each word: the word and its neighbours, and what the rules made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extract.found import Attribution
from claims.extract.learned.words import ENDS_SENTENCE, Words, shape_of
from claims.extract.lexicon import Lexicon, lexicon

#: How far a cue reaches: beyond this many words it is told as "far".
FAR = 12
EDGE = ""


def features(words: Words, rules: Sequence[Attribution]) -> Iterator[tuple[tuple[int, int], list[list[str]]]]:
    """For each line its range of tokens, and the features of each of them."""
    marks = marks_of(words, rules)
    known = [class_of(word, lexicon()) for word in words.lower]
    cues = {at: words.lower[at] for at, told in enumerate(known) if told[:1] == "v"} | _cues(words, rules)
    for first, end, kind in words.lines:
        yield (first, end), _line(words, first, end, kind, marks, known, cues)


def class_of(word: str, known: Lexicon) -> str:
    """What the list of words that attribute has a word as: its kinds and frames, "" for none."""
    readings = known.verbs.get(word)
    if readings:
        verb, tense = readings[0]
        return (
            f"v{tense}{'+'.join(sorted(set(verb.frames.values())))}{'t' if 'clause' in verb.frames else ''}"
        )
    if word in known.nouns:
        return "n" + "+".join(sorted(known.nouns[word]))
    if word in known.adjectives:
        return "a" + known.adjectives[word]
    return ""


def marks_of(words: Words, rules: Sequence[Attribution]) -> list[str]:
    """What the rules take each token for: role, whether it begins there, and by what construction."""
    marks = ["-"] * len(words.starts)
    for found in rules:
        told = f"{found.frame}|{found.kind[:1]}"
        for role, spans in (("C", found.content), ("S", found.speaker), ("Q", found.cue)):
            for span in spans:
                inside = words.within(span)
                for at in inside:
                    place = "B" if at == inside.start else "L" if at == inside.stop - 1 else "I"
                    marks[at] = f"{place}{role}|{told}"
    return marks


def _cues(words: Words, rules: Sequence[Attribution]) -> dict[int, str]:
    """The last token of each cue of the rules, with the cue's plain form."""
    return {
        words.within(span).stop - 1: found.lemma
        for found in rules
        for span in found.cue
        if words.within(span)
    }


@dataclass(frozen=True, slots=True)
class _Row:
    """A line's tokens with what is known of each, three empty places before them and after."""

    lower: list[str]
    shapes: list[str]
    roles: list[str]
    kinds: list[str]
    state: list[str]
    before: list[str]
    after: list[str]


def _line(
    words: Words,
    first: int,
    end: int,
    kind: str,
    marks: Sequence[str],
    known: Sequence[str],
    cues: dict[int, str],
) -> list[list[str]]:
    before, after = _nearest(first, end, cues)
    row = _Row(
        _padded(words.lower, first, end),
        _padded([shape_of(words.text[s:e]) for s, e in _spans(words, first, end)]),
        _padded([mark.split("|")[0] for mark in marks[first:end]]),
        _padded(known, first, end),
        _padded(["q" if quoted else "n" for quoted in words.quoted[first:end]]),
        before,
        after,
    )
    quotes = "Q" if any(words.quoted[first:end]) else "-"
    line, sentence = [], 0
    for at in range(first, end):
        place = f"p={min(at - first, 4)}|{min(end - 1 - at, 4)}|{kind}"
        told = [f"m={marks[at]}", place, f"st={min(sentence, 3)}"]
        line.append([*_of_words(row, at - first + 3, quotes), *_of_rules(row, at - first + 3), *told])
        sentence = 0 if words.lower[at] in ENDS_SENTENCE else sentence + 1
    return line


def _of_words(row: _Row, at: int, quotes: str) -> list[str]:
    lower, shapes, state = row.lower, row.shapes, row.state
    word = lower[at]
    stem = stem_of(word)
    return [
        "b",
        f"w={word}",
        f"l={stem}",
        f"w-1={lower[at - 1]}",
        f"w+1={lower[at + 1]}",
        f"w-2={lower[at - 2]}",
        f"w+2={lower[at + 2]}",
        f"w-3={lower[at - 3]}",
        f"w+3={lower[at + 3]}",
        f"w-1w={lower[at - 1]}|{word}",
        f"ww+1={word}|{lower[at + 1]}",
        f"l+1={stem}|{lower[at + 1]}",
        f"l-1={stem}|{shapes[at - 1]}",
        f"s3={word[-3:]}",
        f"h={shapes[at]}",
        f"h3={shapes[at - 1]}|{shapes[at]}|{shapes[at + 1]}",
        f"q={state[at - 1]}{state[at]}{state[at + 1]}{quotes}",
        f"qw={state[at]}{word}" if not word[:1].isalnum() else "qw",
    ]


def _of_rules(row: _Row, at: int) -> list[str]:
    roles, kinds, lower = row.roles, row.kinds, row.lower
    return [
        f"m3={roles[at - 1]}{roles[at]}{roles[at + 1]}",
        f"m-2={roles[at - 2]}",
        f"m+2={roles[at + 2]}",
        f"mw={roles[at]}{lower[at]}",
        f"mq={roles[at]}{row.state[at]}",
        f"k={kinds[at]}",
        f"k-1={kinds[at - 1]}",
        f"k+1={kinds[at + 1]}",
        f"k-2={kinds[at - 2]}",
        f"k+2={kinds[at + 2]}",
        f"k-1w={kinds[at - 1]}|{lower[at]}",
        f"kw+1={kinds[at]}|{lower[at + 1]}",
        f"cb={row.before[at - 3]}",
        f"ca={row.after[at - 3]}",
    ]


def stem_of(word: str) -> str:
    """What the forms of a regular verb or noun share, roughly."""
    for ending in ("ing", "ies", "ied", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _spans(words: Words, first: int, end: int) -> Iterator[tuple[int, int]]:
    return zip(words.starts[first:end], words.ends[first:end], strict=True)


def _padded(told: Sequence[str], first: int = 0, end: int | None = None) -> list[str]:
    return [EDGE] * 3 + list(told[first:end]) + [EDGE] * 3


def _nearest(first: int, end: int, cues: dict[int, str]) -> tuple[list[str], list[str]]:
    """The nearest cue of the rules before each token, and after it, with how far it is."""
    before, after = [EDGE] * (end - first), [EDGE] * (end - first)
    last: int | None = None
    for at in range(first, end):
        if last is not None:
            before[at - first] = f"{cues[last]}|{_far(at - last)}"
        if at in cues:
            last = at
    last = None
    for at in reversed(range(first, end)):
        if last is not None:
            after[at - first] = f"{cues[last]}|{_far(last - at)}"
        if at in cues:
            last = at
    return before, after


def _far(distance: int) -> str:
    return str(distance) if distance < 4 else "near" if distance < FAR else "far"
