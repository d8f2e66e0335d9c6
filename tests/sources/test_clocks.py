"""Clocks: what is read, what is written, and what a reader is told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.clocks import UNKNOWN, ClockError, ClockValue, in_words, in_zone, parse_edtf, to_edtf

BERLIN = "Europe/Berlin"


def hours(clock: ClockValue) -> float:
    assert clock.earliest
    assert clock.latest
    return (clock.latest - clock.earliest) / timedelta(hours=1)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-10-27", "27 Oct 2023"),
        ("2023-10", "Oct 2023"),
        ("2023", "2023"),
        ("2023-10-XX", "Oct 2023"),
        ("2023-XX", "2023"),
        ("202X", "2020 to 2029"),
        ("2023-W43", "week of 23 Oct 2023"),
        ("2023-22", "summer 2023"),
        ("2023-24", "winter 2023/24"),
        ("2023~", "about 2023"),
        ("2023-10?", "perhaps Oct 2023"),
        ("2023-10-27%", "perhaps 27 Oct 2023"),
        ("2023-22~", "about summer 2023"),
        ("[2023-10-23,2023-10-24]", "23 or 24 Oct 2023"),
        ("[2023-10-23..2023-10-25]", "23 to 25 Oct 2023"),
        ("2023-10-31/2023-11-01", "31 Oct or 1 Nov 2023"),
        ("2023-10-06/2023-10-12", "6 to 12 Oct 2023"),
        ("2023-09-28/2023-10-04", "28 Sep to 4 Oct 2023"),
        ("2022-12-28/2023-01-04", "28 Dec 2022 to 4 Jan 2023"),
        ("2023-10-06~/2023-10-12", "about 6 to 12 Oct 2023"),
        ("../2023-10-23", "before 24 Oct 2023"),
        ("../2023-10", "before Nov 2023"),
        ("2023-10-23/..", "23 Oct 2023 or later"),
        ("2023/", "2023 or later"),
        ("2023-10-27T14:05", "27 Oct 2023, 14:05 CEST"),
        ("2023-10-27T14:05:30+02:00", "27 Oct 2023, 14:05 CEST"),
        ("2023-10-27T12:05Z", "27 Oct 2023, 14:05 CEST"),
    ],
)
def test_a_clock_is_said_as_finely_as_it_was_given(edtf: str, words: str) -> None:
    assert in_words(parse_edtf(edtf, zone=BERLIN)) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-10/2023-12", "Oct to Dec 2023"),
        ("2022/2023", "2022 to 2023"),
        ("2022-03/2023-10-07", "Mar 2022 to 7 Oct 2023"),
        ("2023-03-04/2023-10", "4 Mar to Oct 2023"),
    ],
)
def test_a_day_that_nobody_gave_is_neither_printed_nor_written(edtf: str, words: str) -> None:
    clock = parse_edtf(edtf, zone=BERLIN)
    assert (in_words(clock), to_edtf(clock)) == (words, edtf)


@pytest.mark.parametrize(("day", "length"), [("2023-03-26", 23), ("2023-06-01", 24), ("2023-10-29", 25)])
def test_a_day_in_berlin_is_as_long_as_the_clocks_made_it(day: str, length: int) -> None:
    assert hours(parse_edtf(day, zone=BERLIN)) == length


def test_a_day_begins_where_its_zone_says() -> None:
    clock = parse_edtf("2023-10-27", zone=BERLIN)
    assert clock.earliest == datetime(2023, 10, 26, 22, tzinfo=UTC)
    assert clock.latest == datetime(2023, 10, 27, 22, tzinfo=UTC)
    assert (clock.zone, clock.precision, clock.qualifier, clock.basis, clock.wording) == (
        BERLIN,
        "day",
        "none",
        "declared",
        "2023-10-27",
    )


def test_a_time_with_an_offset_fixes_the_minute() -> None:
    clock = parse_edtf("2023-10-27T14:05-05:00", zone=BERLIN)
    assert (clock.earliest, clock.latest) == (
        datetime(2023, 10, 27, 19, 5, tzinfo=UTC),
        datetime(2023, 10, 27, 19, 6, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "2023-02-30",
        "2023-13",
        "2023-W54",
        "2023-10-27T25:00",
        "2023-10-00",
        "2023/..~",
        "2023-00",
        "2023-10/2023-09",
        "{2021,2023}",
        "/",
        "../..",
        "2023-XX-27",
        "[2023-10-01,2023-10-09]",
        "0200",
        "9999",
        "Y-17000",
        "2023-10-27" * 20,
        "２０２３",
        "2023-29",
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(value: str) -> None:
    with pytest.raises(ClockError) as refusal:
        parse_edtf(value)
    assert str(refusal.value).endswith(".")
    assert " " in str(refusal.value)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe/Berlin\x00", "Europe"])
def test_a_zone_that_does_not_exist_is_named(zone: str) -> None:
    with pytest.raises(ClockError, match="is no time zone"):
        parse_edtf("2023-10-27", zone=zone)


def test_the_unknown_clock_says_so_and_exports_nothing() -> None:
    assert (in_words(UNKNOWN), to_edtf(UNKNOWN)) == ("not known", "")


@settings(deadline=None, max_examples=40)
@given(
    st.dates(min_value=datetime(1800, 1, 1).date(), max_value=datetime(2200, 1, 1).date()),
    st.integers(0, 400),
)
def test_what_is_written_is_read_back_as_the_same_stretch(day, length) -> None:
    end = day + timedelta(days=length)
    for edtf in (
        f"{day}",
        f"{day}/{end}",
        f"../{day}",
        f"{day}/..",
        f"{day:%Y-%m}",
        f"{day:%Y-%m}/{end}",
        f"{day:%G-W%V}",
    ):
        clock = parse_edtf(edtf, zone=BERLIN)
        again = parse_edtf(to_edtf(clock), zone=BERLIN)
        assert (again.earliest, again.latest, again.precision) == (
            clock.earliest,
            clock.latest,
            clock.precision,
        )


@settings(deadline=None)
@given(st.text(max_size=30) | st.text(alphabet="0123456789-/.~?%XTW:[]{},", max_size=25))
def test_any_text_is_a_clock_or_a_refusal(value: str) -> None:
    try:
        clock = parse_edtf(value)
    except ClockError:
        return
    assert clock.precision != "unknown"
    assert in_words(clock) != "not known"


@pytest.mark.parametrize(
    "edtf", ["2023-10-29", "2023-10", "2023", "2023-W43", "2023-22~", "../2023-10-27", "2023/.."]
)
def test_the_same_days_in_another_zone_are_those_read_there(edtf: str) -> None:
    assert in_zone(parse_edtf(edtf, zone=BERLIN), "Asia/Tokyo") == parse_edtf(edtf, zone="Asia/Tokyo")


def test_an_instant_is_the_same_in_every_zone() -> None:
    minute = parse_edtf("2023-10-27T14:05", zone=BERLIN)
    moved = in_zone(minute, "Asia/Tokyo")
    assert (moved.earliest, moved.latest, moved.zone) == (minute.earliest, minute.latest, "Asia/Tokyo")
    until = ClockValue(None, minute.latest, BERLIN, "interval", "none", "stated", "by then")
    assert in_zone(until, "Asia/Tokyo").latest == minute.latest
    assert in_zone(UNKNOWN, "Asia/Tokyo") == UNKNOWN
