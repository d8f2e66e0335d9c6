"""Sentences: where they end, and that nothing is lost."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.ingest.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Weber met Gen. Ada Roth at 10 a.m. on Friday.", "It cost $2.5 million."],
        ["The U.S. Army said so.", "He works for the U.S.", "The rest left."],
        ["Dr. J. K. Weber signed No. 10 and No. 11.", "Then he left."],
        ["Is that so?", "No.", "It is not."],
        ["“They lied!” Roth said.", "“It is over.”", "He left."],
        ["“Is it safe?” he asked.", "“It is.”"],
        ["He waited ...", "Then he spoke."],
        ["She said “no…” and left.", "Nobody spoke."],
        ["„Das ist falsch.“", "Der Minister ging."],
        ["Prof. Dr. Meier kam am 27. Oktober z.B. nach Halm.", "Er blieb bis zum 3. März."],
        ["Das war 2023.", "Im Jahr darauf kam er wieder."],
        ["He said (and meant it.)", "Then he left."],
        ["It was signed by Halm Wasser Inc. in May.", "The mayor saw it."],
        ["We use e.g. water and vs. Them others.", "Ok."],
        ["First paragraph", "Second paragraph"],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(parts: list[str]) -> None:
    glue = "\n\n" if parts[0] == "First paragraph" else " "
    assert split(glue.join(parts)) == parts


def test_spans_are_offsets_into_the_whole_text() -> None:
    text = "Headline\n\nOne is here. Two is there.\n\nAnother block."
    assert [text[start:end] for start, end in sentences(text, 10, 38)] == ["One is here.", "Two is there."]
    assert sentences(text, 10, 10) == []


def check_long_texts(size: int) -> None:
    """Split texts of about so many characters that give much to split, or nothing."""
    for part in ("Word. ", ".", "a", "“. ", "\n"):
        text = part * (size // len(part))
        assert "".join(split(text)).replace(" ", "") == text.strip().replace(" ", "")


def test_a_hundred_thousand_characters_are_split_whole() -> None:
    check_long_texts(100_000)


@pytest.mark.thorough
def test_two_million_characters_are_split_in_bounded_time() -> None:
    check_long_texts(2_000_000)


@settings(deadline=None)
@given(
    st.text(
        alphabet=st.characters(codec="utf-8") | st.sampled_from(list('.!?… \n\n"“”„‘’»)AaÄ1')), max_size=200
    )
)
def test_every_sign_but_white_space_is_in_one_sentence(text: str) -> None:
    spans = sentences(text, 0, len(text))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
