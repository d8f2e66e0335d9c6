"""What is done with the files of a batch: the look before the import; retry, hold and release after it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from claimtrack.access import admins_only
from claimtrack.words import counted
from sources.choices import FileState, OtherSaves
from sources.forms import OtherSavesForm
from sources.models import ImportBatch, ImportFile
from sources.pages import key_of, pager_of
from sources.previewed import preview_filters, preview_row
from sources.queries import previews_page, progress_of, unseen
from sources.saves_shown import in_sentence, saves_row
from sources.services import batches, previews
from sources.services.comparing import compare_left_out
from sources.services.other_saves import set_other_saves
from sources.shown import bar_of, declared_words, origin_words
from sources.tasks import nudge


def preview_page(request: HttpRequest, found: ImportBatch) -> HttpResponse:
    """A batch nobody has decided yet: what each of its files would become. Needs `made_by`."""
    progress = progress_of([found])[found.pk]
    state = request.GET.get("state", "")
    if state and state not in FileState.values:
        raise Http404("There is no such state.")
    page = previews_page(found, state=state, after=key_of(request, "after"), before=key_of(request, "before"))
    left = unseen(found)
    context = {
        "batch": found,
        "origin": origin_words(found),
        "declared": declared_words(found),
        "saves": saves_row(found),
        "bar": bar_of(progress),
        "moving": left > 0,
        "left": left,
        "number": progress.open,
        "held": progress[FileState.HELD],
        "left_out": progress[FileState.CANCELLED],
        "state": state,
        "filters": preview_filters(progress, state),
        "rows": [preview_row(file) for file in page.rows],
        **pager_of(request, page),
    }
    return render(request, "sources/preview.html", context)


@admins_only
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what was looked at, discard it, or leave some of it out."""
    found = get_object_or_404(ImportBatch, pk=pk)
    files = [int(value) for value in request.POST.getlist("files") if value.isascii() and value.isdecimal()]
    match request.POST.get("do"):
        case "import":
            previews.import_previewed(batch=found)
            nudge()
        case "discard":
            if previews.discard_previewed(batch=found):
                messages.info(request, "Discarded. Nothing of it is imported.")
        case "leave_out":
            number = previews.leave_out(batch=found, files=files)
            messages.info(request, _said(number, "left out", "Tick the files to leave out first."))
        case "take_in":
            number = previews.take_in(batch=found, files=files)
            messages.info(request, _said(number, "taken in again", "Tick files that were left out first."))
            nudge()
        case "leave_all_out":
            messages.info(request, _said(previews.leave_out(batch=found), "left out", "None was left."))
        case "take_all_in":
            messages.info(
                request, _said(previews.take_in(batch=found), "taken in again", "None was left out.")
            )
            nudge()
        case _:
            raise BadRequest("Nothing was asked for.")
    return redirect("sources:batch", pk)


def _said(number: int, done: str, nothing: str) -> str:
    return f"{counted(number, 'file')} {done}." if number else nothing


@admins_only
@require_POST
def all_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try every file once more that failed or crashed."""
    found = get_object_or_404(ImportBatch, pk=pk)
    number = batches.read_all_again(batch=found)
    nudge()
    messages.success(request, f"{counted(number, 'file')} will be read once more.")
    return redirect("sources:batch", pk)


@admins_only
@require_POST
def other_saves(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what becomes of the batch's other saves of articles that are here."""
    found = get_object_or_404(ImportBatch, pk=pk)
    form = OtherSavesForm(request.POST)
    if not form.is_valid():
        raise BadRequest("Nothing was chosen.")
    setting = OtherSaves(form.cleaned_data["other_saves"])
    if set_other_saves(batch=found, setting=setting, by=cast(User, request.user)):
        nudge()
        messages.success(request, f"Another save of an article that is here: {in_sentence(setting)}.")
    return redirect("sources:batch", pk)


@admins_only
@require_POST
def compare_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare once more what could not be compared, and was left out."""
    found = get_object_or_404(ImportBatch, pk=pk)
    number = compare_left_out(batch=found)
    nudge()
    messages.success(request, f"{counted(number, 'text')} will be compared once more.")
    return redirect("sources:batch", pk)


@admins_only
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one waiting file from being read."""
    file = get_object_or_404(ImportFile.objects.select_related("batch"), pk=pk)
    if not batches.hold_file(batch=file.batch, file_id=file.pk, by=cast(User, request.user)):
        messages.info(request, f"{file.name} does not wait any more.")
    return redirect("sources:batch", file.batch_id)


@admins_only
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a file that was held by hand be read."""
    file = get_object_or_404(ImportFile.objects.select_related("batch"), pk=pk)
    if batches.release_file(batch=file.batch, file_id=file.pk):
        nudge()
    return redirect("sources:batch", file.batch_id)
