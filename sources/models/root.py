"""Aggregates: a root is changed one version at a time, and carries its members with it."""

import pgtrigger
from django.conf import settings
from django.db import models


class Root(models.Model):
    """A thing that is locked as a whole: whoever changes it, or a member of it, first bumps `version`.

    Services compare and swap (`sources.services.roots.bump`); a stale version is answered with 409.
    """

    version = models.PositiveIntegerField(default=1, db_default=1, help_text="Counts changes, from 1.")
    last_actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who changed it last."
    )

    class Meta:
        abstract = True


def version_only_grows() -> pgtrigger.Trigger:
    """A root's version goes up by one or stays; a writer that sets it back has not read the row."""
    return pgtrigger.Trigger(
        name="version_only_grows",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("version"),
        condition=pgtrigger.Condition("(NEW.version NOT IN (OLD.version, OLD.version + 1))"),
        func="RAISE EXCEPTION 'The version of % goes up one at a time.', TG_TABLE_NAME "
        "USING ERRCODE = 'check_violation';",
    )
