"""Outlets: found under any spelling, made when nobody knows them yet, changed by admins."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat

from sources.folding import fold, fold_name
from sources.models import Outlet, OutletAddress
from sources.services import roots
from sources.services.acting import Actor, acting
from sources.services.addresses import give_address

#: Code points; a longer "name" is a sentence that was taken for one.
LONGEST_NAME = 200
#: What an admin may say of an outlet.
DETAILS = ("name", "aliases", "kind", "country", "language", "zone", "domain")


def search_key(name: str, aliases: Iterable[str] = ()) -> str:
    """The folded name, then the folded aliases, each on a line of its own; "" where nothing can be folded."""
    keys = dict.fromkeys([fold(name), *map(fold, aliases)])
    return "\n".join(key for key in keys if key)


def is_name(name: str) -> bool:
    """Whether an outlet can be called so: it has letters or digits, and is no sentence."""
    return bool(fold_name(name)) and len(name) <= LONGEST_NAME


def domain_of(address: str) -> str:
    """The host of a normalised address, without "www."; "" for none."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def find_outlet(*, name: str = "", address: str = "") -> Outlet | None:
    """The outlet of that name or alias in any spelling, else the one whose domain the address has.

    A merged outlet leads to the one that stands for it.
    """
    outlet = _by_name(fold(name)) or _by_domain(domain_of(address))
    return outlet.merged_into if outlet and outlet.merged_into_id else outlet


def find_or_make_outlet(*, actor: Actor, name: str) -> Outlet | None:
    """The outlet of that name; a new one where nobody knows it. None for what is no name.

    Two workers that meet the same new name make one outlet: the second waits, and finds the first's. No
    domain is learned here: an address often is that of an aggregator. Must run inside `acting`.
    """
    if not is_name(name):
        return None
    known = find_outlet(name=name)
    if known:
        return known
    try:
        with transaction.atomic():
            return _create(actor=actor, name=name, search_key=search_key(name))
    except IntegrityError:
        return find_outlet(name=name)


def create_outlet(*, actor: Actor, **details: object) -> Outlet:
    """Make an outlet in a person's name. Raises IntegrityError where the name or domain is taken."""
    with acting(actor):
        return _create(actor=actor, search_key=_key_of(details), **details)


def change_outlet(*, actor: Actor, outlet: Outlet, expected: int, **details: object) -> Outlet:
    """Change an outlet's details; a new name also gives a new address, and the old one leads on.

    Raises roots.Stale when somebody else changed it since version `expected`, IntegrityError where the
    name or domain is taken.
    """
    with acting(actor):
        before = Outlet.objects.values_list("name", flat=True).get(pk=outlet.pk)
        roots.change(outlet, actor=actor, expected=expected, search_key=_key_of(details), **details)
        if outlet.name != before:
            give_address(OutletAddress, target=outlet, words=outlet.name)
    return outlet


def _create(*, actor: Actor, **columns: object) -> Outlet:
    outlet = roots.create(Outlet, actor=actor, **columns)
    give_address(OutletAddress, target=outlet, words=outlet.name)
    return outlet


def _key_of(details: dict[str, object]) -> str:
    aliases = details.get("aliases") or ()
    return search_key(str(details["name"]), aliases if isinstance(aliases, list | tuple) else ())


def _by_name(key: str) -> Outlet | None:
    if not key:
        return None
    outlets = Outlet.objects.order_by(F("merged_into").asc(nulls_first=True), "pk")
    lines = Concat(Value("\n"), "search_key", Value("\n"), output_field=TextField())
    found: Outlet | None = (
        outlets.filter(search_key=key).first()
        or outlets.annotate(lines=lines).filter(lines__contains=f"\n{key}\n").first()
    )
    return found


def _by_domain(domain: str) -> Outlet | None:
    if not domain:
        return None
    found: Outlet | None = Outlet.objects.unmerged().filter(domain=domain).first()
    return found
