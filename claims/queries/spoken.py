"""The statements of a speaker in the order of saying, the newest first, read page by page.

An index of each order (`statement_of_speaker`, `statement_for_body`) bounds what is read: a record of 20,000
statements opens as fast as one of 20.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from claims.choices import StatementState
from claims.models import Speaker, Statement, StatementLink
from claims.queries.capped import MOST, Capped
from claims.queries.keys import Turn
from claimtrack.roles import Visitor
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
    first, *others = [_of_one(one, visitor, turn, by)[:most] for one in people]
    order = ("at", "id") if turn.before else ("-at", "-id")
    return list(first.union(*others, all=True).order_by(*order)[:most] if others else first)


def links_of_people(people: Sequence[int], visitor: Visitor, *, by: str = SPEAKER) -> QuerySet[Any]:
    """Confirmed links of their statements that the visitor sees, with `target_id`."""
    links = StatementLink.objects.seen_by(visitor).confirmed().with_target()
    return links.filter(**{f"statement__{by}__in": people}, statement__state=StatementState.CONFIRMED)


def count_record(people: Sequence[int], visitor: Visitor, *, by: str = SPEAKER) -> tuple[Capped, Capped]:
    """How many statements there are, and on how many claims, as far as they are counted. One query."""
    # The newest: in the order of the index, so that no more of it is read.
    newest_first = (moment_of("statement__said").desc(), "-statement_id")
    links = links_of_people(people, visitor, by=by).order_by(*newest_first)
    found = links.values("statement_id", "target_id")[: MOST + 1].aggregate(
        links=Count("pk"),
        statements=Count("statement_id", distinct=True),
        claims=Count("target_id", distinct=True),
    )
    more = found["links"] > MOST
    return Capped(min(found["statements"], MOST), more), Capped(min(found["claims"], MOST), more)


def _of_one(one: int, visitor: Visitor, turn: Turn, by: str) -> QuerySet[Any, Any]:
    links = StatementLink.objects.seen_by(visitor).confirmed().filter(statement=OuterRef("pk"))
    rows = Statement.objects.confirmed().filter(Exists(links), **{by: one}).annotate(at=moment_of("said"))
    order = ("at", "id") if turn.before else ("-at", "-id")
    places: QuerySet[Any, Any] = rows.filter(turn.bounded("at", "id")).order_by(*order)
    return places.values_list("at", "id")
