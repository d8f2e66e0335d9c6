"""From a text and what the rules found in it to all that could be attributed there.

Three steps: which words may be cues; for each, what is said around it and by whom; beside it the rules' own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extract.found import Attribution
from claims.extract.learned.around import Seen, around, rule_at, window
from claims.extract.learned.choosing import Candidate
from claims.extract.learned.crf import Labeller
from claims.extract.learned.features import features
from claims.extract.learned.labels import CONTENT, CUE, NOTHING, SOURCE, Piece, piece_of, pieces_of
from claims.extract.learned.linking import seen_of_speakers, speakers
from claims.extract.learned.ranking import Ranker
from claims.extract.learned.scoring import ALIKE, jaccard

#: A word less likely than this is no cue; beside a likelier one it needs this part of its likelihood.
LEAST, BESIDE = 0.06, 0.4


@dataclass(frozen=True, slots=True)
class Taggers:
    """cues: which words are cues; around: what belongs to one of them."""

    cues: Labeller
    around: Labeller


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands around one cue. rule: the rules' attribution with the same cue."""

    cue: Piece
    contents: tuple[Piece, ...]
    source: Piece | None
    rule: Attribution | None


def readings_of(taggers: Taggers, seen: Seen) -> list[Reading]:
    """Find the cues of a text, and read around each."""
    return [_read(taggers, seen, cue) for cue in _cues(taggers, seen)]


def _cues(taggers: Taggers, seen: Seen) -> list[Piece]:
    shares = [0.0] * len(seen.words.starts)
    for (first, end), line in features(seen.words, seen.rules):
        shares[first:end] = [1 - share for share in taggers.cues.shares(line, NOTHING)]
    found = [cue for cue in _runs(seen, shares) if rule_at(seen, cue) is None]
    for rule in seen.rules:
        cue = piece_of(seen.words, rule.cue, CUE)
        if cue:
            found.append(Piece(CUE, cue.first, cue.end, max(shares[cue.first : cue.end])))
    return sorted(found, key=lambda cue: (cue.first, cue.end))


def _runs(seen: Seen, shares: Sequence[float]) -> Iterator[Piece]:
    """Words in a row that are likely enough, each without what is much less likely than its best."""
    for first, end, _ in seen.words.lines:
        start = first
        for at in range(first, end + 1):
            if at < end and shares[at] >= LEAST:
                continue
            if start < at:
                best = max(shares[start:at])
                good = [one for one in range(start, at) if shares[one] >= BESIDE * best]
                yield Piece(CUE, good[0], good[-1] + 1, best)
            start = at + 1


def _read(taggers: Taggers, seen: Seen, cue: Piece) -> Reading:
    first, _ = window(seen, cue)
    pieces = pieces_of(taggers.around.label(around(seen, cue)), first)
    contents = tuple(piece for piece in pieces if piece.role == CONTENT)
    sources = [piece for piece in pieces if piece.role == SOURCE]
    source = min(sources, key=lambda piece: abs(piece.first - cue.first), default=None)
    number = rule_at(seen, cue)
    return Reading(cue, contents, source, seen.rules[number] if number is not None else None)


def pool_of(seen: Seen, readings: Sequence[Reading], linker: Ranker) -> list[Candidate]:
    """All candidates of a text, each with its speaker."""
    pool = [candidate for one in readings for candidate in _candidates(seen, one, linker)]
    for rule in seen.rules:
        if not rule.cue and (real := seen.words.of(rule.content)):
            source = piece_of(seen.words, rule.speaker, SOURCE)
            pool.append(Candidate(rule.content, real, None, source, rule, "rules", ruled=real))
    return pool


def _candidates(seen: Seen, one: Reading, linker: Ranker) -> Iterator[Candidate]:
    """The tagger's content and the rules', where they differ.

    Quotation marks are certain: of a direct quotation the rules' boundaries are kept.
    """
    words, rule = seen.words, one.rule
    content = tuple(words.span(piece.first, piece.end) for piece in one.contents)
    tagged, ruled = words.of(content), words.of(rule.content) if rule else frozenset[int]()
    certain = rule is not None and rule.mode == "direct" and jaccard(tagged, ruled) >= ALIKE
    if rule and ruled:
        source = piece_of(words, rule.speaker, SOURCE)
        yield Candidate(rule.content, ruled, one.cue, source, rule, "rules", ruled, tagged)
    if tagged and tagged != ruled and not certain:
        source = _speaker(seen, one, tagged, linker)
        yield Candidate(content, tagged, one.cue, source, rule, "tagger", ruled, tagged)


def _speaker(seen: Seen, one: Reading, content: frozenset[int], linker: Ranker) -> Piece | None:
    """At a cue of the rules their speaker stays; at another the linker chooses."""
    if one.rule:
        return piece_of(seen.words, one.rule.speaker, SOURCE)
    found = speakers(seen, one.cue, one.source, None)
    return found[linker.best(seen_of_speakers(seen, one.cue, content, found))].piece
