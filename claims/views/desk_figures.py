"""The figures of a statement at the desk: recorded, changed and taken away, held against the passage."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.draft_places import DraftPlace
from claims.forms.figures import FigureForm, initial_of
from claims.models import Figure, Statement
from claims.queries.desk_compare import Pair
from claims.queries.desk_since import changes_since
from claims.queries.drafts import typed_in
from claims.queries.figures import amount
from claims.services.errors import Refused
from claims.services.figures import change_figure, record_figure, remove_figure
from claims.views.desk import list_view
from claims.views.desk_conflict import conflict, kept
from claims.views.desk_statement import expected_of, number_of, statement_or_404
from claims.views.drafting import draft_asked_for, draft_fields, drafted
from claimtrack.access import editors_only
from sources.services.roots import Stale


@dataclass
class FiguresPage:
    """The page. chosen: the figure whose form is open, None for a new one."""

    request: HttpRequest
    statement: Statement
    refused: str = ""
    rows: list[Figure] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = list(self.statement.figures.order_by("pk"))
        asked = self.request.POST.get("figure") or self.request.GET.get("figure", "")
        self.chosen = next((row for row in self.rows if str(row.pk) == asked), None)

    @property
    def address(self) -> str:
        """Where it stands."""
        return reverse("claims:desk-statement-figures", kwargs={"pk": self.statement.pk})

    @property
    def place(self) -> DraftPlace:
        """To which form what is typed belongs."""
        statement, chosen = self.statement, self.chosen
        article = statement.article_version.article
        page = f"{self.address}?figure={chosen.pk}" if chosen else self.address
        form = f"figure {chosen.pk if chosen else 'new'} of statement {statement.pk}"
        user = cast(int, self.request.user.pk)
        return DraftPlace(user, form, f"A figure in “{article}”", page, statement.version, article.pk)

    def form(self) -> FigureForm:
        """The form: as it was sent, as it was typed before, or as it is stored."""
        others = [row for row in self.rows if row is not self.chosen]
        if self.request.method == "POST":
            return FigureForm(self.request.POST, statement=self.statement, others=others)
        draft = draft_asked_for(self.request, self.place.form)
        typed = {name: texts[-1] for name, texts in typed_in(draft).items() if texts} if draft else {}
        stored = initial_of(self.chosen) if self.chosen else {}
        initial = {"expected": self.statement.version, **stored, **typed}
        return FigureForm(initial=initial, statement=self.statement, others=others)

    def answer(self, form: FigureForm, status: int = 200) -> HttpResponse:
        """The page with that form."""
        statement, place = self.statement, self.place
        context = {
            "statement": statement,
            "rows": [(row, amount(row)) for row in self.rows],
            "words": [part.passage.exact for part in statement.parts.all()],
            "chosen": self.chosen,
            "form": form,
            "draft": draft_fields(self.request, [place])[place.form],
            "refused": self.refused,
            "address": self.address,
            "article": statement.article_version.article,
            "back": list_view(statement.article_version.article_id, statement.pk),
        }
        return render(self.request, "claims/desk/figures.html", context, status=status)


@editors_only
@drafted
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the page. POST: save the figure of the form, or take one away."""
    page = FiguresPage(request, statement_or_404(pk))
    if request.method != "POST":
        return page.answer(page.form())
    if request.POST.get("do") == "remove":
        return _remove(page)
    form = page.form()
    if not form.is_valid():
        return page.answer(form, status=422)
    try:
        _save(page, form)
    except Stale:
        return _overtaken(page, form)
    except Refused as error:
        page.refused = str(error)
        return page.answer(form, status=422)
    messages.success(request, f"Saved: “{form.cleaned_data['exact']}”.")
    return redirect(page.address)


def _save(page: FiguresPage, form: FigureForm) -> None:
    editor, statement = cast(User, page.request.user), page.statement
    expected, reason = form.cleaned_data["expected"], form.cleaned_data["reason"]
    if page.chosen:
        change_figure(
            editor=editor,
            statement=statement,
            expected=expected,
            figure=page.chosen,
            data=form.input(),
            reason=reason,
        )
        return
    record_figure(editor=editor, statement=statement, expected=expected, data=form.input(), reason=reason)


def _remove(page: FiguresPage) -> HttpResponse:
    figure, request = page.chosen, page.request
    if figure is None:
        messages.info(request, "That figure was taken away already.")
        return redirect(page.address)
    try:
        remove_figure(
            editor=cast(User, request.user),
            statement=page.statement,
            expected=expected_of(request),
            figure=figure,
        )
    except Stale:
        page.refused = "Somebody changed the statement meanwhile. Look at it, and do it again if you mean it."
    except Refused as error:
        page.refused = str(error)
    else:
        messages.success(request, f"Taken away: “{figure.wording}”. The history keeps it.")
        return redirect(page.address)
    now = FiguresPage(request, statement_or_404(page.statement.pk), page.refused)
    fresh = FigureForm(initial={"expected": now.statement.version}, statement=now.statement)
    return now.answer(fresh, status=409 if "meanwhile" in now.refused else 422)


def _overtaken(page: FiguresPage, form: FigureForm) -> HttpResponse:
    """The figure that was typed beside those of the statement as it stands now (409)."""
    now = statement_or_404(page.statement.pk)
    expected = number_of(page.request.POST.get("expected", ""))
    stored = [row for row in now.figures.all() if page.chosen and row.pk == page.chosen.pk]
    theirs = _told(initial_of(stored[0])) if stored else {}
    mine = _told(form.cleaned_data)
    hidden = [pair for pair in kept(page.request, {}) if pair[0] != "expected"]
    return conflict(
        page.request,
        what="statement",
        who=now.last_actor.get_username(),
        since=changes_since(now, expected),
        pairs=[Pair(label, mine[label], theirs.get(label, "")) for label in mine],
        hidden=[*hidden, ("expected", str(now.version))],
        address=page.address,
        keep=page.address,
    )


def _told(data: dict[str, object]) -> dict[str, str]:
    """Each field by its label, as it is typed."""
    shown = [name for name in FigureForm.base_fields if name not in ("sure", "reason", "expected")]
    return {
        str(FigureForm.base_fields[name].label): "" if data[name] is None else str(data[name])
        for name in shown
    }
