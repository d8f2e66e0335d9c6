"""Of all that the taggers and the rules propose in a text: what is kept, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extract.found import Attribution, Span
from claims.extract.learned.labels import Piece
from claims.extract.learned.ranking import Ranker
from claims.extract.learned.scoring import jaccard
from claims.extract.learned.words import Words

#: Two that share this much of their words are the same thing read twice.
SAME = 0.4
#: How likely a candidate must be: one at a cue of the rules, and one that only the tagger has.
RULED, ALONE = 0.3, 0.6
ALIKE = 0.5


@dataclass(slots=True)
class Candidate:
    """One thing proposed. real: the words of its content, as numbers of tokens; rule: what the rules say of
    its cue; by: "tagger" or "rules"; other: what the other side has for the same cue, no words for nothing.
    """

    content: tuple[Span, ...]
    real: frozenset[int]
    cue: Piece | None
    source: Piece | None
    rule: Attribution | None
    by: str
    other: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that is kept. chance: 0 to 1."""

    candidate: Candidate
    chance: float


def seen_of(words: Words, one: Candidate, rivals: Sequence[Candidate]) -> list[str]:
    """What speaks for a candidate. rivals: all candidates of the text."""
    first, last = min(one.real), max(one.real)
    alike = jaccard(one.real, one.other)
    by = f"{one.by}{'-' if not one.other else int(alike * 4)}{'R' if one.rule else '-'}"
    quoted = sum(words.quoted[at] for at in one.real) / len(one.real)
    part = "0" if not quoted else "1" if quoted >= 0.9 else "some"
    sure = str(int(one.cue.sure * 10)) if one.cue else "-"
    cue = words.lower[one.cue.end - 1] if one.cue else "-"
    side = (
        "-"
        if one.cue is None
        else "before"
        if last < one.cue.first
        else "after"
        if first >= one.cue.end
        else "round"
    )
    nearby = [other for other in rivals if other is not one and other.real & one.real]
    inside = any(one.real < other.real for other in nearby)
    around = max(
        (int(4 * other.cue.sure) for other in nearby if other.real < one.real and other.cue), default=-1
    )
    told = [
        f"by={by}",
        f"sure={sure}",
        f"sure={one.by}{sure}{part}",
        f"sure={sure}{'R' if one.rule else '-'}",
        f"part={by}{part}{side}",
        f"cue={cue}",
        f"source={one.by}{'none' if one.source is None else 'guess' if one.source.sure == 0 else 'found'}",
        f"long={one.by}{_bucket(len(one.real))}{part}",
        f"first={words.lower[first]}",
        f"after={words.lower[last + 1] if last + 1 < len(words.lower) else '-'}",
        f"pieces={one.by}{len(one.content)}{part}",
        f"inside={one.by}{inside}",
        f"around={one.by}{around}",
    ]
    if one.rule:
        told += [f"frame={one.by}{one.rule.frame}", f"kind={by}{one.rule.kind}", f"mode={by}{one.rule.mode}"]
        told += [f"score={one.by}{int(one.rule.score * 10)}"]
    return told


def _bucket(count: int) -> str:
    return str(count) if count < 4 else next((f"<{top}" for top in (6, 10, 20, 40) if count < top), "long")


def choose(words: Words, pool: Sequence[Candidate], keep: Ranker) -> list[Chosen]:
    """Keep what is likely enough, the likeliest first, nothing twice; in the order of the text."""
    rated = [(keep.chance(seen_of(words, one, pool)), number) for number, one in enumerate(pool)]
    kept: list[Chosen] = []
    for chance, number in sorted(rated, key=lambda pair: (-pair[0], pair[1])):
        one = pool[number]
        enough = chance >= (RULED if one.rule else ALONE)
        if enough and not any(_same(one, other.candidate) for other in kept):
            kept.append(Chosen(one, chance))
    return sorted(kept, key=lambda chosen: chosen.candidate.content)


def _same(one: Candidate, other: Candidate) -> bool:
    if one.cue and other.cue and one.cue.first < other.cue.end and other.cue.first < one.cue.end:
        return True
    return jaccard(one.real, other.real) >= SAME
