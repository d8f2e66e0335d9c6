"""Hedges: each marked in its sentence with [brackets]."""

import re

import pytest

from claims.extract.hedges import beside, find_hedges

ENGLISH = [
    "The guards [reportedly] left and [may have] fled.",
    "The claim [could not be independently verified].",
    "So far it [has not been possible to verify] the footage.",
    "[If this trend continues], prices will double.",
    "He [is believed to have] died; [it is unclear whether] she survived.",
    "It [appears to be] a mistake, and [is likely to] recur.",
    "Halm [highly likely] sold its boats.",
    "Halm [is unlikely to] pay, and [probably] never will.",
    "[A possible] ambush, the [alleged] raid and [apparent] blood stains.",
    "The video [purports to show] a raid, [without providing evidence].",
    "He said [it is possible that] they left.",
    "[Perhaps] the dam [might] fail; it [may] not hold.",
    "It [could be] the worst flood of the century.",
    "Nobody knows: [there is a risk] of more floods.",
    "The vote [is an open question].",
    # Words that weaken nothing.
    "In May the army marched with all its might; Ada May said so.",
    "They ran so that they could reach the boats, but could not swim.",
    "The rebels could see the harbour and could hear shots.",
    "Send it as soon as possible; he may-be knows.",
    "He said that the dam will fail, as they were supposed to know; he is not known as a friend.",
    "The gate was open; the wave was higher than any rain could explain, and nobody could leave.",
]
GERMAN = [
    "Die Angaben [konnten nicht unabhängig überprüft werden].",
    "Sie [sollen] [angeblich] Gefangene getötet haben.",
    "[Offenbar] [könnte] der Damm brechen.",
    "[Es ist unklar, ob] er lebt.",
    "[Wenn sich dieser Trend fortsetzt], steigt der Preis.",
    "Er soll gehen, sagte sie.",
]


def marked(sentence, language):
    plain = re.sub(r"[\[\]]", "", sentence)
    spans = find_hedges(plain, [(0, len(plain))], language=language)
    for start, end in reversed(spans):
        plain = f"{plain[:start]}[{plain[start:end]}]{plain[end:]}"
    return plain


@pytest.mark.parametrize("sentence", ENGLISH)
def test_english_hedges(sentence):
    assert marked(sentence, "en") == sentence


@pytest.mark.parametrize("sentence", GERMAN)
def test_german_hedges(sentence):
    assert marked(sentence, "de") == sentence


def test_hedges_outside_the_spans_and_in_other_languages_are_none():
    text = "It may rain. It may snow."
    assert find_hedges(text, [(13, len(text))], language="en") == [(16, 19)]
    assert find_hedges("Il aurait possibly", [(0, 18)], language="fr") == []


def test_beside_the_cue_is_what_is_no_content():
    text = "The board reportedly said on Monday that it is over, she added later, and left."
    content, said, added = (41, 51), (21, 25), (57, 62)
    assert text[slice(*content)] == "it is over"
    stretches = list(beside((0, len(text)), [content], [said, added], text=text))
    assert [text[start:end] for start, end in stretches] == [
        "The board reportedly said on Monday that ",
        ", she added later, and left.",
    ]


def test_beside_a_cue_far_words_are_left_out_whole():
    text = f"{'word ' * 60}said {'else ' * 60}."
    ((start, end),) = beside((0, len(text)), [], [(300, 304)], text=text, reach=12)
    assert text[start:end] == " word word said else else"


@pytest.mark.parametrize("piece", ["could ", "is ", "may ", "is believed to ", "it is "])
def test_what_repeats_without_end_is_read_in_linear_time(piece):
    text = piece * (20_000 // len(piece))
    assert len(find_hedges(text, [(0, len(text))], language="en")) <= len(text) // len(piece)
