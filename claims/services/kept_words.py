"""Keeping the words under which a statement is searched; they follow what it says."""

from collections.abc import Iterable

from claims.choices import Part
from claims.models import Statement, StatementPassage, StatementWords
from sources.folding import fold


def keep_words(statement: Statement, words: Iterable[str] | None = None) -> None:
    """Write down what a confirmed statement says, folded. One query; one more where `words` are not given.

    words: its content, in order. Must run in the transaction that confirms or changes it.
    """
    said = _content(statement) if words is None else words
    row = StatementWords(statement=statement, search_key=search_key(said))
    StatementWords.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["statement"], update_fields=["search_key"]
    )


def forget_words(statement: Statement) -> None:
    """A statement that is a proposal again is not searched. One query."""
    StatementWords.objects.filter(statement=statement).delete()


def search_key(content: Iterable[str]) -> str:
    """The key of a statement's content passages, in order: what a bulk load has to fill in."""
    return fold(" ".join(content))


def _content(statement: Statement) -> list[str]:
    parts = StatementPassage.objects.filter(statement=statement, part=Part.CONTENT).order_by("order")
    return list(parts.values_list("passage__exact", flat=True))
