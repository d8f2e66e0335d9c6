"""Readers' reports at the desk."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.choices import ReportState
from claims.forms.reports import SettleForm
from claims.queries.keys import Turn
from claims.queries.reports import ReportPage, one_report, read_reports
from claims.services.reports import AlreadySettled, reopen_report, settle_report
from claimtrack.access import editors_only

TEMPLATE = "claims/desk/reports.html"


@editors_only
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The open ones; with `show=done` the closed ones."""
    turn = Turn.read(after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    page = read_reports(done=request.GET.get("show") == "done", turn=turn)
    return render(request, TEMPLATE, {"page": page, "sent": None, "overtaken": ""})


@editors_only
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Close one, or say why not: beside the report alone, with what was typed (422, 409)."""
    page = _page_or_404(pk)
    form = SettleForm(request.POST, prefix=f"r{pk}")
    if not form.is_valid():
        return render(request, TEMPLATE, {"page": page, "sent": form, "overtaken": ""}, status=422)
    state, note = ReportState(form.cleaned_data["state"]), form.cleaned_data["note"]
    try:
        settle_report(editor=cast(User, request.user), report_id=pk, state=state, note=note)
    except AlreadySettled as error:
        context = {"page": _page_or_404(pk), "sent": form, "overtaken": str(error)}
        return render(request, TEMPLATE, context, status=409)
    messages.success(request, f"The report is {state.label}.")
    return redirect("claims:desk-reports")


@editors_only
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a closed one back into the queue."""
    _page_or_404(pk)
    reopen_report(report_id=pk)
    messages.success(request, "The report is open again.")
    return redirect("claims:desk-reports")


def _page_or_404(pk: int) -> ReportPage:
    page = one_report(pk)
    if page is None:
        raise Http404("There is no such report.")
    return page
