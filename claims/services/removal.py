"""Legal removal: an article's words leave every table, the history and the disk, and do not come back.

The one part of the program that passes the triggers which keep texts and history unchanged. What remains:
the hash of the bytes, the dates, whose statement stood where, and that, when and why it was removed.
"""

from collections.abc import Sequence
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.choices import Moved
from claims.reach import claims_of_article
from claims.services.claims import checked_reason
from claims.services.errors import Refused
from claims.services.removed_words import blank_words
from claims.services.taggers import retire_learnt_from
from claims.summaries import record_revision
from claimtrack.roles import is_admin
from sources import originals
from sources.models import Article
from sources.services.acting import acting, person
from sources.services.roots import change, root_key


def remove_article(*, admin: User, article: Article, expected: int, reason: str) -> Article:
    """Remove an article for good, and say so at its address; the originals go once that is committed.

    `reason` is shown to readers. Safe to repeat: for one that is removed already only files that are still
    there go. Raises Refused for who is no admin or gives no reason, Stale where somebody changed it first.
    """
    if not is_admin(admin):
        raise Refused("Only an admin removes an article.")
    reason = checked_reason(reason)
    hashes = tuple(article.versions.values_list("sha256", flat=True))
    if article.removed_at is not None:
        _forget(hashes)
        return article
    actor = person(admin)
    with acting(actor, reason=reason):
        # First, so that nobody writes into it meanwhile: who changes the article waits for its row, and who
        # records a statement or cuts a passage for that of the version, and finds no words there then.
        change(article, actor=actor, expected=expected)
        list(article.versions.select_for_update().values_list("pk"))
        claims = claims_of_article(article.pk)
        blank_words(article)
        retire_learnt_from(article)
        change(article, actor=actor, expected=expected + 1, **_removed(actor.user_id, reason))
        record_revision(actor=actor, claims=claims, moved=Moved.WITHDRAWAL, subject=root_key(article))
        transaction.on_commit(partial(_forget, hashes))
    return article


def _removed(user_id: int, reason: str) -> dict[str, object]:
    now = timezone.now()
    return {
        "removed_at": now,
        "withdrawn_at": now,
        "withdrawn_by_id": user_id,
        "withdrawn_reason": reason,
    }


def _forget(hashes: Sequence[str]) -> None:
    """Delete the originals. Bytes belong to one article only, so that nobody else needs them."""
    for sha256 in hashes:
        originals.forget(sha256)
