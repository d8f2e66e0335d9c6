"""By what a list of claims is narrowed: who spoke, where it stood, under which topic it is. Over merges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Case, CharField, Expression, Q, QuerySet, Value
from django.db.models import When as If
from django.db.models.functions import Coalesce

from claims.choices import LANE_OF
from claims.models import Claim, ClaimTopic, StandingLink, StatementLink, Topic
from claims.queries.shapes import Prepared, Slots
from claims.querysets import ClaimQuerySet, SeenFromQuerySet, among, of_claims
from claimtrack.roles import Visitor

SPEAKER = "statement__speaker"
OUTLET = "statement__article_version__article__outlet"


def links_seen_by(visitor: Visitor) -> QuerySet[Any]:
    """What counts in lists: what stands, as the visitor sees it, with its lane."""
    return _told(StandingLink.objects.seen_by(visitor))


def _told(links: SeenFromQuerySet) -> QuerySet[Any]:
    lanes = [If(stance=stance, then=Value(lane.value)) for stance, lane in LANE_OF.items()]
    found: QuerySet[Any] = links.annotate(lane=Case(*lanes, output_field=CharField()))
    return found


def placements() -> QuerySet[Any]:
    """Claims under topics, with `target_id` and `topic_to`: both over merges."""
    return ClaimTopic.objects.order_by().annotate(
        target_id=Coalesce("claim__merged_into_id", "claim_id"),
        topic_to=Coalesce("topic__merged_into_id", "topic_id"),
    )


def with_link(claims: ClaimQuerySet, visitor: Visitor, condition: Q) -> ClaimQuerySet:
    """The claims on which, or on one merged into them, a link stands that fits."""
    return claims.filter(pk__in=links_seen_by(visitor).filter(condition).values("target_id"))


def sampled_topics(claims: Sequence[int]) -> list[tuple[int, int]]:
    """(claim, topic) of these claims, over merges of both; one query."""
    return _PLACED.rows(claims=list(claims))


def said_by(claims: ClaimQuerySet, visitor: Visitor, pks: Iterable[int]) -> ClaimQuerySet:
    """The claims that one of these speakers said something about."""
    return with_link(claims, visitor, Q(speaker__in=list(pks)))


def published_by(claims: ClaimQuerySet, visitor: Visitor, pks: Iterable[int]) -> ClaimQuerySet:
    """The claims about which something stood in one of these outlets."""
    return with_link(claims, visitor, Q(outlet__in=list(pks)))


def under_topics(claims: ClaimQuerySet, topics: Iterable[int] | Slots) -> ClaimQuerySet:
    """The claims under one of these topics."""
    return claims.filter(among("pk", claims_under(topics)))


def on_topics(links: QuerySet[StatementLink], topics: Iterable[int]) -> QuerySet[StatementLink]:
    """Those that count for a claim under one of these topics."""
    claims = Claim.objects.order_by().annotate(target_id=Coalesce("merged_into_id", "pk"))
    counting = claims.filter(among("target_id", claims_under(topics)))
    return links.filter(among("claim_id", counting.values("pk")))


def claims_under(topics: Iterable[int] | Slots) -> QuerySet[Any, Any]:
    """Keys of the claims under one of these topics, over merges of both; some of them more than once."""
    # Each step is looked up by itself, along an index; of a join, the server would read all claims there are.
    placed = Claim.objects.order_by().filter(among("id", _placed_under(topics).values("claim_id")))
    keys: QuerySet[Any, Any] = placed.values_list(Coalesce("merged_into_id", "pk"))
    return keys


def placed_under(topics: Iterable[int] | Slots) -> QuerySet[Any, Any]:
    """Of the claims that were placed under one of these topics, over merges of topics: (key, key of the claim
    into which it is merged, whether readers see it as it is).
    """
    placed = Claim.objects.order_by().filter(among("id", _placed_under(topics).values("claim_id")))
    told = placed.annotate(seen=ClaimQuerySet.SEEN)
    found: QuerySet[Any, Any] = told.values_list("pk", "merged_into_id", "seen")
    return found


def seen_among(keys: Expression) -> QuerySet[Any, Any]:
    """Those of the claims with these keys that readers see."""
    found: QuerySet[Any, Any] = Claim.objects.visible().order_by().filter(among("id", keys)).values_list("pk")
    return found


def _placed_under(topics: Iterable[int] | Slots) -> QuerySet[ClaimTopic]:
    keys: Any = topics if isinstance(topics, Slots) else list(topics)
    gathered = Topic.objects.order_by().filter(Q(pk__in=keys) | Q(merged_into__in=keys))
    return ClaimTopic.objects.order_by().filter(among("topic_id", gathered.values("pk")))


_PLACED = Prepared(
    lambda: (
        placements()
        .filter(of_claims("claim_id", Slots("claims")))
        .values_list("target_id", "topic_to")
        .distinct()
    )
)
