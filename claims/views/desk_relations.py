"""Relating claims at the desk, and taking a relation back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from claims.choices import LinkState, RelationKind
from claims.forms.claim import RelateForm
from claims.forms.links import ClaimPick
from claims.models import Claim, ClaimRelation
from claims.queries.claim_compare import RELATIONS, Mine
from claims.services.errors import Refused
from claims.services.relations import relate_claims, withdraw_relation
from claims.views.desk_claim import Page, overtaken, page_or_404
from claims.views.desk_statement import expected_of
from claims.views.drafting import drafted
from claimtrack.access import editors_only
from sources.services.roots import Stale

CHANGED = "The claims changed meanwhile. They are shown as they stand now; remove it again if you mean it."


@editors_only
@drafted
@require_POST
def relate(request: HttpRequest, slug: str) -> HttpResponse:
    """Record how this claim stands to another."""
    page = page_or_404(slug)
    page.relate = RelateForm(request.POST, prefix="relate")
    page.other = ClaimPick(request.POST, prefix="other")
    if not page.relate.is_valid() or not page.other.is_valid():
        return page.answer(request, status=422)
    try:
        relation = _relate(request, page)
    except Stale:
        kind = RelationKind(page.relate.cleaned_data["kind"]).label
        mine = Mine(more={RELATIONS: f"{kind} “{page.other.options[0].label}”"})
        return overtaken(request, page, mine, prefix="relate")
    except Refused as error:
        page.refused = str(error)
        return page.answer(request, status=422)
    messages.success(request, f"Related: this claim {relation.get_kind_display()} “{relation.to_claim}”.")
    return redirect(page.address)


def _relate(request: HttpRequest, page: Page) -> ClaimRelation:
    given = cast(RelateForm, page.relate).cleaned_data
    other = Claim.objects.get(pk=cast(ClaimPick, page.other).picked.key.partition(":")[2])
    return relate_claims(
        editor=cast(User, request.user),
        claim=page.claim,
        expected=given["expected"],
        other=other,
        kind=RelationKind(given["kind"]),
        reason=given["reason"],
    )


@editors_only
@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a relation of this claim back, with a reason; doing it again changes nothing."""
    page = page_or_404(slug)
    ends = ClaimRelation.objects.select_related("from_claim", "to_claim")
    relation = get_object_or_404(ends, pk=pk)
    if page.claim.pk not in (relation.from_claim_id, relation.to_claim_id):
        return redirect(page.address)
    if relation.state not in (LinkState.PROPOSED, LinkState.CONFIRMED):
        messages.info(request, "This relation was removed already.")
        return redirect(page.address)
    reason = " ".join(request.POST.get("reason", "").split())
    try:
        withdraw_relation(
            editor=cast(User, request.user),
            relation=relation,
            expected=expected_of(request),
            reason=reason,
        )
    except Stale:
        return _not_removed(request, slug, pk, reason, CHANGED, status=409)
    except Refused as error:
        return _not_removed(request, slug, pk, reason, str(error), status=422)
    messages.success(request, "Removed. The history keeps the relation and your reason.")
    return redirect(page.address)


def _not_removed(
    request: HttpRequest, slug: str, pk: int, reason: str, sentence: str, *, status: int
) -> HttpResponse:
    """The page as it stands now, with the reason that was typed."""
    page = page_or_404(slug)
    page.refused, page.removing, page.removing_because = sentence, pk, reason
    return page.answer(request, status=status)
