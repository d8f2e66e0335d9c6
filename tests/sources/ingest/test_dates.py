"""Publication dates in words, and lines that are nothing but a date."""

import pytest

from sources.clocks import ClockError, in_words, to_edtf
from sources.ingest.dates import is_date_line, parse_declared, printed_date


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("27 October 2023", "2023-10-27"),
        ("27th of October 2023", "2023-10-27"),
        ("October 27, 2023", "2023-10-27"),
        ("Oct. 27 2023", "2023-10-27"),
        ("Friday, October 27, 2023", "2023-10-27"),
        ("27.10.2023", "2023-10-27"),
        ("27. Oktober 2023", "2023-10-27"),
        ("1. März 2024", "2024-03-01"),
        ("Fr., 27. Okt. 2023", "2023-10-27"),
        ("2023-10-27", "2023-10-27"),
        ("October 2023", "2023-10"),
        ("März 2024", "2024-03"),
        ("2023", "2023"),
        ("2023-W43", "2023-W43"),
        ("2023-10-01/2023-10-07", "2023-10-01/2023-10-07"),
        ("27 October 2023, 14:05", "2023-10-27T14:05:00+02:00"),
        ("27 October 2023 at 2:05 pm CEST", "2023-10-27T14:05:00+02:00"),
        ("27.10.2023, 12.05 Uhr", "2023-10-27T12:05:00+02:00"),
        ("27 Oct 2023 12:05 GMT", "2023-10-27T14:05:00+02:00"),
        ("27 Oct 2023 12:05 IST", "2023-10-27"),  # three zones go by that name
    ],
)
def test_a_declared_date_is_read(value: str, edtf: str) -> None:
    clock = parse_declared(value, zone="Europe/Berlin")
    assert (to_edtf(clock), clock.basis, clock.wording) == (edtf, "declared", value)


@pytest.mark.parametrize(
    "value",
    [
        "10/11/2023",
        "yesterday",
        "31 April 2023",
        "27 Octobre",
        "27 October 2023 and more",
        "May 5",
        "x" * 500,
        "12:99 27 October 2023",
        "27 October 2023 25:00",
        "27 October 2023 14:05 pm",
        "0 May 2023",
        "13.13.2023",
    ],
)
def test_what_is_no_certain_date_is_refused(value: str) -> None:
    with pytest.raises(ClockError):
        parse_declared(value)


@pytest.mark.parametrize(
    "line",
    [
        "27 October 2023",
        "Published: 27 October 2023",
        "Published on October 27, 2023 at 14:05",
        "Veröffentlicht am 27.10.2023",
        "HALM, 27 October 2023",
        "HALM (Harbour Wire) – 27 October 2023",
        "Port Brevin (KNA) - 27.10.2023",
        "HALM, 27 October 2023 (Harbour Wire) –",
    ],
)
def test_a_line_that_is_a_date_of_publication_is_one(line: str) -> None:
    clock = printed_date(line)
    assert clock
    assert in_words(clock).startswith("27 Oct 2023")
    assert (clock.basis, clock.wording) == ("stated", line)


@pytest.mark.parametrize(
    "line", ["Updated: 28 October 2023", "Stand: 28.10.2023, 14:05 Uhr", "Aktualisiert am 28.10.2023"]
)
def test_a_date_of_change_is_a_date_line_and_no_publication(line: str) -> None:
    assert is_date_line(line)
    assert printed_date(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "On 27 October 2023 the bridge fell.",
        "2023",
        "October 2023",
        "Published by Ada Weber",
        "Ilse Tamm (Unity) won 27 October 2023",
        "HALM (Harbour Wire) – The bridge fell on 27 October 2023",
        "31 April 2023",
        "Mai",
        "",
    ],
)
def test_other_lines_are_no_date_of_publication(line: str) -> None:
    assert printed_date(line) is None
