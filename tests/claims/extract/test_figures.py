"""Figures in a statement: how many of what, how bounded, in what time, and what kind of number.

The tables of `figure_sentences` say what is read.
"""

import pytest

from claims.choices import Comparator, FigureNature
from claims.extract.figures import MOST_FIGURES, find_figures
from claims.extract.measuring.lexicon import COMPARATORS
from tests.claims.extract.figure_sentences import ENGLISH, GERMAN, NO_FIGURES


def read(sentence, language="en"):
    return [told(figure) for figure in find_figures(sentence, [(0, len(sentence))], language=language)]


def told(figure):
    ends = ["" if end is None else f"{end:.12g}" for end in (figure.low, figure.high)]
    parts = [
        ends[0] if figure.low == figure.high else "…".join(ends),
        figure.comparator if figure.comparator != "exactly" else "",
        figure.unit,
        figure.counted and f"[{figure.counted}]",
        figure.period and f"({figure.period})",
        figure.nature if figure.nature != "counted" else "",
    ]
    return f"{figure.wording} = {' '.join(filter(None, parts))}"


@pytest.mark.parametrize(("sentence", "figures"), ENGLISH)
def test_english_figures(sentence, figures):
    assert read(sentence) == figures


@pytest.mark.parametrize(("sentence", "figures"), GERMAN)
def test_german_figures(sentence, figures):
    assert read(sentence, "de") == figures


@pytest.mark.parametrize("sentence", NO_FIGURES)
def test_numbers_that_are_no_figures(sentence):
    assert read(sentence) == []


def test_a_year_before_what_is_counted_is_a_number():
    assert read("In 2014 soldiers entered; 2000 soldiers remain.") == ["2000 soldiers = 2000 [soldiers]"]


def test_a_name_that_is_given_something_is_no_part_of_a_number():
    assert read("The ministry gave Halmia 30 tanks.") == ["30 tanks = 30 [tanks]"]


def test_a_figure_stays_within_its_span_and_keeps_the_offsets_of_the_text():
    text = "More than 20 drones, he said, and 7 boats"
    first, second = find_figures(text, [(10, 12), (30, len(text))], language="en")
    assert (first.start, first.end, first.comparator, first.counted) == (10, 12, "exactly", "")
    assert text[second.start : second.end] == "7 boats"


def test_a_language_without_tables_has_no_figures():
    assert read("Au moins 12 personnes", "fr") == []


def test_spellings_are_those_that_are_stored():
    assert {name.lower() for name in COMPARATORS} == set(Comparator.values)
    found = {
        figure.nature
        for sentence, _ in ENGLISH
        for figure in find_figures(sentence, [(0, len(sentence))], language="en")
    }
    assert found == set(FigureNature.values)


@pytest.mark.parametrize("piece", ["1,", "twenty-", "one in ", "more than ", "$", "between 1 and 2 ", "9 x "])
def test_what_repeats_without_end_is_read_in_linear_time(piece):
    text = piece * (20_000 // len(piece))
    assert len(find_figures(text, [(0, len(text))], language="en", dates=[])) <= MOST_FIGURES
