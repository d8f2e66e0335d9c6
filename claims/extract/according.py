"""Speakers named by a phrase: "according to the mayor", before, within or behind what the mayor says."""

from __future__ import annotations

from claims.extract.contents import clause_end, trim
from claims.extract.drafts import Draft, Page, Range
from claims.extract.grammar import CONJUNCTIONS, HELPING, RELATIVE, VERBS, is_adverb
from claims.extract.speaker_spans import subject_after
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: What somebody holds, and whose it may be.
VIEWS = words_of("view opinion eyes words telling account estimation judgment judgement reading")
THEIRS = words_of("his her their its")


def according_at(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "according to the mayor", before, within or behind what the mayor says"""
    line = page.line
    if line.low[place] == "in" and place - floor < 2 and (held := _viewed(page, place, floor, stop)):
        return held
    phrase = _phrase_at(page, place)
    after = place + len(phrase)
    speaker = subject_after(line, after, stop) if phrase else None
    if speaker is None:
        return None
    lead = all(
        line.low[one] in CONJUNCTIONS or is_adverb(line.low[one]) or line.words[one] == ","
        for one in range(floor, place)
    )
    pieces: list[Range] = []
    finish = speaker[1]
    if not lead:
        left = trim(line, floor, place)
        if left:
            pieces.append(left)
    else:
        speaker = _to_comma(line, speaker, stop)
        finish = speaker[1]
    if lead and speaker[1] < stop and line.words[speaker[1]] != ",":
        comma = next((one for one in range(speaker[1], stop) if line.words[one] == ","), speaker[1])
        finish = comma
    if finish < stop and line.words[finish] == ",":
        right = trim(line, finish + 1, clause_end(line, finish + 1, stop, page.lexicon))
        if right and lead and not _has_verb(line, *right):
            right = trim(line, right[0], stop)
        if right and (
            lead
            or (
                line.low[right[0]] not in RELATIVE
                and line.low[right[0]] not in ("while", "but", "although", "though")
            )
        ):
            pieces.append(right)
            finish = right[1]
    if not pieces:
        return None
    frame = f"“{' '.join(phrase)}” {'before' if lead else 'behind'} the content"
    return Draft(pieces, [(place, after)], [speaker], " ".join(phrase), frame, "speech", 0.85, finish)


def _viewed(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "In the union's view, the mill should close": the owner speaks; only before what is said"""
    line = page.line
    leads = all(line.low[one] in CONJUNCTIONS for one in range(floor, place))
    noun = next((at for at in range(place + 2, min(place + 8, stop - 2)) if line.low[at] in VIEWS), 0)
    if not noun or not leads or line.words[noun + 1] != ",":
        return None
    owner = line.low[noun - 1]
    if not (owner in THEIRS or owner.endswith("'s") or owner == "'") or "," in line.words[place:noun]:
        return None
    content = trim(line, noun + 2, clause_end(line, noun + 2, stop, page.lexicon))
    if content is None:
        return None
    cue = [(place, place + 1), (noun, noun + 1)]
    return Draft([content], cue, [(place + 1, noun)], f"in … {line.low[noun]}", "“in somebody's view” before",
                 "speech", 0.7, content[1])  # fmt: skip


def _phrase_at(page: Page, place: int) -> tuple[str, ...]:
    """Return the phrase that begins at a token, () without one."""
    low = page.line.low
    phrases = page.lexicon.according.get(low[place])
    if not phrases:
        return ()
    return next((words for words in phrases if tuple(low[place : place + len(words)]) == words), ())


def _to_comma(line: Line, speaker: Range, stop: int) -> Range:
    """Cut a speaker before its content at the first comma, unless a closed apposition stands there."""
    commas = [place for place in range(speaker[0], stop) if line.words[place] == ","]
    if not commas or commas[0] >= speaker[1]:
        return speaker
    low = line.low[commas[0] + 1]
    if low in ("a", "an", "who", "which") and len(commas) > 1:
        return speaker[0], commas[1]
    return speaker[0], commas[0]


def _has_verb(line: Line, first: int, stop: int) -> bool:
    """Tell whether a range is more than a name: "both the mayor and the minister" says nothing yet."""
    return any(
        line.low[place] in HELPING or line.low[place] in VERBS or line.low[place].endswith(("ed", "s"))
        for place in range(first + 1, stop)
    )
