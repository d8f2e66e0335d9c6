"""The words of statements and of articles, folded, as they are searched."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from claims.models.statement import Statement
from claims.models.word_indexes import words_indexes
from claims.querysets import SeenFromQuerySet
from sources.models import Article
from sources.models.fields import newest_first

#: Kilobytes of words that are not sorted into the index yet: each search looks through them.
PENDING = 512


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
        indexes = words_indexes("statement")

    def __str__(self) -> str:
        return f"Words of statement {self.statement_id}"


class ArticleWords(models.Model):
    """All words by which readers find an article: of its headline, of what stands in it on claims that are to
    be seen, and of its text where that is shown whole; and what it counts for beside the filters of a search.

    Kept by triggers (the migration that makes it holds them), each time from `claims_words_found()`; nobody
    else writes it, and it keeps no history. There is a row only where something stands. Until the moment
    `whole_from`, it holds what readers may not find yet: `claims_words_of_article()` tells what they may, and
    likewise `claims_speakers_of_article()` and `claims_topics_of_article()`; numbers are counted.
    """

    article = models.OneToOneField(
        Article, on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="+"
    )
    words = SearchVectorField(help_text="Each once, without its places.")
    seen_from = models.DateTimeField(help_text="When readers first see something of the article.")
    whole_from = models.DateTimeField(help_text="When they see everything that is found here.")
    published_from = models.DateTimeField(null=True, help_text="Of the article; lists are read by it.")
    # What lists say of it.
    statements = models.IntegerField(db_default=0, help_text="How many stand there.")
    claims = models.IntegerField(db_default=0, help_text="On how many they stand, over merges.")
    # What it counts for beside the filters of a search.
    by_speakers = ArrayField(models.BigIntegerField(), help_text="Keys, over merges.")
    under_topics = ArrayField(models.BigIntegerField(), help_text="Keys, as they were given.")

    objects = SeenFromQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "words of articles"
        indexes = [
            GinIndex(fields=["words"], gin_pending_list_limit=PENDING, name="article_by_all_words"),
            newest_first("published_from", name="article_words_newest_first", pk="article_id"),
        ]

    def __str__(self) -> str:
        return f"Words of article {self.article_id}"
