"""The door through which an editor confirms or drops what a publisher says of its own story."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims.services.errors import Refused
from claims.services.publishing import decide_notice
from claims.views.desk import article_or_404, list_view, show_article
from claims.views.desk_statement import OVERTAKEN, expected_of
from claimtrack.access import editors_only
from sources.choices import NoticeKind
from sources.services.roots import Stale

CONFIRM, DROP = "confirm", "drop"


@editors_only
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """`do` is "confirm", with the `kind`, or "drop"; `notice` names the one that is meant."""
    article = article_or_404(pk)
    key, kind = _asked(request)
    try:
        notice = decide_notice(
            editor=cast(User, request.user),
            article=article,
            expected=expected_of(request),
            notice_id=key,
            kind=kind,
        )
    except Stale:
        return show_article(request, article_or_404(pk), refused=OVERTAKEN, status=409)
    except Refused as error:
        return show_article(request, article_or_404(pk), refused=str(error), status=422)
    told = f"confirmed as the publisher’s {notice.get_kind_display()}: readers see it"
    messages.success(request, f"The notice is {told if kind else 'dropped: readers do not see it'}.")
    return redirect(f"{list_view(pk)}#notices")


def _asked(request: HttpRequest) -> tuple[int, NoticeKind | None]:
    """The notice's key and its kind, None to drop it. Raises BadRequest for anything else."""
    key, do, kind = (request.POST.get(name, "") for name in ("notice", "do", "kind"))
    known = do == DROP or (do == CONFIRM and kind in NoticeKind.values)
    if not (known and key.isascii() and key.isdecimal() and len(key) < 19):
        raise BadRequest("Nothing was asked for.")
    return int(key), NoticeKind(kind) if do == CONFIRM else None
