"""Who may open a page, declared where the page is written.

Every view of `claims` and `sources` carries one of these three decorators, outermost, and keeps it as the
attribute `access`; a test walks all addresses and fails on a view that declares nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claimtrack import roles

READERS = "readers"
EDITORS = "editors"
ADMINS = "admins"

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def readers(view: View) -> View:
    """Open to everybody, without an account."""
    open_view = login_not_required(view)
    open_view.access = READERS  # type: ignore[attr-defined]
    return open_view


def editors_only(view: View) -> View:
    """Open to editors and admins. Others are sent to sign in, or refused (403) when they have."""
    return _guarded(view, access=EDITORS, allowed=roles.is_editor)


def admins_only(view: View) -> View:
    """Open to admins. Others are sent to sign in, or refused (403) when they have."""
    return _guarded(view, access=ADMINS, allowed=roles.is_admin)


def _guarded(view: View, *, access: str, allowed: Callable[[roles.Visitor], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not allowed(request.user):
            raise PermissionDenied(f"This page is for {access}.")
        return view(request, *args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]
