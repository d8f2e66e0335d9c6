"""Labels of words: B- and I- of content, cue and source, O for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.extract.found import Span
from claims.extract.learned.words import Words

CONTENT, CUE, SOURCE, NOTHING = "C", "Q", "S", "O"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that have one role, as numbers of tokens, half-open. sure: 0 to 1."""

    role: str
    first: int
    end: int
    sure: float = 1.0


def label(words: Words, labels: dict[int, str], role: str, spans: Iterable[Span]) -> None:
    """Give the tokens of some spans a role; what is labelled later wins."""
    for span in spans:
        inside = words.within(span)
        for at in inside:
            labels[at] = f"{'B' if at == inside.start else 'I'}-{role}"


def pieces_of(labels: Sequence[str], first: int) -> list[Piece]:
    """The pieces that labels in a row make; `first` is the number of the first token."""
    pieces: list[Piece] = []
    start = 0
    for at in range(1, len(labels) + 1):
        if at == len(labels) or labels[at][0] != "I" or labels[at][2:] != labels[start][2:]:
            if labels[start] != NOTHING:
                pieces.append(Piece(labels[start][2:], first + start, first + at))
            start = at
    return pieces


def piece_of(words: Words, spans: Iterable[Span], role: str, sure: float = 1.0) -> Piece | None:
    """The words of some spans, and what stands between them, as one piece; None for no words."""
    inside = [at for span in spans for at in words.within(span)]
    return Piece(role, min(inside), max(inside) + 1, sure) if inside else None
