"""Notes as the desk reads them: threads on a claim or an article, and what is for one editor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import ClaimAddress, Note, NoteMention
from claims.queries.wording import address

#: Threads of an inbox that are read at once.
MOST = 50


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One message. at: when it was written."""

    pk: int
    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """Notes that answer one another, the first one first.

    about: the passage's words, or the claim; address: where it stands at the desk, "" where it is removed;
    settled: by whom and when, or None; unread: the editor who looks is named in it and has not said to have
    read it; article: whose words it is about.
    """

    pk: int
    about: str
    on_passage: bool
    address: str
    notes: tuple[NoteRow, ...]
    settled: tuple[str, datetime] | None
    unread: bool = False
    article: int | None = None


def threads_on_claim(claim: int) -> tuple[Thread, ...]:
    """The threads of a claim: open ones first, in the order in which they began. One query."""
    return _threads(Note.objects.filter(claim=claim))


def threads_in_article(article: int) -> tuple[Thread, ...]:
    """The threads on passages of an article, in any of its texts. One query."""
    return _threads(Note.objects.filter(passage__version__article=article))


def find_thread(pk: int) -> Note | None:
    """The first note of the thread in which a note stands, with what it is about. One query."""
    of = Q(pk=pk, thread__isnull=True) | Q(replies__pk=pk)
    return Note.objects.select_related("claim", "passage__version__article").filter(of).distinct().first()


def unread_by(user_id: int) -> QuerySet[NoteMention]:
    """Where the editor is named, in threads that are open, and has not said to have read it."""
    rows = NoteMention.objects.filter(user=user_id, seen_at__isnull=True, note__resolved_at__isnull=True)
    return rows.filter(note__thread__resolved_at__isnull=True)


def for_you(user_id: int) -> tuple[Thread, ...]:
    """Open threads in which the editor is named: the unread ones first, then the newest. Two queries."""
    named = NoteMention.objects.filter(user=user_id).annotate(top=Coalesce("note__thread_id", "note_id"))
    tops = Note.objects.filter(pk__in=named.values("top"), resolved_at__isnull=True).order_by("-pk")
    rows = Note.objects.annotate(top=Coalesce("thread_id", "pk"))
    shown = _threads(rows.filter(top__in=list(tops.values_list("pk", flat=True)[:MOST])), reader=user_id)
    return tuple(sorted(shown, key=lambda one: (not one.unread, -one.pk)))


def _threads(found: QuerySet[Note], reader: int = 0) -> tuple[Thread, ...]:
    slugs = ClaimAddress.objects.filter(target=OuterRef("claim_id"), current=True).values("slug")
    mine = NoteMention.objects.filter(note=OuterRef("pk"), user=reader, seen_at__isnull=True).values("pk")
    rows = found.select_related("written_by", "resolved_by", "claim", "passage__version__article")
    rows = rows.defer("passage__version__text").order_by("pk")
    grouped: defaultdict[int, list[Note]] = defaultdict(list)
    for row in rows.annotate(slug=Subquery(slugs[:1]), unread=Subquery(mine[:1]), top=_TOP):
        grouped[row.top].append(row)
    made = [_thread(notes) for notes in grouped.values()]
    return tuple(sorted(made, key=lambda one: one.settled is not None))


_TOP = Coalesce(F("thread_id"), F("pk"))


def _thread(notes: list[Note]) -> Thread:
    first = notes[0]
    return Thread(
        pk=first.pk,
        about=first.passage.exact if first.passage else str(first.claim),
        on_passage=first.passage is not None,
        address=_where(first),
        notes=tuple(_row(one) for one in notes),
        settled=(first.resolved_by.get_username(), first.resolved_at) if first.resolved_at else None,
        unread=any(one.unread for one in notes),  # type: ignore[attr-defined]
        article=first.passage.version.article_id if first.passage else None,
    )


def _row(note: Note) -> NoteRow:
    return NoteRow(note.pk, note.written_by.get_username(), note.written_at, note.text)


def _where(note: Note) -> str:
    if note.passage is None:
        slug: str = note.slug or ""  # type: ignore[attr-defined]
        at = address("claims:desk-claim", slug=slug)
        return f"{at}#note-{note.pk}" if at else ""
    article = note.passage.version.article
    if article.removed_at is not None:
        return ""
    return f"{address('claims:desk-article-notes', pk=article.pk)}#note-{note.pk}"


def count_open(threads: Iterable[Thread]) -> int:
    """How many are not settled."""
    return sum(one.settled is None for one in threads)
