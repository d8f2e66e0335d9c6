"""The permanent address of a statement."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from claims.queries.statement_address import find_statement
from claimtrack.access import readers


@readers
@require_safe
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to its entry on a claim's page; 410 with the reason where it, or its article, was withdrawn."""
    found = find_statement(pk)
    if found is None:
        raise Http404
    if isinstance(found, str):
        return redirect(found)
    return render(request, "claims/statement_withdrawn.html", {"gone": found}, status=HTTPStatus.GONE)
