"""How the rows are found in which all words of a search stand: by an index of words, or newest first.

A word that many rows have is not looked up in the index of words, which would bring them all: where another
word is rare, it is looked for in the rows of that one; where all are common, in the rows as they come, newest
first, until a page is full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchVector, SearchVectorExact
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan

from claims.queries.commonness import commonness
from claims.queries.search_words import AWAITED, FOLDED, Sought, Word, begins, vector_query

#: Rows that an index of words may bring at once.
MANY = 20_000


def all_words(sought: Sought, path: str, *, index: str, narrowed: bool = False) -> Q:
    """Every word, or one that begins with it, stands in the folded text at `path`.

    index: the index of words over it. narrowed: other conditions may leave few rows, so that walking through
    the newest could take long. Nothing to look for fits all.
    """
    if sought is AWAITED:
        return _in_index(sought, path)
    rare, common, together = _weighed(sought, index)
    if rare:
        return _in_index(Sought(tuple(rare)), path) & _in_rows(common, path)
    if together <= MANY or narrowed:
        return _in_index(sought, path) if common else Q()
    return _in_rows(common, path)


def has_rare(sought: Sought, *, index: str) -> bool:
    """Whether a word is rare, so that few rows are found."""
    return bool(_weighed(sought, index)[0])


def are_rare(sought: Sought, *, index: str) -> bool:
    """Whether each word is rare by itself, so that all are simply looked up."""
    return not _weighed(sought, index)[1]


def _weighed(sought: Sought, index: str) -> tuple[list[Word], list[Word], float]:
    """The rare words and the common ones, and about how many rows have all the common ones."""
    known = commonness(index)
    shares = {word: _share(word, known.shares) for word in sought.words}
    rare = [word for word, share in shares.items() if share * known.rows <= MANY]
    common = [word for word in sought.words if word not in rare]
    together = reduce(lambda rows, word: rows * shares[word], common, float(known.rows) if common else 0.0)
    return rare, common, together


def _share(word: Word, shares: Mapping[str, float]) -> float:
    """What part of the rows has the word, as far as statistics tell; those of longer words are added."""
    found = 0.0
    for term, share in shares.items():
        if any(term.startswith(one) if begins(one) else term == one for one in word.spellings):
            found += share
    return min(found, 1.0)


def _in_index(sought: Sought, path: str) -> Q:
    return Q(SearchVectorExact(SearchVector(path, config=FOLDED), vector_query(sought)))


def _in_rows(words: Sequence[Word], path: str) -> Q:
    """The same without an index: folded words stand one space apart."""
    text = Concat(Value(" "), F(path), Value(" "), output_field=TextField())
    return reduce(and_, (reduce(or_, (_stands(text, one) for one in word.spellings)) for word in words), Q())


def _stands(text: Concat, spelling: str) -> Q:
    end = "" if begins(spelling) else " "
    return Q(GreaterThan(StrIndex(text, Value(f" {spelling}{end}")), 0))
