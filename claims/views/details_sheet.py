"""The details of a batch as a table: downloaded, filled in, brought back, looked at, taken."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims.exports.details import details_sheet
from claims.forms.detail_sheet import (
    Refused,
    Sheet,
    SheetChange,
    SheetForm,
    brought_back,
    carried,
    read_sheet,
)
from claims.services.detail_checking import check_details
from claims.services.details import NotSaved, save_details
from claims.views.details import LABELS
from claimtrack.access import admins_only
from claimtrack.words import counted
from sources.models import ImportBatch
from sources.tasks import follow_details

#: Rows of a preview that are shown; the others are counted.
SHOWN = 300


@admins_only
@require_safe
def download(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The table of all articles, or of those that lack something (`?show=missing`)."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    lines = details_sheet(batch, missing=request.GET.get("show") == "missing")
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="details-{batch.pk}.csv"'
    return answer


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the table; show what it would change; then do it."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    if "carried" in request.POST:
        return _take(request, batch)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return _page(request, batch, form, status=status)
    try:
        sheet = read_sheet(form.cleaned_data["table"], batch)
        sound = _checked(batch, sheet)
        spelt = carried(batch, sound)
    except Refused as refusal:
        form.add_error("table", refusal.sentence)
        return _page(request, batch, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _page(request, batch, SheetForm(), sheet=sheet, sound=sound, spelt=spelt)


def _checked(batch: ImportBatch, sheet: Sheet) -> list[SheetChange]:
    """The rows that would change something; each that is wrong gets its sentence."""
    checked = check_details(batch=batch, changes=[one.as_change() for one in sheet.changes])
    told: dict[int, list[str]] = {}
    for problem in checked.problems:
        told.setdefault(problem.article_id, []).append(
            f"{LABELS.get(problem.field, 'Row')}: {problem.sentence}"
        )
    sheet.wrong += [(one.number, " ".join(told[one.row.pk])) for one in sheet.changes if one.row.pk in told]
    sheet.wrong.sort()
    moving = [one.only(checked.moves.get(one.row.pk, ())) for one in sheet.changes if one.row.pk not in told]
    sheet.same += sum(not one.cells for one in moving)
    return [one for one in moving if one.cells]


def _take(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    try:
        changes = list(brought_back(batch, request.POST["carried"]))
    except signing.BadSignature:
        raise BadRequest("This was not shown by a preview of this batch.") from None
    try:
        ids = save_details(editor=cast(User, request.user), batch=batch, changes=changes)
    except NotSaved as refusal:
        form = SheetForm()
        sentences = [f"Article {pk} was changed by somebody meanwhile." for pk in sorted(refusal.stale)]
        sentences += [f"Article {one.article_id}: {one.sentence}" for one in refusal.problems]
        told = [("", f"{sentence} Nothing was taken: bring the table once more.") for sentence in sentences]
        return _page(request, batch, form, more=told, status=HTTPStatus.CONFLICT)
    follow_details(ids)
    messages.success(request, f"{counted(len(ids), 'article')} changed.")
    return redirect("claims:details", batch.pk)


def _page(
    request: HttpRequest,
    batch: ImportBatch,
    form: SheetForm,
    *,
    sheet: Sheet | None = None,
    sound: list[SheetChange] | None = None,
    spelt: str = "",
    more: list[tuple[str, str]] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    found = sound or []
    context = {
        "batch": batch,
        "form": form,
        "sheet": sheet,
        "changes": found[:SHOWN],
        "number": len(found),
        "labels": LABELS,
        "spelt": spelt,
        "problems": more or [],
    }
    return render(request, "claims/details_sheet.html", context, status=status)
