"""Drafts in the pages of the desk: what each form carries, what is offered again, what is let go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict

from claims.draft_places import FIELD, DraftPlace, read_place
from claims.models import Draft
from claims.queries.drafts import draft_by_number, drafts_of, typed_in
from claims.services.drafts import discard_draft, save_draft
from claims.services.errors import Refused

#: Answers after which the form stands open still.
OPEN = (HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY)


@dataclass(frozen=True, slots=True)
class DraftField:
    """What a form carries. key: under which a browser keeps it; taken: its standing draft is in the form."""

    token: str
    key: str
    standing: Draft | None = None
    taken: bool = False

    @property
    def offered(self) -> Draft | None:
        """The draft that the page offers."""
        return None if self.taken else self.standing

    @property
    def address(self) -> str:
        """Where the draft is taken up."""
        return taken_up(self.standing) if self.standing else ""


def taken_up(draft: Draft) -> str:
    """The address of the page with the draft in its form."""
    return f"{draft.page}{'&' if '?' in draft.page else '?'}draft={draft.pk}"


def draft_fields(request: HttpRequest, places: Iterable[DraftPlace]) -> dict[str, DraftField]:
    """For each form of a page what it carries, by form. One query; a page that answers a form offers none."""
    places = list(places)
    user, wanted = cast(User, request.user), request.GET.get("draft", "")
    standing = drafts_of(user, [place.form for place in places]) if request.method != "POST" else {}
    fields = {}
    for place in places:
        draft = standing.get(place.form)
        taken = draft is not None and wanted == str(draft.pk)
        fields[place.form] = DraftField(place.signed(), f"{place.user} {place.form}", draft, taken)
    return fields


def draft_asked_for(request: HttpRequest, of: str) -> Draft | None:
    """The editor's own draft that the address asks for, if its form begins so: "claim 12 "."""
    number = request.GET.get("draft", "")
    if request.method == "POST" or not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    draft = draft_by_number(cast(User, request.user), int(number))
    return draft if draft and f"{draft.form} ".startswith(of) else None


def typed_again(draft: Draft) -> QueryDict:
    """What was typed, as a request would bring it."""
    data = QueryDict(mutable=True)
    for name, texts in typed_in(draft).items():
        data.setlist(name, texts)
    return data


def place_sent(request: HttpRequest) -> DraftPlace | None:
    """The place that the sent form carries; None where it carries none of this editor's."""
    place = read_place(request.POST.get(FIELD, ""))
    return place if place and place.user == request.user.pk else None


def drafted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that saves a form: done, its draft goes; refused or overtaken, what was typed is kept."""

    @wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        place = place_sent(request) if request.method == "POST" else None
        if place and response.status_code == HTTPStatus.FOUND:
            discard_draft(user=cast(User, request.user), form=place.form)
        elif place and response.status_code in OPEN:
            with suppress(Refused):
                save_draft(place=place, fields=dict(request.POST.lists()))
        return response

    return keeping
