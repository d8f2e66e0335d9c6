"""An editor's own drafts."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User

from claims.models import Draft

#: So many are listed.
MOST = 100


def drafts_of(user: User, forms: Iterable[str]) -> dict[str, Draft]:
    """The user's drafts of these forms, by form. One query."""
    return {draft.form: draft for draft in Draft.objects.filter(user=user, form__in=list(forms))}


def all_drafts(user: User) -> list[Draft]:
    """Every draft of the user's, the last first. One query."""
    return list(Draft.objects.filter(user=user)[:MOST])


def draft_by_number(user: User, pk: int) -> Draft | None:
    """The user's draft of that number. One query."""
    return Draft.objects.filter(user=user, pk=pk).first()


def typed_in(draft: Draft) -> dict[str, list[str]]:
    """Its fields as a request had them; whatever else stands there is left out."""
    fields = draft.payload if isinstance(draft.payload, dict) else {}
    lists = {str(name): texts for name, texts in fields.items() if isinstance(texts, list)}
    return {name: [str(text) for text in texts] for name, texts in lists.items()}
