"""Figures drawn: where marks stand, what the axis admits, and which figures share one."""

from decimal import Decimal
from itertools import pairwise

import pytest

from claims.figure_chart import SIZE, WHO, WIDTH, chart, columns_for
from claims.figure_scale import BETWEEN, LETTER, scale_for
from claims.letters import fitting, width
from claims.quantity import Quantity

COLUMNS = columns_for(["12 May 2031"], ["Orla Venn"], ["forty crates"])


def drawn_of(quantities):
    return chart(quantities, COLUMNS)


def figure(low, high=None, *, key=1, comparator="exactly", nature="counted", base=None):
    low, high = (None if end is None else Decimal(end) for end in (low, high))
    return Quantity(key, low, high, comparator, "", "crates", "", nature, base)


@pytest.mark.parametrize(
    ("values", "kind", "low", "note"),
    [
        ([40, 90], "linear", 0, ""),
        ([0, 0], "linear", 0, ""),
        ([7, 7], "linear", 0, ""),
        ([-40, 90], "linear", -50, ""),
        ([3650, 4200], "linear", 0, ""),
        ([4180, 4200], "broken", 4175, "The axis is broken: it begins at 4,175, not at zero."),
        ([2, 200], "linear", 0, ""),
        ([2, 201], "log", 1, "Log scale: every line is 10 times the one before it."),
        ([0, 2, 201], "log", 1, "Log scale: every line is 10 times the one before it. Zero stands apart."),
        ([1, 10**9], "log", 1, "Log scale: every line is 100 times the one before it."),
    ],
)
def test_the_axis_begins_at_zero_or_says_that_it_does_not(values, kind, low, note):
    scale = scale_for(values, left=100, right=400)
    assert (scale.kind, scale.low, scale.note()) == (kind, low, note)


@pytest.mark.parametrize(
    "values", [[0], [1, 2, 3], [4180, 4200], [2, 201], [0, 5, 10**7], [0.001, 0.004], [123456789, 987654321]]
)
def test_numbers_stand_on_the_axis_in_their_order_and_no_label_meets_the_next(values):
    scale = scale_for(values, left=100, right=400)
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(100 <= place <= 400 for place in places)
    ticks = scale.ticks()
    assert len(ticks) >= 2
    for (left, words), (right, after) in pairwise(ticks):
        assert right - left >= (len(words) + len(after)) / 2 * LETTER + BETWEEN / 2 or scale.zero_apart


def test_a_dot_is_one_number_a_bar_a_range_and_an_arrow_an_open_side():
    drawn = drawn_of(
        [
            figure(40, 40),
            figure(30, 60),
            figure(50, comparator="at_least"),
            figure(None, 70, comparator="up_to"),
            figure(20, 20, nature="conditional"),
            figure(20, 20, nature="extrapolated"),
            figure(20, 20, nature="estimated"),
        ]
    )
    assert [mark.shape for mark in drawn.marks] == ["dot", "bar", "dot", "dot", "dot", "dot", "dot"]
    assert [mark.hollow for mark in drawn.marks] == [False, False, False, False, True, True, False]
    at_least, up_to = drawn.marks[2:4]
    assert at_least.arrow > at_least.x2
    assert up_to.arrow < up_to.x1
    assert {mark.arrow for place, mark in enumerate(drawn.marks) if place not in (2, 3)} == {None}


@pytest.mark.parametrize("count", [1, 2, 50])
def test_every_figure_has_a_row_of_its_own_within_the_drawing(count):
    drawn = drawn_of([figure(number, comparator="more_than", key=number) for number in range(count)])
    assert len(drawn.marks) == count
    rows = [mark.y for mark in drawn.marks]
    assert all(below - above >= 24 for above, below in pairwise(rows))
    assert rows[-1] < drawn.height - 24
    assert all(COLUMNS.left <= mark.x1 <= mark.x2 <= mark.arrow <= COLUMNS.right for mark in drawn.marks)


def test_a_derived_figure_is_tied_to_the_one_it_comes_from_where_that_is_drawn():
    drawn = drawn_of([figure(100, key=1), figure(5200, key=2, base=1), figure(300, key=3, base=99)])
    base, derived, _ = drawn.marks
    assert [(tie.x1, tie.y1, tie.x2, tie.y2) for tie in drawn.ties] == [
        (base.middle, base.y, derived.middle, derived.y)
    ]


@pytest.mark.parametrize("name", ["Orla Venn", "Tavarin Ministry of Agriculture", "W" * 200])
def test_columns_are_as_wide_as_their_words_and_leave_room_for_the_drawing(name):
    columns = columns_for(["12 May 2031", "order unknown"], [name, "Ilva"], ["1,085 people", "about 600"])
    shown = fitting(name, WHO, SIZE)
    assert (shown == name) == (len(name) < 100)
    assert columns.who + width(shown, SIZE) < columns.left
    assert columns.right - columns.left > 300
    assert columns.right < columns.label == WIDTH - width("1,085 people", SIZE)
