"""Whom we wrote to for a reply: for the page of one request at the desk, and for nothing else."""

from claims.models import ReplyContact, ReplyRequest


def contact_of(request: ReplyRequest) -> str:
    """Whom we wrote to, "" where nothing is kept: for the desk alone. One query."""
    rows = ReplyContact.objects.filter(request=request)
    return rows.values_list("words", flat=True).first() or ""
