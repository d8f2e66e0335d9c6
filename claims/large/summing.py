"""The summaries and revisions of invented claims, by the rules that also count the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import combinations

from claims.choices import LANE_OF, ClaimState, Lane, Moved, Stance, Voice
from claims.large import clocks
from claims.large.claims import Planned, Stood
from claims.large.tables import NULL, Tables
from claims.origins import Copy, Grouping, Said, group
from claims.states import admitted_by, known, state_of

_QUESTIONS = (Stance.DISPUTES, Stance.CORRECTS)
#: Revisions of a claim at most: its first movements, and the last one.
MOST_REVISIONS = 4


def write_summaries(tables: Tables, planned: Iterable[Planned]) -> None:
    """What each claim stands for, and the movements that its readers saw."""
    for one in planned:
        values = _values(one)
        told = _moved(one, str(values[0]))
        before = NULL
        for number, (minute, moved, state) in enumerate(told, 1):
            tables.revision.add(one.pk, number, clocks.moment(0, minute), moved, state, before)
            before = state
        tables.summary.add(one.pk, *values, clocks.moment(0, told[-1][0]) if told else NULL, len(told))


def _moved(one: Planned, state: str) -> list[tuple[int, str, str]]:
    """(minute, kind, how it stood then) of each revision; none of a claim that readers never saw, or merged.

    state: how it stands now.
    """
    if one.hidden or one.target:
        return []
    first = (one.day + 1) * 1440 + one.pk % 1440
    stood = sorted(one.stood, key=lambda stood: stood.recorded)
    told = [
        (
            max(last.recorded, first),
            Moved.DENIAL if last.position.stance == Stance.DENIES else Moved.STATEMENT,
            state_of([before.position for before in stood[: place + 1]]).value,
        )
        for place, last in enumerate(stood)
        if place < MOST_REVISIONS - 1 or place == len(stood) - 1
    ]
    told = told or [(first, Moved.TEXT, ClaimState.NOTHING.value)]
    if one.withdrawn:
        told.append((max(told[-1][0], (one.day + 40) * 1440), Moved.WITHDRAWAL, state))
    return [*told[:-1], (*told[-1][:2], state)]


def _values(one: Planned) -> tuple[object, ...]:
    """The columns of a summary up to first_said, and those that follow it."""
    if one.target:
        return (ClaimState.NOTHING, "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, "f", 0, "{}", "{}", "{}")
    positions = [stood.position for stood in one.stood]
    countered = any(other.visible and other.asserted for other in one.against)
    in_lane = [stood for stood in one.stood if LANE_OF[Stance(stood.position.stance)] == Lane.ASSERTS]
    origins, not_stated = _origins(in_lane)
    speakers = [position.speaker.partition(":") for position in positions]
    begins = [stood.said.split("\t", 1)[0] for stood in in_lane]
    return (
        state_of(positions, withdrawn=one.withdrawn, countered=countered).value,
        admitted_by(positions),
        known(positions, Stance.ASSERTS),
        known(positions, Stance.DENIES),
        known(positions, *_QUESTIONS),
        _unnamed(one.stood, Stance.ASSERTS),
        _unnamed(one.stood, Stance.DENIES),
        _unnamed(one.stood, *_QUESTIONS),
        known(positions, Stance.REPEATS),
        len({stood.outlet for stood in one.stood}),
        origins,
        not_stated,
        len(one.stood),
        min((at for at in begins if at != NULL), default=NULL),
        "t" if any(stood.figure for stood in one.stood) else "f",
        one.checked,
        _array(LANE_OF[Stance(position.stance)].value for position in positions),
        _array(int(key) for kind, _, key in speakers if kind == "speaker"),
        _array(stood.outlet for stood in one.stood),
    )


def _array(values: Iterable[str | int]) -> str:
    """Each once, in order, as COPY takes it."""
    return f"{{{','.join(map(str, sorted({*values})))}}}"


def _unnamed(stood: Sequence[Stood], *stances: str) -> int:
    """Somebody is there and not known; all copies of the same words are one."""
    theirs = [
        one
        for one in stood
        if one.position.stance in stances
        and not one.position.speaker
        and one.position.voice != Voice.UNATTRIBUTED
    ]
    return sum(_origins(theirs))


def _origins(stood: Sequence[Stood]) -> tuple[int, int]:
    """Groups with a known speaker, and others; unless somebody speaks twice or is copied, all are alone."""
    speakers = [one.position.speaker for one in stood if one.position.speaker]
    if len(set(speakers)) == len(speakers) and len({one.origin for one in stood}) == len(stood):
        return len(speakers), len(stood) - len(speakers)
    grouped = _grouped(stood)
    return grouped.counted, grouped.not_stated


def _grouped(stood: Sequence[Stood]) -> Grouping:
    copies = {
        frozenset((first.article, second.article)): Copy("reprint")
        for first, second in combinations(stood, 2)
        if first.origin == second.origin and first.article != second.article
    }
    return group([_said(one) for one in stood], copies=copies)


def _said(one: Stood) -> Said:
    earliest, latest = (
        None if end == NULL else datetime.fromisoformat(end) for end in one.said.split("\t", 2)[:2]
    )
    number, _, counted = one.figure.partition(" ")
    figures = frozenset({(Decimal(number), Decimal(number), "", counted, "")}) if number else frozenset()
    return Said(
        statement=one.statement,
        article=one.article,
        speaker=one.position.speaker,
        content=one.content,
        earliest=earliest,
        latest=latest,
        figures=figures,
    )


#: Columns of the tables that are written here.
COLUMNS = {
    "revision": ("claims.ClaimRevision", "claim_id number at moved state state_before"),
    "summary": (
        "claims.ClaimSummary",
        "claim_id state admitted_by asserting denying questioning asserting_unnamed denying_unnamed "
        "questioning_unnamed repeating outlets origins origins_not_stated statements first_said has_figures "
        "checked lanes by_speakers in_outlets last_moved revision",
    ),
}
