"""Whose words they are: a ranker over all that could be the speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.learned.around import Seen
from claims.extract.learned.labels import SOURCE, Piece, piece_of
from claims.extract.learned.words import ENDS_SENTENCE

#: Candidates that are no speaker of the same cue stand at most so many words away.
FAR = 60


@dataclass(frozen=True, slots=True)
class Speaker:
    """A candidate. by: what found it ("tagger", "rules", "both", "another" for another cue's speaker)."""

    piece: Piece | None
    by: str


def speakers(seen: Seen, cue: Piece, tagged: Piece | None, ruled: Piece | None) -> list[Speaker]:
    """All candidates for a cue: the tagger's, the rules', speakers of cues near by, nobody."""
    found = []
    if tagged and ruled and _overlap(tagged, ruled):
        found.append(Speaker(tagged, "both"))
    else:
        found += [Speaker(one, by) for one, by in ((tagged, "tagger"), (ruled, "rules")) if one]
    for rule in seen.rules:
        piece = piece_of(seen.words, rule.speaker, SOURCE, 0.0)
        near = piece is not None and abs(piece.first - cue.first) <= FAR
        if piece and near and not any(one.piece and _overlap(piece, one.piece) for one in found):
            found.append(Speaker(piece, "another"))
    return [*found, Speaker(None, "nobody")]


def _overlap(one: Piece, other: Piece) -> bool:
    return one.first < other.end and other.first < one.end


def seen_of_speakers(
    seen: Seen, cue: Piece, content: frozenset[int], found: Sequence[Speaker]
) -> list[list[str]]:
    """What speaks for each candidate."""
    bys = "".join(sorted({one.by[0] for one in found}))
    return [_seen(seen, cue, content, one, bys) for one in found]


def _seen(seen: Seen, cue: Piece, content: frozenset[int], one: Speaker, bys: str) -> list[str]:
    words, piece = seen.words, one.piece
    cue_word = words.lower[cue.end - 1]
    told = [f"by={one.by}", f"by={one.by}|{bys}", f"cue={one.by}{cue_word}"]
    if piece is None:
        return told
    before = piece.first < cue.first
    first, end = (piece.end, cue.first) if before else (cue.end, piece.first)
    between = words.lower[first:end] if first < end else []
    ends = sum(word in ENDS_SENTENCE for word in between)
    inside = any(at in content for at in range(piece.first, piece.end))
    line = seen.bounds[piece.first] == seen.bounds[cue.first]
    return [
        *told,
        f"far={one.by}{before}{_bucket(len(between))}",
        f"ends={one.by}{before}{min(ends, 2)}",
        f"inside={one.by}{inside}",
        f"line={one.by}{line}",
        f"next={one.by}{before}{(between[-1] if before else between[0]) if between else '-'}",
        f"word={one.by}{words.lower[piece.first]}",
        f"shape={one.by}{seen.shape[piece.end - 1]}{before}",
        f"long={one.by}{min(piece.end - piece.first, 6)}",
        f"quoted={one.by}{words.quoted[piece.first]}{words.quoted[cue.first]}",
    ]


def _bucket(far: int) -> str:
    return str(far) if far < 4 else next((f"<{top}" for top in (8, 16, 30) if far < top), "far")
