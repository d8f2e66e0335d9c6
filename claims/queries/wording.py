"""What pages say of dates, speakers and hops, worded once. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from django.urls import NoReverseMatch, reverse

from claims.choices import Moved, Voice
from claims.held import Offices, office_at, role_and_office
from claims.models import Speaker, Statement
from claimtrack.addresses import named_by
from sources.choices import Basis, OutletKind, Precision, Qualifier
from sources.clocks import UNKNOWN, ClockValue, in_words_and_edtf
from sources.models import Outlet

OUTLET_UNKNOWN = "Outlet not known"

#: What a revision moved, as pages say it.
_MOVED = {
    Moved.FIGURE: "new figure",
    Moved.ORIGIN: "origins",
    Moved.CHECK: "check or answer",
    Moved.TEXT: "wording or date",
}

#: What HTML's <time> can hold; the rest of EDTF (seasons, intervals, ~ and ?) it cannot.
_HTML_KNOWS = frozenset(
    one.value for one in (Precision.MINUTE, Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR)
)
#: Where the words say everything about how finely a moment is known.
_SAID_BY_WORDS = frozenset({Precision.MINUTE, Precision.INTERVAL, Precision.UNKNOWN})
#: By what is stored, which is asked for with every date: how finely it is known, and what it rests on.
_PRECISIONS = {one.value: "" if one in _SAID_BY_WORDS else str(one.label) for one in Precision}
_BASES = {one.value: "" if one == Basis.UNKNOWN else str(one.label) for one in Basis}
_AS_STATED = Qualifier.NONE.value


class When(NamedTuple):
    """A clock in words. machine: for <time datetime>, empty where HTML has no spelling for it; edtf: always.

    precision, basis and wording are empty where they add nothing to `words`. clock: what was worded.
    """

    words: str
    precision: str
    basis: str
    wording: str
    machine: str
    edtf: str = ""
    clock: ClockValue = UNKNOWN

    @property
    def known(self) -> bool:
        """Whether anything is known at all."""
        return bool(self.basis)

    @property
    def firmness(self) -> str:
        """How finely it is known, and what it rests on, where that is not what was stated."""
        basis = "" if self.basis == "stated" else self.basis
        return _joined(self.precision, basis)


def when(clock: ClockValue) -> When:
    """Word a clock; a day that nobody gave is never said."""
    if clock is UNKNOWN:
        return NOT_KNOWN
    words, edtf = in_words_and_edtf(clock)
    valid = clock.qualifier == _AS_STATED and clock.precision in _HTML_KNOWS
    wording = "" if clock.wording in (words, edtf) else clock.wording
    machine = edtf if valid else ""
    return When(words, _PRECISIONS[clock.precision], _BASES[clock.basis], wording, machine, edtf, clock)


NOT_KNOWN = When("not known", "", "", "", "")


def address(name: str, **kwargs: Any) -> str:
    """The address of a named page; "" where no such page stands or something it needs is missing."""
    if not all(kwargs.values()):
        return ""
    if len(kwargs) == 1:
        ((key, value),) = kwargs.items()
        plain = named_by(name, key, value)
        if plain is not None:
            return plain
    return _reversed(name, tuple(kwargs.items()))


def numbered(name: str, pk: int) -> str:
    """The address of a page that is named by a number alone; a list has many of them."""
    return named_by(name, "pk", pk) or ""


def slugged(name: str, slug: str | None) -> str:
    """The address of a page that is named by words alone; "" without any."""
    return (named_by(name, "slug", slug) or address(name, slug=slug)) if slug else ""


@lru_cache(maxsize=4096)
def _reversed(name: str, parts: tuple[tuple[str, Any], ...]) -> str:
    """A page of the desk names the same claims and speakers hundreds of times."""
    try:
        return reverse(name, kwargs=dict(parts))
    except NoReverseMatch:
        return ""


def moved_words(moved: str, number: int) -> str:
    """What a claim's revision of that number moved, in small letters."""
    if moved == Moved.TEXT and number == 1:
        return "new claim"
    return _MOVED.get(Moved(moved)) or str(Moved(moved).label)


class Who(NamedTuple):
    """Whose words a statement is: a name to print, more about it, and where the name leads ("": nowhere)."""

    name: str
    detail: str
    address: str


def outlet_name(outlet: Outlet | None) -> str:
    """The name as we print it, over a merge; needs `outlet.merged_into` to be loaded."""
    return (outlet.merged_into or outlet).name if outlet else OUTLET_UNKNOWN


def outlet_kind(kind: str | None) -> str:
    """What sort of publisher it is; "" where nobody has said, or there is none."""
    return "" if kind is None or kind == OutletKind.OTHER else str(OutletKind(kind).label)


def printed_name(speaker: Speaker) -> str:
    """The speaker's name over a merge; needs `merged_into` to be loaded."""
    return str((speaker.merged_into or speaker).name)


class Spoken(NamedTuple):
    """Whose words a statement is, as stored; names over merges, "" where there is none."""

    voice: str
    printed: str
    role: str
    speaker: str
    speaks_for: str


def who(statement: Statement, *, outlet: Outlet | None, slug: str = "", held: str = "") -> Who:
    """Say whose words these are. Needs speaker and speaks_for with their merged_into loaded.

    slug: the current one of the speaker's page. held: the place the speaker had then (see `held_then`).
    """
    behind = statement.speaks_for if statement.voice == Voice.UNNAMED else None
    spoken = Spoken(
        voice=statement.voice,
        printed=statement.speaker_as_printed or "",
        role=statement.role_as_printed,
        speaker=printed_name(statement.speaker) if statement.speaker else "",
        speaks_for=printed_name(behind) if behind else "",
    )
    return whose(spoken, outlet=outlet_name(outlet), slug=slug, held=held)


def whose(spoken: Spoken, *, outlet: str, slug: str = "", held: str = "") -> Who:
    """The same of values. outlet: its printed name."""
    voice, printed, role, name, speaks_for = spoken
    if name:
        as_printed = f"printed “{printed}”" if printed and printed != name else ""
        detail = _joined(role_and_office(role, held), as_printed)
        return Who(name, detail, slugged("claims:speaker", slug))
    if voice == Voice.OUTLET:
        return Who(outlet, "in its own words", "")
    if voice == Voice.UNNAMED:
        behind = f"speaks for {speaks_for}" if speaks_for else ""
        return Who(printed or "Somebody", _joined("unnamed", role, behind), "")
    if printed and voice != Voice.UNATTRIBUTED:
        return Who(printed, _joined(role, "no speaker chosen yet"), "")
    return Who(printed or "Nobody is named", "the article does not say whose words these are", "")


def held_then(statement: Statement, *, published: ClockValue, offices: Offices) -> str:
    """The place that the speaker had when it was said or, where that is not known, published; or ""."""
    speaker = statement.speaker
    held = offices.get(speaker.merged_into_id or speaker.pk) if speaker and offices else ()
    return office_at(held, statement.said, published) if held else ""


def _joined(*parts: str) -> str:
    return ", ".join([part for part in parts if part])


@dataclass(frozen=True, slots=True)
class Hop:
    """A station between speaker and page; kind: origin, relay, published or dropped."""

    name: str
    kind: str
    words: str = ""
    tag: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Leads:
    """The current slugs of speakers and outlets whose pages the visitor may see, by their ids; and the places
    that speakers have or had."""

    speakers: Mapping[int, str] = field(default_factory=dict)
    outlets: Mapping[int, str] = field(default_factory=dict)
    offices: Offices = field(default_factory=dict)

    def speaker(self, speaker: Speaker | None) -> str:
        """The address of the speaker's page, over a merge; "" where none is to be seen."""
        pk = (speaker.merged_into_id or speaker.pk) if speaker else 0
        return address("claims:speaker", slug=self.speakers.get(pk, ""))

    def outlet(self, outlet: Outlet | None) -> str:
        """The address of the outlet's page, over a merge; "" where none is to be seen."""
        pk = (outlet.merged_into_id or outlet.pk) if outlet else 0
        return address("claims:outlet", slug=self.outlets.get(pk, ""))


NOWHERE = Leads()


def hops(
    statement: Statement, *, origin: Who, outlet: Outlet | None, leads: Leads = NOWHERE
) -> tuple[Hop, ...]:
    """The way from the speaker to the page; empty where the outlet heard or read the speaker itself.

    Needs `relays` prefetched with speaker and outlet and what those are merged into.
    """
    relays = sorted(statement.relays.all(), key=lambda relay: -relay.position)
    if not relays and not statement.origin_dropped:
        return ()
    between = [
        Hop(
            _actor(relay),
            "relay",
            relay.channel,
            address=leads.speaker(relay.speaker) or leads.outlet(relay.outlet),
        )
        for relay in relays
    ]
    page = Hop(outlet_name(outlet), "published", address=leads.outlet(outlet))
    return way(origin, between, page, dropped=statement.origin_dropped)


def way(origin: Who, between: Sequence[Hop], page: Hop, *, dropped: bool) -> tuple[Hop, ...]:
    """The same of values. between: the relays, from the speaker on. dropped: its origin was left out."""
    if not between and not dropped:
        return ()
    first = Hop(origin.name, "origin", address=origin.address)
    if dropped:
        first = Hop("origin left out", "dropped")
    return (first, *between, page)


def _actor(relay: Any) -> str:
    if relay.speaker:
        return printed_name(relay.speaker)
    return outlet_name(relay.outlet) if relay.outlet else str(relay.actor_as_printed)
