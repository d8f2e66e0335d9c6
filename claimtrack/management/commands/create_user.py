"""`manage.py create_user NAME --role editor|admin`: make somebody an account, or change one."""

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from claimtrack import roles
from claimtrack.people import LastAdmin, give_role, keep_an_admin


class Command(BaseCommand):
    """The password comes from CLAIMTRACK_PASSWORD or is asked for; it is never printed."""

    help = "Make an account for an editor or an admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the command takes."""
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--role", choices=roles.ROLES, required=True)
        parser.add_argument("--email", default="", help="lets a forgotten password be replaced")
        parser.add_argument("--update", action="store_true", help="change the account if it is there")

    def handle(self, *, name: str, role: str, email: str, update: bool, **_options: Any) -> None:
        """Make or change the account. Exit 1 when it is there and --update was not given."""
        user = User.objects.filter(username=name).first()
        if name == roles.MACHINE:
            raise CommandError(f"{name!r} stands for what machines write; it has no password and no role.")
        if user and not update:
            raise CommandError(
                f"There is already an account {name!r}; nothing was changed. "
                "To give it this role and a new password, add --update."
            )
        made = save_account(user or User(username=name), role=role, email=email, password=_password())
        mail = f", {made.email}" if made.email else ""
        self.stdout.write(f"{'Changed' if user else 'Made'} {role} {made.username}{mail}.")


@transaction.atomic
def save_account(user: User, *, role: str, email: str, password: str) -> User:
    """Save the account with its role and password. Raises CommandError for what is not acceptable."""
    try:
        keep_an_admin(user=user, role=role, is_active=True)
        user.clean_fields(exclude=["password"])
        if email:
            validate_email(email)
            user.email = email
        validate_password(password, user)
    except ValidationError as refusal:
        raise CommandError(" ".join(refusal.messages)) from None
    except LastAdmin as refusal:
        raise CommandError(f"{refusal} Nothing was changed.") from None
    user.set_password(password)
    user.is_active = True
    user.save()
    return give_role(user=user, role=role)


def _password() -> str:
    given = os.environ.get("CLAIMTRACK_PASSWORD", "")
    if given:
        return given
    first = getpass("Password: ")
    if first != getpass("Again: "):
        raise CommandError("The two passwords differ; nothing was changed.")
    return first
