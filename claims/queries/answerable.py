"""Claims that a denial may answer: told in the same article, or of the same parties within days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import LANE_OF, Lane, LinkState
from claims.match.answers import NEAR, Told
from claims.models import Affiliation, Claim, ClaimParty, StatementLink

#: Claims of one party that are looked at, those that moved last.
MOST = 100
_ASSERTING = [stance for stance, lane in LANE_OF.items() if lane == Lane.ASSERTS]
_TARGET = Coalesce("claim__merged_into", "claim")
_OPEN = [LinkState.PROPOSED, LinkState.CONFIRMED]


def told_in(article_id: int) -> list[Told]:
    """Claims that statements of the article assert, by links that are confirmed or suggested. Two queries."""
    links = _asserting().filter(statement__article_version__article=article_id)
    return _told(links.annotate(target=_TARGET).values_list("target", flat=True), here=True, at=())


def told_of(parties: Collection[int], at: datetime | None) -> list[Told]:
    """Claims about one of the parties (speakers), told within days of a moment. Two queries, or none."""
    if at is None or not parties:
        return []
    days = (at - NEAR, at + NEAR)
    near = Q(statement__said_earliest__range=days) | Q(
        statement__said_earliest=None, statement__article_version__article__published_earliest__range=days
    )
    links = _asserting().filter(near, claim__parties__speaker__in=parties).order_by("-pk")
    return _told(links.annotate(target=_TARGET).values_list("target", flat=True)[:MOST], here=False, at=(at,))


def told_here(claims: Collection[int]) -> list[Told]:
    """These claims, as told in the article that is being read. Two queries."""
    return _told(claims, here=True, at=())


def _asserting() -> QuerySet[StatementLink]:
    return StatementLink.objects.filter(state__in=_OPEN, stance__in=_ASSERTING)


def _told(claims: Iterable[int], *, here: bool, at: tuple[datetime, ...]) -> list[Told]:
    rows = list(Claim.objects.filter(pk__in=claims, withdrawn_at=None, merged_into=None))
    parties: defaultdict[int, set[int]] = defaultdict(set)
    for claim, speaker in ClaimParty.objects.filter(claim__in=rows).values_list("claim_id", "speaker_id"):
        parties[claim].add(speaker)
    return [Told(row.pk, row.text, frozenset(parties[row.pk]), here, at) for row in rows]


def bodies_of(people: Collection[int]) -> frozenset[int]:
    """The people and the bodies they have a place in. One query."""
    rows = Affiliation.objects.filter(person__in=people).values_list("body_id", flat=True)
    return frozenset(people) | frozenset(rows)
