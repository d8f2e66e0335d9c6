"""Giving addresses: short readable words, numbered where they are taken."""

from typing import Any

from django.db import models, transaction
from django.db.utils import IntegrityError
from django.utils.text import slugify

from sources.folding import fold
from sources.models.address import AddressBase

LONGEST = 70
TRIES = 50


def give_address(model: type[AddressBase], *, target: models.Model, words: str) -> str:
    """Make the slug of `words` the current address of `target`; return it.

    An address once given is never given to another: a taken one gets a number. One that was the
    target's own becomes current again.
    """
    rows: Any = model._default_manager
    base = slugify(fold(words))[:LONGEST].strip("-") or f"{target._meta.model_name}-{target.pk}"
    rows.filter(target=target, current=True).exclude(slug=base).update(current=False)
    for number in range(1, TRIES):
        slug = base if number == 1 else f"{base}-{number}"
        if rows.filter(slug=slug, target=target).update(current=True):
            return slug
        if _take(model, slug=slug, target=target):
            return slug
    slug = f"{base}-{target.pk}-{TRIES}"
    rows.create(slug=slug, target=target)
    return slug


def _take(model: type[AddressBase], *, slug: str, target: models.Model) -> bool:
    try:
        with transaction.atomic():
            model._default_manager.create(slug=slug, target=target)  # type: ignore[misc]
    except IntegrityError:
        return False
    return True
