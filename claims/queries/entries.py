"""The entries of a claim's timeline: what stands on it, finished for a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import F

from claims.choices import LANE_OF, Mode, Part, Reach, Translated
from claims.models import Speaker, Statement, StatementLink
from claims.queries.earlier_text import EarlierText, earlier_text
from claims.queries.figures import FigureRow, figure_rows
from claims.queries.named import OUTLET, SPEAKER, Kind, named
from claims.queries.offices import offices_of
from claims.queries.standing_rows import rows_of, standing_rows
from claims.queries.wording import (
    Hop,
    Leads,
    When,
    Who,
    address,
    held_then,
    hops,
    outlet_name,
    when,
    who,
)
from claims.standing import speaker_of, standing_on, words_of
from claimtrack.roles import Visitor
from sources.choices import Precision
from sources.clocks import ClockValue
from sources.models import Outlet
from sources.past import in_the_present, reads_the_past

QUOTATION_MARKS = ('"', "“", "„", "«", "»", "‘", "'", "”")

#: Order of precisions: the finer one of two that begin together comes first.
_RANK = {value: rank for rank, value in enumerate(Precision.values)}
_LANES = {one.value: lane.value for one, lane in LANE_OF.items()}


class Entry(NamedTuple):
    """One statement on a claim.

    anchor: its id on the page. reach: "" where the words name the claim. words, hedges: exact, in order.
    quoted: to be set in quotation marks. hops: from the speaker to the page, empty where there is none
    in between. fuller: anchor of the entry that names the origin left out. passage: where the words stand, on
    this site; publisher: the article's own address, and the name of its site. merged_from: the claim it was
    linked to before a merge. earlier: of which text the words are, where it is not the current one. voice:
    its stored spelling. speaker: a key that is equal for the same speaker, "" where none is known.
    """

    anchor: str
    number: int
    statement: int
    stance: str
    word: str
    lane: str
    reach: str
    said: When
    event: When
    published: When
    recorded: datetime
    who: Who
    mode: str
    quoted: bool
    translated: str
    language: str
    hedges: tuple[str, ...]
    words: tuple[str, ...]
    hops: tuple[Hop, ...]
    origin_dropped: bool
    fuller: str
    passage: str
    title: str
    outlet: str
    outlet_address: str
    credited_to: str
    credited_address: str
    publisher: str
    publisher_site: str
    figures: tuple[FigureRow, ...]
    merged_from: str
    voice: str
    speaker: str
    earlier: EarlierText | None = None

    @property
    def line(self) -> str:
        """Its words in one line."""
        return " … ".join(self.words)


def links_of(claim: int) -> list[StatementLink]:
    """What stands on the claim and on those merged into it, with all that an entry shows, in the order of the
    timeline: said clock, precision, recording; unknown last. Four queries at most, whatever their number."""
    return sorted(standing_rows([claim]), key=_place)


def links_on(claims: Collection[int]) -> list[StatementLink]:
    """The same of several claims, in one order."""
    return sorted(standing_rows(claims), key=_place)


def newest_links(claims: Collection[int], most: int) -> list[StatementLink]:
    """The latest that were said of what stands on the claims, in the same order. What has no date is left
    out first."""
    latest = standing_on(claims).order_by(F("statement__said_earliest").desc(nulls_last=True), "-pk")
    return sorted(rows_of(latest, most), key=_place)


def _place(link: StatementLink) -> tuple[bool, float, int, tuple[int, ...]]:
    return order_of(link.statement.said, link.statement_id, link.pk)


def order_of(clock: ClockValue, *recording: int) -> tuple[bool, float, int, tuple[int, ...]]:
    """A sort key: by the beginning (of an open start its end), the finer first; unknown last."""
    start = clock.earliest or clock.latest
    return (start is None, start.timestamp() if start else 0.0, _RANK[clock.precision], recording)


def leads_of(links: Sequence[StatementLink], visitor: Visitor, *, visible: bool = False) -> Leads:
    """Where the names on the entries lead: speakers and outlets that the visitor may see; and the places of
    those who speak. At most three queries. links: of `links_of`, which knows who speaks and who publishes.

    visible: readers see the claim, so that they see who speaks on it and where; of others it is asked.
    """
    speakers: dict[int, str] = {}
    outlets: dict[int, str] = {}
    told: dict[int, str] = {}
    passed: dict[int, str] = {}
    for link in links:
        article = link.statement.article_version.article
        _note(speakers, link.statement.speaker)
        _note(outlets, article.outlet)
        _note(told, article.credited_to)
        for relay in link.statement.relays.all():
            _note(told, relay.outlet)
            _note(passed, relay.speaker)
    # Also from a page of the past names lead to where something stands now.
    if reads_the_past() or not visible:
        speakers, passed, outlets, told = {}, passed | speakers, {}, told | outlets
    return Leads(
        speakers=speakers | _asked(SPEAKER, passed.keys() - speakers, visitor),
        outlets=outlets | _asked(OUTLET, told.keys() - outlets, visitor),
        # Rows of `standing_rows` say whether there is any place to ask for.
        offices=offices_of(link.statement.speaker for link in links if getattr(link, "has_places", True)),
    )


def _note(slugs: dict[int, str], row: Speaker | Outlet | None) -> None:
    """The key of the row that stands, with the slug that it was read with."""
    if row:
        slugs[row.merged_into_id or row.pk] = getattr(row, "slug", "")


def _asked(kind: Kind, keys: Collection[int], visitor: Visitor) -> dict[int, str]:
    """The addresses of those that the visitor may see; one query if there are any."""
    if not keys:
        return {}
    with in_the_present():
        return {row.pk: row.slug for row in named(kind, keys, visitor)}


def target_id(speaker: Speaker) -> int:
    """The speaker that stands for this one."""
    return speaker.merged_into_id or speaker.pk


def entries_of(claim: int, links: Sequence[StatementLink], leads: Leads) -> tuple[Entry, ...]:
    """Finish the links of `links_of` for a page, numbered from 1. Asks the database nothing."""
    first = {link.statement_id: link.pk for link in reversed(links)}
    entries = []
    for number, link in enumerate(links, start=1):
        # A statement linked to the claim and to one merged into it stands twice until an editor settles it.
        again = "" if first[link.statement_id] == link.pk else f"-{link.pk}"
        anchor = f"s{link.statement_id}{again}"
        fuller = link.statement.fuller_chain_id
        entries.append(_entry(link, claim, number, anchor, leads, f"s{fuller}" if fuller in first else ""))
    return tuple(entries)


def _entry(link: StatementLink, claim: int, number: int, anchor: str, leads: Leads, fuller: str) -> Entry:
    statement, stance = link.statement, link.stance
    article = statement.article_version.article
    held = held_then(statement, published=article.published, offices=leads.offices)
    speaks = who(statement, outlet=article.outlet, slug=_slug(statement, leads), held=held)
    passed = hops(statement, origin=speaks, outlet=article.outlet, leads=leads)
    words = tuple(words_of(link, Part.CONTENT))
    publisher = web_address(article.address)
    return Entry(
        anchor=anchor,
        number=number,
        statement=statement.pk,
        stance=stance,
        word=link.get_stance_display(),
        lane=_LANES[stance],
        reach="" if link.reach == Reach.NAMES else link.get_reach_display(),
        said=when(statement.said),
        event=when(statement.event),
        published=when(article.published),
        recorded=statement.recorded_at,
        who=speaks,
        mode=statement.get_mode_display(),
        quoted=in_quotes(statement.mode, words),
        translated=statement.get_translated_display() if statement.translated in _TRANSLATED else "",
        language=statement.language or article.language,
        hedges=tuple(words_of(link, Part.HEDGE)),
        words=words,
        hops=passed,
        origin_dropped=statement.origin_dropped,
        fuller=fuller,
        passage=f"{address('claims:article', pk=article.pk)}#s{statement.pk}",
        title=article.headline or f"Article {article.pk}",
        outlet=outlet_name(article.outlet),
        outlet_address=leads.outlet(article.outlet),
        credited_to=outlet_name(article.credited_to) if article.credited_to else "",
        credited_address=leads.outlet(article.credited_to) if article.credited_to else "",
        publisher=publisher,
        publisher_site=site_of(publisher),
        figures=figure_rows(
            statement, anchor=anchor, number=number, who=speaks.name, stance=stance, through=passed
        ),
        merged_from="" if link.claim_id == claim else link.claim.text,
        voice=statement.voice,
        speaker=speaker_of(link)[0],
        earlier=_earlier(link),
    )


def _earlier(link: StatementLink) -> EarlierText | None:
    version, parts = link.statement.article_version, link.statement.parts.all()
    current = version.article.current_version_id
    if current is None or version.pk == current:
        return None
    return earlier_text(
        version=version.pk,
        at=version.recorded_at,
        current=current,
        anchorings={one.passage.anchoring for one in parts if one.part == Part.CONTENT},
    )


def _slug(statement: Statement, leads: Leads) -> str:
    return leads.speakers.get(target_id(statement.speaker), "") if statement.speaker else ""


def in_quotes(mode: str, words: Sequence[str]) -> bool:
    """Whether a page sets the words in quotation marks: quoted directly, and without marks of their own."""
    return mode == Mode.DIRECT and not any(one.startswith(QUOTATION_MARKS) for one in words)


_TRANSLATED = (Translated.BY_OUTLET, Translated.BY_MACHINE)


def web_address(address: str) -> str:
    """The address where a browser may follow it, else "": nothing but http and https becomes a link."""
    return address if address.startswith(("http://", "https://")) else ""


def site_of(address: str) -> str:
    """The name of the site that a web address is on: "paper.example"."""
    return address.split("/", 3)[2] if address else ""
