"""Drafts of the forms on a claim's page at the desk: one a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest

from claims.draft_places import DraftPlace
from claims.models import Claim, Draft
from claims.queries.drafts import typed_in

#: The forms, as drafts spell them, and what each is in words.
FORMS = {
    "words": "Other words or another date",
    "topic": "A topic",
    "party": "A party",
    "relate": "A relation",
    "withdraw": "Withdrawing",
    "note": "A note",
    "ask": "A request for a reply",
}
#: Those on the page of what stands beside it.
BESIDE = {"assess": "A check", "respond": "What a party did", "origin": "A word on origins"}


def places_of(
    request: HttpRequest, claim: Claim, page: str, forms: Mapping[str, str] = FORMS
) -> list[DraftPlace]:
    """Where what is typed on a page of the claim belongs, in the order of its forms."""
    user = cast(int, request.user.pk)
    return [
        DraftPlace(user, form_of(claim, name), f"{words} for “{claim.text}”", page, claim.version)
        for name, words in forms.items()
    ]


def form_of(claim: Claim, name: str) -> str:
    """One form of a claim, as its draft spells it."""
    return f"claim {claim.pk} {name}"


def typed_under(prefix: str, draft: Draft | None) -> dict[str, str]:
    """What a draft holds for the form with that prefix, by the form's own names."""
    fields = typed_in(draft) if draft else {}
    lead = f"{prefix}-"
    return {
        name.removeprefix(lead): texts[-1]
        for name, texts in fields.items()
        if name.startswith(lead) and texts
    }
