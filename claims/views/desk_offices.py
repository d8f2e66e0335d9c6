"""The places of a person at the desk: added, corrected, ended, taken away."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.speakers import BodyPick, EndForm, PlaceForm, RemoveForm
from claims.models import Affiliation
from claims.queries.desk_compare import speaker_words
from claims.queries.known import known_speaker
from claims.queries.speaker_sides import compare_places, place_words
from claims.services.affiliation_changes import (
    Place,
    add_place,
    change_place,
    end_affiliation,
    remove_affiliation,
)
from claims.services.errors import Refused
from claims.views.claim_drafts import typed_under
from claims.views.desk_speaker import Mine, Page, attempt, overtaken, page_or_404, speaker_place
from claims.views.drafting import draft_asked_for, draft_fields, drafted
from claimtrack.access import editors_only
from sources.clocks import ClockValue
from sources.services.roots import Stale

GONE = "That place is not there any more."


@editors_only
@drafted
@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a person has, or had, a place in a body or office, known or new."""
    page = page_or_404(slug)
    page.body, page.place = BodyPick(request.POST, prefix="body"), PlaceForm(request.POST, prefix="place")
    if not (page.body.is_valid() & page.place.is_valid()):
        return page.answer(request, status=422)
    editor, given = cast(User, request.user), page.place.cleaned_data
    place = _place(page.body, page.place)
    return attempt(
        request,
        page,
        lambda: add_place(
            editor=editor,
            speaker=page.speaker,
            expected=given["expected"],
            place=place,
            reason=given["reason"],
        ),
        "The place is recorded.",
        _mine(0, place, given["expected"]),
    )


@editors_only
@drafted
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place: its body, title and dates."""
    page, place = page_or_404(slug), _own(slug, pk)
    if place is None:
        return _anew(request, page) if request.method == "POST" else _gone(request, page)
    near = (known_speaker(place.body),)
    if request.method != "POST":
        page.draft = draft_asked_for(request, f"speaker {page.speaker.pk} office-{pk} ")
        picked = {"pick": near[0].key, **typed_under("body", page.draft)}
        body = BodyPick(prefix="body", near=near, initial=picked)
        return _form(request, page, place, body, _stored(page, place))
    body = BodyPick(request.POST, prefix="body", near=near)
    form = PlaceForm(request.POST, prefix="place", place=place)
    if not (body.is_valid() & form.is_valid()):
        return _form(request, page, place, body, form, status=422)
    given = form.cleaned_data
    try:
        change_place(
            editor=cast(User, request.user),
            affiliation=place,
            expected=given["expected"],
            place=_place(body, form),
            reason=given["reason"],
        )
    except Stale:
        return overtaken(request, page, _mine(pk, _place(body, form), given["expected"]))
    except Refused as error:
        return _form(request, page, place, body, form, refused=str(error), status=422)
    messages.success(request, "The place is corrected.")
    return redirect(page.address)


@editors_only
@drafted
@require_POST
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say when a place ended."""
    page, place = page_or_404(slug), _own(slug, pk)
    if place is None:
        return _gone(request, page)
    form = page.end = EndForm(request.POST, prefix=f"end-{pk}")
    page.ending = pk
    if not form.is_valid():
        return page.answer(request, status=422)
    given, editor = form.cleaned_data, cast(User, request.user)
    return attempt(
        request,
        page,
        lambda: end_affiliation(editor=editor, affiliation=place, **given),
        "The end is recorded.",
        Mine(f"end-{pk}", given["expected"], {pk: _ended(place, given["until"])}, compare_places),
    )


@editors_only
@drafted
@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take away a place that was recorded by mistake; one that is gone already is no mistake."""
    page, place = page_or_404(slug), _own(slug, pk)
    if place is None:
        return _gone(request, page)
    form = RemoveForm(request.POST, prefix="remove")
    if not form.is_valid():
        return _form(request, page, place, None, None, remove=form, status=422)
    given, editor = form.cleaned_data, cast(User, request.user)
    return attempt(
        request,
        page,
        lambda: remove_affiliation(editor=editor, affiliation=place, **given),
        "The place is taken away.",
        Mine("remove", given["expected"], {pk: ""}, compare_places),
    )


def _own(slug: str, pk: int) -> Affiliation | None:
    rows = Affiliation.objects.select_related("person", "body__merged_into")
    return rows.filter(person__addresses__slug=slug, pk=pk).first()


def _gone(request: HttpRequest, page: Page) -> HttpResponse:
    messages.success(request, GONE)
    return redirect(page.address)


def _anew(request: HttpRequest, page: Page) -> HttpResponse:
    """Somebody took the place away meanwhile: what was typed for it can be added as another."""
    sent = request.POST.copy()
    sent["place-expected"] = str(page.speaker.version)
    page.body, page.place = BodyPick(sent, prefix="body"), PlaceForm(sent, prefix="place")
    page.refused = f"{GONE} What you typed can be added as another."
    return page.answer(request, status=409)


def _mine(pk: int, place: Place, expected: int) -> Mine:
    words = place_words(place.title, speaker_words(place.body), place.since, place.until)
    return Mine("place", expected, {pk: words}, compare_places)


def _ended(place: Affiliation, until: ClockValue) -> str:
    return place_words(place.title, str(place.body.merged_into or place.body), place.since, until)


def _place(body: BodyPick, form: PlaceForm) -> Place:
    given = form.cleaned_data
    return Place(body.choice(), given["title"], given["since"], given["until"])


def _stored(page: Page, place: Affiliation) -> PlaceForm:
    return PlaceForm(**page.given("place"), place=place)


def _form(
    request: HttpRequest,
    page: Page,
    place: Affiliation,
    body: BodyPick | None,
    form: PlaceForm | None,
    *,
    remove: RemoveForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    near = (known_speaker(place.body),)
    at = speaker_place(request, page, f"office-{place.pk}", request.path)
    context = {
        "draft": draft_fields(request, [at])[at.form],
        "speaker": page.speaker,
        "slug": page.slug,
        "place": place,
        "body": body or BodyPick(prefix="body", near=near, initial={"pick": near[0].key}),
        "form": form or _stored(page, place),
        "remove": remove or RemoveForm(prefix="remove", initial={"expected": page.speaker.version}),
        "refused": refused,
    }
    return render(request, "claims/desk/speaker_place.html", context, status=status)
