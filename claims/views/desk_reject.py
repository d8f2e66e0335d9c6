"""The door through which a proposal is turned down."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims.services.errors import Refused
from claims.services.rejecting import reject_proposal
from claims.views.desk import list_view
from claims.views.desk_statement import OVERTAKEN, expected_of, statement_or_404
from claimtrack.access import editors_only
from sources.services.roots import Stale


@editors_only
@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn it down and go on in the article; what was decided meanwhile stays as it is."""
    statement = statement_or_404(pk)
    article = statement.article_version.article_id
    try:
        reject_proposal(editor=cast(User, request.user), statement=statement, expected=expected_of(request))
    except Stale:
        messages.error(request, OVERTAKEN)
        return redirect("claims:desk-statement", pk=pk)
    except Refused as error:
        messages.error(request, str(error))
        return redirect(list_view(article, pk))
    messages.success(request, "Turned down. Nobody is asked about it again.")
    return redirect(list_view(article))
