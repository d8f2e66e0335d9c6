"""Dates in words: found as spans, and resolved against the day of publication."""

import time
from datetime import date, timedelta

import pytest

from sources.clocks import UNKNOWN, clock_from_span, parse_edtf, to_edtf
from sources.ingest.when import days
from sources.ingest.when.finding import find_expressions
from sources.ingest.when.resolving import resolve, resolve_wording
from sources.ingest.when.tokens import words_of
from tests.sources.ingest.clock_sentences import (
    ENGLISH,
    GERMAN,
    KINDS,
    LATER,
    LATER_GERMAN,
    NOTHING,
    PUBLISHED,
)

ROWS = [(*row, "en") for row in (*KINDS, *ENGLISH)] + [(*row, "de") for row in GERMAN]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
THEN = parse_edtf(PUBLISHED, zone="Europe/Berlin")


def told(wording, published=THEN, **options):
    """What the words mean, in EDTF."""
    return to_edtf(resolve_wording(wording, published, **options))


@pytest.mark.parametrize(("published", "marked", "edtf", "language"), ROWS, ids=[row[1] for row in ROWS])
def test_a_date_in_words_is_found_and_resolved(published, marked, edtf, language):
    start, end = marked.index("["), marked.index("]") - 1
    sentence = marked.replace("[", "").replace("]", "")
    found = find_expressions(sentence, language=language)
    assert len(found) == 1
    one = found[0]
    assert (one.wording, one.end) == (sentence[one.start : one.end], end)
    assert one.start == start or sentence[one.start : start].strip() == "on"
    clock = resolve(one, parse_edtf(published))
    assert (to_edtf(clock), clock.wording) == (edtf, one.wording)


def test_of_what_was_written_later_nine_in_ten_are_read():
    """Holidays and lengths of time that no day of publication settles are what is missing."""
    right = 0
    for rows, language in ((LATER, "en"), (LATER_GERMAN, "de")):
        for published, marked, edtf in rows:
            found = find_expressions(marked.replace("[", "").replace("]", ""), language=language)
            right += [to_edtf(resolve(one, parse_edtf(published))) for one in found] == [edtf]
    assert right >= 36


@pytest.mark.parametrize(("language", "sentence"), NOTHING)
def test_what_is_no_date_is_not_found(language, sentence):
    assert find_expressions(sentence, language=language) == []


def test_a_bare_weekday_lies_in_the_seven_days_up_to_publication():
    for offset in range(7):
        published = date(2023, 10, 23) + timedelta(days=offset)
        for number, name in enumerate(WEEKDAYS):
            found = resolve_wording(f"on {name}", parse_edtf(published.isoformat()), language="en").earliest
            assert 0 <= (published - found.date()).days <= 6
            assert found.weekday() == number


@pytest.mark.parametrize(
    ("wording", "edtf", "basis"),
    [
        ("on 24 February 2022", "2022-02-24", "stated"),
        ("in 2019", "2019", "stated"),
        ("between 2014 and 2016", "2014/2016", "stated"),
        ("on Thursday", "", "unknown"),
        ("on 24 February", "", "unknown"),
        ("three weeks ago", "", "unknown"),
        ("since 2014", "2014/..", "stated"),
        ("on 31 April 2022", "", "unknown"),
        ("in the last 999 decades", "", "unknown"),
        ("one fine day", "", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_without_a_day_of_publication_only_whole_dates_are_known(wording, edtf, basis):
    clock = resolve_wording(wording, UNKNOWN, zone="Europe/Berlin")
    assert (to_edtf(clock), clock.basis, clock.wording) == (edtf, basis, wording)


def test_days_begin_where_the_article_was_published():
    clock = resolve_wording("yesterday", THEN)
    assert clock.earliest.isoformat() == "2023-10-25T22:00:00+00:00"
    assert (clock.zone, clock.precision, clock.basis) == ("Europe/Berlin", "day", "resolved")


@pytest.mark.parametrize(
    ("published", "wording", "edtf"),
    [
        ("2023-10-27T00:30", "yesterday", "2023-10-26"),
        ("2023-10-26/2023-10-27", "yesterday", "2023-10-25/2023-10-26"),
        ("2023-10-26/2023-10-27", "last week", "2023-W42"),
        ("2023-10", "last year", "2022"),
        ("2023", "last year", "2022"),
        ("2023", "on Thursday", ""),
        ("../2023-10-27", "on Thursday", ""),
    ],
)
def test_a_vague_day_of_publication_makes_no_sharp_date(published, wording, edtf):
    assert told(wording, parse_edtf(published, zone="Europe/Berlin")) == edtf


def test_words_are_resolved_again_when_publication_changes():
    one = find_expressions("He spoke on Thursday.")[0]
    assert [to_edtf(resolve(one, parse_edtf(day))) for day in ("2023-10-27", "2023-11-03")] == [
        "2023-10-26",
        "2023-11-02",
    ]


@pytest.mark.parametrize(
    ("ahead", "edtf"), [(None, "2023-10-24"), (False, "2023-10-24"), (True, "2023-10-31")]
)
def test_the_verb_decides_whether_a_weekday_lies_ahead(ahead, edtf):
    assert told("on Tuesday", ahead=ahead) == edtf


@pytest.mark.parametrize(
    ("sentence", "ahead"),
    [
        ("The ministers will meet on Tuesday.", True),
        ("On Tuesday the ministers will meet.", True),
        ("He will resign, he said on Tuesday.", False),
        ("He will resign. On Tuesday nobody knew.", None),
        ("Tuesday was cold.", False),
        ("The test had been planned on Tuesday.", False),
        ("The test is planned on Tuesday.", True),
    ],
)
def test_the_nearest_verb_of_the_sentence_is_heard(sentence, ahead):
    assert [one.ahead for one in find_expressions(sentence)] == [ahead]


def test_what_had_lasted_does_not_reach_up_to_now():
    assert [one.wording for one in find_expressions("It has been open for two days.")] == ["for two days"]
    assert find_expressions("It had been open for two days.") == []


def test_a_month_far_back_is_uncertain_where_no_verb_tells():
    assert (told("in December"), told("in December", ahead=False)) == ("2022-12?", "2022-12")


def test_a_bound_that_may_lie_either_way_is_the_later_one():
    assert [told("before winter", ahead=ahead) for ahead in (None, True, False)] == [
        "../2023-11",
        "../2023-11",
        "../2022-11",
    ]
    assert told("until Monday") == "../2023-10-30"


def test_the_29th_of_february_and_the_31st_lie_where_there_are_such_days():
    assert told("on 29 February", ahead=False) == "2020-02-29"
    assert told("on the 31st", parse_edtf("2023-09-15")) == "2023-08-31"


def test_stored_words_are_understood_without_their_language():
    assert (told("am Donnerstag"), told("on Thursday")) == ("2023-10-26", "2023-10-26")


def test_a_language_without_a_table_yields_nothing():
    assert find_expressions("Le jeudi 3 mai 2021", language="fr") == []


def test_spans_are_code_points_into_the_whole_text():
    text = "Ünï 🟧. He spoke on Thursday.\nHe left yesterday."
    found = find_expressions(text, start=5)
    assert [text[one.start : one.end] for one in found] == ["on Thursday", "yesterday"]
    assert find_expressions(text, start=5, end=20) == []


def test_a_line_end_parts_words():
    assert [one.wording for one in find_expressions("It was in March\n2023 people came")] == ["in March"]


def test_no_word_stands_in_two_classes_of_a_language():
    for language in ("en", "de"):
        words = words_of(language)
        assert len(words.small) > 150
    assert words_of("de").small["einundzwanzig"] == ("N", 21)
    assert told("vor einundzwanzig Tagen") == told("twenty-one days ago") == "2023-10-06"


def test_an_interval_never_runs_backwards():
    with pytest.raises(days.Unresolved):
        days.days(date(2023, 10, 27), date(2023, 10, 26))
    assert told("from 10 May to 5 May 2022") == "2021-05-10/2022-05-05"
    assert told("from 10 May 2022 to 5 May 2022") == ""


@pytest.mark.parametrize(
    "unit",
    [
        "May ",
        "about ",
        "since early ",
        "the last ",
        "early ",
        "in the ",
        "on Thursday and ",
        "from 3 to 5 May to ",
        "1 ",
        "1.",
        "2023-",
        "two days after ",
        "will ",
        "every Monday ",
        "’s ",
        "May-",
        "the day before ",
        "the week of ",
        "from May ",
    ],
)
def test_any_text_is_searched_in_time_that_grows_with_its_length(unit):
    text = unit * (8_000 // len(unit)) + "on Thursday"
    started = time.process_time()
    found = find_expressions(text)
    assert time.process_time() - started < 2
    assert all(text[one.start : one.end] == one.wording for one in found)


def test_every_clock_can_be_stored():
    for published in (UNKNOWN, THEN, THEN._replace(precision="minute")):
        for _, marked, _, language in ROWS:
            wording = marked[marked.index("[") + 1 : marked.index("]")]
            clock = resolve_wording(wording, published, language=language)
            assert (clock.precision == "unknown") == (clock.basis == "unknown")
            assert None in (clock.earliest, clock.latest) or clock.earliest < clock.latest
            assert clock.precision in ("interval", "unknown") or None not in (clock.earliest, clock.latest)
    assert clock_from_span(days.week(date(2023, 10, 27))).precision == "week"
