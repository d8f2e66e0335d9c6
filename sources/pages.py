"""What the import pages share: keys to page from, and the addresses of the pages around."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode

from sources.paging import Page


def key_of(request: HttpRequest, name: str) -> int | None:
    """A key to page from; anything else than a plain number is none."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None


def pager_of(request: HttpRequest, page: Page[Any]) -> dict[str, str]:
    """The addresses of the pages before and after this one; "" for none."""
    state = request.GET.get("state", "")
    kept = {"state": state} if state else {}

    def address(key: str, value: int | None) -> str:
        return f"?{urlencode({**kept, key: str(value)})}" if value is not None else ""

    return {"before": address("before", page.before), "after": address("after", page.after)}
