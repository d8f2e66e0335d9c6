"""Articles and batches: withdrawn with a reason, and brought back. Their statements go and come with them."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.choices import Moved
from claims.reach import claims_of_article, claims_of_batch
from claims.services.claims import checked_reason
from claims.services.errors import Refused
from claims.services.withdrawing import STANDING, withdrawal
from claims.summaries import record_revision
from sources.models import Article, ImportBatch
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, root_key


def withdraw_article(*, editor: User, article: Article, expected: int, reason: str) -> Article:
    """Hide an article and all that is recorded in it; its address says so, and why.

    Raises Stale where somebody changed it first, Refused without a reason or for one that is withdrawn.
    """
    reason = checked_reason(reason)
    if article.withdrawn_at is not None:
        raise Refused("This article is withdrawn already.")
    actor = person(editor)
    with acting(actor, reason=reason):
        change(article, actor=actor, expected=expected, **withdrawal(actor=actor, reason=reason))
        _revise_article(actor, article, Moved.WITHDRAWAL)
    return article


def restore_article(*, editor: User, article: Article, expected: int, reason: str = "") -> Article:
    """Bring a withdrawn article back.

    Raises Stale where somebody changed it first, Refused for one that is not withdrawn, or that was legally
    removed: nothing is left of it.
    """
    if article.removed_at is not None:
        raise Refused("This article was removed. Its text is gone and cannot be brought back.")
    if article.withdrawn_at is None:
        raise Refused("This article is not withdrawn.")
    actor = person(editor)
    with acting(actor, reason=reason):
        change(article, actor=actor, expected=expected, **STANDING)
        _revise_article(actor, article, Moved.RESTORED)
    return article


def withdraw_batch(*, admin: User, batch: ImportBatch, reason: str) -> ImportBatch:
    """Hide every article of a batch, also those that are still to come. Raises Refused where it is hidden."""
    reason = checked_reason(reason)
    actor = person(admin)
    with acting(actor, reason=reason):
        locked = _locked(batch)
        if locked.withdrawn_at is not None:
            raise Refused("This batch is withdrawn already.")
        locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = timezone.now(), admin, reason
        _save_batch(actor, locked, Moved.WITHDRAWAL)
    return locked


def restore_batch(*, admin: User, batch: ImportBatch) -> ImportBatch:
    """Show the articles of a batch again, but for those withdrawn by themselves. Raises Refused likewise."""
    actor = person(admin)
    with acting(actor):
        locked = _locked(batch)
        if locked.withdrawn_at is None:
            raise Refused("This batch is not withdrawn.")
        locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = None, None, ""
        _save_batch(actor, locked, Moved.RESTORED)
    return locked


def _locked(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.select_for_update().get(pk=batch.pk)


def _save_batch(actor: Actor, batch: ImportBatch, moved: Moved) -> None:
    batch.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record_revision(actor=actor, claims=claims_of_batch(batch.pk), moved=moved, subject=root_key(batch))


def _revise_article(actor: Actor, article: Article, moved: Moved) -> None:
    record_revision(actor=actor, claims=claims_of_article(article.pk), moved=moved, subject=root_key(article))
