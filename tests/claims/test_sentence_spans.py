"""The sentences of a text are found once and remembered, within bounds."""

import pytest

from claims.queries import sentence_spans
from sources.ingest.sentences import sentences

TEXT = "The ferry sank. Nobody was aboard.\nThe port stays shut."
WHOLE, TWO = ((0, 55),), ((0, 35), (35, 55))


@pytest.fixture
def looked(monkeypatch):
    """The stretches that were looked through, from an empty memory on."""
    seen = []

    def noting(text, start, end):
        seen.append((start, end))
        return sentences(text, start, end)

    monkeypatch.setattr(sentence_spans, "sentences", noting)
    sentence_spans._kept.clear()
    yield seen
    sentence_spans._kept.clear()


def test_a_text_is_looked_through_once(looked):
    first, again = (sentence_spans.spans_of(TEXT, TWO) for _ in range(2))
    assert first == again == (((0, 15), (16, 34)), ((35, 55),))
    assert looked == [*TWO]


def test_other_blocks_and_other_words_are_looked_through_anew(looked):
    other = TEXT.replace("ferry", "barge")
    asked = ((TEXT, WHOLE), (TEXT, TWO), (other, TWO))
    found = [sentence_spans.spans_of(text, blocks) for text, blocks in asked]
    assert [len(one) for one in found] == [1, 2, 2]
    assert looked == [*WHOLE, *TWO, *TWO]


def test_what_was_not_opened_for_longest_is_forgotten(looked, monkeypatch):
    monkeypatch.setattr(sentence_spans, "MOST", 2)
    for text in ("One.", "Two.", "One.", "Three.", "One.", "Two."):
        sentence_spans.spans_of(text, ((0, 4),))
    assert (len(looked), len(sentence_spans._kept)) == (4, 2)


def test_a_very_long_text_is_not_remembered(looked, monkeypatch):
    monkeypatch.setattr(sentence_spans, "LONGEST", 2)
    for _ in range(2):
        sentence_spans.spans_of(TEXT, TWO)
    assert (len(looked), len(sentence_spans._kept)) == (4, 0)
