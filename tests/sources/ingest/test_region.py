"""From the log-odds of lines to one stretch of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.ingest.region import Prices, stretch

CHEAP, DEAR = Prices(lean=0.0, leave=1.0, again=1.0), Prices(lean=0.0, leave=30.0, again=30.0)


def picture(odds, prices, words=9):
    """The answer as a string: # in the article, . outside."""
    return "".join(".#"[inside] for inside in stretch(odds, [words] * len(odds), prices))


@pytest.mark.parametrize(
    ("odds", "prices", "found"),
    [
        ([], DEAR, ""),
        ([-2, -2, 3, 4, 3, -2], DEAR, "..###."),
        ([3, -1, 3], DEAR, "###"),
        ([3, -1, 3], CHEAP, "#.#"),
        ([4, 4, 4, -3, -3, -3, 1], DEAR, "###...."),
        ([-2, -2], DEAR, ".."),
        ([3, None, 3], DEAR, "###"),
    ],
)
def test_one_doubtful_line_neither_ends_the_article_nor_begins_another(odds, prices, found):
    assert picture(odds, prices) == found


def test_a_long_line_speaks_louder_than_a_short_one():
    assert stretch([4, -1, 2], [30, 1, 30], DEAR) == [True, True, True]
    assert stretch([4, -6, 2], [30, 90, 30], DEAR) == [True, False, False]


@given(st.lists(st.none() | st.floats(-50, 50), max_size=40))
def test_any_figures_have_an_answer_for_every_line(odds):
    assert len(stretch(odds, [3] * len(odds), CHEAP)) == len(odds)


@given(st.lists(st.floats(1, 50), min_size=1, max_size=20))
def test_what_is_text_throughout_is_kept_whole(odds):
    assert all(stretch(odds, [10] * len(odds), DEAR))
