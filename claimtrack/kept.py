"""Readers' pages, and parts of them, as they were last written, for as long as nothing has changed since.

What a page says comes from the database and the clock. PostgreSQL's snapshot (`pg_current_snapshot()`) names
the transactions that are over: it is another one as soon as anything is committed by anybody. So a page that
was written under the same snapshot, in the same minute, is the page that would be written now, and one
question tells it. Whatever is recorded, withdrawn or removed makes all kept pages worthless at once, and they
are let go. Each process keeps its own; nothing is kept outside of its memory.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

#: Bytes of all pages that a process keeps, and of the longest one it keeps.
ROOM = 32_000_000
LONGEST = 1_000_000

#: Where a request carries the moment at which its page is written: if it may be kept; for its parts alone.
MOMENT, OF_PARTS = "claimtrack.moment", "claimtrack.moment_of_parts"

Part = TypeVar("Part")
#: The snapshot and the minute: a page may say "today", or come to its hour.
Moment = tuple[str, int]
#: Scheme, host, path and query.
Address = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """A page as it goes out: its bytes, and its headers as they stood when it was written."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    def sent(self) -> HttpResponse:
        """As a response of its own: what stands further out adds headers to it."""
        return HttpResponse(self.body, headers=dict(self.headers))


class KeptPages:
    """The pages of one moment; where room is short, those that nobody asked for longest are let go."""

    def __init__(self, room: int = ROOM) -> None:
        self._lock = Lock()
        self._moment: Moment = ("", 0)
        self._pages: OrderedDict[Address, Written] = OrderedDict()
        self._most = self._room = room

    def get(self, address: Address, moment: Moment) -> HttpResponse | None:
        """The page as it is at that moment; None where it is not kept."""
        with self._lock:
            if moment != self._moment:
                self._moment, self._room = moment, self._most
                self._pages.clear()
            page = self._pages.get(address)
            if page is None:
                return None
            self._pages.move_to_end(address)
        return page.sent()

    def keep(self, address: Address, moment: Moment, page: HttpResponse) -> None:
        """Keep it, unless it is too long, belongs to one visitor or needs a policy of its own around it, or
        another visit saw a change while it was written."""
        if page.cookies or page.headers["Vary"] != "Cookie" or any(n.startswith("_csp") for n in vars(page)):
            return
        written = Written(body=page.content, headers=tuple(page.items()))
        with self._lock:
            if moment != self._moment or len(written.body) > LONGEST or address in self._pages:
                return
            self._pages[address] = written
            self._room -= len(written.body)
            while self._room < 0:
                _, oldest = self._pages.popitem(last=False)
                self._room += len(oldest.body)


class KeptParts:
    """What many pages share, made once a moment: the numbers beside a list are the same on all its pages."""

    def __init__(self, most: int = 500) -> None:
        self._lock, self._most = Lock(), most
        self._moment: Moment = ("", 0)
        self._parts: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, moment: Moment | None, make: Callable[[], Part]) -> Part:
        """What `make` gives, or gave at this moment: the same for all with this key. None: not known when."""
        if moment is None:
            return make()
        with self._lock:
            if moment != self._moment:
                self._moment = moment
                self._parts.clear()
            if key in self._parts:
                self._parts.move_to_end(key)
                known: Part = self._parts[key]
                return known
        made = make()
        with self._lock:
            if moment == self._moment:
                self._parts[key] = made
                while len(self._parts) > self._most:
                    self._parts.popitem(last=False)
        return made


def moment_now() -> Moment | None:
    """When this is; None inside a transaction, whose own changes no snapshot tells, or without a database."""
    if connection.in_atomic_block:
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone()[0]), _minute()
    except DatabaseError:
        return None


def moment_of(request: HttpRequest) -> Moment | None:
    """When its page is written: asked for once a request."""
    known: Moment | None = request.META.get(MOMENT) or request.META.get(OF_PARTS)
    return known or moment_now()


def tell_moment(request: HttpRequest, snapshot: str) -> None:
    """Spare the parts of a page that question: it has begun with another one, which told the snapshot along.

    Whether the page as a whole may be kept is another matter, and not changed by it.
    """
    if OF_PARTS not in request.META and not connection.in_atomic_block:
        request.META[OF_PARTS] = snapshot, _minute()


def _minute() -> int:
    return int(time.time() // 60)


def may_be_kept(request: HttpRequest) -> bool:
    """Whether its page is the same for everybody who asks so: read, without any cookie."""
    return request.method == "GET" and not request.COOKIES


def address_of(request: HttpRequest) -> Address:
    """What its page is kept under."""
    return request.scheme or "", request.get_host(), request.get_full_path()
