"""Indexes of the folded words of claims and statements: of all of them, and of some."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db.models import BigIntegerField, F, Index, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

#: One of so many rows is among the some.
SOME = 16


def in_some() -> Q:
    """Rows among the some: where enough of these have a word, it need not be looked up in all."""
    return Q(Exact(Mod(F("pk"), SOME, output_field=BigIntegerField()), 0))


def words_indexes(one: str) -> list[Index]:
    """Those of a table, named after one of its rows, for whole words of its column `search_key`."""
    words = SearchVector("search_key", config="simple")
    return [
        GinIndex(words, name=f"{one}_by_words"),
        # Few rows come to it: those that wait to be sorted in would be looked through by each search.
        GinIndex(words, name=f"{one}_by_words_of_some", condition=in_some(), fastupdate=False),
    ]
