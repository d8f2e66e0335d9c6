"""Undo from a history page: a POST that brings an earlier version back as a new one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims.services.errors import Overtaken, Refused
from claims.services.undoing import undo_article, undo_speaker
from claims.services.undoing_about import undo_in_claim
from claims.services.undoing_statements import undo_statement
from claims.views.desk_statement import expected_of
from claims.views.history import (
    Told,
    article_told,
    claim_told,
    show,
    speaker_told,
    statement_told,
    view_of,
)
from sources.services.roots import Stale

OVERTAKEN = "Somebody changed it meanwhile. This is how it stands now; undo again if you still mean it."


def _answer(request: HttpRequest, told: Told, undo: Callable[..., Any]) -> HttpResponse:
    given, alone = request.POST.get("back_to", ""), request.POST.get("do") == "alone"
    back_to = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    reason = request.POST.get("reason", "")
    try:
        undo(editor=request.user, expected=expected_of(request), back_to=back_to, reason=reason, alone=alone)
    except Stale:
        told.root.refresh_from_db()
        return show(request, told, refused=OVERTAKEN, tried=back_to, status=409)
    except Overtaken as error:
        return show(request, told, refused=str(error), tried=back_to, status=409)
    except Refused as error:
        return show(request, told, refused=str(error), tried=back_to, status=422)
    done = f"Version {back_to + 1} is undone" if alone else f"Version {back_to} is back"
    messages.success(request, f"{done}, as version {told.root.version}.")
    return redirect(told.here)


def _undoing(undo: Callable[..., Any], kind: str) -> Callable[[HttpRequest, Told], HttpResponse]:
    """What answers a POST: `undo` is handed the root it is about under the name of its kind."""
    return lambda request, told: _answer(request, told, partial(undo, **{kind: told.root}))


claim = view_of(claim_told, _undoing(undo_in_claim, "claim"), "POST")
speaker = view_of(speaker_told, _undoing(undo_speaker, "speaker"), "POST")
article = view_of(article_told, _undoing(undo_article, "article"), "POST")
statement = view_of(statement_told, _undoing(undo_statement, "statement"), "POST")
