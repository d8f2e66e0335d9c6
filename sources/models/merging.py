"""Merging is a pointer: nothing is rewritten, and clearing the pointer undoes it."""

from typing import Any

import pgtrigger
from django.db import models

_FUNC = """
    IF NEW.merged_into_id IS NULL THEN RETURN NEW; END IF;
    IF NEW.merged_into_id = NEW.id THEN
        RAISE EXCEPTION 'A thing cannot be merged into itself.' USING ERRCODE = 'check_violation';
    END IF;
    -- The lock makes two merges that would build a chain wait for one another.
    PERFORM 1 FROM {table} WHERE id = NEW.merged_into_id FOR UPDATE;
    PERFORM 1 FROM {table} WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'The target is itself merged into another.' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM {table} WHERE merged_into_id = NEW.id;
    IF FOUND THEN
        RAISE EXCEPTION 'Others are merged into this one; move them first.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def merged_into() -> "models.ForeignKey[Any, Any]":
    """The column: null, or the unmerged row that stands for this one."""
    return models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        help_text="Set: readers are led to that one; clear it to unmerge.",
    )


def merge_is_one_step(table: str) -> pgtrigger.Trigger:
    """The trigger: no self, no chain, also when two editors merge at once."""
    return pgtrigger.Trigger(
        name="merge_is_one_step",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
        func=_FUNC.format(table=table),
    )
