"""Languages: only what leaves no doubt."""

import pytest

from sources.ingest.duplicates import bytes_of_words
from sources.ingest.languages import language_among, language_named, language_of

ENGLISH = (
    "The mayor of the town said that it was not for her to say who had been there and that "
    "nobody was to blame. "
)
GERMAN = (
    "Die Bürgermeisterin der Stadt sagte, dass es nicht an ihr ist, sich zu der Frage und den "
    "Folgen zu äußern. "
)


def test_running_text_is_english_or_german() -> None:
    assert (language_of(ENGLISH * 3), language_of(GERMAN * 3)) == ("en", "de")


@pytest.mark.parametrize("numbers", ["", "14 of 2031 "])
@pytest.mark.parametrize("text", [ENGLISH, GERMAN, "lorem ipsum ", ENGLISH + GERMAN, "für was the "])
def test_the_words_that_are_compared_tell_the_same_as_the_letters(text: str, numbers: str) -> None:
    told = (text + numbers) * 8
    assert language_among(bytes_of_words(told)) == language_of(told)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The bridge.",
        ENGLISH + GERMAN + ENGLISH + GERMAN,
        "Мер міста сказав, що міст зачинено. " * 20,
        "lorem ipsum " * 60,
    ],
)
def test_where_there_is_doubt_nothing_is_guessed(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("English", "en"), ("de-AT", "de"), ("DEU", "de"), ("uk", "uk"), ("Klingonish", None), ("", None)],
)
def test_a_declared_language_becomes_its_code(name: str, code: str | None) -> None:
    assert language_named(name) == code
