"""From blocks to statements: what is read, what is left out, and texts that are made to break it."""

from time import process_time

import pytest

from claims.extract.pipeline import LONGEST_PARAGRAPH, attributed, extract
from sources.ingest.layout import BlockSpan

SAID = "The mayor said that the bridge was safe."
NOT_READ = ("header", "byline", "dateline", "summary", "furniture", "teaser", "comment", "notice", "source")


def block(text, kind="body", start=0):
    return BlockSpan(start, start + len(text), kind, "")


@pytest.mark.parametrize("kind", ["headline", "standfirst", "caption", "crosshead", "body"])
def test_the_articles_own_blocks_are_read(kind):
    assert len(extract(SAID, [block(SAID, kind)]).statements) == 1


@pytest.mark.parametrize("kind", NOT_READ)
def test_other_blocks_are_not_read(kind):
    assert extract(SAID, [block(SAID, kind)]).statements == ()


def test_a_statement_comes_with_its_name_and_stance():
    text = "Mara Velik, the mayor of Halm, denied that 40 wells were poisoned."
    (found,) = extract(text, [block(text)]).statements
    assert (found.speaker_name, found.voice, found.stance) == ("Mara Velik", "named", "denies")
    assert [text[one.start : one.end] for one in found.figures] == ["40 wells"]


def test_words_that_only_a_hedge_marks_are_unattributed_and_hedged_by_the_outlet():
    text = "The crane was allegedly sold to a neighbour."
    (found,) = extract(text, [block(text)]).statements
    assert (found.voice, found.speaker, found.speaker_name) == ("unattributed", (), None)
    assert [text[slice(*part)] for part in found.content] == ["The crane was", "sold to a neighbour"]
    assert [text[slice(*hedge)] for hedge in found.hedges] == ["allegedly"]


def test_whom_the_text_was_taken_from_is_the_relay_nearest_to_the_outlet():
    text = SAID + "\nSource: Tarnpress"
    credited = (text.index("Tarnpress"), len(text))
    (found,) = extract(text, [block(SAID)], credited=credited).statements
    assert [(one.position, one.printed, one.channel) for one in found.relays] == [(1, "Tarnpress", "report")]


def test_a_text_without_words_has_no_statements():
    assert extract(" \n…\n", [block(" \n…\n")]).statements == ()


def test_what_is_left_out_of_a_very_long_paragraph_is_told():
    text = SAID + " " + "a" * LONGEST_PARAGRAPH
    read = extract(text, [block(text)])
    assert len(read.statements) == 1
    assert read.note == f"{len(SAID) + 1} characters of very long paragraphs were not read."


@pytest.mark.parametrize(
    "text",
    [
        '"' * 10_000_000,
        "“" * 200_000,
        "(" * 100_000 + "the mayor said that " + ")" * 100_000,
        "the mayor said that it was so and " * 60_000,
        "He said: “it was\n" * 1_000,
        "said that " * 50_000,
    ],
    ids=["straight marks", "open marks", "brackets", "one line", "open paragraphs", "verbs"],
)
def test_texts_that_break_readers_end_in_bounded_time(text):
    started = process_time()
    attributed(text, [block(text)])
    assert process_time() - started < 5
