"""Who may do what, by role. Readers need no account; an admin is an editor with more keys.

*editor*: desk, claims, speakers, topics, blocks, article details, withdraw.
*admin*: all that, and imports, outlets, users, settings, legal removal.
"""

from typing import TypeGuard

from django.contrib.auth.models import AnonymousUser, User

EDITOR = "editor"
ADMIN = "admin"
ROLES = (EDITOR, ADMIN)

#: The user that stands for everything a machine writes; inactive, made by a migration.
MACHINE = "machine"

Visitor = User | AnonymousUser

#: Somebody without an account: what is made for everybody is made for this one.
READER = AnonymousUser()


def role_of(user: Visitor) -> str:
    """One of "admin", "editor" and "" (a reader). Asked of the database once a request: kept on the user."""
    known: str | None = getattr(user, "_claimtrack_role", None)
    if known is None:
        known = _ask_role(user)
        user._claimtrack_role = known  # type: ignore[union-attr]
    return known


def _ask_role(user: Visitor) -> str:
    if not user.is_authenticated or not user.is_active:
        return ""
    names = set(user.groups.filter(name__in=ROLES).values_list("name", flat=True))
    return ADMIN if ADMIN in names else EDITOR if EDITOR in names else ""


def is_editor(user: Visitor) -> TypeGuard[User]:
    """Whether the user may work at the desk (editors and admins)."""
    return role_of(user) in ROLES


def is_admin(user: Visitor) -> TypeGuard[User]:
    """Whether the user may import, and change outlets, users and settings."""
    return role_of(user) == ADMIN
