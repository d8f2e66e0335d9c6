"""Addresses: the words in a URL. A slug once given is never given to another."""

import pgtrigger
from django.db import models
from django.db.models import Q


class AddressBase(models.Model):
    """One slug of one target; exactly one per target is current, older ones redirect.

    A concrete model adds `target`, a real foreign key, and `Meta(AddressBase.Meta)` with
    `one_current_address`. The current slug stands only here.
    """

    slug = models.SlugField(max_length=90, unique=True)
    current = models.BooleanField(default=True, db_default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug


def one_current_address(kind: str) -> models.UniqueConstraint:
    """At most one current slug a target; lists read it from the index."""
    return models.UniqueConstraint(
        fields=["target"], condition=Q(current=True), include=["slug"], name=f"{kind}_one_current_address"
    )


def address_stays() -> list[pgtrigger.Trigger]:
    """A slug is neither deleted nor handed on: it may only stop being current, or become it again."""
    return [
        pgtrigger.Protect(name="address_stays", operation=pgtrigger.Delete),
        pgtrigger.Trigger(
            name="address_keeps_target",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition("(NEW.slug <> OLD.slug OR NEW.target_id <> OLD.target_id)"),
            func="RAISE EXCEPTION 'An address is never given to another.' USING ERRCODE = 'check_violation';",
        ),
    ]
