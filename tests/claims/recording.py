"""What tests of revisions and summaries share: to change a row as a service would, and to record it."""

from django.utils import timezone

from claims import summaries
from claims.choices import Moved
from claims.found_words import unlike_words
from claims.models import ClaimSummary
from sources.services.acting import acting, person
from tests.factories.base import desk_editor


def record(*claims, moved=Moved.STATEMENT, note="", subject="statement:1"):
    actor = person(desk_editor())
    with acting(actor):
        summaries.record_revision(
            actor=actor, claims=[claim.pk for claim in claims], moved=moved, subject=subject, note=note
        )


def change(row, **columns):
    """Change columns of a row in the desk editor's name, as a service would."""
    with acting(person(desk_editor())):
        type(row)._base_manager.filter(pk=row.pk).update(**columns)
    row.refresh_from_db()


def numbers(claim):
    return list(claim.revisions.order_by("number").values_list("number", flat=True))


def stored(claim):
    return ClaimSummary.objects.get(claim=claim)


def differences():
    return [*(str(difference) for difference in summaries.check()), *unlike_words()]


def withdraw(claim):
    change(
        claim,
        withdrawn_at=timezone.now(),
        withdrawn_by=desk_editor(),
        withdrawn_reason="It named the wrong pier.",
    )
