"""One statement at the desk: change it, decide a proposal, withdraw it, bring it back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from claims.choices import StatementState
from claims.forms.bundle import StatementForms
from claims.forms.reasons import ReasonForm
from claims.models import Statement
from claims.queries.desk_compare import Pair, compare
from claims.queries.desk_entries import entries_of
from claims.queries.desk_since import event_then
from claims.queries.statement_input import find_statement, input_of
from claims.services.errors import Refused
from claims.services.statements import restore_statement, withdraw_statement
from claims.views.desk import list_view
from claims.views.desk_conflict import overtaken_root
from claims.views.desk_save import Save, answer, shown
from claims.views.drafting import draft_asked_for, drafted, typed_again
from claimtrack.access import editors_only
from sources.services.roots import Stale

OVERTAKEN = (
    "Somebody changed it meanwhile. Look at it as it stands now, and press again if you still mean it."
)


@editors_only
@drafted
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, filled with what is stored; saving it confirms a proposal."""
    statement = statement_or_404(pk)
    version = statement.article_version
    do, keys = request.POST.get("do", "save"), request.GET.get("from") == "keys"
    draft = draft_asked_for(request, f"statement {pk} ")
    typed = typed_again(draft) if draft else None
    forms = StatementForms(
        version=version,
        known=entries_of(version.article),
        base=input_of(statement),
        data=request.POST if request.method == "POST" else typed,
        draft=typed is not None or (request.method == "POST" and do != "save"),
        more=do,
        statement=pk,
    )
    if request.method != "POST":
        expected = draft.base_version if draft else statement.version
        return shown(request, Save(forms, statement, expected, keys))
    return answer(request, Save(forms, statement, expected_of(request), keys))


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then hide the statement."""
    statement = statement_or_404(pk)
    form = ReasonForm(request.POST or None, initial={"expected": statement.version})
    if request.method != "POST":
        return _page(request, statement, form)
    if not form.is_valid():
        return _page(request, statement, form, status=422)
    try:
        withdraw_statement(
            editor=cast(User, request.user),
            statement=statement,
            expected=form.cleaned_data["expected"],
            reason=form.cleaned_data["reason"],
        )
    except Stale:
        return _overtaken(request, pk, form.cleaned_data["reason"], form.cleaned_data["expected"])
    except Refused as error:
        given = form.cleaned_data
        if given["expected"] != statement.version:
            return _overtaken(request, pk, given["reason"], given["expected"])
        # Of what is withdrawn the page has no form with a reason: the one that was typed is said.
        form.add_error(None, f"{error} Your reason was: “{given['reason']}”.")
        return _page(request, statement, form, status=422)
    messages.success(request, "Withdrawn. Readers see that it was withdrawn, and why. You can bring it back.")
    return redirect(list_view(statement.article_version.article_id, pk))


@editors_only
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a withdrawn statement back."""
    statement = statement_or_404(pk)
    try:
        restore_statement(editor=cast(User, request.user), statement=statement, expected=expected_of(request))
    except Stale:
        return _overtaken(request, pk, "", expected_of(request))
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Brought back. Readers see it again where it is linked with a claim.")
    return redirect(list_view(statement.article_version.article_id, pk))


def statement_or_404(pk: int) -> Statement:
    """The statement, which every editor may see; rejected proposals are gone."""
    statement = find_statement(pk)
    if statement is None or statement.state == StatementState.REJECTED:
        raise Http404("There is no such statement.")
    return statement


def expected_of(request: HttpRequest) -> int:
    """The version the page was made on; 0, which no row has, where it is missing or mangled."""
    return number_of(request.POST.get("expected", ""))


def number_of(given: str) -> int:
    """A number that was sent; 0 where it is none."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0


def _overtaken(request: HttpRequest, pk: int, reason: str, expected: int) -> HttpResponse:
    """The withdrawal, or its end (reason: ""), beside the statement as it stands now (409)."""
    now = statement_or_404(pk)
    then, withdrawn = event_then(now, expected), StatementState.WITHDRAWN
    stands = now.withdrawn_reason if now.state == withdrawn else ""
    stood = (then.withdrawn_reason if then.state == withdrawn else "") if then else None
    told = input_of(now)
    return overtaken_root(
        request,
        now,
        what="statement",
        expected=expected,
        pairs=[*compare(told, told), Pair("Withdrawn because", reason, stands, stood)],
        keep=list_view(now.article_version.article_id, pk),
    )


def _page(request: HttpRequest, statement: Statement, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    entries = entries_of(statement.article_version.article).entries
    context = {
        "statement": statement,
        "entry": next(entry for entry in entries if entry.pk == statement.pk),
        "form": form,
        "withdrawn": statement.state == StatementState.WITHDRAWN,
        "back": list_view(statement.article_version.article_id, statement.pk),
    }
    return render(request, "claims/desk/withdraw.html", context, status=status)
