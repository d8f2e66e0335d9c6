"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.queries.home import front
from claimtrack.access import readers


@readers
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is contested now, and what moved; on an empty site, what to do first."""
    today = timezone.now().date()
    return render(request, "claims/home.html", {"front": front(today=today), "today": today})
