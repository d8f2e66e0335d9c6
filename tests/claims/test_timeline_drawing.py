"""The drawing of a timeline, by its geometry: nothing meets, all stands within the box, the order is kept."""

import random
from datetime import date
from itertools import combinations, pairwise

import pytest

from claims.time_scale import APART, time_scale
from claims.timeline_drawing import MOST_MARKS, RIGHT, ROW, UNKNOWN, WIDTH, Frame, Item, draw

LANES = ("asserts", "denies", "questions", "checked")
SIGNS = {"asserts": ("asserts", "repeats"), "denies": ("denies",), "questions": ("disputes", "corrects")}
MAY = date(2031, 5, 1).toordinal()


def day(number, width=1.0):
    return (MAY + float(number), MAY + number + width)


def item(main, *, lane="asserts", sign="", number=1, event=None, published=None):
    return Item(lane, sign or lane, str(number), main, event, published)


def many(count, seed=7):
    """Items as they come: days, months, open ends, unknown ones, with events and publications."""
    draws, made = random.Random(seed), []
    for number in range(1, count + 1):
        start = MAY + draws.randrange(120)
        main = draws.choice(
            [(start, start + 1)] * 6
            + [(start, start + 30), (None, start), (start, None), (start, start), None]
        )
        lane = draws.choice(["asserts", "asserts", "denies", "questions"])
        made.append(
            Item(
                lane,
                draws.choice(SIGNS[lane]),
                str(number),
                main,
                draws.choice([None, (start - 40, start - 38), (MAY - 3000, MAY - 2000)]),
                draws.choice([None, (start, start + 1), (start + 3, start + 4), (start - 2, start - 1)]),
            )
        )
    return made


@pytest.mark.parametrize("count", [1, 3, 40, 60, 120, 500])
def test_no_mark_meets_another_and_all_stand_in_their_lanes(count):
    drawn = draw(many(count), LANES)
    boxes = {box.name: box for box in drawn.lanes}
    for mark in drawn.marks:
        left, right = mark.extent
        assert 0 <= left <= mark.x1 <= mark.x2 <= right <= WIDTH
        box = boxes[mark.lane]
        assert box.y <= mark.y - 12
        assert mark.y + 12 <= box.y + box.height
    for one, other in combinations(drawn.marks, 2):
        if one.y == other.y:
            assert one.extent[1] < other.extent[0] or other.extent[1] < one.extent[0]
    assert all(below.y == above.y + above.height for above, below in pairwise(drawn.lanes))
    assert drawn.lanes[-1].y + drawn.lanes[-1].height < drawn.height


@pytest.mark.parametrize("count", [1, 3, 60, 500])
def test_every_item_is_drawn_once_and_few_marks_stand_for_many(count):
    drawn = draw(many(count), LANES)
    assert sorted(place for mark in drawn.marks for place in mark.items) == list(range(count))
    assert len(drawn.marks) <= MOST_MARKS
    assert all((len(mark.items) > 1) == mark.label.startswith("×") for mark in drawn.marks)
    assert {
        len({(one.lane, one.sign) for one in (many(count)[p] for p in m.items)}) for m in drawn.marks
    } == {1}


@pytest.mark.parametrize("count", [40, 120])
def test_what_was_said_later_never_stands_further_left(count):
    items = [one for one in many(count) if one.main and one.main[0] is not None]
    drawn = draw(items, LANES)
    starts = sorted((items[mark.items[0]].main[0], mark.x1) for mark in drawn.marks)
    assert [x for _, x in starts] == sorted(x for _, x in starts)


def test_an_uncertain_date_is_as_wide_as_it_is_and_an_open_one_reaches_the_edge():
    drawn = draw([item(day(0)), item(day(0, 30)), item((None, MAY + 5)), item((MAY + 25, None))], LANES)
    exact, month, before, since = drawn.marks
    assert month.x2 - month.x1 == pytest.approx(30 * (exact.x2 - exact.x1), abs=3)
    assert before.x1 <= exact.x1 < before.x2
    assert since.x2 >= month.x2 > since.x1


def test_what_has_no_place_in_the_order_stands_apart_at_the_right():
    drawn = draw([item(day(0)), item(None), item((None, None), lane="denies")], LANES)
    assert drawn.unknown == RIGHT - UNKNOWN
    assert [mark.unknown for mark in drawn.marks] == [False, True, True]
    assert drawn.marks[0].extent[1] < drawn.unknown < min(mark.extent[0] for mark in drawn.marks[1:]) + 1
    assert draw([item(day(0))], LANES).unknown is None


def test_where_nothing_is_dated_there_is_no_axis():
    drawn = draw([item(None), item(None)], LANES)
    assert (drawn.ticks, drawn.breaks, [mark.unknown for mark in drawn.marks]) == ((), (), [True, True])


def test_an_event_and_a_publication_stand_beside_what_was_said_clear_of_its_sign():
    (mark,) = draw([item(day(10), event=day(2), published=day(12))], LANES).marks
    assert mark.event[0] < mark.event[1] <= mark.from_event[0] < mark.from_event[1] <= mark.x1
    assert mark.square > mark.x2
    (same,) = draw([item(day(10), published=day(10))], LANES).marks
    assert abs(same.square - same.cx) >= 7 + 4.5


def test_of_more_than_forty_only_the_marks_are_drawn():
    items = [item(day(n), event=day(n - 1), published=day(n + 1), number=n) for n in range(41)]
    drawn = draw(items[:40], LANES)
    assert all(mark.event and mark.square for mark in drawn.marks)
    drawn = draw(items, LANES)
    assert {(mark.event, mark.square) for mark in drawn.marks} == {(None, None)}


# --- the axis -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "labels"),
    [
        ([day(0)], ["30 Apr 2031", "1 May", "2 May", "3 May"]),
        (
            [day(0, 8000)],
            ["2032", "2034", "2036", "2038", "2040", "2042", "2044", "2046", "2048", "2050", "2052"],
        ),
    ],
)
def test_the_lines_of_the_axis_are_days_or_years_as_they_fit(spans, labels):
    ticks = time_scale(spans, [], left=100, right=900).ticks()
    assert [f"{tick.words} {tick.year}".strip() for tick in ticks] == labels


@pytest.mark.parametrize("width", [1, 5, 20, 60, 200, 900, 5000, 50000, 700000])
def test_labels_of_the_axis_stand_apart_however_long_it_is(width):
    ticks = time_scale([day(-min(width, 700000) + 1, width)], [], left=100, right=900).ticks()
    assert len(ticks) >= 2
    assert all(after.x - before.x >= APART - 10 for before, after in pairwise(ticks))


def test_a_long_stretch_without_anything_is_left_out_and_the_order_stays():
    scale = time_scale([day(0), day(3), day(2000)], [], left=100, right=900)
    assert len(scale.segments) == 2
    places = [scale.at(MAY + number) for number in (0, 1, 3, 4, 500, 1500, 2000, 2001)]
    assert places == sorted(set(places))
    assert places[4] < scale.breaks()[0] < places[5]


def test_no_break_goes_through_an_uncertain_date_but_through_a_bar_beside_it():
    wide, days = day(0, 2000), [day(1990), day(1995)]
    assert len(time_scale([wide, *days], [], left=100, right=900).segments) == 1
    assert len(time_scale(days, [wide], left=100, right=900).segments) == 2


def test_the_first_and_the_last_day_there_are_can_be_drawn():
    ends = [(1.0, 2.0), (float(date.max.toordinal()), float(date.max.toordinal() + 1))]
    scale = time_scale(ends, [], left=100, right=900)
    assert scale.at(1.0) < scale.at(date.max.toordinal())
    assert scale.ticks()


@pytest.mark.parametrize(("lanes", "count"), [(1, 1), (30, 30), (30, 500)])
def test_many_lanes_keep_a_line_for_their_names_above_the_marks(lanes, count):
    names = [str(number) for number in range(lanes)]
    items = [
        Item(names[number % lanes], one.sign, one.label, one.main, one.event, one.published)
        for number, one in enumerate(many(count))
    ]
    drawn = draw(items, names, Frame(left=8.0, head=22.0))
    boxes = {box.name: box for box in drawn.lanes}
    assert [box.name for box in drawn.lanes] == names
    assert all(mark.y - ROW / 2 >= boxes[mark.lane].y + 22 for mark in drawn.marks)
    assert min(mark.extent[0] for mark in drawn.marks) >= 0
    assert all(box.height >= 22 + ROW for box in drawn.lanes)
    assert sorted(place for mark in drawn.marks for place in mark.items) == list(range(count))
    for one, other in combinations(drawn.marks, 2):
        if one.y == other.y:
            assert one.extent[1] < other.extent[0] or other.extent[1] < one.extent[0]
