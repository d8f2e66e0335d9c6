"""Articles and their versions: the text as it came, for ever unchanged."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length
from django.db.models.lookups import LessThanOrEqual

from sources.choices import DamageKind, Display
from sources.models.clock import Clock, clock_checks, moment_of
from sources.models.fields import choice_check, choice_field, newest_first, span_check, user_field, where_told
from sources.models.history import history_once_decided
from sources.models.outlet import Outlet
from sources.models.root import Root, version_only_grows
from sources.querysets import ArticleQuerySet

#: Code points a version may hold; PostgreSQL's own limit lies far beyond.
LONGEST_TEXT = 2_000_000
#: Code points of a version that are searched: PostgreSQL holds a megabyte of different words a text.
SEARCHED_TEXT = 150_000
#: PostgreSQL's text search configuration of that name is made by a migration.
SEARCH_CONFIG = "folded"


def text_vector(path: str = "text") -> SearchVector:
    """The words of a text as they are searched: in lower case and without accents, of whatever language."""
    return SearchVector(Left(path, SEARCHED_TEXT), config=SEARCH_CONFIG)


#: A person may tell that the text is another article's: then it takes a place there, and is nobody's current
#: version meanwhile. Nothing else of it ever changes.
_ONLY_MOVED = """
    IF (OLD.id, OLD.text, OLD.sha256, OLD.encoding, OLD.recorded_at)
        IS DISTINCT FROM (NEW.id, NEW.text, NEW.sha256, NEW.encoding, NEW.recorded_at)
        OR COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'user:%'
        OR EXISTS (SELECT 1 FROM sources_article WHERE current_version_id = OLD.id)
        OR EXISTS (SELECT 1 FROM sources_passage WHERE version_id = OLD.id)
    THEN
        RAISE EXCEPTION 'A version is never edited.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@history_once_decided
class Article(Root):
    """One story of one outlet; its columns repeat the chosen facts (`DeclaredFact`)."""

    # The list of an outlet's articles serves as its index. Keys that few articles have are indexed below.
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="articles", db_index=False
    )
    credited_to = models.ForeignKey(
        Outlet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="credited_articles",
        db_index=False,
        help_text='The outlet of a closing "Source: X"; never the article\'s outlet by itself.',
    )
    address = models.URLField(max_length=2000, blank=True, default="", help_text="Normalised.")
    headline = models.CharField(max_length=500, blank=True, default="")
    byline = models.CharField(max_length=300, blank=True, default="")
    language = models.CharField(max_length=12, blank=True, default="", help_text="BCP 47; empty: unknown.")
    original_language = models.CharField(max_length=12, blank=True, default="", help_text="BCP 47.")
    published = Clock()
    search_key = models.TextField(blank=True, default="", help_text="Folded headline and byline.")
    display = choice_field(Display, default=Display.EXCERPTS)
    current_version = models.ForeignKey(
        "sources.ArticleVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    batch = models.ForeignKey(
        "sources.ImportBatch", null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    same_as = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="other_saves",
        db_index=False,
        help_text="Another save.",
    )
    reprint_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reprints", db_index=False
    )
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="translations", db_index=False
    )
    translation_of_outlet = models.ForeignKey(
        Outlet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="translated_articles",
        db_index=False,
    )
    reprint_of_outlet = models.ForeignKey(
        Outlet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reprinted_articles",
        db_index=False,
    )
    recorded_at = models.DateTimeField(auto_now_add=True, help_text="When it reached us.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = user_field(null=True, blank=True, db_index=False)
    withdrawn_reason = models.CharField(max_length=400, blank=True, default="")
    removed_at = models.DateTimeField(
        null=True, blank=True, help_text="Legally removed; hash and dates remain."
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            choice_check("article", "display", Display),
            *clock_checks("article", "published"),
            models.UniqueConstraint(
                fields=["address"],
                condition=~Q(address="") & Q(same_as__isnull=True),
                name="article_address_once",
            ),
            models.CheckConstraint(condition=~Q(same_as=F("pk")), name="article_is_not_its_own_save"),
            models.CheckConstraint(condition=~Q(reprint_of=F("pk")), name="article_is_not_its_own_reprint"),
            models.CheckConstraint(
                condition=~Q(translation_of=F("pk")), name="article_is_not_its_own_translation"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | (Q(withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="article_withdrawal_has_a_reason",
            ),
        ]
        indexes = [
            newest_first("published_earliest", name="article_newest_first"),
            models.Index(F("outlet"), moment_of("published"), F("id"), name="article_of_outlet"),
            GinIndex(SearchVector("search_key", config="simple"), name="article_by_words"),
            where_told("credited_to", name="article_by_credit"),
            where_told("same_as", name="article_by_first_save"),
            where_told("reprint_of", name="article_by_reprinted"),
            where_told("reprint_of_outlet", name="article_by_reprinted_outlet"),
            where_told("translation_of", name="article_by_translated"),
            where_told("translation_of_outlet", name="article_by_translated_outlet"),
            where_told("withdrawn_by", name="article_by_withdrawer"),
        ]
        triggers = [
            version_only_grows(),
            pgtrigger.Trigger(
                name="current_version_is_its_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("current_version_id"),
                condition=pgtrigger.Condition("(NEW.current_version_id IS NOT NULL)"),
                # The current version of an article never leaves it (text_is_never_edited).
                func="""
                    PERFORM 1 FROM sources_articleversion
                    WHERE id = NEW.current_version_id AND article_id = NEW.id;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'The current version is one of the article itself.'
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.headline or f"Article {self.pk}"


class ArticleVersion(models.Model):
    """One text of an article: the decoded bytes with line ends as \\n, never repaired, never edited."""

    # The unique (article, number) serves as its index.
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(help_text="Blank only after a legal removal.", blank=True)
    sha256 = models.CharField(max_length=64, help_text="Of the original bytes.")
    encoding = models.CharField(max_length=40, help_text="As which the bytes were read.")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
            # The same bytes are the same article, also when two workers read them at once.
            models.UniqueConstraint(fields=["sha256"], name="version_bytes_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_TEXT), name="version_text_is_not_endless"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_counts_from_one"),
        ]
        indexes = [GinIndex(text_vector(), name="version_by_words")]
        triggers = [
            pgtrigger.Trigger(
                name="text_is_never_edited",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("(OLD.* IS DISTINCT FROM NEW.*)"),
                func=_ONLY_MOVED,
            ),
            pgtrigger.Protect(name="version_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.article}, version {self.number}"


class Damage(models.Model):
    """A place of a text that is not what it seems. The text keeps it; quotes and exports carry it."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="damage")
    start = models.PositiveIntegerField(help_text="First code point, from 0.")
    end = models.PositiveIntegerField(help_text="One past the last code point.")
    what = choice_field(DamageKind)
    original_hex = models.CharField(
        max_length=64, blank=True, default="", help_text="The bytes PostgreSQL refused."
    )
    reading = models.CharField(
        max_length=200, blank=True, default="", help_text="Where certain; for searching only."
    )

    class Meta:
        ordering = ["version", "start"]
        verbose_name_plural = "damage"
        constraints = [span_check("damage"), choice_check("damage", "what", DamageKind)]

    def __str__(self) -> str:
        return f"{self.get_what_display()} at {self.start}"
