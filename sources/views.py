"""The pages of imports, for admins: batches, the upload, a batch's progress, a held file."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claimtrack import errors, gate
from claimtrack.access import admins_only
from claimtrack.words import counted
from sources import originals
from sources.choices import BatchControl, BatchOrigin, FileState
from sources.forms import EncodingForm, UploadForm
from sources.ingest.readings import SIDE_BY_SIDE, Reading, readings_of
from sources.models import ImportBatch, ImportFile
from sources.pages import key_of, pager_of
from sources.queries import batches_page, files_page, pace_of, progress_of
from sources.saves_shown import saves_row
from sources.services import batches
from sources.services.held import encodings_waiting, take_encoding_back
from sources.services.intake import NothingToImport
from sources.shown import (
    PARTS,
    bar_of,
    declared_words,
    file_row,
    interrupted_words,
    origin_words,
    pace_words,
)
from sources.tasks import nudge
from sources.uncompared import outlets_not_looked_through, uncompared_rows
from sources.uploads import REQUEST_BYTES, label_of, read_uploads
from sources.views_preview import preview_page


@admins_only
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """All batches, newest first, with how far each is."""
    page = batches_page(after=key_of(request, "after"), before=key_of(request, "before"))
    progress = progress_of(page.rows)
    rows = [(batch, origin_words(batch), bar_of(progress[batch.pk])) for batch in page.rows]
    context = {"rows": rows, "moving": any(bar.moving for *_, bar in rows), **pager_of(request, page)}
    return render(request, "sources/imports.html", context)


@admins_only
@csrf_exempt  # the token is checked below, once the size of the body is known to be bearable
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The upload form, and what it brings. More than the limits is a 413; nothing is stored then."""
    if _length(request) > REQUEST_BYTES:
        return errors.page(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        return gate.refusal(request) or _upload(request)
    except (TooManyFilesSent, RequestDataTooBig):
        return errors.page(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _length(request: HttpRequest) -> int:
    """Bytes of the body as the head says; what is no number counts as none, and so reads Django too."""
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isascii() and said.isdecimal() else 0


@csrf_protect
def _upload(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "sources/upload.html", {"form": UploadForm(), "moving": False})
    form = UploadForm(request.POST, request.FILES)
    made = _make(form, request) if form.is_valid() else None
    if made is None:
        context = {"form": form, "moving": False}
        return render(request, "sources/upload.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    nudge()
    for note in made.notes:
        messages.info(request, note)
    return redirect("sources:batch", made.batch.pk)


def _make(form: UploadForm, request: HttpRequest) -> batches.Made | None:
    """The batch of a valid form; None, with the reason in the form, where nothing could be stored."""
    uploads = form.uploads()
    try:
        return batches.make_batch(
            made_by=person(request),
            label=form.cleaned_data["label"] or label_of(uploads),
            origin=BatchOrigin.UPLOAD,
            files=read_uploads(uploads),
            declared=form.declared(),
            display=form.cleaned_data["display"],
            preview=request.POST.get("then") == "preview",
            other_saves=form.cleaned_data["other_saves"],
        )
    except NothingToImport:
        form.add_error("texts", "There is no text (.txt) among these. Nothing was stored.")
    except OSError:
        form.add_error(None, "The files could not be stored: the disk is full or away. Nothing was kept.")
    return None


@admins_only
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: its progress, refreshed while it moves, and each file's fate."""
    found = get_object_or_404(ImportBatch.objects.select_related("made_by", "other_saves_by"), pk=pk)
    if found.control == BatchControl.PREVIEW:
        return preview_page(request, found)
    progress = progress_of([found])[found.pk]
    state = request.GET.get("state", "")
    if state and state not in FileState.values:
        raise Http404("There is no such state.")
    page = files_page(found, state=state, after=key_of(request, "after"), before=key_of(request, "before"))
    context = {
        "batch": found,
        "origin": origin_words(found),
        "declared": declared_words(found),
        "saves": saves_row(found),
        "bar": bar_of(progress),
        "moving": progress.moving,
        "imported": progress[FileState.IMPORTED],
        "uncompared": uncompared_rows(found) if progress[FileState.IMPORTED] else [],
        "unlooked": outlets_not_looked_through(found) if progress[FileState.IMPORTED] else [],
        "pace": pace_words(progress, pace_of(found)) if progress.moving else "",
        "again": batches.worth_a_try(batch=found) if progress[FileState.REJECTED] else 0,
        "held": progress[FileState.HELD] - progress.by_hand,
        "decided": encodings_waiting(found).count() if progress[FileState.PENDING] else 0,
        "interrupted": interrupted_words(found) if progress.interrupted else "",
        "goes": found.control == BatchControl.GO and (progress.open > 0 or progress.taking),
        "paused": found.control == BatchControl.PAUSED,
        "state": state,
        "filters": [("", "all", progress.total)]
        + [(key, word, progress[key]) for key, _, word in PARTS if progress[key] or key == state],
        "rows": [file_row(file) for file in page.rows],
        **pager_of(request, page),
    }
    return render(request, "sources/batch.html", context)


@admins_only
@require_POST
def control(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause, resume or cancel a batch."""
    found = get_object_or_404(ImportBatch, pk=pk)
    match request.POST.get("do"):
        case "pause":
            batches.pause_batch(batch=found)
        case "resume":
            batches.resume_batch(batch=found)
            nudge()
        case "cancel":
            batches.cancel_batch(batch=found)
        case _:
            raise BadRequest("Nothing was asked for.")
    return redirect("sources:batch", pk)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def held(request: HttpRequest, pk: int) -> HttpResponse:
    """A held file as it reads in each likely encoding; the choice holds for it, or for all held beside it."""
    file = get_object_or_404(ImportFile.objects.select_related("batch"), pk=pk, state=FileState.HELD)
    form = EncodingForm(request.POST) if request.method == "POST" else EncodingForm()
    if form.is_valid():
        only = None if form.cleaned_data["all"] else file.pk
        number = batches.give_encoding(batch=file.batch, encoding=form.chosen(), file_id=only)
        nudge()
        messages.success(request, f"{counted(number, 'file')} will be read again as {form.chosen()}.")
        return redirect("sources:batch", file.batch_id)
    context = {
        "file": file,
        "form": form,
        "moving": False,
        "readings": _readings(file),
        "side_by_side": SIDE_BY_SIDE,
        "others": file.batch.files.filter(state=FileState.HELD).exclude(reason_code=batches.BY_HAND).count()
        - 1,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "sources/held.html", context, status=status)


@admins_only
@require_POST
def hold_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the encoding that was chosen for a file, or for all that wait with one in its batch."""
    file = get_object_or_404(ImportFile.objects.select_related("batch"), pk=pk)
    only = None if "all" in request.POST else file.pk
    number = take_encoding_back(batch=file.batch, file_id=only)
    if number:
        messages.success(request, f"{counted(number, 'file')} held again, as before the choice.")
    else:
        messages.info(request, "Nothing was taken back: it is read already. Its article can be withdrawn.")
    return redirect("sources:batch", file.batch_id)


@admins_only
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a rejected file once more."""
    file = get_object_or_404(ImportFile.objects.select_related("batch"), pk=pk)
    if batches.read_again(batch=file.batch, file_id=file.pk):
        nudge()
        messages.success(request, f"{file.name} will be read once more.")
    return redirect("sources:batch", file.batch_id)


def person(request: HttpRequest) -> User:
    """Who is signed in, on a page that only people who are can open."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Sign in first.")
    return request.user


def _readings(file: ImportFile) -> tuple[Reading, ...]:
    try:
        return readings_of(originals.read(file.sha256))
    except originals.OriginalLost:
        return ()
