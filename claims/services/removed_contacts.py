"""Whom we wrote to for a reply is forgotten: some time after a request has ended, or at once by an admin.

It leaves the table and its history; that somebody was asked, when and how, stays.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.models import ReplyContact, ReplyRequest
from claims.services.errors import Refused
from claims.services.removed_words import MARK
from claimtrack.roles import is_admin

#: Contacts that one run of the sweep forgets.
AT_ONCE = 500


def forget_contact(*, admin: User, request: ReplyRequest) -> None:
    """Forget whom we wrote to. Raises Refused for who is no admin, and where nothing is kept."""
    if not is_admin(admin):
        raise Refused("Only an admin removes a contact.")
    if not _forget([request.pk]):
        raise Refused("No contact is kept with this request.")


def forget_old_contacts() -> int:
    """Forget the contacts of requests that ended REPLY_CONTACT_DAYS ago or earlier; returns how many."""
    since = timezone.now() - timedelta(days=settings.REPLY_CONTACT_DAYS)
    due = ReplyContact.objects.filter(request__ended_at__lte=since).order_by("pk")
    return _forget(list(due.values_list("request_id", flat=True)[:AT_ONCE]))


@transaction.atomic
def _forget(requests: Collection[int]) -> int:
    """The one change of history that this is for: an event keeps that there was a contact, not which."""
    with pgtrigger.ignore():
        gone, _ = ReplyContact.objects.filter(request__in=requests).delete()
        events = ReplyContact.events.rel.related_model  # type: ignore[attr-defined]
        events.objects.filter(request__in=requests).update(words=MARK, pgh_reason="")
    return gone
