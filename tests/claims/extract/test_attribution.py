"""Who is said to have said what: the table of sentences_core.py, and texts of several paragraphs."""

import pytest

from claims.extract.found import Paragraph
from claims.extract.pipeline import attribute
from tests.claims.extract.marked import expected, unmark
from tests.claims.extract.sentences_core import HEADLINES, TABLES
from tests.claims.extract.sentences_other import BELIEFS, DENIED

SENTENCES = [(group, sentence) for group, sentences in TABLES.items() for sentence in sentences]


def paragraphs(text, kind="body"):
    start = 0
    for part in text.split("\n"):
        yield Paragraph(start, start + len(part), kind)
        start += len(part) + 1


def read(text, **options):
    return attribute(text, list(paragraphs(text)), **options)


def words(text, spans):
    return [text[start:end].strip(" .,:") for start, end in spans]


def shown(text, found):
    return [[words(text, part) for part in one] for one in found]


def is_read_as_marked(sentence, kind="body", **options):
    text, spans = unmark(sentence)
    found = [
        (one.speaker, one.cue, one.content)
        for one in attribute(text, list(paragraphs(text, kind)), **options)
    ]
    marked = expected(spans)
    shared = [(speaker or marked[0][0], cue, content) for speaker, cue, content in marked]
    assert shown(text, found) == shown(text, shared)


@pytest.mark.parametrize(("group", "sentence"), SENTENCES)
def test_a_sentence_is_read_as_it_is_marked(group, sentence):
    is_read_as_marked(sentence)


@pytest.mark.parametrize("sentence", HEADLINES)
def test_a_label_before_a_colon_speaks_where_nobody_behind_it_does(sentence):
    is_read_as_marked(sentence, "headline")


@pytest.mark.parametrize("sentence", BELIEFS)
def test_beliefs_and_intentions_are_read_where_they_are_asked_for(sentence):
    is_read_as_marked(sentence, beliefs=True)
    assert read(unmark(sentence)[0]) == []


@pytest.mark.parametrize(("sentence", "speaker", "content"), DENIED)
def test_who_denies_what_others_say_makes_a_statement_of_its_own(sentence, speaker, content):
    last = next(one for one in read(sentence) if one.frame == "what somebody denies")
    assert (words(sentence, last.speaker), " … ".join(words(sentence, last.content))) == ([speaker], content)


def test_a_quotation_over_several_paragraphs_is_one_statement():
    text = "“We will rebuild the bridge,” Velik said. “It will take a year.\n“It will also cost money.”"
    (found,) = read(text)
    assert words(text, found.content) == [
        "“We will rebuild the bridge,”",
        "“It will take a year",
        "“It will also cost money.”",
    ]


def test_a_quotation_that_was_never_closed_ends_before_its_verb():
    text = "“We will rebuild the bridge, Velik said. “It will take a year.”"
    (found,) = read(text)
    assert words(text, found.speaker) == ["Velik"]


def test_a_colon_at_the_end_of_a_paragraph_introduces_the_next_one():
    text = "The mayor said:\nWe will rebuild the bridge, whatever it takes."
    (found,) = read(text)
    assert (words(text, found.speaker), words(text, found.content)) == (
        ["The mayor"],
        ["We will rebuild the bridge, whatever it takes"],
    )


def test_a_quotation_without_a_verb_is_carried_to_who_spoke_last_at_a_low_score():
    text = "“We will rebuild,” Velik said.\n“It will take a year and a lot of money.”"
    first, second = read(text)
    assert words(text, second.speaker) == ["Velik"]
    assert second.score < first.score / 2


def test_a_headline_may_name_its_speaker_before_a_colon():
    text = "Minister: We will pay every worker"
    (found,) = attribute(text, list(paragraphs(text, kind="headline")))
    assert shown(text, [(found.speaker, found.cue, found.content)]) == [
        [["Minister"], [""], ["We will pay every worker"]]
    ]


def test_beliefs_and_intentions_are_read_only_when_asked_for():
    text = "The minister hopes that the bridge will hold. The union wants to strike."
    assert read(text) == []
    assert [one.kind for one in read(text, beliefs=True)] == ["belief", "intention"]


def test_the_same_words_of_the_same_speaker_stand_once():
    text = "Velik said the bridge was safe.\nVelik said the bridge was safe."
    assert len(read(text)) == 1


def test_a_passive_and_a_negation_are_told():
    text = "The mayor was accused of theft. Oren did not say that the bridge was safe."
    passive, negated = read(text)
    assert (passive.passive, passive.negated, negated.passive, negated.negated) == (True, False, False, True)


def test_who_has_no_doubt_does_not_doubt():
    (found,) = read("The union has no doubt that the mill will close.", beliefs=True)
    assert found.negated


def test_whom_it_was_said_to_is_told():
    text = "Oren told reporters that the bridge was safe."
    (found,) = read(text)
    assert words(text, [found.addressee]) == ["reporters"]
