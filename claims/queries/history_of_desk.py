"""What history says of the desk's own work: approvals, whose something is, notes, requests for a reply."""

from __future__ import annotations

from collections.abc import Mapping

from claims.models import ClaimApproval, DeskItem, Note, ReplyRequest
from claims.queries.history_words import Kept, Phrase

_NOTE: Mapping[str, str | Phrase] = {
    "text": "text",
    "thread": "in answer to",
    "passage": "passage",
    "resolved_at": Phrase("settled on {after}", "opened again; it had been settled on {before}"),
    "resolved_by": "settled by",
}
_WORK: Mapping[str, str | Phrase] = {"state": "state", "assignee": "given to"}


def _work(of: str) -> Kept:
    return Kept(DeskItem, "Work of the desk", (of,), ("state",), _WORK, added="Work of the desk: {head}")


def _note(of: str) -> Kept:
    return Kept(Note, "Note", (of,), ("text",), _NOTE, added="Note {head} written")


REPLY = Kept(
    ReplyRequest,
    "Request for a reply to",
    ("claim",),
    ("party",),
    {
        "party": "party",
        "asked_at": "asked on",
        "asked_by": "asked by",
        "channel": "channel",
        "deadline": "deadline",
        "reminded_at": "reminded on",
        "answered_by": "answered by statement",
        "state": "state",
    },
    added="Reply asked of {head}",
)
APPROVAL = Kept(
    ClaimApproval,
    "Approval asked for by",
    ("claim",),
    ("asked_by",),
    {
        "asked_by": Phrase("asked for by {after}", "", "asked for by {after} now, who changed the words"),
        "state": "what became of it",
        "reason": "reason",
    },
    added="Another editor’s approval asked for by {head}",
)
WORK_ON_CLAIM, WORK_ON_ARTICLE = _work("claim"), _work("article")
#: A note of a claim is told there, one on a passage by its article.
NOTE_ON_CLAIM, NOTE_IN_ARTICLE = _note("claim"), _note("passage__version__article")
