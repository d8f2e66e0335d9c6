"""What is worth an editor's time: how much waits in a text, and what of it moves a claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, QuerySet

from claims.choices import LinkState, Stance, StatementState
from claims.models import Claim, Figure, Reading, Statement, StatementLink

#: A proposal counts one; beyond so many more say little.
MOST = 30
#: What a denial of a claim that readers see counts, and a figure that is another than those of the claim.
DENIAL, FIGURE = 40, 25
Bounds = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a text, in numbers of proposals."""

    proposals: int = 0
    denials: int = 0
    figures: int = 0

    @property
    def worth(self) -> int:
        """How much of an editor's time it is worth; 0 where nothing waits."""
        return min(self.proposals, MOST) + DENIAL * min(self.denials, 2) + FIGURE * min(self.figures, 2)


def weigh(versions: Collection[int]) -> None:
    """Write down the worth of these texts; after every change of what waits in them."""
    found = waiting_in(versions)
    rows = Reading.objects.filter(article_version__in=versions).order_by("article_version_id", "-pk")
    last = {row.article_version_id: row for row in rows.distinct("article_version_id")}
    Reading.objects.filter(article_version__in=versions, worth__gt=0).exclude(
        pk__in=[row.pk for row in last.values()]
    ).update(worth=0)
    for version, row in last.items():
        worth = found.get(version, Waiting()).worth
        if worth != row.worth:
            Reading.objects.filter(pk=row.pk).update(worth=worth)


def waiting_in(versions: Collection[int]) -> dict[int, Waiting]:
    """What waits in each of these texts. Two queries; one more where suggested claims have figures."""
    rows = Statement.objects.filter(article_version__in=versions, state=StatementState.PROPOSED).order_by()
    counted = rows.values_list("article_version").annotate(
        proposals=Count("pk"), denials=Count("pk", filter=Exists(_denials()))
    )
    moved = _moved(versions)
    return {version: Waiting(number, denials, moved[version]) for version, number, denials in counted}


def _denials() -> QuerySet[StatementLink]:
    """Suggested links of the statement by which it denies a claim that readers see."""
    links = StatementLink.objects.filter(statement=OuterRef("pk"), state=LinkState.PROPOSED)
    seen = Claim.objects.visible().filter(pk=OuterRef("claim"))
    return links.filter(Exists(seen), stance=Stance.DENIES)


def _moved(versions: Collection[int]) -> Counter[int]:
    """Proposals with a figure that is none of those recorded of a claim they probably belong to, by text."""
    suggested = Figure.objects.filter(
        statement__article_version__in=versions,
        statement__state=StatementState.PROPOSED,
        statement__links__state=LinkState.PROPOSED,
    ).order_by()
    names = ("statement__links__claim", "low", "high", "statement__article_version", "statement")
    found = list(suggested.values_list(*names))
    recorded: defaultdict[int, set[Bounds]] = defaultdict(set)
    if found:
        confirmed = Figure.objects.filter(
            statement__state=StatementState.CONFIRMED,
            statement__links__state=LinkState.CONFIRMED,
            statement__links__claim__in={claim for claim, *_ in found},
        ).order_by()
        for claim, low, high in confirmed.values_list(*names[:3]):
            recorded[claim].add((low, high))
    moved = {
        (version, statement)
        for claim, low, high, version, statement in found
        if claim in recorded and (low, high) not in recorded[claim]
    }
    return Counter(version for version, _ in moved)
