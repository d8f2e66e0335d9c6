"""The terms under which wordings are compared: word stems, and pairs of neighbouring ones, in any order.

The database makes them (`compared_terms`, from a migration), so that the index knows whatever fills a row.
Word stems tell what a wording is about; pairs are rare even where all words are common, so that they do for
wordings what bands of hashes do for texts.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func, Q

#: Code points of a passage that is compared; a shorter one says too little by itself.
SHORTEST_COMPARED = 24


def compared_terms(path: str) -> Func:
    """The terms of a text column, as a tsvector without positions."""
    return Func(F(path), function="compared_terms", output_field=SearchVectorField())


def terms_index(path: str, *, name: str, condition: Q | None = None) -> GinIndex:
    """An index of a column's terms. Written at once: a list of what is pending would slow each lookup."""
    return GinIndex(compared_terms(path), name=name, fastupdate=False, condition=condition)
