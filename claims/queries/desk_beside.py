"""What stands beside a claim, as its editors see it: checks, responses, origins; withdrawn ones too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from claims.models import Assessment, Claim, OriginDecision, Response
from claims.queries.entries import Entry
from claims.queries.origin_rows import Origins
from claims.queries.timeline import timeline
from claims.queries.wording import When, outlet_name, printed_name, when
from claimtrack.roles import Visitor
from sources.models import Article


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check, whatever became of it. replaced: by a later one that stands."""

    pk: int
    verdict: str
    by: str
    made: When
    reasoning: str
    evidence: tuple[str, ...]
    words: str
    replaced: bool
    withdrawn_at: datetime | None

    @property
    def stands(self) -> bool:
        """Whether readers see it."""
        return not self.replaced and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """What a party did, as an outlet or this desk says."""

    pk: int
    party: str
    kind: str
    outlet: str
    as_of: When
    words: str
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """An editor's word on two statements of the claim; who they are, and why."""

    pk: int
    tie: str
    first: str
    second: str
    reason: str


@dataclass(frozen=True, slots=True)
class Beside:
    """All the page shows. statements: (id, what is said of it) of those that assert the claim."""

    checks: tuple[CheckRow, ...]
    responses: tuple[ResponseRow, ...]
    origins: Origins
    decisions: tuple[DecisionRow, ...]
    statements: tuple[tuple[str, str], ...]


def beside(claim: Claim, visitor: Visitor, *, today: date) -> Beside:
    """Read it. At most 20 queries, whatever their number."""
    shown = timeline(claim, visitor, today=today)
    rows = [row.entry for view in shown.origins.views for row in view.rows]
    told = {entry.statement: _told(entry) for entry in sorted(rows, key=lambda entry: entry.number)}
    return Beside(
        checks=_checks(claim),
        responses=tuple(map(_response, _responses(claim))),
        origins=shown.origins,
        decisions=_decisions(claim, told),
        statements=tuple((str(pk), words) for pk, words in told.items()),
    )


def articles_of(claim: Claim) -> list[tuple[str, str]]:
    """(id, name) of the articles that speak on the claim, the newest first. One query."""
    on = {"versions__statements__links__claim": claim, "removed_at__isnull": True}
    rows = Article.objects.filter(**on, current_version__isnull=False).select_related("outlet").distinct()
    named = ((str(row.pk), f"{row} ({outlet_name(row.outlet)})") for row in rows.order_by("-pk")[:100])
    return list(named)


def _told(entry: Entry) -> str:
    words = " … ".join(entry.words)
    return (
        f"{entry.number}: {entry.who.name}, {entry.outlet}: “{words[:120]}{'…' if len(words) > 120 else ''}”"
    )


def _checks(claim: Claim) -> tuple[CheckRow, ...]:
    rows = Assessment.objects.filter(claim=claim).order_by("-pk")
    found = list(rows.select_related("by_outlet__merged_into", "by_body__merged_into", "passage"))
    replaced = {row.replaces_id for row in found if row.withdrawn_at is None}
    return tuple(
        CheckRow(
            pk=row.pk,
            verdict=row.get_verdict_display(),
            by=_author(row),
            made=when(row.made),
            reasoning=row.reasoning,
            evidence=tuple(row.evidence),
            words=row.passage.exact if row.passage else "",
            replaced=row.pk in replaced,
            withdrawn_at=row.withdrawn_at,
        )
        for row in found
    )


def _author(row: Assessment) -> str:
    if row.by_outlet:
        return outlet_name(row.by_outlet)
    return printed_name(row.by_body) if row.by_body else "this desk"


def _responses(claim: Claim) -> list[Response]:
    rows = Response.objects.filter(claim=claim).order_by("-pk")
    return list(rows.select_related("party__merged_into", "outlet__merged_into", "passage"))


def _response(row: Response) -> ResponseRow:
    return ResponseRow(
        pk=row.pk,
        party=printed_name(row.party),
        kind=row.get_kind_display(),
        outlet=outlet_name(row.outlet) if row.outlet else "",
        as_of=when(row.as_of),
        words=row.passage.exact if row.passage else "",
        withdrawn_at=row.withdrawn_at,
    )


def _decisions(claim: Claim, told: dict[int, str]) -> tuple[DecisionRow, ...]:
    rows = OriginDecision.objects.filter(claim=claim).order_by("-pk")
    return tuple(
        DecisionRow(
            pk=row.pk,
            tie=row.get_tie_display(),
            first=told.get(row.first_id, f"statement {row.first_id}, which is not shown here"),
            second=told.get(row.second_id, f"statement {row.second_id}, which is not shown here"),
            reason=row.reason,
        )
        for row in rows
    )
