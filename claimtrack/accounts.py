"""Sign-in: what this site does otherwise than django-allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from claimtrack import roles


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts are made by an admin or by `create_user`."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: readers need no account."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk for who works there, home for everybody else."""
        return super().get_login_redirect_url(request) if roles.is_editor(request.user) else "/"
