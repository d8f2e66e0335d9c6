"""Publication dates, as people write them in header lines, manifests and at the head of a story.

Only whole forms are read: a date in the middle of a sentence says when something happened, not when the
story was published. Relative words ("yesterday") are left alone here.
"""

from __future__ import annotations

import re

from sources.clocks import ClockError, ClockValue, parse_edtf

LONGEST = 120
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
DAY = r"(?P<day>\d{1,2})"
FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{DAY}(?:st|nd|rd|th)? (?:of )?{MONTH},? {YEAR}",
        rf"{MONTH} {DAY}(?:st|nd|rd|th)?,? {YEAR}",
        rf"{DAY}\. ?{MONTH} {YEAR}",
        rf"{DAY}\. ?(?P<number>\d{{1,2}})\. ?{YEAR}",
        rf"{YEAR}-(?P<number>\d{{2}})-{DAY}",
        rf"{MONTH},? {YEAR}",
    )
]
LEAD = re.compile(
    r"(?:(?P<published>first published|published|posted|veröffentlicht|erschienen)"
    r"|(?P<changed>last updated|updated|last modified|modified|aktualisiert|stand))(?: on| at| am)? ?:? ?",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? "
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)"
    r"[.,]{1,2} ?",
    re.IGNORECASE,
)
TIME = re.compile(
    r"(?: ?[,|·–-] ?| )(?:at |um )?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?: ?(?P<half>[ap]\.?m\.?))?"
    r"(?: ?(?:uhr|h))?(?: ?\(?(?P<zone>[a-z]{2,5})\)?)?",
    re.ASCII | re.IGNORECASE,
)
# Only abbreviations that mean one thing; a time in any other is kept as its day.
OFFSETS = {"utc": "Z", "gmt": "Z", "cet": "+01:00", "cest": "+02:00", "mez": "+01:00", "mesz": "+02:00"}
HELP = "Write it like 2023-10-27, 27 October 2023, 27.10.2023, October 2023 or 2023."


def parse_declared(value: str, *, zone: str = "UTC", basis: str = "declared") -> ClockValue:
    """Read a publication date given in a header line, a manifest or for a batch. Raises ClockError."""
    value = " ".join(value.split())
    if len(value) > LONGEST:
        raise ClockError(f"This is too long for a date. {HELP}")
    if re.match(r"\d{1,2}/\d{1,2}/\d{2,4}", value):
        raise ClockError(f"“{value}” can be read in two ways: day first or month first. {HELP}")
    return parse_edtf(as_edtf(value) or value, zone=zone, basis=basis, wording=value)


def printed_date(line: str, *, zone: str = "UTC") -> ClockValue | None:
    """Read a line that is nothing but a date of publication; None where it is anything else."""
    found = _printed(line)
    if found is None or _tells_of_change(line):
        return None
    try:
        return parse_edtf(found, zone=zone, basis="stated", wording=line)
    except ClockError:
        return None


def is_date_line(line: str) -> bool:
    """Say whether a line is nothing but a printed date, of publication or of a later change."""
    return _printed(line) is not None


def as_edtf(value: str) -> str | None:
    """Turn an English or German date, with or without weekday and time, into EDTF; None where it is none."""
    bare = WEEKDAY.sub("", " ".join(value.split()), count=1) if WEEKDAY.match(value) else value
    for form in FORMS:
        found = form.match(bare)
        day = _date_of(found.groupdict()) if found else None
        if found and day:
            rest = bare[found.end() :].strip()
            return _with_time(day, bare[found.end() :]) if rest else day
    return None


def _tells_of_change(line: str) -> bool:
    """Say whether the line tells of a change, not of publication."""
    lead = LEAD.match(line)
    return bool(lead and lead["changed"])


def _printed(line: str) -> str | None:
    """Return the EDTF of a line that is one whole date; a bare year or month is too little to tell."""
    if len(line) > LONGEST or not any(letter.isdigit() for letter in line):
        return None
    found = as_edtf(" ".join(LEAD.sub("", line, count=1).split()) if LEAD.match(line) else line)
    return found if found and len(found) >= len("2023-10-27") else None


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
