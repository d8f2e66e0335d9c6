"""Notes of editors among themselves: threads on a passage or a claim, settled and opened again.

Readers never see them. A note names people as @name, and each of them finds it among what is for them.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Claim, Note, NoteMention
from claims.services.desk_people import named_in
from claims.services.errors import Refused
from claims.services.inputs import Words
from claims.services.passages import cut_passage
from sources.models import ArticleVersion, Passage
from sources.services.acting import acting, person

#: In code points.
LONGEST_NOTE = 4000


def note_on_claim(*, editor: User, claim: Claim, text: str) -> Note:
    """Begin a thread on a claim. Raises Refused for no words and for too many."""
    text = _checked(text)
    with acting(person(editor)):
        return _write(editor, text, claim=claim)


def note_on_passage(*, editor: User, version: ArticleVersion, words: Words, text: str) -> Note:
    """Begin a thread on words of an article. Raises Refused, WordsMoved where other words stand there."""
    text = _checked(text)
    with acting(person(editor)):
        return _write(editor, text, passage=cut_passage(version=version, words=words))


def answer_note(*, editor: User, thread: Note, text: str) -> Note:
    """Add to a thread; whoever answers has read what it says. Raises Refused, also in a removed article."""
    text = _checked(text)
    if thread.passage is not None and thread.passage.version.article.removed_at is not None:
        raise Refused("This article was removed for legal reasons. Nothing more is written about it.")
    with acting(person(editor)):
        note = _write(editor, text, claim=thread.claim, passage=thread.passage, thread=thread)
        _see(editor, thread)
    return note


def settle_thread(*, editor: User, thread: Note) -> bool:
    """Close a thread; who is named in it has nothing to do any more. False where it was closed already."""
    rows = Note.objects.filter(pk=thread.pk, resolved_at__isnull=True)
    with acting(person(editor)):
        return bool(rows.update(resolved_at=timezone.now(), resolved_by=editor))


def reopen_thread(*, editor: User, thread: Note) -> bool:
    """Open a thread again. False where it was open."""
    rows = Note.objects.filter(pk=thread.pk, resolved_at__isnull=False)
    with acting(person(editor)):
        return bool(rows.update(resolved_at=None, resolved_by=None))


def see_thread(*, editor: User, thread: Note) -> None:
    """The editor has read where they are named in the thread."""
    with acting(person(editor)):
        _see(editor, thread)


def _see(editor: User, thread: Note) -> None:
    mentions = NoteMention.objects.filter(user=editor, seen_at__isnull=True)
    for at in ({"note": thread}, {"note__thread": thread}):
        mentions.filter(**at).update(seen_at=timezone.now())


def _write(
    editor: User,
    text: str,
    *,
    claim: Claim | None = None,
    passage: Passage | None = None,
    thread: Note | None = None,
) -> Note:
    note = Note.objects.create(claim=claim, passage=passage, thread=thread, text=text, written_by=editor)
    named = [one for one in named_in(text) if one.pk != editor.pk]
    NoteMention.objects.bulk_create(NoteMention(note=note, user=one) for one in named)
    return note


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused("Write the note.")
    if len(text) > LONGEST_NOTE:
        raise Refused(f"Keep the note under {LONGEST_NOTE:,} characters.")
    return text
