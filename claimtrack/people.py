"""The people every installation has: the two groups with their admin permissions, and the machine's user.

Only the role *admin* enters Django's admin. There it looks at everything, and changes what has no page of
its own: users, their second factors and addresses, outlets, topics, affiliations.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claimtrack import roles

#: Beyond looking: (app, model) → what the admin group may do in Django's admin.
CHANGES = {
    ("auth", "user"): ("add", "change"),
    ("account", "emailaddress"): ("add", "change", "delete"),
    ("mfa", "authenticator"): ("delete",),  # a lost telephone
    ("sources", "outlet"): ("add", "change"),
    ("claims", "topic"): ("add", "change"),
    ("claims", "affiliation"): ("add", "change", "delete"),
}
#: Apps whose rows the admin group may look at.
LOOKED_AT = ("auth", "account", "mfa", "sources", "claims")


def keep_people(**_signal: Any) -> None:
    """After every migrate: make what is missing and set the admin group's permissions. Safe to repeat."""
    for role in roles.ROLES:
        Group.objects.get_or_create(name=role)
    User.objects.get_or_create(
        username=roles.MACHINE, defaults={"is_active": False, "password": make_password(None)}
    )
    Group.objects.get(name=roles.ADMIN).permissions.set(admin_permissions())


def admin_permissions() -> list[Permission]:
    """The permissions of the admin group, as far as their models are installed."""
    wanted = Q(content_type__app_label__in=LOOKED_AT, codename__startswith="view_")
    for (app, model), actions in CHANGES.items():
        if apps.is_installed(app) or app in apps.app_configs:
            wanted |= Q(content_type__app_label=app, codename__in=[f"{act}_{model}" for act in actions])
    return list(Permission.objects.filter(wanted))


class LastAdmin(Exception):
    """Refused: nobody would be left who can make an admin. Its text is for the page."""


@transaction.atomic
def keep_an_admin(*, user: User, role: str, is_active: bool) -> None:
    """Call before a user's role or activity changes, in the same transaction. Raises LastAdmin.

    Whoever takes an admin away waits here for the others who do (a lock on the group's row, until the end of
    the transaction): two admins who deactivate each other at once leave one.
    """
    if is_active and role == roles.ADMIN:
        return
    Group.objects.select_for_update(no_key=True).get(name=roles.ADMIN)
    admins = set(User.objects.filter(groups__name=roles.ADMIN, is_active=True).values_list("pk", flat=True))
    if admins == {user.pk}:
        raise LastAdmin(f"{user.get_username()} is the last active admin. Make somebody else an admin first.")


@transaction.atomic
def give_role(*, user: User, role: str) -> User:
    """Make a user an editor or an admin, and nothing else; only an admin enters Django's admin.

    `role` is "editor", "admin" or "" (a reader). Raises ValueError for any other word, LastAdmin where it is
    taken from the last active admin.
    """
    if role not in ("", *roles.ROLES):
        raise ValueError(f"There is no role {role!r}.")
    keep_an_admin(user=user, role=role, is_active=user.is_active)
    user.groups.remove(*Group.objects.filter(name__in=roles.ROLES))
    if role:
        user.groups.add(Group.objects.get(name=role))
    user.is_staff = role == roles.ADMIN
    user.save(update_fields=["is_staff"])
    user.__dict__.pop("_claimtrack_role", None)
    return user


def end_sessions(*, user: User) -> None:
    """Delete every session of a user: who is let in again later signs in anew, also on a lost machine.

    A session names its user in its signed text alone, so all that have not expired are read: some
    milliseconds for hundreds, and asked for only when somebody is shut out.
    """
    open_sessions = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    theirs = [one.pk for one in open_sessions if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()


def end_sessions_of_the_deactivated(instance: User, created: bool, **_signal: Any) -> None:
    """After every save of a user, wherever it was made: who may not sign in is signed out."""
    if not created and not instance.is_active:
        end_sessions(user=instance)
