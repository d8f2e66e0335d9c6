"""Where one text repeats another."""

from sources.ingest.duplicates import shingles
from sources.ingest.side_by_side import shared_stretches


def marked(text, other):
    return [text[start:end] for start, end in shared_stretches(text, shingles(other))]


def test_runs_that_touch_are_one_stretch_with_the_signs_between_them():
    text = "He said: “The pier, at Halm, is closed” and left."
    assert marked(text, "the pier at halm is closed") == ["The pier, at Halm, is closed"]
    assert marked(text, "a pier at sea; is closed and") == ["is closed” and"]


def test_nothing_shared_and_texts_of_two_words_have_no_stretch():
    assert marked("One two three four", "five six seven") == []
    assert marked("One two", "one two") == []


def test_folded_letters_are_found_where_they_stand():
    assert marked("Café in Zürich öffnet", "cafe in zurich offnet") == ["Café in Zürich öffnet"]
