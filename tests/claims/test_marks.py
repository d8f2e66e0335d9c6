from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from claims.marks import Flaw, Mark, Segment, flatten

FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
TEXT = "The port burned, said a docker."


def test_a_text_without_marks_is_one_segment():
    assert flatten(TEXT, [(0, len(TEXT))], []) == ((Segment(TEXT),),)


def test_a_mark_is_cut_out_of_its_text_and_carries_both_ends():
    assert flatten(TEXT, [(0, 16)], [Mark(4, 15, 7, "denies")]) == (
        (
            Segment("The "),
            Segment("port burned", (7,), "denies", begins=(7,), ends=(7,)),
            Segment(","),
        ),
    )


def test_overlapping_marks_share_a_segment_and_the_innermost_gives_the_stance():
    (row,) = flatten("abcdef", [(0, 6)], [Mark(0, 4, 1, "asserts"), Mark(2, 6, 2, "denies")])
    assert row == (
        Segment("ab", (1,), "asserts", begins=(1,)),
        Segment("cd", (1, 2), "denies", begins=(2,), ends=(1,)),
        Segment("ef", (2,), "denies", ends=(2,)),
    )
    assert [segment.depth for segment in row] == [1, 2, 1]


def test_two_statements_on_the_same_words_both_begin_and_end_there():
    ((both,),) = flatten("abc", [(0, 3)], [Mark(0, 3, 2, "denies"), Mark(0, 3, 1, "asserts")])
    assert (both.statements, both.begins, both.ends) == ((1, 2), (1, 2), (1, 2))


def test_a_statement_in_several_places_begins_at_the_first_and_ends_at_the_last():
    marks = [Mark(0, 2, 1, "asserts"), Mark(8, 10, 1, "asserts")]
    first, second = flatten("0123456789", [(0, 5), (5, 10)], marks)
    assert (first[0].begins, first[0].ends) == ((1,), ())
    assert (second[1].begins, second[1].ends) == ((), (1,))


def test_a_statement_whose_first_passage_is_not_shown_begins_where_it_is_first_seen():
    marks = [Mark(0, 2, 1, "asserts"), Mark(6, 8, 1, "asserts")]
    ((before, seen, after),) = flatten("0123456789", [(5, 10)], marks)
    assert (before.statements, seen.begins, seen.ends, after.statements) == ((), (1,), (1,), ())


def test_a_damaged_place_keeps_its_letters_and_says_its_reading_once():
    flaw = Flaw(4, 8, "read “port”")
    ((_, plain, marked, _),) = flatten(TEXT, [(0, 16)], [Mark(6, 8, 1, "asserts")], [flaw])
    assert (plain.text, plain.flaw, plain.note) == ("po", True, "")
    assert (marked.text, marked.flaw, marked.note) == ("rt", True, "read “port”")


def test_offsets_are_code_points_whatever_the_letters():
    text = f"{FAMILY} cafe\N{COMBINING ACUTE ACCENT} قال الشاهد"
    start = text.index("قال")
    (row,) = flatten(text, [(0, len(text))], [Mark(start, start + 3, 1, "asserts")])
    assert [segment.text for segment in row] == [text[:start], "قال", " الشاهد"]


@st.composite
def marked_texts(draw):
    text = draw(st.text(min_size=1, max_size=60))
    place = st.integers(0, len(text) - 1)
    stretch = st.tuples(place, st.integers(1, len(text))).map(lambda pair: (pair[0], pair[0] + pair[1]))
    marks = [
        Mark(start, end, draw(st.integers(1, 4)), draw(st.sampled_from(["asserts", "denies", ""])))
        for start, end in draw(st.lists(stretch, max_size=8))
    ]
    flaws = [Flaw(start, end, "x") for start, end in draw(st.lists(stretch, max_size=3))]
    cuts = sorted(draw(st.sets(place, max_size=4)) | {0, len(text)})
    return text, list(pairwise(cuts)), marks, flaws


@given(marked_texts())
@example((f"a{FAMILY}\u202eb", [(0, 8)], [Mark(2, 5, 1, "denies"), Mark(1, 3, 2, "")], [Flaw(6, 7, "x")]))
def test_joined_segments_are_exactly_the_text_of_their_span(case):
    text, spans, marks, flaws = case
    rows = flatten(text, spans, marks, flaws)
    assert ["".join(segment.text for segment in row) for row in rows] == [text[a:b] for a, b in spans]


@given(marked_texts())
def test_every_code_point_has_the_statements_that_cover_it(case):
    text, spans, marks, flaws = case
    rows = flatten(text, spans, marks, flaws)
    seen = [set(segment.statements) for row in rows for segment in row for _ in segment.text]
    assert seen == [
        {mark.statement for mark in marks if mark.start <= at < mark.end} for at in range(len(text))
    ]


@given(marked_texts())
def test_every_shown_statement_begins_once_and_ends_once(case):
    text, spans, marks, flaws = case
    segments = [segment for row in flatten(text, spans, marks, flaws) for segment in row]
    shown = sorted({mark.statement for mark in marks})
    assert sorted(one for segment in segments for one in segment.begins) == shown
    assert sorted(one for segment in segments for one in segment.ends) == shown
