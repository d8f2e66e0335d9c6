"""The statements of a speaker in the order of saying, the newest first, read page by page.

An index of each order (`statement_of_speaker`, `statement_for_body`) bounds what is read: a record of 20,000
statements opens as fast as one of 20.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache, partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from claims.choices import StatementState
from claims.models import Speaker, Statement, StatementLink
from claims.queries.capped import MOST, Capped
from claims.queries.keys import Turn
from claims.queries.shapes import Prepared, Slot
from claimtrack.roles import Visitor, is_editor
from sources.models.clock import moment_of

#: Whose words they are; or for whom somebody without a name speaks.
SPEAKER, SPEAKS_FOR = "speaker", "speaks_for"
#: When it was said (a statement without a date is the oldest), and the statement.
Place = tuple[datetime, int]


def stands_for(speaker: Speaker) -> list[int]:
    """The speaker and all that are merged into it. One query."""
    return [speaker.pk, *Speaker.objects.filter(merged_into=speaker).order_by().values_list("pk", flat=True)]


def newest(
    people: Sequence[int], visitor: Visitor, *, turn: Turn, most: int, by: str = SPEAKER
) -> list[Place]:
    """The newest statements of one page that the visitor sees, or, before a key, the oldest. One query.

    Only what is linked to a claim that the visitor sees. Each of the people is read for itself: no index
    has the order of several.
    """
    for_editor = is_editor(visitor)
    if len(people) == 1 and not turn.beyond:
        return _first(by, most, for_editor=for_editor).rows(who=people[0])
    first, *others = [_of_one(one, turn, by, for_editor=for_editor)[:most] for one in people]
    order = ("at", "id") if turn.before else ("-at", "-id")
    return list(first.union(*others, all=True).order_by(*order)[:most] if others else first)


def links_of_people(people: Sequence[int], visitor: Visitor, *, by: str = SPEAKER) -> QuerySet[Any]:
    """Confirmed links of their statements that the visitor sees, with `target_id`."""
    found: QuerySet[Any] = _links(for_editor=is_editor(visitor)).filter(**{f"statement__{by}__in": people})
    return found


def count_record(people: Sequence[int], visitor: Visitor, *, by: str = SPEAKER) -> tuple[Capped, Capped]:
    """How many statements there are, and on how many claims, as far as they are counted. One query."""
    for_editor = is_editor(visitor)
    if len(people) == 1:
        found = NEWEST_LINKS[by, for_editor].rows(who=people[0])
    else:
        found = list(_newest_links(_links(for_editor=for_editor).filter(**{f"statement__{by}__in": people})))
    statements, claims = ({row[place] for row in found} for place in (0, 1))
    more = len(found) > MOST
    return Capped(min(len(statements), MOST), more), Capped(min(len(claims), MOST), more)


def _newest_links(links: QuerySet[Any]) -> QuerySet[Any, tuple[int, int]]:
    """(statement, claim) of the newest: in the order of the index, so that no more of it is read."""
    newest_first = (moment_of("statement__said").desc(), "-statement_id")
    found: QuerySet[Any, tuple[int, int]] = links.order_by(*newest_first).values_list(
        "statement_id", "target_id"
    )
    return found[: MOST + 1]


def _links(*, for_editor: bool) -> Any:
    links = StatementLink.objects.all() if for_editor else StatementLink.objects.visible()
    return links.confirmed().with_target().filter(statement__state=StatementState.CONFIRMED)


def _of_whom(by: str, *, for_editor: bool) -> QuerySet[Any, tuple[int, int]]:
    return _newest_links(_links(for_editor=for_editor).filter(**{f"statement__{by}": Slot("who")}))


#: Of one speaker, which the index has the order of: by whose words they are, and whether an editor asks.
NEWEST_LINKS = {
    (by, for_editor): Prepared(partial(_of_whom, by, for_editor=for_editor))
    for by in (SPEAKER, SPEAKS_FOR)
    for for_editor in (False, True)
}


@cache
def _first(by: str, most: int, *, for_editor: bool) -> Prepared[Place]:
    """The first page of one speaker, which is what is asked for nearly always."""
    return Prepared(lambda: _of_one(Slot("who"), Turn(), by, for_editor=for_editor)[:most])


def _of_one(one: int | Slot, turn: Turn, by: str, *, for_editor: bool) -> QuerySet[Any, Any]:
    links = StatementLink.objects.all() if for_editor else StatementLink.objects.visible()
    linked = Exists(links.confirmed().filter(statement=OuterRef("pk")))
    rows = Statement.objects.confirmed().filter(linked, **{by: one}).annotate(at=moment_of("said"))
    order = ("at", "id") if turn.before else ("-at", "-id")
    places: QuerySet[Any, Any] = rows.filter(turn.bounded("at", "id")).order_by(*order)
    return places.values_list("at", "id")
