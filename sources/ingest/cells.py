"""One detail of an article as a person types it: read, and brought into its usual spelling."""

from __future__ import annotations

from dataclasses import dataclass

from sources.clocks import UNKNOWN, ClockError, ClockValue
from sources.ingest.addresses import normalise
from sources.ingest.dates import parse_declared
from sources.ingest.languages import language_named

#: In the order in which they stand in tables. The names are those of FactField.
FIELDS = ("outlet", "address", "published", "headline", "byline", "language")
#: Code points that an article's columns hold.
LONGEST = {"outlet": 200, "address": 2_000, "published": 120, "headline": 500, "byline": 300, "language": 40}


class CellError(Exception):
    """What was typed cannot be read; the message is a sentence for whoever typed it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What was typed, in its usual spelling; clock: of `published`, else unknown."""

    value: str
    clock: ClockValue = UNKNOWN


def read_cell(field: str, typed: str, *, zone: str = "UTC") -> Cell:
    """Read one cell; an empty one is the empty value. zone: IANA, of a day. Raises CellError."""
    value = " ".join(typed.split())
    if not value:
        return Cell("")
    if len(value) > LONGEST[field]:
        raise CellError(f"This is longer than {LONGEST[field]:,} characters.")
    if "\x00" in value:
        raise CellError("This holds characters that are not text.")
    if field == "published":
        return _dated(value, zone)
    return Cell(_usual(field, value))


def _dated(value: str, zone: str) -> Cell:
    try:
        return Cell(value, parse_declared(value, zone=zone))
    except ClockError as problem:
        raise CellError(str(problem)) from None


def _usual(field: str, value: str) -> str:
    if field == "address":
        usual = normalise(value)
        if not usual:
            raise CellError(f"“{value[:80]}” is no web address. It begins with http:// or https://.")
        return usual
    if field == "language":
        code = language_named(value)
        if not code:
            raise CellError(f"“{value[:40]}” is no language known here. Give a code like en or de.")
        return code
    if field == "outlet" and not any(sign.isalnum() for sign in value):
        raise CellError("This is no name: it has neither letters nor digits.")
    return value
