"""The door through which an editor says what blocks are: headline, body, furniture, a reader's comment …"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims.excerpts import READABLE
from claims.queries.desk_blocks import head_of, numbered, picked
from claims.queries.titles import title_of
from claims.services.blocks import CHOOSABLE, set_block_kind, undo_block_kind
from claims.services.errors import Refused, WordsMoved
from claims.tasks import nudge
from claims.views.desk import article_or_404, list_view
from claims.views.desk_statement import OVERTAKEN, expected_of
from claimtrack.access import editors_only
from claimtrack.words import counted
from sources.choices import BlockKind
from sources.models import Article, Block
from sources.services.roots import Stale

UNDO = "undo"
TICK = "Tick the lines first, then say what they are."


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def blocks(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the blocks of the ticked lines, with every kind there is. POST: `set` is "KIND KEY KEY …"."""
    article = article_or_404(pk)
    if request.method == "POST":
        return _set(request, article)
    version = article.current_version
    found = picked(version, request.GET.getlist("span")) if version else []
    if not found:
        messages.error(request, TICK)
        return redirect(list_view(pk))
    return _page(request, article, found)


def _set(request: HttpRequest, article: Article) -> HttpResponse:
    do, ids = _asked(request.POST.get("set", ""))
    try:
        changed = _change(cast(User, request.user), article, expected_of(request), do, ids)
    except (Stale, WordsMoved) as error:
        now = article_or_404(article.pk)
        return _again(request, now, ids, str(error) if isinstance(error, WordsMoved) else OVERTAKEN, 409)
    except Refused as error:
        return _again(request, article, ids, str(error), 422)
    nudge()
    messages.success(request, _told(changed, undone=do == UNDO))
    address, _, _ = list_view(article.pk).partition("#")
    return redirect(f"{address}#b{changed[0].pk}")


def _asked(given: str) -> tuple[str, list[int]]:
    """The kind, or "undo", and the keys of the blocks. Raises BadRequest for anything else."""
    do, *keys = given.split()[:1000] or [""]
    if do not in {*CHOOSABLE, UNDO} or not all(_is_key(key) for key in keys):
        raise BadRequest("Nothing was asked for.")
    return do, [int(key) for key in keys]


def _is_key(given: str) -> bool:
    return given.isascii() and given.isdecimal() and len(given) < 19


def _change(editor: User, article: Article, expected: int, do: str, ids: list[int]) -> list[Block]:
    if do == UNDO:
        return undo_block_kind(editor=editor, article=article, expected=expected, block_ids=ids)
    kind = BlockKind(do)
    return set_block_kind(editor=editor, article=article, expected=expected, block_ids=ids, kind=kind)


def _told(changed: Sequence[Block], *, undone: bool) -> str:
    """What happened, in a sentence: "2 blocks are furniture now; readers do not see them."."""
    kind = BlockKind(changed[0].kind)
    are = "is" if len(changed) == 1 else "are"
    if undone:
        return f"Undone: {counted(len(changed), 'block')} {are} again what the rules found."
    seen = "part of the article" if kind in READABLE else "readers do not see it"
    return f"{counted(len(changed), 'block')} {are} {kind.label} now: {seen}."


def _again(
    request: HttpRequest, article: Article, ids: Sequence[int], sentence: str, status: int
) -> HttpResponse:
    """The blocks as they stand now, and what is wrong."""
    version = article.current_version
    return _page(request, article, numbered(version, ids) if version else [], sentence, status)


def _page(
    request: HttpRequest, article: Article, found: Sequence[Block], refused: str = "", status: int = 200
) -> HttpResponse:
    text = article.current_version.text if article.current_version else ""
    kinds = {block.kind for block in found}
    context = {
        "article": article,
        "title": title_of(article),
        "back": list_view(article.pk),
        "refused": refused,
        "parts": [(head_of(block, text), text[block.start : block.end].strip()) for block in found],
        "keys": " ".join(str(block.pk) for block in found),
        "choices": [(kind.value, kind.label, kinds == {kind}, kind not in READABLE) for kind in CHOOSABLE],
        "decided": any(head_of(block, text).decided for block in found),
    }
    return render(request, "claims/desk/blocks.html", context, status=status)
