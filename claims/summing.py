"""What a claim's summary should say, computed from its rows. Reads only; `claims.summaries` writes.

Counted is what stands on the claim whether or not it is visible yet, so that making it visible changes no
count. A merged claim stands for nothing itself: its summary is empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from claims.choices import LANE_OF, Lane, Stance, Voice
from claims.models import Assessment, Claim, ClaimRevision, StatementLink
from claims.origins import Copy, Decision, Pair, group
from claims.queries.shapes import Prepared, Shape, Slots
from claims.queries.standing_rows import standing_rows
from claims.reach import contradicted_by
from claims.standing import Standing, copies_among, decisions_on, stand, target_of
from claims.states import Summed, admitted_by, known, state_of

_QUESTIONS = (Stance.DISPUTES, Stance.CORRECTS)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read for a set of claims, by claim; copies are of all their articles."""

    standing: Mapping[int, list[Standing]]
    copies: Mapping[Pair, Copy]
    decisions: Mapping[int, list[Decision]]
    countered: Collection[int]
    checked: Mapping[int, int]


def recompute(claim_id: int) -> Summed:
    """What the summary of the claim should say now. Raises KeyError where there is no such claim."""
    return recompute_many([claim_id])[claim_id]


def recompute_many(claims: Collection[int]) -> dict[int, Summed]:
    """The same for many claims at once, in the same number of queries however many there are."""
    rows: list[Any] = CLAIMS.rows(claims=list(claims)) if claims else []
    found = _read([row.pk for row in rows if not row.merged_into_id])
    return {
        row.pk: replace(
            Summed() if row.merged_into_id else _values(row, found),
            revision=row.last_number or 0,
            last_moved=row.last_at,
        )
        for row in rows
    }


def _read(claims: Collection[int]) -> _Found:
    links = standing_rows(claims, hops=False) if claims else []
    standing: defaultdict[int, list[Standing]] = defaultdict(list)
    for link in links:
        standing[target_of(link)].append(stand(link))
    articles = {link.statement.article_version.article for link in links}
    return _Found(
        standing=standing,
        copies=copies_among(articles),
        decisions=decisions_on(claims),
        countered=countered(claims),
        checked=checks_on(claims),
    )


def countered(claims: Collection[int]) -> set[int]:
    """Those of the claims that a visible claim contradicts which is itself asserted; two queries."""
    against = contradicted_by(claims)
    others = {other for found in against.values() for other in found}
    told = set(ASSERTED.rows(claims=list(others))) if others else set()
    return {claim for claim, found in against.items() if told & found}


def _asserted() -> QuerySet[Claim, int]:
    of_it = Q(claim=OuterRef("pk")) | Q(claim__merged_into=OuterRef("pk"))
    asserts = StatementLink.objects.standing().filter(of_it, stance=Stance.ASSERTS)
    asserted = asserts.exclude(statement__voice=Voice.UNATTRIBUTED)
    visible = Claim.objects.visible().filter(Exists(asserted), pk__in=Slots("claims"))
    return visible.order_by().values_list("pk", flat=True)


def checks_on(claims: Collection[int]) -> Mapping[int, int]:
    """How many assessments stand on each claim, over merges: neither withdrawn nor replaced."""
    rows = CHECKS.rows(claims=list(claims)) if claims else []
    return Counter(target or own for own, target in rows)


def _claims() -> QuerySet[Claim]:
    # Not by aggregates: they group by the whole row where a view stands for the table (`sources.past`).
    last = ClaimRevision.objects.filter(claim=OuterRef("pk")).order_by("-number")
    moved = {"last_number": Subquery(last.values("number")[:1]), "last_at": Subquery(last.values("at")[:1])}
    found: QuerySet[Claim] = Claim.objects.filter(pk__in=Slots("claims")).annotate(**moved)
    return found


def _checks() -> QuerySet[Assessment, tuple[int, int | None]]:
    on = Q(claim__in=Slots("claims")) | Q(claim__merged_into__in=Slots("claims"))
    replaced = Assessment.objects.filter(replaces=OuterRef("pk"), withdrawn_at__isnull=True)
    rows = Assessment.objects.filter(on, ~Exists(replaced), withdrawn_at__isnull=True)
    return rows.values_list("claim_id", "claim__merged_into_id")


ASSERTED = Prepared(_asserted)
CLAIMS = Shape(_claims)
CHECKS = Shape(_checks)


def _values(claim: Claim, found: _Found) -> Summed:
    standing = found.standing.get(claim.pk, [])
    positions = [one.position for one in standing]
    in_lane = [one for one in standing if LANE_OF[Stance(one.position.stance)] == Lane.ASSERTS]
    origins = group(
        list({one.said.statement: one.said for one in in_lane}.values()),
        copies=found.copies,
        decisions=found.decisions.get(claim.pk, ()),
    )
    return Summed(
        state=state_of(
            positions, withdrawn=claim.withdrawn_at is not None, countered=claim.pk in found.countered
        ).value,
        admitted_by=admitted_by(positions),
        asserting=known(positions, Stance.ASSERTS),
        denying=known(positions, Stance.DENIES),
        questioning=known(positions, *_QUESTIONS),
        asserting_unnamed=_unnamed(standing, found, Stance.ASSERTS),
        denying_unnamed=_unnamed(standing, found, Stance.DENIES),
        questioning_unnamed=_unnamed(standing, found, *_QUESTIONS),
        repeating=known(positions, Stance.REPEATS),
        outlets=len({one.outlet for one in standing if one.outlet}),
        origins=origins.counted,
        origins_not_stated=origins.not_stated,
        statements=len({one.said.statement for one in standing}),
        first_said=min((one.said.earliest for one in in_lane if one.said.earliest), default=None),
        has_figures=any(one.gives_figures for one in standing),
        checked=found.checked.get(claim.pk, 0),
        lanes=sorted({LANE_OF[Stance(one.stance)].value for one in positions}),
        by_speakers=sorted({one.named for one in standing if one.named}),
        in_outlets=sorted({one.outlet for one in standing if one.outlet}),
    )


def _unnamed(standing: Sequence[Standing], found: _Found, *stances: Stance) -> int:
    """Somebody is there and not known: counted once for all copies of the same words.

    An outlet that speaks itself and is not known counts here; an unattributed sentence is nobody's word.
    """
    theirs = {
        one.said.statement: one.said
        for one in standing
        if one.position.stance in stances and one.position.speaks and not one.position.speaker
    }
    return len(group(list(theirs.values()), copies=found.copies).origins)
