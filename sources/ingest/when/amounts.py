"""The grammar of stretches that stand for themselves: ago, in the last weeks, nine months of fighting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sources.clock_reading import Span
from sources.ingest.when import days
from sources.ingest.when.days import Unresolved
from sources.ingest.when.patterns import Base, Hit, Meaning, rules

ABOUT = r"(?:o?n?(?P<about>n)=?)?(?P<over>>)?"
COUNT = r"(?:a?(?P<vague>G)|a?(?P<couple>c)f?|(?P<count>[Na]))"


def amount(hit: Hit) -> tuple[int, str]:
    """Return how many units; 0 where nobody says, and the qualifier."""
    if hit.letter("vague"):
        return 0, days.APPROXIMATE
    if hit.letter("couple"):
        return 2, days.APPROXIMATE
    count = hit.number("count", 1) if hit.letter("count") == "N" else 1
    return count, _qualifier(hit)


def _qualifier(hit: Hit) -> str:
    return hit.text("about") or (days.APPROXIMATE if hit.letter("over") else "none")


def qualified(span: Span, qualifier: str) -> Span:
    """Mark the span, where there is a mark."""
    return span if qualifier == "none" else replace(span, qualifier=qualifier)


def _away(hit: Hit, sign: int) -> Meaning:
    """So many units ago, or ahead: told as the unit itself."""
    number, qualifier = amount(hit)
    unit = hit.text("unit")

    def meaning(base: Base) -> Span:
        if number == 0:
            return days.days(None, base.known) if sign < 0 else days.days(base.known, None)
        there = days.moved(base.known, sign * number, unit)
        if unit in ("hour", "minute"):
            return _hull(there, base.known, qualifier)
        return qualified(days.unit_of(there, unit), qualifier)

    return meaning


def _hull(one: date, other: date, qualifier: str) -> Span:
    if one == other:
        return qualified(days.day(one), qualifier)
    return days.days(min(one, other), max(one, other), qualifier)


def _half_ago(hit: Hit) -> Meaning | None:
    if hit.text("unit") != "year":
        return None
    qualifier = _qualifier(hit)
    return lambda base: qualified(days.unit_of(days.moved(base.known, -6, "month"), "month"), qualifier)


def _ago(hit: Hit) -> Meaning:
    return _away(hit, -1)


def _ago_today(hit: Hit) -> Meaning:
    number, qualifier = amount(hit)
    unit = hit.text("unit")
    return lambda base: qualified(days.day(days.moved(base.known, -number, unit)), qualifier)


def _weekday_ago(hit: Hit) -> Meaning:
    """A week ago on Tuesday: so many weeks before the latest Tuesday."""
    number, unit, weekday = amount(hit)[0], hit.text("unit"), hit.number("weekday")

    def meaning(base: Base) -> Span:
        if days.LENGTH.get(unit, 0) < 7 or not number:
            raise Unresolved
        return days.day(days.moved(days.weekday(base.known, weekday), -number, unit))

    return meaning


def _long_ago(hit: Hit) -> Meaning:
    return lambda base: days.days(None, base.known)


def _from_now(hit: Hit) -> Meaning:
    return lambda base: days.days(base.known, None)


def _next_day(hit: Hit) -> Meaning | None:
    """On the next day: after something told before."""
    return unresolved(hit) if hit.text("unit") == "day" else None


def _hence(hit: Hit) -> Meaning:
    return _away(hit, 1)


def _leaning(hit: Hit) -> Meaning | None:
    """The day before, three weeks later; not "30 minutes before bed"."""
    return None if (hit.text("one") or hit.text("unit")) in ("hour", "minute") else unresolved(hit)


def _hence_if_ahead(hit: Hit) -> Meaning:
    """ "In three weeks": from now, or how long it took."""
    hence = _hence(hit)

    def meaning(base: Base) -> Span:
        if not base.ahead:
            raise Unresolved
        return hence(base)

    return meaning


def _lasting(hit: Hit) -> Meaning:
    """A stretch that reaches up to the day of publication."""
    said = any(hit.letter(name) for name in ("vague", "couple", "count"))
    number, qualifier = amount(hit)
    unit = hit.text("unit")
    endless = number == 0 or (not said and hit.letter("unit") == "V")

    def meaning(base: Base) -> Span:
        if endless:
            return days.days(None, base.known)
        return days.days(days.moved(base.known, -number, unit), base.known, qualifier)

    return meaning


def _coming(hit: Hit) -> Meaning:
    number, qualifier = amount(hit)
    unit = hit.text("unit")
    return lambda base: days.days(base.known, days.moved(base.known, number, unit), qualifier)


def unresolved(hit: Hit) -> Meaning:
    """Words that lean on something told before."""

    def meaning(base: Base) -> Span:
        raise Unresolved

    return meaning


STRETCHES = rules(
    (
        (rf"{ABOUT}{COUNT}(?P<unit>[UV])A", _ago),
        (rf"{ABOUT}{COUNT}(?P<unit>[UV])Ay", _ago_today),
        (rf"{ABOUT}{COUNT}(?P<unit>[UV])Ao?(?P<weekday>W)", _weekday_ago),
        (r"(?P<vague>V)A", _long_ago),
        (rf"<{ABOUT}{COUNT}(?P<unit>[UV])", _ago),
        (r"[<s](?P<vague>V)", _long_ago),
        (rf"{ABOUT}(?:ha|ah)(?P<unit>U)A", _half_ago),
        (rf"<{ABOUT}ah(?P<unit>U)", _half_ago),
        (rf"i{ABOUT}{COUNT}(?P<unit>[UV])p", _hence),
        (rf"{COUNT}(?P<unit>[UV])r[y@]", _hence),
        (rf"[iov>F]?[wT][LZ]{ABOUT}(?:{COUNT})?(?P<unit>[UV])(?!f)", _lasting),
        (rf"[iov>]x?[LZ]{ABOUT}(?:(?P<count>N)|(?P<vague>G))?(?P<unit>V)(?!f)", _lasting),
        (rf"[iov>]x?[LZ]{ABOUT}(?P<count>N)(?P<unit>U)(?!f)", _lasting),
        (r"[iov>][wx]?R(?P<unit>V)", _lasting),
        (rf"F{ABOUT}{COUNT}(?P<unit>[UV])", _lasting),
        (rf"s{ABOUT}{COUNT}(?P<unit>[UV])", _lasting),
        (rf"[iov>]?{ABOUT}{COUNT}(?P<unit>[UV])f?x?g", _lasting),
        (r"[iov>]?[wx]X(?P<unit>V)", _from_now),
        (rf"[iov>]?[wx]X{ABOUT}(?P<count>N)(?P<unit>[UV])", _coming),
        (r"[iov]?[wx]?C(?:[VKPMWQ]|U(?:[LTXZ]U)?)", unresolved),
        (rf"(?:[iov]?[wx]?(?P<one>U)|n?{COUNT}(?P<unit>[UV]))[uEJHB]", _leaning),
        (r"[iov>]?wX(?P<unit>U)", unresolved),
        (r"o[wx]?X(?P<unit>U)", _next_day),
        (rf"i{ABOUT}{COUNT}(?P<unit>[UV])", _hence_if_ahead),
        (r"o?x?uu?", unresolved),
    )
)
