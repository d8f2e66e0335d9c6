"""When a story says it was published, and what settles a date that could be two."""

import pytest

from sources.clocks import to_edtf
from sources.ingest.dates import day_first_in, is_date_line, parse_declared, printed_date
from sources.ingest.facts import Declared
from sources.ingest.pipeline import read_article

BODY = (
    "The mayor of Halm accused the water company on Tuesday of hiding test results for three years, a charge "
    "that the company called absurd and that its lawyers said would be answered in court before long.\n"
)


def dated(text, **declared):
    """The fact of publication: its words, its clock in EDTF, its problem; and the article's clock."""
    article = read_article(
        text.encode(), name="a.txt", declared=Declared(zone="Europe/Berlin", **declared), manifest_facts={}
    )
    facts = [fact for fact in article.facts if fact.field == "published"]
    for fact in facts:
        assert fact.start is None or article.text[fact.start : fact.end] == fact.value
    return [(fact.value, to_edtf(fact.clock) if fact.clock else None, fact.problem) for fact in facts]


def page(*lines, body=BODY):
    """A story with such lines between its headline and its text."""
    return "\n\n".join(["Mayor accuses water company of hiding results", *lines, body])


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("Published: 27 October 2023 | Updated: 28 October 2023", "2023-10-27"),
        ("27 October 2023 • 5 min read", "2023-10-27"),
        ("Friday 27 October 2023 14.05 BST", "2023-10-27"),
        ("Oct 27, 2023, 2:05 PM CEST", "2023-10-27T14:05:00+02:00"),
        ("2023-10-27T12:05:00Z", "2023-10-27T14:05:00+02:00"),
        ("Halm, 27. Oktober 2023", "2023-10-27"),
        (
            "Veröffentlicht am 27.10.2023, 14:05 Uhr, zuletzt aktualisiert am 28.10.2023",
            "2023-10-27T14:05:00+02:00",
        ),
        ("Freitag, den 27. Oktober 2023", "2023-10-27"),
        ("Date: 27/10/2023", "2023-10-27"),
        ("10/27/2023", "2023-10-27"),
        ("Friday, 03/11/2023", "2023-11-03"),
        ("Saturday, 03/11/2023", "2023-03-11"),
        ("05/05/2023", "2023-05-05"),
    ],
)
def test_a_line_that_is_a_date_of_publication_is_read_whole(line, edtf):
    clock = printed_date(line, zone="Europe/Berlin")
    assert (to_edtf(clock), clock.basis, clock.wording) == (edtf, "stated", line)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor, 27 October 2023, spoke",
        "Room 3/11/20231",
        "99/99/2023",
        "Halm, 300 people",
        "Stand: heute 5",
    ],
)
def test_other_lines_stay_no_date(line):
    assert not is_date_line(line)


def test_a_date_that_can_be_read_in_two_ways_is_a_date_line_and_no_date():
    assert (is_date_line("03/04/2031"), printed_date("03/04/2031")) == (True, None)
    assert dated(page("03/04/2031")) == [
        ("03/04/2031", None, "This is 03 April 2031 or 04 March 2031: day first or month first. Say which.")
    ]


def test_the_outlets_country_decides_how_figures_are_read():
    assert [to_edtf(parse_declared("03/04/2031", day_first=one)) for one in (True, False)] == [
        "2031-04-03",
        "2031-03-04",
    ]
    assert [day_first_in(country) for country in ("GB", "US", "CA", "")] == [True, False, None, None]
    assert dated(page("03/04/2031"), country="US") == [("03/04/2031", "2031-03-04", "")]
    assert dated(f"Published: 03/04/2031\n\n{page()}", country="GB")[0][:2] == ("03/04/2031", "2031-04-03")


def test_other_dates_of_the_page_decide_how_figures_are_read():
    assert dated(page("03/04/2031", "Updated: 5 March 2031"))[0][:2] == ("03/04/2031", "2031-03-04")
    assert dated(page("Published: 03/04/2031", "Updated: 13/04/2031"))[0][:2] == (
        "Published: 03/04/2031",
        "2031-04-03",
    )
    undecided = dated(page("03/04/2031", "Updated: 5 April 2031"))
    assert undecided[0][:2] == ("Updated: 5 April 2031", "../2031-04-05")


def test_a_story_was_published_by_the_time_of_its_change():
    assert dated(page("Updated: 28 October 2023")) == [("Updated: 28 October 2023", "../2023-10-28", "")]
    stand = "Stand: 28.10.2023, 14:05 Uhr"
    assert dated(page(stand)) == [(stand, "../2023-10-28", "")]


@pytest.mark.parametrize(
    ("opening", "said", "edtf"),
    [
        ("HALM, March 3, 2031 (Harbour Wire) – ", "HALM, March 3, 2031", "2031-03-03"),
        (
            "PORT BREVIN (Harbour Wire), 3 March 2031 — ",
            "PORT BREVIN (Harbour Wire), 3 March 2031",
            "2031-03-03",
        ),
        ("Halm, 3. März 2031 (hwd) - ", "Halm, 3. März 2031", "2031-03-03"),
        ("Halm, 03.03.2031 /hwd/ – ", "Halm, 03.03.2031", "2031-03-03"),
    ],
)
def test_the_place_and_date_a_story_begins_with_date_it(opening, said, edtf):
    assert dated(page(body=opening + BODY)) == [(said, edtf, "")]


def test_a_place_and_date_without_a_year_is_settled_by_other_dates_or_not_at_all():
    opening = "HALM, Dec. 30 (Harbour Wire) – "
    assert dated(page(body=opening + BODY)) == [
        ("HALM, Dec. 30", None, "The place and date name no year. Add it.")
    ]
    assert dated(page("Updated: 2 January 2031", body=opening + BODY)) == [
        ("HALM, Dec. 30", "2030-12-30", "")
    ]
    assert dated(page("Updated: 2 June 2031", body=opening + BODY))[0][1] == "../2031-06-02"


def test_a_printed_date_outranks_what_the_story_begins_with():
    assert (
        dated(page("4 March 2031", body=f"HALM, March 3, 2031 (Harbour Wire) – {BODY}"))[0][1] == "2031-03-04"
    )


@pytest.mark.parametrize(
    "opening", ["On March 3, 2031 – ", "HALM – ", "Halm and 3 others - ", "HALM, Merz 3 (Harbour Wire) – "]
)
def test_other_beginnings_date_nothing(opening):
    assert dated(page(body=opening + BODY)) == []
