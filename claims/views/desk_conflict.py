"""Somebody was faster: both texts side by side, and nothing is lost (409)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.draft_places import FIELD
from claims.forms.bundle import StatementForms
from claims.locate import locate
from claims.models import Statement
from claims.queries.desk_compare import Pair, compare
from claims.queries.desk_since import changes_since, statement_before
from claims.queries.history import Version
from claims.queries.statement_input import find_statement, input_of
from claims.views.desk import list_view
from sources.models import ArticleVersion
from sources.models.root import Root

#: What the page sends anew by itself.
OWN = {"csrfmiddlewaretoken", "expected", "v", "span"}

Hidden = list[tuple[str, str]]


def overtaken(
    request: HttpRequest, forms: StatementForms, statement: Statement, expected: int, address: str
) -> HttpResponse:
    """The statement was saved by somebody else since the form was opened."""
    theirs = cast(Statement, find_statement(statement.pk))
    hidden = kept(request, {"v": str(forms.version.pk), "expected": str(theirs.version)})
    hidden += [("span", span) for span in request.POST.getlist("span")]
    return conflict(
        request,
        what="statement",
        who=theirs.last_actor.get_username(),
        since=changes_since(theirs, expected),
        pairs=compare(forms.input(), input_of(theirs), statement_before(theirs, expected)),
        hidden=hidden,
        address=address,
        keep=list_view(forms.article.pk, statement.pk),
    )


def conflict(
    request: HttpRequest,
    *,
    what: str,
    who: str,
    pairs: Iterable[Pair],
    hidden: Hidden,
    address: str,
    keep: str,
    since: Sequence[Version] = (),
) -> HttpResponse:
    """The page with both texts.

    hidden: the refused request, on the newest version; keep: where theirs is; since: what was changed
    meanwhile, oldest first.
    """
    context = {
        "what": what,
        "who": who,
        "since": since,
        "pairs": tuple(pairs),
        "hidden": hidden,
        "address": address,
        "keep": keep,
        "draft": request.POST.get(FIELD, ""),
    }
    return render(request, "claims/desk/conflict.html", context, status=409)


def overtaken_root(
    request: HttpRequest,
    root: Root,
    *,
    what: str,
    expected: int,
    pairs: Iterable[Pair],
    keep: str,
    field: str = "expected",
) -> HttpResponse:
    """`root`, as it stands now, was changed since its form was opened on version `expected`.

    field: the name under which the form sends that version.
    """
    hidden = [pair for pair in kept(request, {}) if pair[0] != field]
    return conflict(
        request,
        what=what,
        who=root.last_actor.get_username(),
        since=changes_since(root, expected),
        pairs=pairs,
        hidden=[*hidden, (field, str(root.version))],
        address=request.path,
        keep=keep,
    )


def words_moved(request: HttpRequest, forms: StatementForms, address: str) -> HttpResponse:
    """The article has another text now: the words are looked up in it; everything else is kept."""
    now = cast(ArticleVersion, forms.article.current_version)
    found = [(words, locate(now.text, words)) for _, words in forms.words.chosen]
    hidden = kept(request, {"v": str(now.pk), "expected": request.POST.get("expected", "")})
    hidden += [("span", f"{places[0][0]}-{places[0][1]}") for _, places in found if len(places) == 1]
    context = {
        "article": forms.article,
        "back": list_view(forms.article.pk),
        "words": [(" ".join(words.split()), len(places)) for words, places in found],
        "all_found": bool(found) and all(len(places) == 1 for _, places in found),
        "hidden": hidden,
        "address": address,
    }
    return render(request, "claims/desk/moved.html", context, status=409)


def kept(request: HttpRequest, own: Mapping[str, str]) -> Hidden:
    """Every field of the refused request, as hidden fields, but for those that are given anew."""
    fields = [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values]
    return [*fields, *own.items()]
