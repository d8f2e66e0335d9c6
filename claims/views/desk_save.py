"""Saving a statement and every answer to it: saved, asked back, refused, or overtaken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from claims.choices import Stance, StatementState
from claims.draft_places import DraftPlace
from claims.forms.bundle import StatementForms
from claims.forms.words import WordsForm
from claims.models import Statement
from claims.queries.statement_input import find_statement
from claims.services.errors import AlreadyRecorded, Refused, WordsMoved
from claims.services.statements import save_statement
from claims.views.desk import list_view, text_view
from claims.views.desk_conflict import overtaken, words_moved
from claims.views.drafting import draft_fields, place_sent
from sources.services.roots import Stale


@dataclass(slots=True)
class Save:
    """One form under way. statement, expected: the one that is changed, and the version it was read at.

    keys: it was opened at the keyboard desk, and leads back there.
    draft: the form of the draft that was taken up, "" for none.
    """

    forms: StatementForms
    statement: Statement | None = None
    expected: int = 0
    keys: bool = False
    draft: str = ""

    def place(self, request: HttpRequest) -> DraftPlace:
        """To which form what is typed here belongs; a form that goes on keeps its own."""
        article, user = self.forms.article, cast(int, request.user.pk)
        if self.statement:
            form, title = f"statement {self.statement.pk}", f"A statement in “{article}”"
        else:
            sent = place_sent(request)
            form = self.draft or (sent.form if sent else fresh_form(article.pk, self.forms.words))
            title = f"A new statement in “{article}”"
        return DraftPlace(user, form, title, self.address, self.expected, article.pk)

    @property
    def address(self) -> str:
        """Where the form is sent."""
        if self.statement:
            address = reverse("claims:desk-statement", kwargs={"pk": self.statement.pk})
            return f"{address}?from=keys" if self.keys else address
        return reverse("claims:desk-mark", kwargs={"pk": self.forms.article.pk})

    def back(self, statement: int | None) -> str:
        """Where one came from, at that statement."""
        return (text_view if self.keys else list_view)(self.forms.article.pk, statement)


def fresh_form(article: int, words: WordsForm) -> str:
    """What a new statement with these words is kept under: its first stretch tells it from others."""
    first = next((span for span, _ in words.chosen), "")
    return f"article {article} statement {first}".strip()


def answer(request: HttpRequest, save: Save) -> HttpResponse:
    """Show the form again where a row was asked for or something is open; else save."""
    if save.forms.draft:
        return shown(request, save)
    if save.statement is None and save.forms.version.pk != save.forms.article.current_version_id:
        return words_moved(request, save.forms, save.address)
    if not save.forms.is_valid():
        return shown(request, save, status=422)
    try:
        return _saved(request, save)
    except Stale:
        return overtaken(request, save.forms, cast(Statement, save.statement), save.expected, save.address)
    except WordsMoved:
        return words_moved(request, save.forms, save.address)
    except AlreadyRecorded as error:
        twin = error.statement_id
        leads = reverse("claims:desk-statement", kwargs={"pk": twin}) if twin else ""
        save.forms.refused.append((leads, str(error)))
    except Refused as error:
        save.forms.refused.append(("", str(error)))
    return shown(request, save, status=422)


def shown(request: HttpRequest, save: Save, status: int = 200) -> HttpResponse:
    """The form."""
    state = save.statement.state if save.statement else ""
    place = save.place(request)
    context = {
        "draft": draft_fields(request, [place])[place.form],
        "forms": save.forms,
        "chains": save.forms.chains,
        "article": save.forms.article,
        "statement": save.statement,
        "expected": save.expected,
        "address": save.address,
        "back": save.back(save.statement.pk if save.statement else None),
        "proposed": state == StatementState.PROPOSED,
        "withdrawn": state == StatementState.WITHDRAWN,
    }
    return render(request, "claims/desk/statement.html", context, status=status)


def _saved(request: HttpRequest, save: Save) -> HttpResponse:
    saved = save_statement(
        editor=cast(User, request.user),
        version_id=save.forms.version.pk,
        data=save.forms.input(),
        statement=save.statement,
        expected=save.expected if save.statement else None,
        reason=save.forms.main.cleaned_data["reason"],
    )
    messages.success(request, _told(saved.pk, "Recorded" if save.statement is None else "Saved"))
    return redirect(save.back(saved.pk))


def _told(pk: int, done: str) -> str:
    """What happened, in a sentence: "Recorded: Orla Venn denies “The fire was set”."."""
    saved = find_statement(pk)
    assert saved is not None  # noqa: S101 - it was written a moment ago
    who = str(saved.speaker) if saved.speaker else saved.speaker_as_printed or saved.get_voice_display()
    links = [
        f"{Stance(link.stance).label} “{link.claim.merged_into or link.claim}”" for link in saved.links.all()
    ]
    if not links:
        return f"{done}: a statement by {who}. It is not linked with a claim yet, so readers do not see it."
    return f"{done}: {who} {' and '.join(links)}."
