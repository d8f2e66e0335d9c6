"""How the rows of a search are found in which all words stand: by an index of words, or read newest first.

A word that many rows have is not looked up in the index of words, which would bring them all to be sorted:
where another word is rare, it is looked for in the rows of that one; where all are common, in the rows as
they come, newest first, until a page is full. If it takes too long, they are rare together: looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import isqrt, prod
from operator import and_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorExact
from django.db.models import BooleanField, ExpressionWrapper, F, Func, Q, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from claims.queries.commonness import Commonness, commonness
from claims.queries.search_words import FOLDED, LookedUp, Sought, Word, begins, vector_query, vector_terms
from claims.queries.shapes import Given, TextSlot, TextSlots
from sources.models.article import SEARCH_CONFIG

#: Rows that an index of words may bring at once.
MANY = 5_000
#: Rows in which common words are read before they are looked up instead; so many, too, where they are rare
#: together unless one brings the other with it.
READ, READ_FIRST = 10_000, 5_000
#: Where rows hold their words as the index has them, they are read about as quickly as they are looked up: of
#: a word, as many are looked up at most as would be read until so many fit; but so few always are, so that it
#: is told how many there are in a small archive.
FITTING, FEW = 30, 1_000
#: Letters that stand in every text.
NO_LETTERS = ""
#: Fewer where any row will do.
GLANCED_AT = 1_000
_LIKE = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the rows. looked_up: words by the index; read: words in each row.

    newest: how many rows are read, from the newest on; 0 where words are looked up. any_row: it does not
    matter which rows are found first. exactly: without longer words, which take several times as long to
    look up. some: of some rows alone; see `claims.models.word_indexes`.
    """

    looked_up: tuple[Word, ...]
    read: tuple[Word, ...] = ()
    newest: int = 0
    any_row: bool = False
    exactly: bool = False
    some: bool = False

    @property
    def rough(self) -> bool:
        """Whether there may be rows to which it does not lead."""
        return bool(self.newest or self.exactly or self.some)

    @property
    def shape(self) -> tuple[bool, int, int, bool]:
        """What the SQL depends on; the words themselves are values."""
        return bool(self.looked_up), len(self.read), self.newest, self.any_row

    def fit(self, path: str, *, bounded: bool = False) -> Q:
        """All words stand in the folded text at `path`, as a condition with slots.

        bounded: what comes of it is, however many rows it brings; so the server may plan once for all words.
        Of others, it must know how common they are.
        """
        slot = TextSlot("terms")
        given = LookedUp(slot) if bounded or self.any_row else slot
        terms = SearchQuery(given, config=FOLDED, search_type="raw")
        found = Q(SearchVectorExact(SearchVector(path, config=FOLDED), terms)) if self.looked_up else Q()
        return reduce(and_, self.stand(path), found)

    def stand(self, path: str) -> list[Q]:
        """Of each word that is read, that it stands there. Whether its letters do is told more quickly."""
        letters = (
            StrIndex(F(path), LookedUp(TextSlot(f"letters{place}"))) for place in range(len(self.read))
        )
        return [
            Q(GreaterThan(at, 0)) & Q(_Stands(F(path), TextSlots(f"word{place}")))
            for place, at in enumerate(letters)
        ]

    @property
    def leads(self) -> Q:
        """All words that are looked up stand in a column `words` of vectors that has an index, likewise."""
        return Q(Holds(F("words"), terms_in("looked_up")))

    @property
    def of_fit(self) -> Mapping[str, Given]:
        """Values for the slots of what is to fit a folded text."""
        read: dict[str, Given] = {f"word{place}": _patterns(word) for place, word in enumerate(self.read)}
        letters = {f"letters{place}": _letters(word) for place, word in enumerate(self.read)}
        return {**read, **letters, "terms": vector_terms(self.looked_up, exactly=self.exactly)}

    @property
    def values(self) -> Mapping[str, Given]:
        """Those for all slots."""
        terms = vector_terms(self.looked_up, config=SEARCH_CONFIG, exactly=self.exactly)
        return {**self.of_fit, "looked_up": terms}


class Holds(Func):
    """A vector of words has those that are asked for."""

    output_field = BooleanField()
    template = "%(expressions)s"
    arg_joiner = " @@ "


def terms_in(slot: str) -> LookedUp:
    """The words that are given in a slot, for vectors of articles; read once for all rows."""
    return LookedUp(SearchQuery(TextSlot(slot), config=SEARCH_CONFIG, search_type="raw"))


class _Stands(Func):
    """One of some patterns fits a folded text: its words stand one space apart. Of unknown selectivity, so
    that the server reads rows in their order instead of all of them.
    """

    output_field = BooleanField()
    template = "COALESCE((' ' || %(expressions)s), false)"
    arg_joiner = " || ' ') LIKE ANY("


def told(condition: Q) -> ExpressionWrapper[Any]:
    """Whether it is so, as a column."""
    return ExpressionWrapper(condition, output_field=BooleanField())


def ways(sought: Sought, *, index: str, held: bool = False, any_row: bool = False) -> Iterator[Way]:
    """The ways to rows that have all the words, in turn; the last one finds whatever there is.

    held: rows hold their words as the index has them. any_row: it does not matter which rows are found.
    """
    rare, common, together = _weighed(sought, index, held=held)
    if rare or not common:
        yield Way(rare, common, any_row=any_row)
        return
    many = together > MANY
    if any_row:
        yield Way((), common, newest=READ_FIRST if many else GLANCED_AT)
        yield Way(common[:2], common[2:], any_row=True, exactly=True)
    else:
        yield Way((), common, newest=READ if many else READ_FIRST)
    # The index tells quickly which rows have two common words; of a third, it would bring too many.
    yield Way(common[:2], common[2:])


def expected(sought: Sought, *, index: str) -> float:
    """How many rows have all the words, as far as statistics tell of each."""
    known = commonness(index)
    return prod((_share(word, known) for word in sought.words), start=float(known.rows))


def at_most(sought: Sought, *, index: str) -> float:
    """How many rows can have all the words, which may bring each other with them: those of the rarest."""
    known = commonness(index)
    return known.rows * min(_share(word, known) for word in sought.words)


def are_known(sought: Sought, *, index: str) -> bool:
    """Whether each of the words stands in so many rows that statistics know it."""
    known = commonness(index) if index else None
    return bool(known) and all(_share(word, known) for word in sought.words)


def all_words(sought: Sought, path: str, *, index: str) -> Q:
    """Every word, or one that begins with it, stands in the folded text at `path`, which an index knows.

    For a search that is narrowed otherwise. Nothing to look for fits all.
    """
    rare, common, _ = _weighed(sought, index)
    looked_up, read = (rare, common) if rare else (common[:2], common[2:])
    found = Q(SearchVectorExact(SearchVector(path, config=FOLDED), vector_query(looked_up)))
    texts = ArrayField(TextField())
    each = (Q(_Stands(F(path), Value(_patterns(word), output_field=texts))) for word in read)
    return reduce(and_, each, found if looked_up else Q())


def _weighed(
    sought: Sought, index: str, *, held: bool = False
) -> tuple[tuple[Word, ...], tuple[Word, ...], float]:
    """The rare words, and the common ones, the rarest first; about how many rows have all the common ones,
    if one does not bring the other with it.
    """
    known = commonness(index)
    shares = {word: _share(word, known) for word in sought.words}
    many = min(MANY, max(FEW, isqrt(FITTING * known.rows))) if held else MANY
    rare = tuple(word for word, share in shares.items() if share * known.rows <= many)
    common = sorted((word for word in shares if word not in rare), key=lambda word: shares[word])
    return rare, tuple(common), prod((shares[word] for word in common), start=float(known.rows))


@lru_cache(maxsize=1_024)
def _share(word: Word, known: Commonness) -> float:
    """What part of the rows has the word, as far as statistics tell; those of longer words are added."""
    begun = tuple(one for one in word.spellings if begins(one))
    whole = {*word.spellings} - {*begun}
    found = (share for term, share in known.shares.items() if term.startswith(begun) or term in whole)
    return min(sum(found), 1.0)


def escaped(words: str) -> str:
    """As part of a pattern."""
    return words.translate(_LIKE)


def _letters(word: Word) -> str:
    """What stands in every text that has the word."""
    return word.key if len(word.spellings) == 1 else NO_LETTERS


def _patterns(word: Word) -> list[str]:
    return [f"% {escaped(one)}{'' if begins(one) else ' '}%" for one in word.spellings]
