"""Addresses of pages that one value names: Django looks through every pattern for each of a list."""

import re
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, reverse

#: Matches what stands in an address as it is.
PLAIN = re.compile(r"[-a-zA-Z0-9_]+").fullmatch


@lru_cache
def around(name: str, key: str, *, number: bool) -> tuple[str, str] | None:
    """What stands before and after the one value that names such a page; None where there is none such."""
    stands_for = 7070707 if number else "x7070707x"
    try:
        before, _, after = reverse(name, kwargs={key: stands_for}).partition(str(stands_for))
    except NoReverseMatch:
        return None
    return before, after


def named_by(name: str, key: str, value: Any) -> str | None:
    """The address of a page that this value alone names; None where Django must say."""
    found = around(name, key, number=isinstance(value, int)) if PLAIN(str(value)) else None
    return f"{found[0]}{value}{found[1]}" if found else None
