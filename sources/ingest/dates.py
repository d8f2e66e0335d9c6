"""Publication dates, as people write them in header lines, manifests and at the head of a story.

Only whole forms are read: a date in the middle of a sentence says when something happened, not when the
story was published. Relative words ("yesterday") are left alone here: see `when`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sources.clocks import ClockError, ClockValue, parse_edtf

LONGEST = 120
#: Lines of which it is remembered what they say.
REMEMBERED = 1024
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner",
            "february feb februar",
            "march mar märz mär",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        1,
    )
    for name in names.split()
}
MONTH = r"(?P<month>[a-zä]{3,9})\.?"
YEAR = r"(?P<year>\d{4})"
#: What a whole date holds at least: a year, in each of the forms.
MAYBE_YEAR = re.compile(r"\d{4}")
DAY = r"(?P<day>\d{1,2})"
FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{DAY}(?:st|nd|rd|th)? (?:of )?{MONTH},? {YEAR}",
        rf"{MONTH} {DAY}(?:st|nd|rd|th)?,? {YEAR}",
        rf"{DAY}\. ?{MONTH} {YEAR}",
        rf"{DAY}\. ?(?P<number>\d{{1,2}})\. ?{YEAR}",
        rf"{YEAR}-(?P<number>\d{{2}})-{DAY}",
        rf"(?P<one>\d{{1,2}})(?P<slash>[/-])(?P<two>\d{{1,2}})(?P=slash){YEAR}",
        rf"{MONTH},? {YEAR}",
    )
]
CHANGED = (
    "last updated|updated|last modified|modified|zuletzt aktualisiert|aktualisiert|letzte änderung|stand"
)
#: Which of the forms may be read in two ways.
SLASHED = next(number for number, form in enumerate(FORMS) if "one" in form.groupindex)
LEAD = re.compile(
    r"(?:(?P<published>(?:first )?(?:published|posted|printed)|date|datum|veröffentlicht|erschienen|erstellt)"
    rf"|(?P<changed>{CHANGED}))(?: on| at| am)? ?:? ?(?=[\w])",
    re.IGNORECASE,
)
#: A line may go on, behind the date of publication, with the date of a change.
THEN_CHANGED = re.compile(rf"[\s(|·•,;–—-]+(?=(?:{CHANGED})\b)", re.IGNORECASE)
READING_TIME = re.compile(
    r"\s?[|·•–—,-]\s?(?:\d{1,2} ?min(?:ute)?s?\.?(?: read)?|lesezeit:? ?\d{1,2} ?min(?:uten|\.)?)$",
    re.IGNORECASE,
)
#: "Halm, ", "HALM (Agency) – ": where a story was written, and for which agency, before its date.
PLACE = re.compile(
    r"[A-ZÄÖÜ][\w.’'-]{1,30}(?: [A-ZÄÖÜ][\w.’'-]{1,30}){0,3}"
    r"(?:, | [|·•–—-] | ?\([A-ZÄÖÜ][^()]{1,30}\),?(?: ?(?:--|[|·•–—-]))? )(?=[\w])"
)
AGENCY_BEHIND = re.compile(r" \([A-ZÄÖÜ][^()\d]{1,30}\)(?: ?[–—-])?$")
WEEKDAY = re.compile(
    r"(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?[.,]{0,2} "
    r"|(?P<de>mo|di|mi|do|fr|sa|so)(?:ntag|enstag|ttwoch|nnerstag|eitag|mstag|nnabend|nntag)?[.,]{1,2} ?"
    r"(?:(?:den|dem|der) )?",
    re.IGNORECASE,
)
TIME = re.compile(
    r"(?: ?[,|·•–-] ?| |T(?=\d))(?:at |um )?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?"
    r"(?: ?(?P<half>[ap]\.?m\.?))?(?: ?(?:uhr|h))?(?: ?\(?(?P<zone>z|[a-z]{2,5})\)?)?",
    re.ASCII | re.IGNORECASE,
)
WEEKDAYS = {
    "en": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "de": ("mo", "di", "mi", "do", "fr", "sa", "so"),
}
#: Where dates in figures begin with the month, and where one cannot say.
MONTH_FIRST = {"US"}
UNSETTLED = {"CA", "PH", "CN", "JP", "KR", "TW", "HU", "LT", "MN", "IR", "ZA", "KE"}
# Only abbreviations that mean one thing; a time in any other is kept as its day.
OFFSETS = {
    "utc": "Z",
    "gmt": "Z",
    "cet": "+01:00",
    "cest": "+02:00",
    "mez": "+01:00",
    "mesz": "+02:00",
    "z": "Z",
}
HELP = "Write it like 2023-10-27, 27 October 2023, 27.10.2023, October 2023 or 2023."


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is a date and nothing else, in EDTF or "".

    published, changed: what each part of it says. readings: the two days that figures like 03/04/2025 may be.
    """

    published: str = ""
    changed: str = ""
    readings: tuple[date, date] | None = None


def parse_declared(
    value: str, *, zone: str = "UTC", basis: str = "declared", day_first: bool | None = None
) -> ClockValue:
    """Read a publication date given in a header line, a manifest or for a batch. Raises ClockError.

    day_first: how figures like 03/04/2025 are read; None, where nobody can say: such a date is refused.
    """
    value = " ".join(value.split())
    if len(value) > LONGEST:
        raise ClockError(f"This is too long for a date. {HELP}")
    found = as_edtf(value, day_first=day_first)
    if found is None and two_readings(value):
        raise ClockError(f"“{value}” can be read in two ways: day first or month first. {HELP}")
    return parse_edtf(found or value, zone=zone, basis=basis, wording=value)


def printed_date(line: str, *, zone: str = "UTC", day_first: bool | None = None) -> ClockValue | None:
    """Read a line that is nothing but a date of publication; None where it is anything else."""
    found = read_date_line(line, day_first=day_first)
    if found is None or not found.published:
        return None
    return _stated(found.published, zone, line)


def _stated(edtf: str, zone: str, line: str) -> ClockValue | None:
    try:
        return parse_edtf(edtf, zone=zone, basis="stated", wording=line)
    except ClockError:
        return None


def is_date_line(line: str) -> bool:
    """Say whether a line is nothing but a printed date, of publication or of a later change."""
    return read_date_line(line) is not None


def day_first_in(country: str) -> bool | None:
    """Say whether dates in figures begin with the day in a country (ISO 3166-1); None: one cannot say."""
    return None if not country or country in UNSETTLED else country not in MONTH_FIRST


def as_edtf(value: str, *, day_first: bool | None = None) -> str | None:
    """Turn an English or German date, with or without weekday and time, into EDTF; None where it is none."""
    weekday, bare = _weekday_and_rest(value)
    for form in FORMS:
        found = form.match(bare)
        parts = _settled(found.groupdict(), weekday, day_first) if found else None
        day = _date_of(parts) if parts else None
        if found and day:
            rest = bare[found.end() :].strip()
            return _with_time(day, bare[found.end() :]) if rest else day
    return None


def two_readings(value: str) -> tuple[date, date] | None:
    """Return what figures like 03/04/2025 may be, day first and month first; None where there is no doubt."""
    _, bare = _weekday_and_rest(value)
    found = FORMS[SLASHED].match(bare)
    if not found or as_edtf(value):
        return None
    one, two, year = (int(found[name]) for name in ("one", "two", "year"))
    if not (1 <= one <= 12 and 1 <= two <= 12 and year > 0):
        return None
    return date(year, two, one), date(year, one, two)


def read_date_line(line: str, *, day_first: bool | None = None) -> DateLine | None:
    """Read a whole line; None where it is more than dates. A bare year or month is too little to tell."""
    if len(line) > LONGEST or not MAYBE_YEAR.search(line):
        return None
    return _read_date_line(line, day_first)


@lru_cache(maxsize=REMEMBERED)
def _read_date_line(line: str, day_first: bool | None) -> DateLine | None:
    """The same line is asked about several times while a text is read, and stands in others of that day."""
    line = READING_TIME.sub("", " ".join(line.split()))
    lead = LEAD.match(line)
    then = THEN_CHANGED.search(line, lead.end() if lead else 5)
    if then:
        first = read_date_line(line[: then.start()], day_first=day_first)
        second = read_date_line(line[then.end() :].rstrip(")"), day_first=day_first)
        return DateLine(first.published, second.changed, first.readings) if first and second else None
    value = line[lead.end() :] if lead else line
    place = None if lead else PLACE.match(value)
    if place and not WEEKDAY.match(value) and not as_edtf(value, day_first=day_first):
        value = AGENCY_BEHIND.sub("", value[place.end() :])
    return _whole(value, bool(lead and lead["changed"]), day_first)


def _whole(value: str, changed: bool, day_first: bool | None) -> DateLine | None:
    found = as_edtf(value, day_first=day_first) or ""
    if len(found) >= len("2023-10-27"):
        return DateLine(changed=found) if changed else DateLine(published=found)
    readings = two_readings(value)
    return DateLine(readings=None if changed else readings) if readings else None


def _weekday_and_rest(value: str) -> tuple[int | None, str]:
    """Return the weekday that a date begins with (0 is Monday), and the rest."""
    value = " ".join(value.split())
    found = WEEKDAY.match(value)
    if not found:
        return None, value
    language = "en" if found["en"] else "de"
    return WEEKDAYS[language].index(found[language].casefold()), value[found.end() :]


def _settled(
    parts: dict[str, str | None], weekday: int | None, day_first: bool | None
) -> dict[str, str | None] | None:
    """Say which of two figures is the day: one above 12, the same twice, the printed weekday, the country."""
    if not parts.get("slash"):
        return parts
    one, two, year = (int(parts[name] or 0) for name in ("one", "two", "year"))
    orders = [(one, two), (two, one)] if one != two else [(one, two)]
    fitting = [order for order in orders if _exists(order, year, weekday)]
    if len(fitting) > 1 and day_first is not None:
        fitting = [orders[0 if day_first else 1]]
    if len(fitting) != 1:
        return None
    day, month = fitting[0]
    return {"day": str(day), "number": str(month), "year": parts["year"]}


def _exists(order: tuple[int, int], year: int, weekday: int | None) -> bool:
    day, month = order
    try:
        there = date(year, month, day)
    except ValueError:
        return False
    return weekday is None or there.weekday() == weekday


def _date_of(parts: dict[str, str | None]) -> str | None:
    number = int(parts.get("number") or 0) or MONTHS.get((parts.get("month") or "").casefold(), 0)
    if not 1 <= number <= 12:
        return None
    day = parts.get("day")
    return f"{parts['year']}-{number:02}" + (f"-{int(day):02}" if day else "")


def _with_time(day: str, rest: str) -> str | None:
    """Add the time of day; None where what follows the date is no time at all."""
    found = TIME.fullmatch(rest)
    if not found or len(day) < len("2023-10-27"):
        return None
    hour, half = int(found["hour"]), (found["half"] or "").casefold()[:1]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    zone = (found["zone"] or "").casefold()
    if zone and zone not in OFFSETS:
        return day
    return f"{day}T{hour:02}:{found['minute']}{OFFSETS.get(zone, '')}"
