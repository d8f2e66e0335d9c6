"""Mistakes that readers report: taken without an account, settled by the desk."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.choices import ReportState
from claims.models import Report
from claims.services.errors import Refused

#: In code points, as the columns have it.
LONGEST_ADDRESS, LONGEST_WORDS, LONGEST_NOTE = 400, 4000, 400


class AlreadySettled(Refused):
    """Somebody else was first; the report stays as they left it."""


def report_mistake(*, address: str, words: str, reply_to: str = "") -> Report:
    """Put a reader's words into the desk's queue.

    address: a path of this site, with query and fragment; it becomes a link, so nothing else is taken.
    Raises Refused for another address, for no words, and for too many.
    """
    words = words.strip()
    if not address.startswith("/") or address.startswith(("//", "/\\")) or len(address) > LONGEST_ADDRESS:
        raise Refused("Name a page of this site.")
    if not words:
        raise Refused("Say what is wrong.")
    if len(words) > LONGEST_WORDS:
        raise Refused(f"Keep it under {LONGEST_WORDS:,} characters.")
    return Report.objects.create(address=address, words=words, reply_to=reply_to.strip())


def settle_report(*, editor: User, report_id: int, state: ReportState, note: str) -> None:
    """Close an open report as settled or dismissed, with what was done in one line.

    Raises Refused without a note or for a state that is not an end, AlreadySettled when it is not open.
    """
    note = " ".join(note.split())
    if state == ReportState.OPEN:
        raise Refused("A report ends settled or dismissed.")
    if not note:
        raise Refused("Say in a few words what was done.")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"Keep the note under {LONGEST_NOTE} characters.")
    closed = Report.objects.filter(pk=report_id, state=ReportState.OPEN).update(
        state=state, settled_by=editor, settled_at=timezone.now(), note=note
    )
    if not closed:
        raise AlreadySettled("Somebody else closed this report in the meantime.")


def reopen_report(*, report_id: int) -> None:
    """Put a closed report back into the queue; its note stays. An open one stays as it is."""
    Report.objects.filter(pk=report_id).update(state=ReportState.OPEN, settled_by=None, settled_at=None)
