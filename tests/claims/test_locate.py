"""Typed words are found where they stand, and the place is told in the unchanged text."""

from hypothesis import given
from hypothesis import strategies as st

from claims.locate import MOST, locate, place


def test_the_same_words_are_found_at_all_their_places():
    assert locate("The fire. The fire.", "The fire") == [(0, 8), (10, 18)]


def test_words_that_begin_in_one_another_are_all_places():
    assert locate("papapa", "papa") == [(0, 4), (2, 6)]


def test_words_that_are_not_there_have_no_place():
    assert locate("The fire.", "The flood") == []


def test_nothing_has_no_place():
    assert locate("The fire.", " \n ") == []


def test_straight_quotation_marks_find_typographic_ones():
    text = "She called it “a fairy tale”, and ‘no more’."
    start, end = locate(text, "\"a fairy tale\", and 'no more'")[0]
    assert text[start:end] == "“a fairy tale”, and ‘no more’"


def test_an_apostrophe_finds_any_other():
    assert locate("the dockers’ union", "the dockers' union") == [(0, 18)]


def test_line_ends_and_wide_spaces_count_as_white_space():
    text = "the fire\nat  Port\u00a0Velm"
    assert locate(text, "the fire at Port Velm") == [(0, len(text))]


def test_line_ends_as_browsers_send_them_are_white_space():
    assert locate("the fire\nat Velm", "the fire\r\nat Velm") == [(0, 16)]


def test_an_exact_place_keeps_alike_ones_away():
    assert locate("'x' and ‘x’", "'x'") == [(0, 3)]


def test_signs_of_patterns_are_only_signs():
    assert locate("costs (a lot) [1].", "(a lot) [1].") == [(6, 18)]


def test_places_are_counted_in_code_points():
    assert locate("👩‍🚒 fire", "fire") == [(4, 8)]


def test_no_more_places_than_a_person_can_choose_from():
    assert len(locate("a " * 500, "a")) == MOST


@given(st.text(max_size=60), st.text(max_size=60), st.text(min_size=1, max_size=30))
def test_words_of_the_text_are_always_found_where_they_stand(before, after, words):
    text = before + words + after
    wanted = words.strip()
    assert not wanted or (text.index(wanted), text.index(wanted) + len(wanted)) in locate(text, words)


def test_a_place_is_shown_with_its_surroundings_cut_at_words():
    text = "One two three four. The fire was an accident. Five six seven eight."
    found = place(text, locate(text, "The fire")[0], around=12)
    assert (found.before, found.words, found.after) == ("… four. ", "The fire", " was an …")


def test_at_the_ends_of_a_text_nothing_is_left_out():
    found = place("Fire at Velm.", (0, 4))
    assert (found.before, found.after, found.span) == ("", " at Velm.", "0-4")


def test_a_place_and_its_surroundings_read_as_one_line():
    found = place("They saw\nthe  fire. Then", (9, 18))
    assert found.before + found.words + found.after == "They saw the fire. Then"
