"""Who acts: every write happens inside `acting(…)`, which tells the history triggers whom to name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.models import User
from django.db import connection, transaction

from claimtrack.roles import MACHINE

SETTINGS = ("actor", "reason", "root", "root_version")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, or a machine by name. `user_id` is what `last_actor` columns take."""

    user_id: int
    machine: str = ""

    @property
    def key(self) -> str:
        """As history spells it: "user:ID" or "machine:NAME"."""
        return f"machine:{self.machine}" if self.machine else f"user:{self.user_id}"


def person(user: User) -> Actor:
    """The signed-in person."""
    return Actor(user_id=user.pk)


def machine(name: str) -> Actor:
    """A part of the program: "import", "engine rules 1"."""
    return Actor(user_id=_machine_user_id(), machine=name)


@cache
def _machine_user_id() -> int:
    return User.objects.values_list("pk", flat=True).get(username=MACHINE)


def tell_history(**values: str) -> None:
    """Set `claimtrack.<name>` for the rest of this transaction."""
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {calls}", [part for key, v in values.items() for part in (f"claimtrack.{key}", v)]
        )


@contextmanager
def acting(actor: Actor, *, reason: str = "") -> Iterator[None]:
    """One transaction in `actor`'s name; `reason` is what the actor said of it.

    May be nested: the inner actor's name ends with its block.
    """
    nested = connection.in_atomic_block  # else the settings end with the transaction
    with transaction.atomic():
        before = _told() if nested else {}
        tell_history(actor=actor.key, reason=reason, root="", root_version="")
        yield
        # Not in a `finally`: after an error the rollback restores the settings itself.
        if nested:
            tell_history(**before)


def _told() -> dict[str, str]:
    reads = ", ".join("COALESCE(current_setting(%s, true), '')" for _ in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {reads}", [f"claimtrack.{name}" for name in SETTINGS])
        return dict(zip(SETTINGS, cursor.fetchone(), strict=True))
