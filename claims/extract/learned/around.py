"""What a tagger sees of the words around one cue, to tell what is said and who says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.found import Attribution
from claims.extract.learned.features import class_of
from claims.extract.learned.labels import CONTENT, CUE, SOURCE, Piece
from claims.extract.learned.words import ENDS_SENTENCE, Words, shape_of
from claims.extract.lexicon import lexicon

#: So many words before a cue and after it are looked at, in its own paragraph.
BEFORE, AFTER = 60, 90
EDGE = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as it is looked at from its cues. All lists have an entry a token.

    bounds: first and end of its line; sentence, commas, verbs: how many began or stood in the text so far.
    rule_of: the number of the rules' attribution whose cue a token is in; parts: their roles, a dict each.
    """

    words: Words
    rules: Sequence[Attribution]
    bounds: list[tuple[int, int]]
    known: list[str]
    shape: list[str]
    state: list[str]
    sentence: list[int]
    commas: list[int]
    verbs: list[int]
    rule_of: dict[int, int]
    parts: list[dict[int, str]]
    others: dict[int, str]


def look(words: Words, rules: Sequence[Attribution]) -> Seen:
    """Look at a text once, before its cues are looked at one by one."""
    known = [class_of(word, lexicon()) for word in words.lower]
    shapes = [shape_of(words.text[s:e]) for s, e in zip(words.starts, words.ends, strict=True)]
    state = ["q" if quoted else "n" for quoted in words.quoted]
    bounds = [(first, end) for first, end, _ in words.lines for _ in range(end - first)]
    sentence, commas, verbs = _counts(words, known)
    parts = [_parts(words, found) for found in rules]
    rule_of = {at: n for n, roles in enumerate(parts) for at, role in roles.items() if role[1] == CUE}
    others = {at: role for roles in parts for at, role in roles.items()}
    return Seen(
        words, rules, bounds, known, shapes, state, sentence, commas, verbs, rule_of, parts, others
    )  # fmt: skip


def _counts(words: Words, known: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
    sentence, commas, verbs = [], [], []
    ended = comma = verb = 0
    for at, word in enumerate(words.lower):
        verb += known[at][:1] == "v"
        comma += word == ","
        sentence.append(ended)
        commas.append(comma)
        verbs.append(verb)
        ended += word in ENDS_SENTENCE
    return sentence, commas, verbs


def _parts(words: Words, found: Attribution) -> dict[int, str]:
    roles: dict[int, str] = {}
    for role, spans in ((CONTENT, found.content), (SOURCE, found.speaker), (CUE, found.cue)):
        for span in spans:
            inside = words.within(span)
            for at in inside:
                place = "B" if at == inside.start else "L" if at == inside.stop - 1 else "I"
                roles[at] = place + role
    return roles


def window(seen: Seen, cue: Piece) -> tuple[int, int]:
    """The tokens that are looked at for a cue."""
    first, end = seen.bounds[cue.first]
    return max(first, cue.first - BEFORE), min(end, cue.end + AFTER)


def rule_at(seen: Seen, cue: Piece) -> int | None:
    """The number of the rules' attribution with this cue."""
    return next((seen.rule_of[at] for at in range(cue.first, cue.end) if at in seen.rule_of), None)


def around(seen: Seen, cue: Piece) -> list[list[str]]:
    """The features of each token in a cue's window."""
    first, end = window(seen, cue)
    number = rule_at(seen, cue)
    own = seen.parts[number] if number is not None else {}
    frame = seen.rules[number].frame if number is not None else "-"
    word, kind = seen.words.lower[cue.end - 1], seen.known[cue.end - 1] or seen.known[cue.first]
    after = seen.words.lower[cue.end] if cue.end < end else EDGE
    lower, known, state = (
        [EDGE, EDGE, *told[first:end], EDGE, EDGE] for told in (seen.words.lower, seen.known, seen.state)
    )
    tokens = []
    for at in range(first, end):
        side, near = _side(cue, at)
        here, where = at - first + 2, side + near
        since = _since(seen, cue, at)
        mine = own.get(at, "-")
        tokens.append(
            [
                *_of_words(lower, known, here, side, where),
                *_of_shape(seen, at, side, where, since),
                f"m={mine}{side}",
                f"m3={own.get(at - 1, '-')}{mine}{own.get(at + 1, '-')}",
                f"mf={mine}{frame}",
                f"o={seen.others.get(at, '-')}{mine}{side}",
                f"n={side}{since}",
                f"sv={side}{since[0]}{since[2]}{mine}",
                f"c={word}|{where}",
                f"cs={word}|{side}{since[0]}",
                f"cw={word}|{lower[here]}",
                f"ck={kind}|{where}",
                f"ckn={kind}|{side}{since[:2]}",
                f"ca={after}|{where}",
                f"q={state[here - 1]}{state[here]}{state[here + 1]}{side}",
                f"qs={state[here - 1]}{state[here]}{since[0]}{seen.state[_edge(cue, at)]}{mine}",
            ]
        )
    return tokens


def _of_words(lower: list[str], known: list[str], at: int, side: str, where: str) -> list[str]:
    word = lower[at]
    return [
        f"w={word}{side}",
        f"wn={word}{where}",
        f"w-={lower[at - 1]}{side}",
        f"w+={lower[at + 1]}{side}",
        f"w-w={lower[at - 1]}|{word}",
        f"ww+={word}|{lower[at + 1]}",
        f"w-2={lower[at - 2]}{side}",
        f"w+2={lower[at + 2]}{side}",
        f"k={known[at]}{side}",
        f"k-={known[at - 1]}{side}",
        f"k+={known[at + 1]}{side}",
    ]


def _of_shape(seen: Seen, at: int, side: str, where: str, since: str) -> list[str]:
    word = seen.words.lower[at]
    return [
        f"d={where}",
        f"nw={side}{since[:2]}{word}",
        f"h={seen.shape[at]}{side}{since[0]}",
        f"hn={seen.shape[at]}{where}",
        f"s={word[-3:]}{side}",
    ]


def _since(seen: Seen, cue: Piece, at: int) -> str:
    """How many sentences, commas and verbs of saying stand between a token and the cue, a digit each."""
    edge = _edge(cue, at)
    counts = (seen.sentence, seen.commas, seen.verbs)
    return "".join(str(min(abs(count[at] - count[edge]), 3)) for count in counts)


def _edge(cue: Piece, at: int) -> int:
    return cue.first if at < cue.first else cue.end - 1


def _side(cue: Piece, at: int) -> tuple[str, str]:
    """Before the cue, after it or in it; and how far."""
    if cue.first <= at < cue.end:
        return "=", ""
    far = cue.first - at if at < cue.first else at - cue.end + 1
    near = str(far) if far < 5 else "s" if far < 10 else "m" if far < 20 else "l"
    return ("<" if at < cue.first else ">"), near
