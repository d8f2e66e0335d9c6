"""Drafts: kept while an editor types, let go when the form is saved or discarded, swept after a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.draft_places import FIELD, KEPT, DraftPlace
from claims.models import Draft
from claims.services.errors import Refused
from claimtrack.roles import is_editor
from sources.models import Article

#: Of all fields of a form together, in characters; a form of the desk has a tenth of it.
LONGEST = 100_000
#: What is no text of the editor's.
NOT_KEPT = {"csrfmiddlewaretoken", FIELD, "do"}

Fields = Mapping[str, Sequence[str]]


def save_draft(*, place: DraftPlace, fields: Fields) -> Draft:
    """Keep the fields of a form for its editor, in place of what was kept of it before.

    Raises Refused for who is no editor any more, for endless text, and for the words of a removed article.
    """
    user = User.objects.filter(pk=place.user).first()
    if user is None or not is_editor(user):
        raise Refused("Drafts are kept for editors.")
    payload: dict[str, list[str]] = {
        name: list(texts) for name, texts in fields.items() if name not in NOT_KEPT
    }
    if sum(len(name) + sum(map(len, texts)) for name, texts in payload.items()) > LONGEST:
        raise Refused("This is too long to be kept as a draft.")
    kept: dict[str, object] = {
        "title": place.title[:200],
        "page": place.page,
        "base_version": place.base,
        "payload": payload,
    }
    with transaction.atomic():
        if place.article is not None and not _stands(place.article):
            raise Refused("The article was removed.")
        kept["article_id"] = place.article
        draft, _ = Draft.objects.update_or_create(user=user, form=place.form, defaults=kept)
    return draft


def _stands(article: int) -> bool:
    """Whether its words may be kept; who removes it waits for us, and takes the draft away."""
    rows = Article.objects.select_for_update(no_key=True).filter(pk=article, removed_at__isnull=True)
    return rows.values_list("pk", flat=True).first() is not None


def discard_draft(*, user: User, form: str = "", pk: int = 0) -> bool:
    """Let an editor's draft go, by its form or its number; whether there was one. Safe to repeat."""
    mine = Draft.objects.filter(user=user)
    gone, _ = (mine.filter(form=form) if form else mine.filter(pk=pk)).delete()
    return bool(gone)


def sweep_drafts() -> int:
    """Let go what nobody took up for a month; how many that were. Safe to repeat."""
    gone, _ = Draft.objects.filter(saved_at__lt=timezone.now() - KEPT).delete()
    return gone
