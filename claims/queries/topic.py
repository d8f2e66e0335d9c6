"""The page of a topic: what it gathers, and how each claim stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claims.models import Topic
from claims.queries.claim_list import ClaimList, claims_seen_by, list_claims
from claims.queries.keys import Turn
from claims.queries.narrowing import under_topics
from claimtrack.roles import Visitor


@dataclass(frozen=True, slots=True)
class TopicPage:
    """All the page shows. total: its claims, on all pages."""

    topic: Topic
    total: int
    claims: ClaimList


def topic_page(topic: Topic, visitor: Visitor, *, turn: Turn, today: date) -> TopicPage:
    """Read the page of a topic that the visitor may see. Three queries, however many claims."""
    claims = under_topics(claims_seen_by(visitor), [topic.pk])
    return TopicPage(
        topic=topic, total=claims.count(), claims=list_claims(claims, visitor, turn=turn, today=today)
    )
