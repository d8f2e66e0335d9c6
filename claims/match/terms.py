"""Which terms of a wording are worth looking up among very many others, and how the database is asked. Pure.

Terms are what `compared_terms` makes in the database: stems, and pairs of neighbouring ones with a space
between. Two wordings that share two stems, or a pair, may be about the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

#: Terms of each kind that are looked up at most: each costs a walk through the index.
MOST_STEMS, MOST_PAIRS = 8, 10
#: Rows that a term may have. Rows are read in the index alone for stems, where two have to meet in one.
ROWS_OF_A_STEM, ROWS_OF_A_PAIR = 4_000, 500
#: Rows that all of a kind may have together.
ROWS_OF_STEMS, ROWS_OF_PAIRS = 10_000, 1_500


@dataclass(frozen=True, slots=True)
class Chosen:
    """The terms to look up, the rarest first. weights: of the stems, in their order."""

    stems: tuple[str, ...]
    pairs: tuple[str, ...]
    weights: tuple[int, ...]

    @property
    def query(self) -> str:
        """A tsquery for rows with a pair, or with two or more of the stems; "" where nothing can be asked."""
        ways = [*map(_quoted, self.pairs), *_two_of(self.stems)]
        return " | ".join(ways)


def rarest(terms: Collection[str], shares: Mapping[str, float], *, rows: int) -> Chosen:
    """Choose the rare terms of a wording.

    shares: what part of the rows has a term, for the common ones; one without is rarer than all of these.
    rows: how many there are. Of equally rare terms the longer says more. Common terms are left out, also
    where nothing is left then: a wording of nothing but common words belongs to no one claim.
    """
    unknown = min(shares.values(), default=0.0) / 2
    held = {term: rows * shares.get(term, unknown) for term in terms}
    order = sorted(held, key=lambda one: (held[one], -len(one), one))
    stems = _within(
        (term for term in order if " " not in term), held, MOST_STEMS, ROWS_OF_A_STEM, ROWS_OF_STEMS
    )
    pairs = _within((term for term in order if " " in term), held, MOST_PAIRS, ROWS_OF_A_PAIR, ROWS_OF_PAIRS)
    weights = tuple(round(-100 * log((held[stem] + 1) / (rows + 2))) for stem in stems)
    return Chosen(stems, pairs, weights)


def _within(
    terms: Iterable[str], held: Mapping[str, float], most: int, each: float, together: float
) -> tuple[str, ...]:
    """The first of the terms, as long as they and all of them have not too many rows."""
    chosen: list[str] = []
    for term in terms:
        together -= held[term]
        if len(chosen) == most or held[term] > each or together < 0:
            break
        chosen.append(term)
    return tuple(chosen)


def _two_of(terms: Sequence[str]) -> list[str]:
    """Ways to have two of the terms; one alone must do where it is all there is.

    Any two differ in some binary digit of their places, so that a few ANDs of two halves say it all.
    """
    if len(terms) == 1:
        return [_quoted(terms[0])]
    ways = []
    for digit in range((len(terms) - 1).bit_length() if terms else 0):
        halves = (
            " | ".join(_quoted(term) for place, term in enumerate(terms) if place >> digit & 1 == bit)
            for bit in (0, 1)
        )
        ways.append("(({}) & ({}))".format(*halves))
    return ways


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
