"""Pages that exist for tests alone: one that fails, one for each role, one that takes a form."""

from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from claimtrack.access import admins_only, editors_only, readers
from claimtrack.urls import (  # noqa: F401  (the real handlers are what is tested)
    handler400,
    handler403,
    handler404,
    handler429,
    handler500,
)
from claimtrack.urls import urlpatterns as real


@readers
def failing(request):
    raise RuntimeError("the reason of a test")


@readers
def away(request):
    raise OperationalError("server closed the connection")


@readers
def page(request):
    return render(request, "base.html")


@readers
def form(request):
    return HttpResponse("saved")


@editors_only
def desk(request):
    return HttpResponse("desk")


@admins_only
def imports(request):
    return HttpResponse("imports")


own = [
    path("test/failing/", failing),
    path("test/away/", away),
    path("test/page/", page),
    path("test/form/", form),
    path("test/desk/", desk),
    path("test/imports/", imports),
]
#: The account, admin and health addresses, without the rooms' pages.
urlpatterns = own + [pattern for pattern in real if str(pattern.pattern)]
