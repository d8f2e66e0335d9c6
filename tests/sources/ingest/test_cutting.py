"""Texts cut into words in one go, and which texts are not cut so."""

import re
import unicodedata

import pytest

from sources.ingest.cutting import cut_text
from sources.ingest.duplicates import bytes_of_words, words_of


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, 54, didn't say_so.",
        "„Größe“ – sagte Zoë… 3½ km², ﬁnal № 4 ™",
        "Київ і Αθήνα: ΣΟΦΟΣ, İzmir, ŉ, ẞ",
        " \u00a0\u2003\x1c\n",
    ],
)
def test_words_are_those_that_a_pattern_finds_in_the_folded_text(text: str) -> None:
    folded = unicodedata.normalize("NFKC", text).casefold()
    assert cut_text(text).decode().split() == re.findall(r"\w+", folded)


def test_invisible_signs_part_no_word() -> None:
    assert cut_text("Ha\u00adfen\u200bstadt").split() == [b"hafenstadt"]


@pytest.mark.parametrize("text", ["Zoe\u0308", "\u1112\u1161\u11ab", "数字", "नदी"])
def test_signs_that_may_join_with_others_are_not_looked_at_one_by_one(text: str) -> None:
    assert cut_text(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The mayor, 54, didn't say_so.",
        "„Größe“ – sagte Zoë… 3½ km², ﬁnal № 4 ™",
        "Київ і Αθήνα: ΣΟΦΟΣ, İzmir, ŉ, ẞ, ﷺ",
        "two\u00a0words\u2003and\x85more\x1cof\u2028them",
        "Zoe\u0308 和 3 數字",
    ],
)
def test_the_bytes_of_words_are_those_of_the_words(text: str) -> None:
    assert bytes_of_words(text) == [word.encode() for word in words_of(text)]


@pytest.mark.parametrize("name", ["Zoë", "Łódź", "Straße", "Київ", "aбc", "Ⅷ", "٣"])
def test_few_words_beyond_ascii_are_folded_as_each_by_itself(name: str) -> None:
    around = "the mayor of the town said so " * 20
    words = words_of(f"{name} {around} {name}, {name}son")
    assert words == [*words_of(name), *around.split(), *words_of(name), *words_of(f"{name}son")]
