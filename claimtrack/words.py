"""Small words for pages: days, instants and counts. Plain functions, used as Jinja2 filters too."""

import unicodedata
from datetime import UTC, date, datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date | datetime) -> str:
    """As in "24 Oct 2025": the day of an instant in UTC, or a plain date as it is."""
    moment = value.astimezone(UTC) if isinstance(value, datetime) else value
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def instant(value: datetime) -> str:
    """As in "24 Oct 2025, 16:12 UTC": an aware instant, to the minute. A naive one raises ValueError."""
    if value.tzinfo is None:
        raise ValueError("An instant must carry its zone.")
    moment = value.astimezone(UTC)
    return f"{day(moment)}, {moment.hour:02}:{moment.minute:02} UTC"


def iso(value: date | datetime) -> str:
    """What stands in `<time datetime>`: ISO 8601, instants in UTC to the second."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).isoformat(timespec='seconds')[:-6]}Z"
    return value.isoformat()


def grouped(number: int) -> str:
    """As in "14,211": a whole number with commas between thousands."""
    return f"{number:,}"


def isolated(words: str) -> str:
    """Words to stand among others; those written from the right are kept from turning what is beside them."""
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words)
    return f"\u2068{words}\u2069" if turns else words


def counted(number: int, one: str, many: str = "") -> str:
    """As in "1 outlet", "7 outlets": a number with its noun; `many` where adding an s is wrong."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
