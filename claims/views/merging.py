"""Merging a claim or a speaker into another of its kind: picked, confirmed, done; and let go again."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from claims.draft_places import DraftPlace
from claims.forms.merging import MergeForm, OtherPick, UnmergeForm
from claims.models import Claim, Speaker
from claims.queries.desk_compare import Pair
from claims.queries.desk_since import event_then
from claims.queries.drafts import typed_in
from claims.queries.merging import what_moves, what_returns
from claims.services.errors import Refused
from claims.services.merging import (
    brought_along,
    merge_claims,
    merge_speakers,
    unmerge_claim,
    unmerge_speaker,
)
from claims.views.claim_drafts import typed_under
from claims.views.desk_conflict import overtaken_root
from claims.views.drafting import draft_asked_for, draft_fields, drafted
from claims.views.history import Told, claim_told, speaker_told, view_of
from sources.services.roots import Stale


def _merge(request: HttpRequest, told: Told) -> HttpResponse:
    root = _root(told)
    if request.method != "POST":
        return _page(request, told)
    form, other = MergeForm(request.POST), OtherPick(request.POST, prefix="other", kind=told.kind)
    if not (form.is_valid() & other.is_valid()):
        return _page(request, told, form=form, other=other, status=422)
    into: Any = get_object_or_404(type(root)._base_manager.all(), pk=other.key)
    if request.POST.get("do") != "merge" and into.pk != root.pk:
        return _asked(request, told, form, other, into)
    try:
        _do_merge(cast(User, request.user), root, into, form.cleaned_data)
    except Stale:
        return _overtaken(request, told, form.cleaned_data, str(into))
    except Refused as error:
        given = form.cleaned_data
        if given["expected"] != root.version:
            return _overtaken(request, told, given, str(into))
        # Of what is merged the page has no form for a merge: the reason that was typed is said.
        refused = f"{error} Your reason was: “{given['reason']}”." if root.merged_into_id else str(error)
        return _page(request, told, form=form, other=other, refused=refused, status=422)
    messages.success(request, f"Merged into “{into}”. You can unmerge it at any time.")
    return redirect(told.here)


def _asked(
    request: HttpRequest, told: Told, form: MergeForm, other: OtherPick, into: Claim | Speaker
) -> HttpResponse:
    """What moves, before anything does."""
    place = _place(request, told)
    context = {
        "told": told,
        "into": into,
        "moves": what_moves(_root(told), into),
        "form": form,
        "other": other,
        "draft": draft_fields(request, [place])[place.form],
    }
    return render(request, "claims/desk/merge_confirm.html", context)


def _do_merge(editor: User, root: Claim | Speaker, into: Any, given: dict[str, Any]) -> None:
    expected, reason = given["expected"], given["reason"]
    if isinstance(root, Claim):
        merge_claims(editor=editor, claim=root, expected=expected, into=into, reason=reason)
    else:
        merge_speakers(editor=editor, speaker=root, expected=expected, into=into, reason=reason)


def _unmerge(request: HttpRequest, told: Told) -> HttpResponse:
    root = _root(told)
    form = UnmergeForm(request.POST, along=_along(root))
    if not form.is_valid():
        return _page(request, told, unmerge=form, status=422)
    given = form.cleaned_data
    details: dict[str, Any] = {
        "editor": request.user,
        "expected": given["expected"],
        "reason": given["reason"],
        "take_back": given.get("back", ()),
    }
    try:
        if isinstance(root, Claim):
            unmerge_claim(claim=root, **details)
        else:
            unmerge_speaker(speaker=root, **details)
    except Stale:
        return _overtaken(request, told, given, "")
    except Refused as error:
        return _page(request, told, refused=str(error), status=422)
    messages.success(request, "Unmerged. It stands for itself again.")
    return redirect(told.here)


def _page(
    request: HttpRequest,
    told: Told,
    *,
    form: MergeForm | None = None,
    other: OtherPick | None = None,
    unmerge: UnmergeForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    root, place = _root(told), _place(request, told)
    draft = draft_asked_for(request, f"{place.form} ")
    typed: dict[str, Any] = {name: texts[-1] for name, texts in typed_in(draft).items()} if draft else {}
    given = {**typed, "expected": root.version}
    along: Any = {"back": typed_in(draft).get("back", [])} if draft else {}
    context = {
        "told": told,
        "draft": draft_fields(request, [place])[place.form],
        "form": form or MergeForm(initial=given),
        "other": other or OtherPick(prefix="other", kind=told.kind, initial=typed_under("other", draft)),
        "returns": what_returns(root) if root.merged_into_id else (),
        "unmerge": unmerge or UnmergeForm(initial={**given, **along}, along=_along(root)),
        "refused": refused,
    }
    return render(request, "claims/desk/merge.html", context, status=status)


def _place(request: HttpRequest, told: Told) -> DraftPlace:
    """To which form what is typed belongs: of a merge, or of its end."""
    root, words = _root(told), "Unmerging" if _root(told).merged_into_id else "Merging"
    form = f"{words.lower()} {told.kind} {root.pk}"
    page = reverse(f"claims:{told.kind}-merge", kwargs={"slug": told.slug})
    return DraftPlace(cast(int, request.user.pk), form, f"{words} “{told.name}”", page, root.version)


def _root(told: Told) -> Claim | Speaker:
    return cast("Claim | Speaker", told.root)


def _along(root: Claim | Speaker) -> list[tuple[int, str]]:
    found: list[Any] = brought_along(cast(Any, root))
    return [(row.pk, str(row)) for row in found]


def _overtaken(request: HttpRequest, told: Told, given: dict[str, Any], into: str) -> HttpResponse:
    """What was sent beside what it is merged into now (409). into: "" where it was to be let go."""
    root = _root(told)
    root.refresh_from_db()
    return overtaken_root(
        request,
        root,
        what=told.kind,
        expected=given["expected"],
        pairs=merge_pairs(root, given["expected"], into=into, reason=given["reason"]),
        keep=told.here,
    )


def merge_pairs(root: Claim | Speaker, expected: int, *, into: str, reason: str) -> tuple[Pair, ...]:
    """A merge, or its end (into: ""), beside `root` as it stands now."""
    theirs, then = str(root.merged_into or ""), event_then(root, expected)
    before = None if then is None else _named(type(root), then.merged_into_id)
    name = str(root)
    label = "The claim" if isinstance(root, Claim) else "The speaker"
    why = Pair("Why", reason, "", "")
    return Pair(label, name, name), Pair("Merged into", into, theirs, before), *([why] if reason else [])


def _named(model: type[Claim | Speaker], pk: int | None) -> str:
    return str(model._base_manager.filter(pk=pk).first() or "") if pk else ""


claim = view_of(claim_told, drafted(_merge), "GET", "HEAD", "POST")
speaker = view_of(speaker_told, drafted(_merge), "GET", "HEAD", "POST")
unmerge_of_claim = view_of(claim_told, drafted(_unmerge), "POST")
unmerge_of_speaker = view_of(speaker_told, drafted(_unmerge), "POST")
