"""The date of a form: read as EDTF, kept exactly while untouched, said back in words."""

import pytest

from claims.forms.clock import ClockForm, initial_of
from sources.clocks import UNKNOWN, parse_edtf

DATES = [
    "2031",
    "2031-05",
    "2031-05-12",
    "2031-W20",
    "2031-22",
    "2031-05-12/2031-05-14",
    "2031-05/2031-06",
    "../2031-05-12",
    "2031-05-12/..",
    "2031-05-12T14:30",
    "2031-05~",
    "2031?",
]


def clock_form(clock=UNKNOWN, *, zone="UTC", **fields):
    given = {name: value for name, value in {**initial_of(clock), **fields}.items() if value}
    return ClockForm(given, clock=clock, zone=zone)


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Tokyo"])
def test_an_untouched_date_stays_exactly_what_it_was(date, zone):
    clock = parse_edtf(date, zone=zone, basis="resolved", wording="on Monday")
    form = clock_form(clock)
    assert form.is_valid()
    assert form.value == clock


def test_an_unknown_date_stays_unknown():
    form = clock_form()
    assert form.is_valid()
    assert form.value == UNKNOWN


def test_a_typed_date_lies_in_the_zone_of_the_outlet():
    form = clock_form(zone="Asia/Tokyo", date="2031-05-12")
    assert form.is_valid()
    tokyo = parse_edtf("2031-05-12", zone="Asia/Tokyo", basis="stated")
    assert form.value == tokyo._replace(wording="")


def test_a_mark_in_the_date_counts_where_no_other_is_chosen():
    form = clock_form(date="2031-05?", qualifier="none")
    assert form.is_valid()
    assert form.value.qualifier == "uncertain"


def test_a_chosen_qualifier_counts():
    form = clock_form(date="2031-05", qualifier="approximate")
    assert form.is_valid()
    assert form.value.qualifier == "approximate"


def test_a_qualifier_can_be_taken_back():
    clock = parse_edtf("2031-05~", basis="stated", wording="-")
    form = clock_form(clock, qualifier="none")
    assert form.is_valid()
    assert form.value == clock._replace(qualifier="none")


def test_a_date_is_said_back_with_its_precision():
    assert clock_form(date="2031-05").reads_as == "May 2031 (a month, no day given)"
    assert clock_form().reads_as == ""


def test_a_date_taken_away_becomes_unknown_and_keeps_its_words():
    clock = parse_edtf("2031-05", basis="stated", wording="in May")
    form = ClockForm({"wording": "in May"}, clock=clock)
    assert form.is_valid()
    assert form.value == UNKNOWN._replace(wording="in May")


@pytest.mark.parametrize("date", ["Thursday", "2031-13", "31.5.2031", "2031-05-12/2031-05-01"])
def test_what_is_no_date_is_refused_with_a_sentence(date):
    form = clock_form(date=date)
    assert not form.is_valid()
    assert form.errors["date"][0].startswith(("“", "This is no date"))


def test_a_basis_declared_at_import_can_stay():
    clock = parse_edtf("2031", basis="declared", wording="-")
    assert clock_form(clock).is_valid()
    assert not clock_form(date="2031", basis="declared").is_valid()
