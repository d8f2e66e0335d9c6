"""Sign-in: what this site does otherwise than django-allauth."""

import logging
from http import HTTPStatus

from allauth.account import views
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.base import views as factors
from allauth.mfa.totp.views import ActivateTOTPView
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from claimtrack import roles

logger = logging.getLogger(__name__)

#: The longer window of the limit on failures (ACCOUNT_RATE_LIMITS); seconds.
RETRY_FAILED = 900


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts are made by an admin or by `create_user`."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: readers need no account."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk for who works there, home for everybody else."""
        return super().get_login_redirect_url(request) if roles.is_editor(request.user) else "/"

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address, by which attempts are counted.

        Fewer names in X-Forwarded-For than TRUSTED_PROXIES: the setting is wrong, or somebody came round the
        proxies. Neither may close the sign-in; then the address of the connection counts.
        """
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:
            logger.warning("X-Forwarded-For names fewer proxies than TRUSTED_PROXIES.")
            return str(request.META["REMOTE_ADDR"])


#: How django-allauth calls a form's error where a limit on failures is reached; it answers 200 with it.
TOO_MANY = {"too_many_login_attempts", "rate_limited"}


class Waiting:
    """A form that says 429 where django-allauth says 200: failed too often with this name or from here."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """The form again, with the sentence that asks to wait."""
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if any(error.code in TOO_MANY for errors in form.errors.as_data().values() for error in errors):
            answer.status_code = HTTPStatus.TOO_MANY_REQUESTS
            answer["Retry-After"] = str(RETRY_FAILED)
        return answer


class LoginView(Waiting, views.LoginView):
    """Name and password."""


class SecondFactorView(Waiting, factors.AuthenticateView):
    """The code of the second factor, after name and password."""


class SecondFactorAgainView(Waiting, factors.ReauthenticateView):
    """The code once more, before something that matters."""


class SecondFactorSetupView(Waiting, ActivateTOTPView):
    """The first code of a new second factor."""
