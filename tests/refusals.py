"""Saying exactly what refused a write: the constraint's name, "Model.trigger", or "null:column"."""

import re
from contextlib import contextmanager
from functools import cache

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from tests.factories import claims, desk, likeness, site, sources
from tests.factories.base import WrittenFactory, settle

_OF_PGTRIGGER = re.compile(r"function (pgtrigger_\w+)\(\)")


def our_models(*, events=False):
    """The models of both rooms, with or without the tables of their history."""
    return [
        model
        for app in ("sources", "claims")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if events or not hasattr(model, "pgh_id")
    ]


def event_models():
    return [model for model in our_models(events=True) if hasattr(model, "pgh_id")]


def triggers_of(model):
    """The model's triggers by name, those of its history included."""
    return {trigger.name: trigger for trigger in getattr(model._meta, "triggers", [])}


@cache
def factory_of(model):
    """The factory that makes rows of the model."""
    (made,) = {
        made
        for module in (sources, claims, desk, likeness, site)
        for made in vars(module).values()
        if isinstance(made, type) and issubclass(made, WrittenFactory) and made._meta.model is model
    }
    return made


def clocks_of(model):
    """The names of a model's clocks."""
    return [
        field.name.removesuffix("_earliest")
        for field in model._meta.fields
        if field.name.endswith("_earliest")
    ]


@cache
def _trigger_names():
    return {
        trigger.get_pgid(model): f"{model.__name__}.{trigger.name}"
        for model in our_models(events=True)
        for trigger in triggers_of(model).values()
    }


def culprit(error):
    """What refused: a constraint's name, "Model.trigger" or "null:column"."""
    told = error.__cause__.diag
    if told.constraint_name:
        return told.constraint_name
    if told.column_name:
        return f"null:{told.column_name}"
    (function, *_) = _OF_PGTRIGGER.findall(told.context or "") or [told.message_primary]
    return _trigger_names().get(function, function)


@contextmanager
def refused(*by):
    """The block, or a deferred check after it, is refused, and by one of `by`; the rest goes on."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        yield
        settle()
    assert culprit(caught.value) in by


def change(row, **columns):
    """UPDATE, past the model's own save."""
    return type(row)._base_manager.filter(pk=row.pk).update(**columns)


def delete(row):
    """DELETE, past Django's own collector."""
    return type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")
