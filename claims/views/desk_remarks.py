"""The door for what an outlet itself remarks: recorded with a claim, or dropped."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims.choices import ResponseKind, Verdict
from claims.models import Claim, Reading, Speaker
from claims.queries.known import find_speakers
from claims.services.errors import Refused
from claims.services.remarks import RemarkChoice, drop_remark, take_remark
from claims.views.desk import article_or_404, list_view, show_article
from claims.views.desk_statement import OVERTAKEN
from claimtrack.access import editors_only
from sources.services.roots import Stale


@editors_only
@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Record it with the claim that was chosen, or offer it no more."""
    article = article_or_404(pk)
    key, _, number = request.POST.get("remark", "").partition("-")
    rows = Reading.objects.filter(article_version__article=article, pk=_number(key))
    reading = rows.select_related("article_version__article__outlet").first()
    if reading is None:
        raise BadRequest("Nothing was asked for.")
    editor, at = cast(User, request.user), f"#remark-{reading.pk}-{_number(number)}"
    try:
        if request.POST.get("do") == "drop":
            drop_remark(editor=editor, reading=reading, number=_number(number))
        else:
            take_remark(editor=editor, reading=reading, number=_number(number), choice=_choice(request))
    except Stale:
        return show_article(request, article, refused=OVERTAKEN, at=at, status=409)
    except Refused as error:
        return show_article(request, article, refused=str(error), at=at, status=422)
    messages.success(
        request, "Dropped." if request.POST.get("do") == "drop" else "Recorded; readers see it on the claim."
    )
    return redirect(list_view(article.pk))


def _choice(request: HttpRequest) -> RemarkChoice:
    """What was chosen. Raises Refused."""
    key, _, expected = request.POST.get("claim", "").partition("-")
    claim = Claim.objects.filter(pk=_number(key)).first()
    if claim is None:
        raise Refused("Say which claim it is about.")
    value = request.POST.get("value", "")
    if value not in {*ResponseKind.values, *Verdict.values}:
        raise Refused("Say what the outlet remarks.")
    party = request.POST.get("party", "")
    return RemarkChoice(claim, _number(expected), value, _known(party) if party.strip() else None)


def _known(name: str) -> Speaker:
    """The one speaker of that name. Raises Refused."""
    exact = find_speakers(name[:200]).exact
    if len(exact) != 1:
        raise Refused(f"“{name[:80]}” is not the name of one known speaker. Type it as we print it.")
    return Speaker.objects.get(pk=exact[0].key.partition(":")[2])


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
