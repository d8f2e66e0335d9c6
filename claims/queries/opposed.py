"""What others say on claims, by side: a few of each, the latest, and how many more there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, Window
from django.db.models import When as If
from django.db.models.functions import Coalesce, RowNumber

from claims.choices import LANE_OF, Lane, Stance
from claims.models import StatementLink
from claims.queries.linked import with_places
from claims.queries.narrowing import SPEAKER
from claims.queries.wording import When, Who, address, outlet_name, when, who
from claims.querysets import current_slug, linked_with
from claimtrack.roles import Visitor
from sources.clocks import ClockValue
from sources.models.clock import moment_of

#: Statements of a side of a claim that are told.
SHOWN = 3
#: The claim, over a merge, and whether it is asserted.
Key = tuple[int, bool]

_ASSERTING = [stance for stance, lane in LANE_OF.items() if lane == Lane.ASSERTS]


@dataclass(frozen=True, slots=True)
class Opposed:
    """One statement of somebody else. key: its claim and side; more: statements on that side not listed.

    claim: the claim's words; place: its entry on the claim's page.
    """

    key: Key
    who: Who
    stance: str
    word: str
    said: When
    clock: ClockValue
    claim: str
    place: str
    outlet: str
    outlet_address: str
    more: int


def opposed_on(
    claims: Collection[int], visitor: Visitor, *, without: Collection[int]
) -> Mapping[Key, list[Opposed]]:
    """By claim and side the latest SHOWN statements that the visitor sees, newest first. One query.

    without: the speakers of whom none is told.
    """
    found: defaultdict[Key, list[Opposed]] = defaultdict(list)
    for link in _loaded(_few(claims, visitor, without)):
        told = _told(link)
        found[told.key].append(told)
    return found


def _few(claims: Collection[int], visitor: Visitor, without: Collection[int]) -> QuerySet[Any]:
    links = (
        StatementLink.objects.seen_by(visitor)
        .standing()
        .with_target()
        .filter(linked_with("claim_id", claims))
        .exclude(stance=Stance.DECLINES)
    )
    others = links.filter(Q(statement__speaker__isnull=True) | ~Q(statement__speaker__in=list(without)))
    side = Case(If(stance__in=_ASSERTING, then=Value("1")), default=Value(""), output_field=CharField())
    sides = [F("target_id"), F("side")]
    latest = [moment_of("statement__said").desc(), F("pk").desc()]
    placed: QuerySet[Any] = others.annotate(side=side).annotate(
        place=Window(RowNumber(), partition_by=sides, order_by=latest),
        all_told=Window(Count("pk"), partition_by=sides),
    )
    return placed.filter(place__lte=SHOWN)


def _loaded(links: QuerySet[Any]) -> Any:
    return (
        with_places(links)
        .annotate(origin_id=Coalesce(f"{SPEAKER}__merged_into_id", f"{SPEAKER}_id"))
        .annotate(speaker_slug=current_slug("SpeakerAddress", "origin_id"))
        .order_by("place", "target_id")
    )


def _told(link: Any) -> Opposed:
    statement, outlet = link.statement, link.statement.article_version.article.outlet
    claim = address("claims:claim", slug=link.slug)
    return Opposed(
        key=(link.target_id, bool(link.side)),
        who=who(statement, outlet=outlet, slug=link.speaker_slug or ""),
        stance=link.stance,
        word=link.get_stance_display(),
        said=when(statement.said),
        clock=statement.said,
        claim=(link.claim.merged_into or link.claim).text,
        place=f"{claim}#s{statement.pk}" if claim else "",
        outlet=outlet_name(outlet),
        outlet_address=address("claims:outlet", slug=link.outlet_slug),
        more=max(link.all_told - SHOWN, 0),
    )
