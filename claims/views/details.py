"""Complete the details: the articles of a batch in one table, many rows at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from claims.draft_places import DraftPlace
from claims.forms.details import TypedRow, as_shown, typed_rows, whole
from claims.queries.details import (
    DetailPage,
    DetailRow,
    details_of,
    details_page,
    how_many_lack,
    outlet_names,
    suggested,
    typed_value,
)
from claims.services.detail_filling import SHARED, fill_empty
from claims.services.detail_problems import Problem
from claims.services.details import NotSaved, save_details
from claims.views.drafting import draft_asked_for, draft_fields, drafted, typed_again
from claimtrack.access import admins_only
from claimtrack.words import counted
from sources.ingest.cells import FIELDS, CellError
from sources.models import ImportBatch
from sources.tasks import follow_details

GONE = "This article is no longer in the batch: it was removed."
LABELS = {
    "outlet": "Outlet",
    "published": "Published",
    "headline": "Headline",
    "address": "Address",
    "byline": "Byline",
    "language": "Language",
}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the table. values: as typed; errors: sentences by field, "" for the row; was: for the form.

    stale: somebody changed the article meanwhile; now: what its cells say since, where that differs.
    """

    row: DetailRow
    version: int
    was: str
    values: Mapping[str, str]
    changed: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    stale: bool = False
    now: Mapping[str, str] = field(default_factory=dict)


@admins_only
@drafted
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a page of articles; save what was typed, fill what is empty, or take what is suggested."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    if request.method != "POST":
        if draft := draft_asked_for(request, f"details {pk} "):
            return _taken_up(request, batch, typed_again(draft))
        missing = request.GET.get("show") == "missing"
        keys = {name: whole(request.GET.get(name, "")) or None for name in ("after", "before")}
        page = details_page(batch, missing=missing, **keys)
        return _page(request, batch, page, [_shown(row) for row in page.rows])
    typed = typed_rows(request.POST)
    if "take" in request.POST:
        return _take(request, batch, typed)
    return _save(request, batch, typed)


def _taken_up(request: HttpRequest, batch: ImportBatch, sent: QueryDict) -> HttpResponse:
    """What was typed before, with what others saved since beside it."""
    typed = typed_rows(sent)
    rows = details_of(batch, typed)
    shown = [
        _shown(row, typed[pk], stale=row.version != typed[pk].version) if typed[pk].changed else _shown(row)
        for pk, row in rows.items()
    ]
    return _page(request, batch, DetailPage((), None, None), shown, sent=sent)


def _place(request: HttpRequest, batch: ImportBatch) -> DraftPlace:
    """To which form what is typed belongs: one for each page of the table."""
    asked = {name: request.GET[name] for name in ("show", "after", "before") if request.GET.get(name)}
    turn = urlencode(asked)[:60]
    page = f"{request.path}?{turn}" if turn else request.path
    user, title = cast(int, request.user.pk), f"Details in “{batch.label}”"
    return DraftPlace(user, f"details {batch.pk} {turn}", title, page)


def _take(request: HttpRequest, batch: ImportBatch, typed: Mapping[int, TypedRow]) -> HttpResponse:
    """Put what is suggested into its cell; nothing is saved by that."""
    rows = details_of(batch, typed)
    wanted = request.POST["take"]
    fact = suggested(batch, whole(wanted)) if wanted != "all" else None
    shown = []
    for pk, row in rows.items():
        values = dict(typed[pk].values)
        if wanted == "all":
            values |= {
                name: found[0].value for name, found in row.suggestions.items() if found and not values[name]
            }
        elif fact and fact.article_id == pk and typed_value(fact):
            values[fact.field] = typed_value(fact)
        shown.append(_shown(row, replace(typed[pk], values=values)))
    return _page(request, batch, DetailPage((), None, None), shown)


def _save(request: HttpRequest, batch: ImportBatch, typed: Mapping[int, TypedRow]) -> HttpResponse:
    editor = cast(User, request.user)
    fill = request.POST.get("fill", "")
    value = request.POST.get(f"all-{fill}", "")
    changes = [row.as_change() for row in typed.values() if row.changed]
    try:
        ids = save_details(editor=editor, batch=batch, changes=changes)
        follow_details(ids)
        messages.success(
            request, f"{counted(len(ids), 'article')} changed." if ids else "Nothing was changed."
        )
        if fill in SHARED:
            filled = fill_empty(editor=editor, batch=batch, field=fill, typed=value)
            follow_details(filled.ids)
            left = f" {counted(filled.left, 'more')} are left: press again." if filled.left else ""
            messages.success(
                request, f"{LABELS[fill]}: put into {counted(len(filled.ids), 'article')}.{left}"
            )
    except NotSaved as refusal:
        return _refused(request, batch, typed, refusal)
    except CellError as problem:
        told = NotSaved([Problem(0, f"all-{fill}", f"{LABELS[fill]}: {problem}")])
        return _refused(request, batch, typed, told)
    return redirect(f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path)


def _refused(
    request: HttpRequest, batch: ImportBatch, typed: Mapping[int, TypedRow], refusal: NotSaved
) -> HttpResponse:
    """The page with all that was typed, and a sentence at each cell that stands in the way."""
    rows = details_of(batch, typed)
    errors: dict[int, dict[str, str]] = {}
    for problem in refusal.problems:
        errors.setdefault(problem.article_id, {})[problem.field] = problem.sentence
    shown = [
        replace(_shown(row, typed[pk], stale=pk in refusal.stale), errors=errors.get(pk, {}))
        for pk, row in rows.items()
    ]
    lost = [GONE for pk in typed if pk not in rows and typed[pk].changed]
    whole_page = [("", sentence) for sentence in [*lost, *errors.get(0, {}).values()]]
    status = HTTPStatus.CONFLICT if refusal.stale else HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(request, batch, DetailPage((), None, None), shown, more=whole_page, status=status)


def _shown(row: DetailRow, typed: TypedRow | None = None, *, stale: bool = False) -> ShownRow:
    if typed is None:
        return ShownRow(row, row.version, as_shown(row.values), row.values)
    if not stale:
        return ShownRow(row, typed.version, as_shown(typed.was), typed.values, bool(typed.changed))
    # What the person did not touch is what somebody else has made of it.
    values = {**row.values, **typed.changed}
    now = {name: row.values[name] for name in typed.changed if row.values[name] != values[name]}
    return ShownRow(row, row.version, as_shown(row.values), values, changed=True, stale=True, now=now)


def _page(
    request: HttpRequest,
    batch: ImportBatch,
    page: DetailPage,
    shown: list[ShownRow],
    *,
    more: list[tuple[str, str]] | None = None,
    sent: QueryDict | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    lacking, total = how_many_lack(batch)
    problems = list(more or [])
    for one in shown:
        if one.stale:
            problems.append(
                (f"row-{one.row.pk}", f"{one.row.file}: somebody changed this article meanwhile.")
            )
        problems += [(f"{name}-{one.row.pk}", f"{one.row.file}: {told}") for name, told in one.errors.items()]
    missing, place = request.GET.get("show") == "missing", _place(request, batch)
    context = {
        "draft": draft_fields(request, [place])[place.form],
        "batch": batch,
        "rows": shown,
        "labels": LABELS,
        "fields": FIELDS,
        "lacking": lacking,
        "total": total,
        "missing": missing,
        "problems": problems,
        "outlets": outlet_names(),
        "filled": {name: (sent or request.POST).get(f"all-{name}", "") for name in SHARED},
        "before": _turn(missing, "before", page.before),
        "after": _turn(missing, "after", page.after),
        "sheet": reverse("claims:details-sheet", kwargs={"pk": batch.pk}),
        "can_take": any(
            found and not one.values[name] for one in shown for name, found in one.row.suggestions.items()
        ),
    }
    return render(request, "claims/details.html", context, status=status)


def _turn(missing: bool, name: str, key: int | None) -> str:
    kept = {"show": "missing"} if missing else {}
    return f"?{urlencode({**kept, name: str(key)})}" if key else ""
