"""What all factories share: who writes, and how deferred checks are made to speak.

Every write needs an actor. A factory called inside `acting(...)` writes in that actor's name; called
outside, it writes as a person, the desk editor (`desk_editor()`), so that history events are recorded:

    ClaimFactory()                                   # a person wrote it
    with acting(machine("engine rules 1")):
        StatementFactory(proposed=True)              # a machine proposed it

A clock is given whole: `ArticleFactory(published=stated("2031-05-12"))`.
Deferred checks (blocks tile, content keys are true) speak at commit; `settle()` makes them speak now.
"""

from contextlib import nullcontext

import factory
from django.contrib.auth.models import User
from django.db import connection

from claimtrack.people import give_role
from sources.choices import Basis
from sources.clocks import ClockValue, parse_edtf
from sources.models.clock import clock_columns
from sources.services.acting import Actor, acting, machine, person

DESK = "desk.editor"


def desk_editor():
    """The editor in whose name factories write."""
    user = User.objects.filter(username=DESK).first()
    return user or give_role(user=User.objects.create_user(DESK), role="editor")


def present_actor():
    """The actor of the `acting` block around the call, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('claimtrack.actor', true)")
        key = cursor.fetchone()[0] or ""
    who, _, name = key.partition(":")
    if not who:
        return None
    return Actor(user_id=int(name)) if who == "user" else machine(name)


def settle():
    """Make every deferred check of this transaction speak now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def stated(edtf, zone="Europe/Berlin"):
    """A clock whose date the article states, from EDTF or a plain date."""
    return parse_edtf(edtf, zone=zone, basis=Basis.STATED)


class WrittenFactory(factory.django.DjangoModelFactory):
    """Creates its row, and what it needs, in the name of the present actor or of the desk editor."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy, params):
        if strategy != factory.CREATE_STRATEGY:
            return super()._generate(strategy, params)
        with nullcontext() if present_actor() else acting(person(desk_editor())):
            return super()._generate(strategy, params)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        for name in [name for name, value in kwargs.items() if isinstance(value, ClockValue)]:
            kwargs = clock_columns(name, kwargs.pop(name)) | kwargs
        return super()._create(model_class, *args, **kwargs)


class RootFactory(WrittenFactory):
    """A root: also names its last actor."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not {"last_actor", "last_actor_id"} & kwargs.keys():
            kwargs["last_actor_id"] = present_actor().user_id
        return super()._create(model_class, *args, **kwargs)
