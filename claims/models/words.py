"""The words of statements, folded, as they are searched."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models

from claims.models.statement import Statement


class StatementWords(models.Model):
    """The content of a statement that a person confirmed, in the spelling under which it is searched.

    Derived from its passages, so that it keeps no history; in a table of its own, so that the hundreds of
    statements a machine proposes are not indexed, and no page reads it beside the statement.
    """

    statement = models.OneToOneField(
        Statement, on_delete=models.DO_NOTHING, primary_key=True, related_name="words"
    )
    search_key = models.TextField(help_text="Folded words of the content; filled by the service.")

    class Meta:
        verbose_name_plural = "words of statements"
        indexes = [GinIndex(SearchVector("search_key", config="simple"), name="statement_by_words")]

    def __str__(self) -> str:
        return f"Words of statement {self.statement_id}"
