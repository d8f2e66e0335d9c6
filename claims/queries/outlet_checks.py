"""What an outlet remarked about evidence: its assessments of claims, each with the claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Assessment, Claim
from claims.queries.checks import Check, articles_seen, checks_of
from claims.queries.wording import address
from claims.querysets import current_slug
from claimtrack.roles import Visitor

PAGE = 30
_RELATED = (
    "claim__merged_into",
    "by_outlet__merged_into",
    "by_body__merged_into",
    "replaces",
    "passage__version__article",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """An assessment, and the claim it is about. place: its entry there."""

    claim: str
    address: str
    place: str
    check: Check


@dataclass(frozen=True, slots=True)
class Checks:
    """A page, the one recorded last first; newer, older: keys, 0 where there is no page."""

    rows: tuple[Checked, ...]
    newer: int
    older: int


def checks_by(outlets: Sequence[int], visitor: Visitor) -> QuerySet[Assessment]:
    """What the outlet tried or found out about claims that the visitor sees, as far as it stands."""
    claims = Claim.objects.seen_by(visitor).filter(merged_into__isnull=True)
    on = Q(Exists(claims.filter(pk=OuterRef("claim"))))
    on |= Q(Exists(claims.filter(pk=OuterRef("claim__merged_into"))))
    replaced = Assessment.objects.filter(replaces=OuterRef("pk"), withdrawn_at__isnull=True)
    standing = Assessment.objects.filter(~Exists(replaced), withdrawn_at__isnull=True)
    return standing.filter(on, by_outlet__in=outlets)


def checks_page(outlets: Sequence[int], visitor: Visitor, *, after: int, before: int) -> Checks:
    """Read one page. Two queries. after, before: keys of a page, 0 for the first."""
    rows = checks_by(outlets, visitor).select_related(*_RELATED).defer("passage__version__text")
    rows = rows.annotate(slug=current_slug("ClaimAddress", "claim"))
    rows = rows.annotate(merged_slug=current_slug("ClaimAddress", "claim__merged_into"))
    beyond = rows.filter(pk__gt=before) if before else rows.filter(pk__lt=after) if after else rows
    found = list(beyond.order_by("pk" if before else "-pk")[: PAGE + 1])
    page = found[:PAGE][::-1] if before else found[:PAGE]
    more = len(found) > PAGE
    checks = checks_of(page, articles_seen((row.passage for row in page), visitor))
    return Checks(
        rows=tuple(_checked(row, check) for row, check in zip(page, checks, strict=True)),
        newer=page[0].pk if page and (more if before else after) else 0,
        older=page[-1].pk if page and (before or more) else 0,
    )


def _checked(row: Assessment, check: Check) -> Checked:
    claim = row.claim.merged_into or row.claim
    slug: str = row.merged_slug if row.claim.merged_into_id else row.slug  # type: ignore[attr-defined]
    page = address("claims:claim", slug=slug)
    return Checked(claim.text, page, f"{page}#{check.anchor}" if page else "", check)
