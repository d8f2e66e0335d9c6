"""Clocks of every precision, spelt for COPY: a day is drawn, and how well it is known."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from claims.large.tables import NULL
from sources.choices import Basis, Precision, Qualifier

#: The first day that anything was published; a day is counted from it.
FIRST_DAY = date(2016, 1, 1)
DAYS = 3600

UNKNOWN = "\t".join((NULL, NULL, "", Precision.UNKNOWN, Qualifier.NONE, Basis.UNKNOWN, ""))
#: The seven columns of a clock, for a Table.
PARTS = "earliest latest zone precision qualifier basis wording"
#: How often each precision is drawn, of a hundred.
ODDS = {
    Precision.DAY: 38, Precision.MINUTE: 16, Precision.UNKNOWN: 16, Precision.MONTH: 8,
    Precision.INTERVAL: 8, Precision.WEEK: 7, Precision.YEAR: 4, Precision.SEASON: 3,
}  # fmt: skip
_DRAWN = [precision for precision, odds in ODDS.items() for _ in range(odds)]


def columns(clock: str) -> str:
    """The names of a clock's columns: "said_earliest said_latest …"."""
    return " ".join(f"{clock}_{part}" for part in PARTS.split())


def draw(rng: random.Random, day: int) -> str:
    """The seven columns of a clock at (about) that day."""
    draws = rng.random()
    return clock(_DRAWN[int(draws * len(_DRAWN))], day, int(draws * 1_000_003) % 4)


@lru_cache(maxsize=200_000)
def clock(precision: Precision, day: int, kind: int) -> str:
    """The seven columns. kind: 0 to 3, of which minute, how sure, and which ends are known."""
    if precision == Precision.UNKNOWN:
        return UNKNOWN
    first, last = _ends(precision, FIRST_DAY + timedelta(days=day), kind)
    ends = [at.isoformat() if at else NULL for at in (first, last)]
    sure = Qualifier.APPROXIMATE if kind == 3 and precision != Precision.MINUTE else Qualifier.NONE
    basis = (Basis.STATED, Basis.RESOLVED, Basis.STATED, Basis.INFERRED)[kind]
    return "\t".join((*ends, "UTC", precision, sure, basis, _wording(precision, kind)))


def moment(day: int, minute: int = 0) -> str:
    """A moment of that day, by minutes."""
    days, minute = divmod(minute, 1440)
    return f"{_day(day + days)}T{minute // 60:02}:{minute % 60:02}:00+00:00"


@lru_cache(maxsize=20_000)
def _day(day: int) -> str:
    return (FIRST_DAY + timedelta(days=day)).isoformat()


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _ends(precision: Precision, day: date, kind: int) -> tuple[datetime | None, datetime | None]:
    """Both ends; of an interval one may be open."""
    at = _midnight(day)
    if precision == Precision.MINUTE:
        begins = at + timedelta(hours=6 + 4 * kind, minutes=7 * kind)
        return begins, begins + timedelta(minutes=1)
    if precision == Precision.DAY:
        return at, at + timedelta(days=1)
    if precision == Precision.WEEK:
        begins = at - timedelta(days=day.weekday())
        return begins, begins + timedelta(days=7)
    if precision == Precision.INTERVAL:
        ends = (at, at + timedelta(days=9))
        return (None, ends[1]) if kind == 1 else (ends[0], None) if kind == 2 else ends
    if precision == Precision.SEASON:
        return _months(day.year, day.month // 3 * 3, 3)
    return _months(day.year, day.month, 1) if precision == Precision.MONTH else _months(day.year, 1, 12)


def _months(year: int, month: int, number: int) -> tuple[datetime, datetime]:
    """Whole months from that one on; month 0 is the December before."""
    begins = _midnight(date(year - (month == 0), month or 12, 1))
    return begins, _midnight((begins + timedelta(days=31 * number)).date().replace(day=1))


def _wording(precision: Precision, kind: int) -> str:
    said = {
        Precision.DAY: ("on Tuesday", "yesterday", "that day", "around then"),
        Precision.WEEK: ("this week", "last week", "the week before", "about a week ago"),
    }
    return said.get(precision, ("", "", "", ""))[kind]
