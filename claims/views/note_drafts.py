"""Drafts of answers to notes: one a thread that is open, wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest

from claims.draft_places import DraftPlace
from claims.models import Note
from claims.queries.drafts import typed_in
from claims.queries.notes import Thread
from claims.views.drafting import DraftField, draft_fields


@dataclass(frozen=True, slots=True)
class Answer:
    """What the form of a thread carries; text: what was typed in it before, once the draft is taken up."""

    draft: DraftField
    text: str


def answer_place(user: int, thread: int, by: str, page: str, article: int | None) -> DraftPlace:
    """Where an answer that is typed on that page belongs. by: who began the thread."""
    return DraftPlace(user, f"answer to note {thread}", f"An answer to a note of {by}", page, 0, article)


def places_of_threads(request: HttpRequest, threads: Iterable[Thread], page: str) -> list[DraftPlace]:
    """One for each thread that can be answered on the page, which is a path."""
    user = cast(int, request.user.pk)
    return [
        answer_place(user, one.pk, one.notes[0].by, page, one.article)
        for one in threads
        if one.settled is None
    ]


def answers_in(fields: Mapping[str, DraftField], threads: Iterable[Thread]) -> dict[int, Answer]:
    """By thread, out of what the forms of the page carry."""
    found = {one.pk: fields.get(f"answer to note {one.pk}") for one in threads}
    return {pk: Answer(draft, _typed(draft, pk)) for pk, draft in found.items() if draft}


def answers_on(request: HttpRequest, threads: Iterable[Thread], page: str) -> dict[int, Answer]:
    """Of a page whose other forms keep no drafts. One query where a thread is open."""
    threads = list(threads)
    places = places_of_threads(request, threads, page)
    return answers_in(draft_fields(request, places), threads) if places else {}


def place_of_answer(request: HttpRequest, first: Note, page: str) -> DraftPlace:
    """The place of an answer to the thread of a note, on the page where that stands."""
    article = first.passage.version.article_id if first.passage else None
    user = cast(int, request.user.pk)
    return answer_place(user, first.pk, first.written_by.get_username(), page, article)


def _typed(draft: DraftField, thread: int) -> str:
    texts = typed_in(draft.standing).get(f"n{thread}-text") if draft.taken and draft.standing else None
    return texts[-1] if texts else ""
