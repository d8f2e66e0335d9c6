"""Words of others that somebody denies in a clause about them: "a charge that Velik dismissed as a lie"."""

from __future__ import annotations

from claims.extract.contents import object_end, trim
from claims.extract.cues import Cue
from claims.extract.drafts import Draft, Page, Range
from claims.extract.grammar import DETERMINERS, END_MARKS, HELPING, PREPOSITIONS, VERBS
from claims.extract.speaker_spans import subject_before
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: Behind such a verb these begin no object of its own.
CLOSES = words_of("as through in on at via and but while when during repeatedly vehemently strongly by since")
#: How far back the noun of what is denied begins, in tokens.
REACH = 6
LEADS = PREPOSITIONS | HELPING | VERBS | words_of("faces faced face")


def denied_at(page: Page, cue: Cue, floor: int, stop: int, before: list[Draft]) -> Draft | None:
    """Return the denial (the cue's verb is of `DENIES`) of what stands before it.

    Its content is that of the attribution before it, where one ends there ("…, which Velik denies"), else the
    noun. before: the sentence's attributions so far.
    """
    line, place = page.line, cue.stop
    if cue.shape != "finite" or "speech" not in page.kinds:
        return None
    if place < stop and not (
        line.words[place] in END_MARKS or line.words[place] in (",", ";") or line.low[place] in CLOSES
    ):
        return None
    speaker = subject_before(line, cue.first, floor)
    if speaker is None:
        return None
    speaker = _behind_noun(page, speaker)
    if speaker[0] - 2 < floor:
        return None
    noun = speaker[0] - 1 - (line.low[speaker[0] - 1] in ("which", "that"))
    content = _denied(page, noun, floor, before)
    if not content:
        return None
    if (
        place < stop
        and line.low[place] == "as"
        and (called := trim(line, place, object_end(line, place, stop, page.lexicon)))
    ):
        content = [*content, called]
    frame = "what somebody denies"
    return Draft(content, [(cue.first, cue.stop)], [speaker], cue.verb.lemma, frame, "speech", 0.6,
                 max(cue.stop, content[-1][1]), cue.negated)  # fmt: skip


def _behind_noun(page: Page, speaker: Range) -> Range:
    """Part "a claim Oren" into the claim and Oren."""
    line = page.line
    for at in range(speaker[0], speaker[1] - 1):
        if line.low[at] in page.lexicon.nouns and (
            line.words[at + 1][0].isupper() or line.low[at + 1] in DETERMINERS
        ):
            return at + 1, speaker[1]
    return speaker


def _denied(page: Page, noun: int, floor: int, before: list[Draft]) -> list[Range]:
    """Return what is denied: noun is its last token, or the comma before "which"."""
    line = page.line
    last = noun - (line.words[noun] == ",")
    known = line.low[last] in page.lexicon.nouns or line.low[last] == "something"
    if last == noun and not known:
        return []
    first = _noun_start(line, last, floor)
    apart = last < noun or (first > floor and line.words[first - 1] == ",")
    said = [draft for draft in before if draft.content[-1][1] <= (noun if last < noun else first)]
    if apart and said:
        return list(said[-1].content)
    return [(first, last + 1)] if known else []


def _noun_start(line: Line, noun: int, floor: int) -> int:
    """Return where the phrase of a noun begins: at its article, or behind a verb or preposition."""
    for at in range(noun, max(floor, noun - REACH) - 1, -1):
        if line.low[at] in DETERMINERS:
            return at
        if at < noun and (line.low[at] in LEADS or not line.words[at][0].isalpha()):
            return at + 1
    return noun
