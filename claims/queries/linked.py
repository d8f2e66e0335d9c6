"""Links with where they stand: claim, speaker and outlet, each over a merge, and their addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from claims.queries.narrowing import OUTLET
from claims.querysets import current_slug
from sources.models import OutletAddress


def with_places(links: QuerySet[Any]) -> QuerySet[Any]:
    """Links (with their `target_id`) as entries tell them, without the text of any version.

    With `slug` of the claim, `outlet_to` (whoever sees the article sees its outlet) and `outlet_slug`.
    """
    placed: QuerySet[Any] = (
        links.select_related(
            "claim__merged_into",
            "statement__speaker__merged_into",
            "statement__speaks_for__merged_into",
            f"{OUTLET}__merged_into",
        )
        .defer("statement__article_version__text")
        .annotate(
            slug=current_slug("ClaimAddress", "target_id"),
            outlet_to=Coalesce(f"{OUTLET}__merged_into_id", f"{OUTLET}_id"),
            outlet_slug=current_slug(OutletAddress, "outlet_to"),
        )
    )
    return placed


def with_claim(links: Any) -> Any:
    """Links with `target_id`, `claim_told` and `slug`: the claim each counts for, its words and address."""
    return links.with_target().annotate(
        claim_told=Coalesce("claim__merged_into__text", "claim__text"),
        slug=current_slug("ClaimAddress", "target_id"),
    )
