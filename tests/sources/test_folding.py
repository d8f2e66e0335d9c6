"""Folding: spellings that must meet, and those that must not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.confusables import mixed_words, reading_of
from sources.folding import _plain, fold


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("Сourt", "court"),  # a Cyrillic С
        ("Москва", "moscow"),
        ("Мoсква", "moscow"),  # a Latin o
        ("Kiev", "kyiv"),
        ("Київ", "kyiv"),
        ("Élysée", "elysee"),
        ("Straße", "strasse"),
        ("ﬁnance", "finance"),
        ("İstanbul", "istanbul"),
        ("Al-Assad", "al assad"),
        ("al‑Assad", "al assad"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("  Halm \u00a0 Courier ", "halm courier"),
        ("zero\u200bwidth", "zerowidth"),
        ("\u202eevil", "evil"),
        ("北京", "beijing"),
        ("", ""),
        ("—", ""),
    ],
)
def test_a_spelling_is_filed_under(spelling: str, key: str) -> None:
    assert fold(spelling) == key


@pytest.mark.parametrize(
    ("left", "right"),
    [("Lubinez", "Lubinets"), ("Austria", "Australia"), ("Defence", "Justice"), ("Halm", "Halms")],
)
def test_different_names_stay_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_and_gives_plain_words(spelling: str) -> None:
    key = fold(spelling)
    assert fold(key) == key
    assert key.isascii()
    assert key == " ".join(key.split()).lower()


@given(st.text(st.characters(codec="ascii")))
def test_ascii_is_folded_as_all_else_is(spelling: str) -> None:
    # Between letters that no rule brings together: no spelling of a name is known by another.
    spelling = f"x{'x'.join(spelling)}x"
    assert fold(spelling).split() == _plain(spelling).split()


def test_only_a_certain_reading_is_given() -> None:
    assert reading_of("Сourt") == "Court"
    assert reading_of("Жabc") is None  # Ж looks like no Latin letter
    assert reading_of("Сo") is None  # one letter of each: neither script is the word's own
    assert reading_of("Мoсква") == "Москва"


def test_mixed_words_are_found_where_they_stand() -> None:
    text = "The Сourt of Москва, 5 μm wide, ΔT, Жabc"
    assert [(text[word.start : word.end], word.reading) for word in mixed_words(text)] == [
        ("Сourt", "Court"),
        ("Жabc", None),
    ]
