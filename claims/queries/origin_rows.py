"""Origins for a page: groups of entries, each with why we think that they are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from claims.choices import Lane
from claims.models import StatementLink
from claims.origins import Grouping, Origin, Tie, group
from claims.queries.entries import Entry
from claims.queries.wording import OUTLET_UNKNOWN
from claims.standing import copies_among, decisions_on, said_by
from claimtrack.words import counted


class OriginRow(NamedTuple):
    """One statement of an origin: where it stands in the list, and why it belongs here ("" for the first)."""

    entry: Entry
    why: str


class OriginView(NamedTuple):
    """One origin. weight: "5 outlets · 1 origin"; names: whose it is; stated: whether anybody is known."""

    weight: str
    names: str
    stated: bool
    rows: tuple[OriginRow, ...]


class Origins(NamedTuple):
    """Origins of the asserts lane, counted ones first; still_tied: splits that do not hold, for editors."""

    views: tuple[OriginView, ...]
    still_tied: tuple[str, ...]


def origins_of(
    claim: int, links: Sequence[StatementLink], entries: Sequence[Entry], *, decided: bool = True
) -> Origins:
    """Group what is said in the asserts lane; at most two queries, whatever the number of entries.

    decided: editors may have decided about it.
    """
    lane = [(link, entry) for link, entry in zip(links, entries, strict=True) if entry.lane == Lane.ASSERTS]
    if not lane:
        return Origins((), ())
    first = {entry.statement: (link, entry) for link, entry in reversed(lane)}
    said = {number: said_by(link) for number, (link, _) in first.items()}
    ordered = dict.fromkeys(entry.statement for _, entry in lane)
    articles = (link.statement.article_version.article for link, _ in lane)
    grouping = group(
        [said[number] for number in ordered],
        copies=copies_among(list({one.pk: one for one in articles}.values())),
        decisions=decisions_on([claim] if decided else []).get(claim, ()),
    )
    by_statement = {number: entry for number, (_, entry) in first.items()}
    return Origins(views=_views(grouping, by_statement), still_tied=_still_tied(grouping, by_statement))


def _views(grouping: Grouping, entries: Mapping[int, Entry]) -> tuple[OriginView, ...]:
    views = [_view(origin, entries) for origin in grouping.origins]
    return tuple(sorted(views, key=lambda view: not view.stated))


def _view(origin: Origin, entries: Mapping[int, Entry]) -> OriginView:
    rows = tuple(
        OriginRow(entry=entries[number], why=_why(number, origin.statements[:place], origin.ties, entries))
        for place, number in enumerate(origin.statements)
    )
    outlets = len({row.entry.outlet for row in rows} - {OUTLET_UNKNOWN})
    carried = counted(outlets, "outlet") if outlets else "no outlet known"
    stated = bool(origin.speakers)
    known = dict.fromkeys(row.entry.who.name for row in rows)
    return OriginView(
        weight=f"{carried} · {'1 origin' if stated else 'origin not stated'}",
        names="; ".join(known),
        stated=stated,
        rows=rows,
    )


def _why(number: int, before: Sequence[int], ties: Sequence[Tie], entries: Mapping[int, Entry]) -> str:
    """The tie with one that stands before it in the group, else with any other."""
    if not before:
        return ""
    ours = [tie for tie in ties if number in (tie.first, tie.second)]
    ours.sort(key=lambda tie: _other(tie, number) not in before)
    return "" if not ours else f"with {entries[_other(ours[0], number)].number}: {ours[0].reason}"


def _other(tie: Tie, number: int) -> int:
    return tie.second if tie.first == number else tie.first


def _still_tied(grouping: Grouping, entries: Mapping[int, Entry]) -> tuple[str, ...]:
    return tuple(
        f"An editor split {entries[one.first].number} and {entries[one.second].number}, and they stay one "
        f"origin through {', '.join(str(entries[number].number) for number in one.through)}: "
        "decide about that tie too."
        for one in grouping.still_tied
    )
