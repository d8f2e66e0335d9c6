"""Which terms of a wording are worth looking up among very many others, and how the database is asked. Pure.

Terms are what `compared_terms` makes in the database: stems, and pairs of neighbouring ones with a space
between. The index reads what the rarer half of a condition has and only glances at the other, so that
common stems may stand beside rare ones. Asked for are rows with a rare pair, two rare stems, a very rare
stem and another, or a rare stem and two others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log

#: Terms of each kind that are looked up at most: each costs a walk through the index.
MOST_STEMS, MOST_PAIRS = 9, 3
#: Rows that a rare stem may have, all the rare ones together, and one that stands beside it.
RARE, ALL_RARE, BESIDE = 1_000, 3_000, 60_000
#: The same for the rarest stem, where none is rare.
LEAST_RARE = 6_000
#: Rows that a pair may have, and all pairs together.
PAIR, ALL_PAIRS = 800, 1_600


@dataclass(frozen=True, slots=True)
class Chosen:
    """The terms to look up, the rarest first. very_rare: of which no statistics are kept.

    weights: of all the stems, in their order, in hundredths of what they tell.
    """

    pairs: tuple[str, ...]
    very_rare: tuple[str, ...]
    rare: tuple[str, ...]
    beside: tuple[str, ...]
    weights: tuple[int, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.very_rare, *self.rare, *self.beside)

    @property
    def query(self) -> str:
        """The condition as a tsquery; "" where nothing can be asked. A single rare stem must do."""
        rare = (*self.very_rare, *self.rare)
        if len(self.stems) == 1 and rare:
            return _quoted(rare[0])
        ways = [*map(_quoted, self.pairs), two_of(rare)]
        ways.append(_both(_any(self.very_rare), _any(self.beside)))
        ways.append(_both(_any(self.rare), two_of(self.beside)))
        return " | ".join(filter(None, ways))


def rarest(terms: Collection[str], shares: Mapping[str, float], *, rows: int) -> Chosen:
    """Choose the terms of a wording that are looked up.

    shares: what part of the rows has a term, for the common ones; one without is rarer than all of these.
    rows: how many there are. Of equally rare terms the longer says more. Very common terms are left out, also
    where nothing is left then: nothing but common words belongs to no one claim.
    """
    unknown = min(shares.values(), default=0.0) / 2
    held = {term: rows * shares.get(term, unknown) for term in terms}
    order = sorted(held, key=lambda one: (held[one], -len(one), one))
    stems = [term for term in order if " " not in term and held[term] <= BESIDE][:MOST_STEMS]
    rare = _within(stems, held, RARE, ALL_RARE)
    if not rare and stems and held[stems[0]] <= LEAST_RARE:
        rare = tuple(stems[:1])
    pairs = _within([term for term in order if " " in term][:MOST_PAIRS], held, PAIR, ALL_PAIRS)
    return Chosen(
        pairs=pairs,
        very_rare=tuple(stem for stem in rare if stem not in shares),
        rare=tuple(stem for stem in rare if stem in shares),
        beside=tuple(stems[len(rare) :]),
        weights=tuple(round(-100 * log((held[stem] + 1) / (rows + 2))) for stem in stems),
    )


def _within(terms: Sequence[str], held: Mapping[str, float], each: float, together: float) -> tuple[str, ...]:
    """The first of the terms, as long as they and all of them have not too many rows."""
    chosen: list[str] = []
    for term in terms:
        together -= held[term]
        if held[term] > each or together < 0:
            break
        chosen.append(term)
    return tuple(chosen)


def two_of(terms: Sequence[str]) -> str:
    """Two or more of the terms, as a tsquery; "" where there are fewer.

    Any two differ in some binary digit of their places, so that a few ANDs of two halves say it all.
    """
    ways = []
    for digit in range((len(terms) - 1).bit_length() if terms else 0):
        halves = (_any(_with_digit(terms, digit, bit)) for bit in (0, 1))
        ways.append(_both(*halves))
    return f"({' | '.join(ways)})" if ways else ""


def _with_digit(terms: Sequence[str], digit: int, bit: int) -> list[str]:
    return [term for place, term in enumerate(terms) if place >> digit & 1 == bit]


def _any(terms: Sequence[str]) -> str:
    return f"({' | '.join(map(_quoted, terms))})" if terms else ""


def _both(one: str, other: str) -> str:
    return f"({one} & {other})" if one and other else ""


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
