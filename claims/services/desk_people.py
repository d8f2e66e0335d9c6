"""Who works at the desk: whom work is given to, and whom a note may name."""

import re

from django.contrib.auth.models import User
from django.db.models import QuerySet

from claimtrack.roles import ROLES

#: "@edith" where a word begins: an address as "edith@desk.example" names nobody.
_NAMED = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")


def desk_people() -> QuerySet[User]:
    """Active editors and admins, by name."""
    rows = User.objects.filter(groups__name__in=ROLES, is_active=True)
    return rows.distinct().order_by("username")


def named_in(text: str) -> list[User]:
    """The people of the desk whom a text names as @name, in any case. One query, or none."""
    names = {name.rstrip(".").casefold() for name in _NAMED.findall(text)}
    if not names:
        return []
    return [one for one in desk_people() if one.get_username().casefold() in names]
