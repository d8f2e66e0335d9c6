"""Report a mistake: a form without an account."""

from http import HTTPStatus

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims.forms.reports import ReportForm, own_address
from claims.services.reports import report_mistake
from claimtrack.access import readers

#: The window of the limit (ACCOUNT_RATE_LIMITS), which is the longest that anybody waits; seconds.
RETRY = 600


@readers
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """GET: the form, about the page that `about` names. POST: into the desk's queue (429 when too often)."""
    if request.method == "POST":
        return _take(request)
    about = own_address(request.GET.get("about", ""), host=request.get_host())
    form = ReportForm(initial={"about": about}, host=request.get_host(), known=bool(about))
    return _form(request, form, about)


def _take(request: HttpRequest) -> HttpResponse:
    host = request.get_host()
    about = own_address(request.POST.get("about", ""), host=host)
    form = ReportForm(request.POST, host=host, known=bool(about))
    if not form.is_valid():
        # A refused hidden field could not be mended: whatever is wrong with it, it is shown.
        return _form(request, form, about, HTTPStatus.UNPROCESSABLE_ENTITY)
    # Counted by the address of the connection (ACCOUNT_RATE_LIMITS); what a reader mistyped costs nothing.
    if not ratelimit.consume(request, action="report_mistake"):
        answer = _form(request, form, about, HTTPStatus.TOO_MANY_REQUESTS)
        answer["Retry-After"] = str(RETRY)
        return answer
    given = form.cleaned_data
    if not form.trapped:
        report_mistake(address=given["about"], words=given["words"], reply_to=given["reply_to"])
    return redirect("claims:report-thanks")


def _form(
    request: HttpRequest, form: ReportForm, about: str, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    waiting = status == HTTPStatus.TOO_MANY_REQUESTS
    context = {"form": form, "about": about, "waiting": waiting}
    return render(request, "claims/report.html", context, status=status)


@readers
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """The report has arrived."""
    return render(request, "claims/report_thanks.html")
