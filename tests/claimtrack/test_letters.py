"""Letters outside ASCII are letters: a database with the character type "C" would drop them from trigrams."""

import pytest
from django.db import connection

WORDS = ["Élysée", "Москва", "Çatalhöyük"]


@pytest.fixture(autouse=True)
def trigrams(db):
    """The extension, whether or not a migration has made it yet."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")


def value(question, *values):
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("word", WORDS)
def test_trigrams_keep_every_letter(word):
    # Two blanks before a word and one behind it make one trigram more than it has letters.
    assert len(value("SELECT show_trgm(%s)", word)) == len(word) + 1
    assert value("SELECT similarity(%s, %s)", word, word.upper()) == 1
    assert value("SELECT similarity(%s, %s)", word, word[:-1] + "q") < 1


@pytest.mark.parametrize("word", WORDS)
def test_case_is_folded_for_every_letter(word):
    assert value("SELECT %s ILIKE %s", word.upper(), f"%{word.lower()}%") is True
    assert value("SELECT lower(%s)", word.upper()) == word.lower()


@pytest.mark.parametrize("word", WORDS)
def test_full_text_search_finds_every_letter(word):
    match = "SELECT to_tsvector('simple', %s) @@ plainto_tsquery('simple', %s)"
    assert value(match, f"… of {word.upper()}, today", word.lower()) is True
