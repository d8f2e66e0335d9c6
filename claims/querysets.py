"""Who sees what: the one place where it is written.

A reader sees a claim from `visible_since` until it is withdrawn; a statement that is confirmed, not
withdrawn, stands in an article that is neither withdrawn nor another save, and is linked (confirmed)
to a visible claim; an article, outlet, speaker or topic that bears at least one such statement;
nothing else. Editors see all.
"""

from collections.abc import Callable
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Coalesce, Now
from django.db.models.lookups import IsNull

from claims.choices import LinkState, StatementState
from claimtrack.roles import Visitor, is_editor
from sources.choices import NoticeState
from sources.models import Article, Outlet, PublisherNotice
from sources.querysets import ArticleQuerySet, OutletQuerySet


def _model(name: str) -> Any:
    """A model of this app; models import this module, so it looks them up late."""
    return apps.get_model("claims", name)


def _claim_is_visible(path: str = "") -> Q:
    """The claim at `path` ("" or "claim__") is visible itself, or merged into one that is."""

    def stands(at: str) -> Q:
        # Published, and not withdrawn.
        return Q(**{f"{path}{at}visible_since__lte": Now(), f"{path}{at}withdrawn_at__isnull": True})

    itself = Q(**{f"{path}merged_into__isnull": True}) & stands("")
    return itself | (Q(**{f"{path}merged_into__isnull": False}) & stands("merged_into__"))


def article_is_shown(path: str, *, removed: bool = False) -> Q:
    """The article at `path` is neither withdrawn (itself or with its batch), removed, nor another save.

    removed: it would be shown, were it not removed; of use only where the past is read.
    """
    return Q(
        **{
            f"{path}withdrawn_at__isnull": True,
            f"{path}batch__withdrawn_at__isnull": True,
            f"{path}removed_at__isnull": not removed,
            f"{path}same_as__isnull": True,
        }
    )


def bears_visible(column: str) -> Q:
    """The row is found in this column of what stands on visible claims."""
    return finds(_model("StandingLink").objects.visible().filter(**{column: OuterRef("pk")}), "target")


def finds(rows: models.QuerySet[Any], column: str) -> Q:
    """There is a first of these rows, told by a column that an index holds.

    Looked up row by row of what is asked for, along that index. An EXISTS says the same, and lets the server
    gather all that stands on all claims first.
    """
    return Q(IsNull(models.Subquery(rows.order_by().values(column)[:1]), False))


def of_claims(path: str, claims: Any) -> Any:
    """The claim at `path` (a column of keys) is one of these, or merged into one.

    Looked up first, by an index (`claim_by_target`), and told as an array: with a join, or with one condition
    or another, the server would read all that stands on all claims.
    """
    targets = _model("Claim").objects.order_by().annotate(target_id=Coalesce("merged_into_id", "pk"))
    return among(path, targets.filter(target_id__in=claims).values("pk"))


def linked_with(path: str, claims: Any) -> Any:
    """As `of_claims`, but a claim that is merged itself has what was linked with it before, too."""
    its_own = _model("Claim").objects.order_by().filter(Q(pk__in=claims) | Q(merged_into__in=claims))
    return among(path, its_own.values("pk"))


def among(path: str, keys: models.QuerySet[Any] | models.Expression) -> Any:
    """The key at `path` is one of these, which are looked up first, or of those that such a slot holds."""
    return Func(
        F(path),
        ArraySubquery(keys) if isinstance(keys, models.QuerySet) else keys,
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


class ClaimQuerySet(models.QuerySet[Any]):
    """Claims: what readers see, and what is gone, withdrawn after they could see it, as its address says."""

    PUBLISHED = Q(visible_since__lte=Now(), merged_into__isnull=True)
    SEEN = PUBLISHED & Q(withdrawn_at__isnull=True)
    GONE = PUBLISHED & Q(withdrawn_at__isnull=False)

    def visible(self) -> Self:
        """Published, not withdrawn, standing for themselves."""
        return self.filter(self.SEEN)

    def seen_by(self, visitor: Visitor) -> Self:
        """Editors see all; readers what is visible."""
        return self if is_editor(visitor) else self.visible()

    def with_summary(self) -> Self:
        """With what lists say of a claim."""
        return self.select_related("summary")

    def with_slug(self) -> Self:
        """With `.slug`, the current words of its URL."""
        return self.annotate(slug=current_slug("ClaimAddress"))


class StatementLinkQuerySet(models.QuerySet[Any]):
    """Links."""

    def confirmed(self) -> Self:
        """Decided by a person, and standing."""
        return self.filter(state=LinkState.CONFIRMED)

    def standing(self) -> Self:
        """Confirmed links of confirmed statements in shown articles, whether or not the claim is visible."""
        return self.filter(standing__isnull=False)

    def standing_but_removed(self) -> Self:
        """What stood, were its article not legally removed since: where the past is read, nowhere else."""
        return self.confirmed().filter(
            article_is_shown("statement__article_version__article__", removed=True),
            statement__state=StatementState.CONFIRMED,
        )

    def visible(self) -> Self:
        """What stands on visible claims."""
        return self.filter(standing__seen_from__lte=Now())

    def withdrawn(self) -> Self:
        """Of statements that readers saw on a visible claim and that were withdrawn since."""
        return self.confirmed().filter(
            _claim_is_visible("claim__"),
            article_is_shown("statement__article_version__article__"),
            statement__state=StatementState.WITHDRAWN,
            claim__visible_since__lte=F("statement__withdrawn_at"),
        )

    def seen_by(self, visitor: Visitor) -> Self:
        """Editors see all; readers what is visible."""
        return self if is_editor(visitor) else self.visible()

    def on_claim(self, claim_id: int) -> Self:
        """Of the claim and of those merged into it."""
        return self.filter(linked_with("claim_id", [claim_id]))

    def with_target(self) -> Self:
        """With `target_id`: the claim it counts for, over a merge."""
        return self.annotate(target_id=Coalesce("claim__merged_into_id", "claim_id"))


class SeenFromQuerySet(models.QuerySet[Any]):
    """Rows that say from when readers see them: what stands, flat, and the words of articles."""

    def visible(self) -> Self:
        """What stands on claims that readers see, and articles in which something does."""
        return self.filter(seen_from__lte=Now())

    def seen_by(self, visitor: Visitor) -> Self:
        """Editors see all that stands; readers what is visible."""
        return self if is_editor(visitor) else self.visible()


class StatementQuerySet(models.QuerySet[Any]):
    """Statements."""

    def confirmed(self) -> Self:
        """Decided by a person, and standing."""
        return self.filter(state=StatementState.CONFIRMED)

    def visible(self) -> Self:
        """What readers see of statements."""
        return self.confirmed().filter(bears_visible("statement"))

    def seen_by(self, visitor: Visitor) -> Self:
        """Editors see all; readers what is visible."""
        return self if is_editor(visitor) else self.visible()

    def of_speaker(self, speaker_id: int) -> Self:
        """Said by the speaker, or by one merged into it."""
        return self.filter(Q(speaker_id=speaker_id) | Q(speaker__merged_into_id=speaker_id))


class SpeakerQuerySet(models.QuerySet[Any]):
    """Speakers."""

    def unmerged(self) -> Self:
        """Those that stand for themselves."""
        return self.filter(merged_into__isnull=True)

    def visible(self) -> Self:
        """Those a visible statement goes back to, own or of one merged into it."""
        return self.unmerged().filter(bears_visible("speaker"))

    def seen_by(self, visitor: Visitor) -> Self:
        """Editors see all; readers what is visible."""
        return self if is_editor(visitor) else self.visible()

    def with_slug(self) -> Self:
        """With `.slug`, the current words of its URL."""
        return self.annotate(slug=current_slug("SpeakerAddress"))


class TopicQuerySet(models.QuerySet[Any]):
    """Topics."""

    def visible(self) -> Self:
        """Those under which a visible claim stands that bears a visible statement, over merges of either.

        A merged claim and its target are one claim here: what is placed or linked at either counts for both.
        """
        target = Coalesce("claim__merged_into_id", "claim_id")
        placed = _model("ClaimTopic").objects.order_by().annotate(target_id=target)
        told = _model("StandingLink").objects.visible().filter(target=OuterRef("target_id"))
        placed = placed.filter(finds(told, "target"))
        bears = finds(placed.filter(topic=OuterRef("pk")), "claim")
        bears |= finds(placed.filter(topic__merged_into=OuterRef("pk")), "claim")
        return self.filter(bears, merged_into__isnull=True)

    def seen_by(self, visitor: Visitor) -> Self:
        """Editors see all; readers what is visible."""
        return self if is_editor(visitor) else self.visible()


def current_slug(address_model: Any, target: str = "pk") -> models.Subquery:
    """The current words in the URL of the row at `target`, as an annotation."""
    model = _model(address_model) if isinstance(address_model, str) else address_model
    addresses = model.objects.filter(target=OuterRef(target), current=True)
    return models.Subquery(addresses.values("slug")[:1])


def visible_articles() -> ArticleQuerySet:
    """Articles that bear a visible statement."""
    return Article.objects.filter(bears_visible("article"))


def articles_seen_by(visitor: Visitor) -> ArticleQuerySet:
    """Editors see all; readers those that bear a visible statement."""
    return Article.objects.all() if is_editor(visitor) else visible_articles()


def withdrawn_articles() -> ArticleQuerySet:
    """Articles that readers would see, were they (or their batch) not withdrawn or removed."""
    said_there = Q(
        statement__state=StatementState.CONFIRMED, statement__article_version__article=OuterRef("pk")
    )
    links = _model("StatementLink").objects.confirmed().filter(_claim_is_visible("claim__"), said_there)
    gone = Q(withdrawn_at__isnull=False) | Q(batch__withdrawn_at__isnull=False) | Q(removed_at__isnull=False)
    return Article.objects.first_saves().filter(gone, Exists(links))


#: Of words of an article: readers see all that is kept there.
WHOLE = Q(whole_from__lte=Now())


def words_seen(holds: Callable[[Any], Q], *, whole: Q) -> Q:
    """`holds` is true of the words (`ArticleWords`) by which readers find an article now; whole: of the row.

    Most rows are seen as they are; where something in an article is not, the other words are gathered.
    """
    seen = Func(F("pk"), Now(), function="claims_words_of_article", output_field=SearchVectorField())
    return Q(seen_from__lte=Now()) & whole & (WHOLE | holds(seen))


def confirmed_notices(article: int) -> models.QuerySet[PublisherNotice]:
    """What a publisher says of its story, as far as an editor confirmed it, with its words."""
    notices = PublisherNotice.objects.filter(article=article, state=NoticeState.CONFIRMED)
    return notices.select_related("passage")


def visible_outlets() -> OutletQuerySet:
    """Outlets, unmerged, of visible articles (their own or of an outlet merged into them)."""
    return Outlet.objects.unmerged().filter(bears_visible("outlet"))


def outlets_seen_by(visitor: Visitor) -> OutletQuerySet:
    """Editors see all; readers those of visible articles."""
    return Outlet.objects.all() if is_editor(visitor) else visible_outlets()


__all__ = [
    "ClaimQuerySet", "SeenFromQuerySet", "SpeakerQuerySet", "StatementLinkQuerySet", "StatementQuerySet",
    "TopicQuerySet", "among", "article_is_shown", "articles_seen_by", "current_slug", "finds", "linked_with",
    "of_claims", "outlets_seen_by", "visible_articles", "visible_outlets", "withdrawn_articles", "words_seen",
]  # fmt: skip
