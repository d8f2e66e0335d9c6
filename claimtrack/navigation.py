"""The frame of a page: main navigation, visitor, messages.

Navigation is data. An entry is shown to its role, and only when the address leads somewhere, so that an
entry stands here before its page does and appears with it. Addresses are a contract and do not change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from claimtrack import roles


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation: its words, address, and the roles that see it (empty: everybody)."""

    label: str
    address: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """An entry as shown on one page; `current` is the value of aria-current: "page", "true" or ""."""

    label: str
    address: str
    current: str


ENTRIES = (
    Entry("Contested now", "/"),
    Entry("Claims", "/claims/"),
    Entry("Topics", "/topics/"),
    Entry("Speakers", "/speakers/"),
    Entry("Articles", "/articles/"),
    Entry("About", "/about/"),
    Entry("Desk", "/desk/", roles.ROLES),
    Entry("Imports", "/imports/", (roles.ADMIN,)),
)


class Frame:
    """What base.html shows around a page. Every part is made on first use and costs nothing before."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def role(self) -> str:
        """The visitor's role: "admin", "editor" or ""."""
        user = getattr(self._request, "user", None)
        return roles.role_of(user) if user is not None else ""

    @cached_property
    def visitor(self) -> str:
        """The name of who is signed in; empty for a reader without an account."""
        user = getattr(self._request, "user", None)
        return user.get_username() if user is not None and user.is_authenticated else ""

    @cached_property
    def entries(self) -> list[Link]:
        """The main navigation as this visitor sees it on this page."""
        shown = (entry for entry in ENTRIES if not entry.roles or self.role in entry.roles)
        return [
            Link(entry.label, entry.address, _current(entry.address, self._request.path))
            for entry in shown
            if leads_somewhere(entry.address)
        ]

    @property
    def messages(self) -> Iterable[Message]:
        """Messages left for this visitor; reading them takes them away."""
        return get_messages(self._request)

    @property
    def page(self) -> str:
        """The page itself, without what was asked of it: what a report is about."""
        return self._request.path

    @property
    def path(self) -> str:
        """Where the visitor is, to come back to after signing in."""
        return self._request.get_full_path()


@cache
def leads_somewhere(address: str) -> bool:
    """Whether a page stands at the address. Addresses do not change while a process lives."""
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def _current(address: str, path: str) -> str:
    if path == address:
        return "page"
    return "true" if address != "/" and path.startswith(address) else ""
