"""Claims at the desk: found by filters, made, and changed many at once with a preview and one undo."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims.choices import BulkAct
from claims.filters import ClaimFilter
from claims.forms.bulk import BulkForm, NewClaimForm
from claims.models import Claim, Topic
from claims.queries.claim_list import claims_seen_by
from claims.queries.known import find_claims
from claims.services.bulk import MOST, Bulk, Done, Pick, do_many, make_claim, topic_for, undo_many
from claims.services.errors import Refused
from claimtrack.access import editors_only
from claimtrack.words import counted

#: Where a session keeps the last change of many claims, so that it can be undone once.
LAST = "last bulk change of claims"


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def claims(request: HttpRequest) -> HttpResponse:
    """GET: the list. POST, by `do`: look at what would change, change it, undo it, make a claim."""
    if request.method != "POST":
        return _page(request)
    doors = {"preview": _preview, "go": _go, "undo": _undo, "make": _make}
    door = doors.get(request.POST.get("do", ""))
    if door is None:
        raise BadRequest("Nothing was asked for.")
    return door(request)


def _page(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    """The list with its forms; `more`: what was refused or is asked."""
    filters = ClaimFilter(request.GET, claims=partial(claims_seen_by, request.user), request=request)
    found = filters.narrowed().with_slug()
    context = {
        "rows": list(found[:MOST]),
        "total": found.order_by().count(),
        "most": MOST,
        "filters": filters,
        "chosen": filters.chosen(),
        "facets": filters.facets(),
        "bulk": BulkForm(),
        "new": NewClaimForm(),
        "like": (),
        "refused": "",
        "picked": set(request.POST.getlist("pick")),
        "last": request.session.get(LAST),
        "here": request.get_full_path(),
        **more,
    }
    return render(request, "claims/desk/claims.html", context, status=status)


def _preview(request: HttpRequest) -> HttpResponse:
    form = BulkForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, bulk=form)
    given = form.cleaned_data
    try:
        bulk = _bulk(request, given, make=False)
    except Refused as error:
        if given["act"] != BulkAct.TOPIC:
            return _page(request, status=422, bulk=form, refused=str(error))
        bulk = Bulk(BulkAct.TOPIC, given["reason"])  # a new topic: nothing stands under it yet
    picks = _picks(request, given)
    rows = list(Claim.objects.filter(pk__in=dict(picks)).order_by("pk"))
    changes = bulk.changes(rows)
    if not changes or len(changes) > MOST:
        many = f"At most {MOST} claims are changed at once. Narrow the list."
        told = many if changes else "Nothing would change: choose claims for which it is not so already."
        return _page(request, status=422, bulk=form, refused=told)
    context = {
        "changes": changes,
        "same": len(rows) - len(changes),
        "act": BulkAct(given["act"]),
        "given": given,
        "new_topic": bulk.topic is None and given["act"] == BulkAct.TOPIC,
        "here": request.get_full_path(),
    }
    return render(request, "claims/desk/claims_preview.html", context)


def _go(request: HttpRequest) -> HttpResponse:
    form, editor = BulkForm(request.POST), cast(User, request.user)
    if not form.is_valid():
        return _page(request, status=422, bulk=form)
    given = form.cleaned_data
    try:
        bulk = _bulk(request, given, make=True)
        done = do_many(editor=editor, bulk=bulk, picks=given["pick"])
    except Refused as error:
        return _page(request, status=422, bulk=form, refused=str(error))
    words = f"{counted(len(done.picks), 'claim')}: {BulkAct(bulk.act).label}"
    request.session[LAST] = {
        "act": bulk.act, "reason": bulk.reason, "topic": bulk.topic, "picks": done.picks, "words": words
    }  # fmt: skip
    _tell(request, words, done)
    return redirect(request.get_full_path())


def _undo(request: HttpRequest) -> HttpResponse:
    last = request.session.pop(LAST, None)
    if not last or not last["picks"]:
        messages.info(request, "There is nothing to undo any more.")
        return redirect(request.get_full_path())
    bulk = Bulk(BulkAct(last["act"]), last["reason"], last["topic"])
    picks: list[Pick] = [(claim, version) for claim, version in last["picks"]]
    done = undo_many(editor=cast(User, request.user), bulk=bulk, picks=picks)
    _tell(request, f"Undone for {counted(len(done.picks), 'claim')}", done)
    return redirect(request.get_full_path())


def _make(request: HttpRequest) -> HttpResponse:
    form = NewClaimForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, new=form)
    text = " ".join(form.cleaned_data["text"].split())
    found = find_claims(text)
    if (found.exact or found.similar) and form.cleaned_data["sure"] != text:
        asked = NewClaimForm(initial={"text": text, "sure": text})
        return _page(request, status=422, new=asked, like=(*found.exact, *found.similar))
    try:
        claim = make_claim(editor=cast(User, request.user), text=text)
    except Refused as error:
        return _page(request, status=422, new=form, refused=str(error))
    messages.success(request, f"Made: “{claim}”.")
    return redirect("claims:desk-claim", slug=claim.addresses.get(current=True).slug)


def _bulk(request: HttpRequest, given: dict[str, Any], *, make: bool) -> Bulk:
    act, topic = BulkAct(given["act"]), None
    if act in (BulkAct.TOPIC, BulkAct.NO_TOPIC):
        may_make = make and act == BulkAct.TOPIC
        topic = topic_for(editor=cast(User, request.user), name=given["topic"], make=may_make)
    return Bulk(act, " ".join(given["reason"].split()), topic.pk if isinstance(topic, Topic) else None)


def _picks(request: HttpRequest, given: dict[str, Any]) -> list[Pick]:
    """Those that were ticked, or all that the filters of the address find, as they stand now."""
    if not given["all"]:
        return cast("list[Pick]", given["pick"])
    filters = ClaimFilter(request.GET, claims=partial(claims_seen_by, request.user), request=request)
    return list(filters.narrowed().order_by("pk").values_list("pk", "version")[: MOST + 1])


def _tell(request: HttpRequest, words: str, done: Done) -> None:
    late = f" {counted(done.late, 'claim')} changed meanwhile and stayed as they are." if done.late else ""
    messages.success(request, f"{words}.{late}")
