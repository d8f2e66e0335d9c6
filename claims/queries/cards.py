"""The cards beside an article: each of its statements, finished for the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import Mode, Part, Stance
from claims.held import Offices, office_at
from claims.marks import Mark
from claims.models import Relay, Statement
from claims.queries.card_rows import CLOCK, OWN, LinkRow, PartRow, statement_rows
from claims.queries.earlier_text import EarlierText, earlier_text
from claims.queries.offices import offices_held
from claims.queries.seen_article import Seen
from claims.queries.wording import Hop, Spoken, When, Who, slugged, way, when, whose
from claims.querysets import current_slug
from claimtrack.roles import Visitor
from sources.clocks import ClockValue

#: What stored choices are called, by how they are stored: a card says two of them, a mode as a sentence.
_STANCES = {one.value: str(one.label) for one in Stance}
_MODES = {one.value: str(one.label).capitalize() for one in Mode}
_CONTENT = Part.CONTENT.value
#: Where among the columns of a statement its speaker stands, and whether places of that one are recorded.
_SPEAKER, _HAS_PLACES = (CLOCK + OWN.index(name) for name in ("speaker", "places"))


class ClaimLink(NamedTuple):
    """What the statement does to one claim. shown: readers see it too."""

    stance: str
    word: str
    claim: str
    address: str
    shown: bool


class Card(NamedTuple):
    """One statement. words: its content passages; marks: where they stand in version `version`.

    stance: by which it is drawn, that of its first link, "" without one. earlier: what is said of that
    version where it is not the current one.
    """

    pk: int
    version: int
    stance: str
    links: tuple[ClaimLink, ...]
    who: Who
    mode: str
    said: When
    hedges: tuple[str, ...]
    hops: tuple[Hop, ...]
    words: tuple[str, ...]
    marks: tuple[Mark, ...]
    earlier: EarlierText | None = None


def cards_of(article: Seen, visitor: Visitor) -> tuple[Card, ...]:
    """Every statement of the article that the visitor may see, in recording order. Two queries."""
    found = statement_rows(article.pk, article.version.pk if article.version else 0, visitor)
    offices = offices_held({own[_SPEAKER] for own, _, _ in found if own[_HAS_PLACES] and own[_SPEAKER]})
    return tuple([_card(*row, article, offices) for row in found])


def with_saying(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """With what `wording.who` needs, and `speaker_slug`; never with the text of the version."""
    loaded = statements.select_related("speaker__merged_into", "speaks_for__merged_into")
    return loaded.annotate(origin_id=Coalesce("speaker__merged_into_id", "speaker_id")).annotate(
        speaker_slug=current_slug("SpeakerAddress", "origin_id")
    )


def relays_with_actors(path: str = "relays") -> Prefetch[str]:
    """The relays with what `wording.hops` needs."""
    return Prefetch(path, Relay.objects.select_related("speaker__merged_into", "outlet__merged_into"))


def _card(
    own: Sequence[Any],
    told: Sequence[Sequence[Any]],
    parts: Sequence[PartRow],
    article: Seen,
    offices: Offices,
) -> Card:
    """Of the columns of a statement, its links and its passages."""
    said = ClockValue(*own[:CLOCK])
    pk, version, text_at, voice, speaker, name, slug, printed, role, speaks_for, mode, dropped, _, relays = (
        own[CLOCK:]
    )
    links = tuple([_link(*link) for link in told])
    stance = links[0].stance if links else ""
    words, marks, hedges = [], [], []
    for part, exact, start, end, _ in parts:
        if part == _CONTENT:
            words.append(exact)
            marks.append(Mark(start, end, pk, stance))
        else:
            hedges.append(exact)
    places = offices.get(speaker, ())
    held = office_at(places, said, article.published) if places else ""
    spoken = Spoken(voice, printed or "", role, name or "", speaks_for or "")
    who = whose(spoken, outlet=article.outlet, slug=slug or "", held=held)
    return Card(
        pk,
        version,
        stance,
        links,
        who,
        _MODES[mode],
        when(said),
        tuple(hedges),
        _hops(relays, article, who, dropped=dropped) if relays or dropped else (),
        tuple(words),
        tuple(marks),
        _earlier(version, text_at, article, parts) if text_at else None,
    )


def _hops(relays: Sequence[Sequence[str]], article: Seen, speaker: Who, *, dropped: bool) -> tuple[Hop, ...]:
    between = [Hop(name, "relay", channel) for name, channel in relays]
    return way(speaker, between, Hop(article.outlet, "published"), dropped=dropped)


def _earlier(version: int, at: datetime, article: Seen, parts: Iterable[PartRow]) -> EarlierText | None:
    anchorings = {anchoring for part, *_, anchoring in parts if part == _CONTENT}
    current = article.version.pk if article.version else None
    return earlier_text(version=version, at=at, current=current, anchorings=anchorings)


def link_of(link: LinkRow, *, entry: int = 0) -> ClaimLink:
    """What it does to its claim, with the claim's address. entry: of the statement's entry there."""
    told = _link(*link)
    return told._replace(address=f"{told.address}#s{entry}") if told.address and entry else told


def _link(stance: str, claim: str, slug: str | None, shown: bool) -> ClaimLink:
    """Of the columns of a `LinkRow`."""
    return ClaimLink(stance, _STANCES[stance], claim, slugged("claims:claim", slug), shown)
