"""The cards beside an article: each of its statements, finished for the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import Mode, Part, Stance
from claims.held import Offices, office_at
from claims.marks import Mark
from claims.models import Relay, Statement
from claims.queries.card_rows import LinkRow, PartRow, StatementRow, statement_rows
from claims.queries.earlier_text import EarlierText, earlier_text
from claims.queries.offices import offices_held
from claims.queries.seen_article import Seen
from claims.queries.wording import Hop, Spoken, When, Who, slugged, way, when, whose
from claims.querysets import current_slug
from claimtrack.roles import Visitor

#: What stored choices are called, by how they are stored: a card says two of them, a mode as a sentence.
_STANCES = {one.value: str(one.label) for one in Stance}
_MODES = {one.value: str(one.label).capitalize() for one in Mode}
_CONTENT, _HEDGE = Part.CONTENT.value, Part.HEDGE.value


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
    found = statement_rows(article.pk, visitor)
    offices = offices_held({row.speaker for row in found if row.speaker and row.has_places})
    return tuple(_card(row, article, offices) for row in found)


def with_saying(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """With what `wording.who` needs, and `speaker_slug`; never with the text of the version."""
    loaded = statements.select_related("speaker__merged_into", "speaks_for__merged_into")
    return loaded.annotate(origin_id=Coalesce("speaker__merged_into_id", "speaker_id")).annotate(
        speaker_slug=current_slug("SpeakerAddress", "origin_id")
    )


def relays_with_actors(path: str = "relays") -> Prefetch[str]:
    """The relays with what `wording.hops` needs."""
    return Prefetch(path, Relay.objects.select_related("speaker__merged_into", "outlet__merged_into"))


def _card(row: StatementRow, article: Seen, offices: Offices) -> Card:
    pk, content = row.pk, [part for part in row.parts if part[0] == _CONTENT]
    links = tuple([_link(*link) for link in row.links])
    stance, speaker = links[0].stance if links else "", _who(row, article, offices)
    return Card(
        pk=pk,
        version=row.version,
        stance=stance,
        links=links,
        who=speaker,
        mode=_MODES[row.mode],
        said=when(row.said),
        hedges=tuple([exact for part, exact, *_ in row.parts if part == _HEDGE]),
        hops=_hops(row, article, speaker) if row.relays or row.origin_dropped else (),
        words=tuple([exact for _, exact, *_ in content]),
        marks=tuple([Mark(start, end, pk, stance) for _, _, start, end, _ in content]),
        earlier=_earlier(row, article, content),
    )


def _hops(row: StatementRow, article: Seen, speaker: Who) -> tuple[Hop, ...]:
    between = [Hop(name, "relay", channel) for name, channel in row.relays]
    return way(speaker, between, Hop(article.outlet, "published"), dropped=row.origin_dropped)


def _earlier(row: StatementRow, article: Seen, content: Sequence[PartRow]) -> EarlierText | None:
    current = article.version.pk if article.version else None
    if current in (None, row.version):
        return None
    anchorings = {anchoring for *_, anchoring in content}
    return earlier_text(version=row.version, at=row.text_at, current=current, anchorings=anchorings)


def _who(row: StatementRow, article: Seen, offices: Offices) -> Who:
    places = offices.get(row.speaker, ()) if row.speaker else ()
    held = office_at(places, row.said, article.published) if places else ""
    spoken = Spoken(row.voice, row.printed or "", row.role, row.name or "", row.speaks_for or "")
    return whose(spoken, outlet=article.outlet, slug=row.slug or "", held=held)


def link_of(link: LinkRow, *, entry: int = 0) -> ClaimLink:
    """What it does to its claim, with the claim's address. entry: of the statement's entry there."""
    told = _link(*link)
    return told._replace(address=f"{told.address}#s{entry}") if told.address and entry else told


def _link(stance: str, claim: str, slug: str | None, shown: bool) -> ClaimLink:
    """Of the columns of a `LinkRow`."""
    return ClaimLink(stance, _STANCES[stance], claim, slugged("claims:claim", slug), shown)
