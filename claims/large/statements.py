"""One statement as rows: its passages, its link, and for some a chain of relays and a figure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Protocol

from claims.choices import LinkState, Part, StatementState, Voice
from claims.large import clocks
from claims.large.claims import Planned, Stood
from claims.large.people import Cast
from claims.large.people import Voice as Who
from claims.large.saying import Saying
from claims.large.tables import NULL, Tables
from claims.states import Position
from sources.folding import fold

#: Passages beside the content (who speaks, by which word) stand with one statement in so many.
ONE_HAS_ALL_PASSAGES = 8
#: Code points kept around a passage.
AROUND = 32
_STATES = [
    *[StatementState.CONFIRMED] * 93, *[StatementState.PROPOSED] * 4, *[StatementState.REJECTED] * 2,
    StatementState.WITHDRAWN,
]  # fmt: skip
_LINKED = {
    StatementState.PROPOSED: LinkState.PROPOSED,
    StatementState.REJECTED: LinkState.REJECTED,
}


class Counting(Protocol):
    """The numbers given so far."""

    statement: int
    passage: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands. origin: the article it repeats, or itself; day: when it was published."""

    article: int
    version: int
    outlet: Who
    origin: int
    day: int
    shown: bool


def write_statement(
    rng: random.Random, cast: Cast, tables: Tables, numbers: Counting, one: Saying, place: Place, start: int
) -> None:
    """Its rows, and what it comes to for its claim; `start`: where its sentence begins in the text."""
    numbers.statement += 1
    pk, state = numbers.statement, rng.choice(_STATES)
    day = place.day + 1
    recorded = clocks.moment(day, pk % 1440)
    decided = state != StatementState.PROPOSED
    content = _passage(tables, numbers, place, one, one.content, start)
    tables.part.add(pk, content, Part.CONTENT)
    tables.statement.add(
        pk,
        place.version,
        one.voice,
        one.speaker.pk if one.speaker else NULL,
        one.printed or NULL,
        one.mode,
        f"{start + one.content[0]}-{start + one.content[1]}",
        state,
        tables.person if decided else NULL,
        recorded if decided else NULL,
        *(
            (clocks.moment(day + 20), tables.person, "Misread.")
            if state == StatementState.WITHDRAWN
            else (NULL, NULL, "")
        ),
        recorded,
        "t" if one.dropped else "f",
        one.said,
        one.event,
    )
    if state not in _LINKED:
        tables.words.add(pk, fold(one.words))
    linked = _LINKED.get(state, LinkState.CONFIRMED)
    who = tables.person if linked != LinkState.PROPOSED else NULL
    when = recorded if linked != LinkState.PROPOSED else NULL
    tables.link.add(pk, one.claim.pk, one.stance, linked, who, when, recorded)
    if pk % ONE_HAS_ALL_PASSAGES == 0:
        for part, span in ((Part.SPEAKER, one.name), (Part.CUE, one.cue)):
            if span:
                tables.part.add(pk, _passage(tables, numbers, place, one, span, start), part)
    if one.figure:
        _write_figure(tables, numbers, pk, one, place, start)
    if one.relays:
        _write_relays(rng, cast, tables, pk, one, place)
    if place.shown and state == StatementState.CONFIRMED:
        _stand(one, place, pk, day)


def _passage(
    tables: Tables, numbers: Counting, place: Place, one: Saying, span: tuple[int, int], start: int
) -> int:
    numbers.passage += 1
    first, last = span
    tables.passage.add(
        numbers.passage,
        place.version,
        start + first,
        start + last,
        one.sentence[first:last],
        one.sentence[max(first - AROUND, 0) : first],
        one.sentence[last : last + AROUND],
    )
    return numbers.passage


def _write_figure(tables: Tables, numbers: Counting, pk: int, one: Saying, place: Place, start: int) -> None:
    at = one.content[0] + one.words.index(one.figure)
    passage = _passage(tables, numbers, place, one, (at, at + len(one.figure)), start)
    comparator = ("exactly", "exactly", "at_least", "about", "more_than")[pk % 5]
    nature = ("counted", "counted", "estimated", "conditional")[pk % 4]
    tables.figure.add(
        pk, passage, one.figure, one.figure, one.figure, comparator, one.claim.drawn["counted"], nature
    )


def _write_relays(rng: random.Random, cast: Cast, tables: Tables, pk: int, one: Saying, place: Place) -> None:
    """One hop or two: an agency, and somebody who told it."""
    outlet = cast.outlets.draw()
    position = 0
    if outlet.pk != place.outlet.pk:
        position = 1
        tables.relay.add(pk, 1, outlet.pk, NULL, outlet.name, clocks.draw(rng, place.day))
    teller = cast.speakers.draw()
    if one.speaker is None or (teller.pk != one.speaker.pk and rng.random() < 0.4):
        tables.relay.add(pk, position + 1, NULL, teller.pk, teller.name, clocks.UNKNOWN)


def _stand(one: Saying, place: Place, pk: int, day: int) -> None:
    claim: Planned = one.claim.target or one.claim
    key, name = "", ""
    if one.speaker:
        key, name = f"speaker:{one.speaker.counts_for}", one.speaker.counts_as
    elif one.voice == Voice.OUTLET:
        key, name = f"outlet:{place.outlet.pk}", place.outlet.name
    claim.stood.append(
        Stood(
            statement=pk,
            position=Position(stance=one.stance, voice=one.voice, speaker=key, name=name),
            outlet=place.outlet.pk,
            article=place.article,
            origin=place.origin,
            content=one.words,
            said=one.said,
            figure=f"{one.figure} {one.claim.drawn['counted']}" if one.figure else "",
            recorded=day * 1440 + pk % 1440,
        )
    )


#: Columns of the tables that are written here.
COLUMNS = {
    "passage": ("sources.Passage", "id version_id start end exact prefix suffix"),
    "statement": (
        "claims.Statement",
        "id article_version_id voice speaker_id speaker_as_printed mode content_key state decided_by_id "
        "decided_at withdrawn_at withdrawn_by_id withdrawn_reason recorded_at origin_dropped "
        f"{clocks.columns('said')} {clocks.columns('event')}",
    ),
    "words": ("claims.StatementWords", "statement_id search_key"),
    "part": ("claims.StatementPassage", "statement_id passage_id part"),
    "link": (
        "claims.StatementLink",
        "statement_id claim_id stance state decided_by_id decided_at recorded_at",
    ),
    "figure": ("claims.Figure", "statement_id passage_id wording low high comparator counted nature"),
    "relay": (
        "claims.Relay",
        f"statement_id position outlet_id speaker_id actor_as_printed {clocks.columns('said')}",
    ),
}
