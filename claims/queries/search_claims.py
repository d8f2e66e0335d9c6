"""Claims that a search finds, by their own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Value

from claims.queries.claim_list import ClaimRow, claim_rows, claims_seen_by
from claims.queries.listed import listed
from claims.queries.narrowing import published_by, said_by, under_topics, with_link
from claims.queries.search_fitting import Way, all_words, told
from claims.queries.search_given import Given
from claims.queries.search_newest import Order
from claims.queries.search_words import Sought
from claims.querysets import ClaimQuerySet
from claimtrack.roles import Visitor

ORDERS = (
    Order("moved", "Newest movement", "summary__last_moved"),
    Order("said", "First said", "summary__first_said"),
    Order("event", "When it happened", "event_earliest"),
    Order("recorded", "Recorded", ""),
)


def claims_met(way: Way, visitor: Visitor) -> Any:
    """The claims that the visitor sees and to which a way leads; `fits`: all the words stand in it."""
    claims = claims_seen_by(visitor).filter(summary__isnull=False)
    words = way.fit("search_key")
    if way.newest:
        return claims.annotate(fits=told(words))
    return claims.filter(words).annotate(fits=Value(True))


def claims_found(given: Given, visitor: Visitor) -> QuerySet[Any]:
    """The claims that the visitor sees in which all the words stand, and that fit what else is given."""
    # An inner join, so that an order by the summary's clocks can be read from its index.
    claims = claims_seen_by(visitor).filter(summary__isnull=False)
    fits = all_words(given.sought, "search_key", index="claim_by_words")
    claims = _on_links(claims.filter(fits), given, visitor)
    if given.state:
        claims = claims.filter(summary__state__in=given.state)
    if given.figures:
        claims = claims.filter(summary__has_figures=True)
    if given.topic:
        claims = under_topics(claims, given.topic)
    return _dated(claims, given, visitor) if given.dated else claims


def _on_links(claims: ClaimQuerySet, given: Given, visitor: Visitor) -> ClaimQuerySet:
    if given.speaker:
        claims = said_by(claims, visitor, given.speaker)
    if given.outlet:
        claims = published_by(claims, visitor, given.outlet)
    return with_link(claims, visitor, Q(stance__in=given.stance)) if given.stance else claims


def _dated(claims: ClaimQuerySet, given: Given, visitor: Visitor) -> ClaimQuerySet:
    """What it says happened then, or was recorded then; or what was said, or published, of it then."""
    if given.clock == "recorded":
        return claims.filter(given.at("created_at"))
    if given.clock == "event":
        return claims.filter(given.within("event"))
    clock = "statement__said" if given.clock == "said" else "statement__article_version__article__published"
    return with_link(claims, visitor, given.within(clock))


def rows_of_claims(
    pks: Sequence[int], visitor: Visitor, *, sought: Sought, today: date
) -> tuple[ClaimRow, ...]:
    """What the list says of these, all of which the visitor sees, with what was found marked. Two queries."""
    claims = listed(pks)
    shown = claim_rows(claims, visitor, today) if claims else ()
    return tuple(
        row._replace(text=sought.marked(claim.text)) for row, claim in zip(shown, claims, strict=True)
    )
