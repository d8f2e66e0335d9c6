"""Who may open a page, declared where the page is written.

Every view of `claims` and `sources` carries one of these three decorators, outermost, and keeps it as the
attribute `access`; a test walks all addresses and fails on a view that declares nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from claimtrack import roles

READERS = "readers"
EDITORS = "editors"
ADMINS = "admins"

#: Sent with `request` where a form arrives whose sender is not known any more: the session has ended, or the
#: page is too old. A receiver that keeps what was typed returns the address that shows it again.
form_turned_away = Signal()

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


class SignInFirst(LoginRequiredMiddleware):
    """Closed by default, as Django's; what was typed in a form is not lost on the way to the sign-in."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """To the sign-in; Django's own answer where a view names another one."""
        kept = kept_form(request)
        return redirect_to_login(kept) if kept else super().handle_no_permission(request, view_func)


def sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in, and from there to what was asked for, or to the form with what was typed."""
    return redirect_to_login(kept_form(request) or request.get_full_path())


def kept_form(request: HttpRequest) -> str:
    """Have what was typed kept; the address that shows it again, "" where nobody keeps it."""
    if request.method != "POST":
        return ""
    answers = form_turned_away.send(sender=None, request=request)
    return next((address for _, address in answers if address), "")


def _guarded(view: View, *, access: str, allowed: Callable[[roles.Visitor], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        if not allowed(request.user):
            raise PermissionDenied(f"This page is for {access}.")
        return view(request, *args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]
