"""Hedges, dates and figures of a statement: [content] and {cue} are marked; published on 29 October 2031."""

import re

import pytest

from claims.extract.measures import MOST_PARTS, is_within, measure
from sources.clocks import UNKNOWN, parse_edtf, to_edtf

PUBLISHED = parse_edtf("2031-10-29", zone="Europe/Berlin")
DATES = [
    (
        "The minister {said} on Thursday that [the dam failed in May].",
        ["said on Thursday = 2031-10-23", "event in May = 2031-05"],
    ),
    (
        "On Monday, the ministry {told} reporters that [12 people died last week].",
        ["said On Monday = 2031-10-27", "event last week = 2031-W43"],
    ),
    (
        "[The dam failed], the ministry {said} in a statement on 12 October.",
        ["said on 12 October = 2031-10-12"],
    ),
    ("“[We left on 3 March 2029],” she {said}.", ["event on 3 March 2029 = 2029-03-03"]),
    (
        "It came after its envoy on Monday {said} [it was over].",
        ["said on Monday = 2031-10-27"],
    ),
    # Two words of one cue: the date is said once.
    ("It was {reported} on Monday, the board {said}, that [it is over].", ["said on Monday = 2031-10-27"]),
    # Of something else than the saying.
    ("The mayor, who visited Halm on Monday, {said} [it is over].", []),
    (
        "The board {said} on Tuesday after a meeting on Monday that [it is over].",
        ["said on Tuesday = 2031-10-28"],
    ),
    # What leans on another event is kept as words.
    ("She {said} that [it burnt the day before].", ["event the day before = "]),
]


def parts(sentence):
    """Return (text, content spans, cue spans)."""
    text, spans = "", {"[": [], "{": []}
    for piece in re.split(r"([\[\]{}])", sentence):
        if piece in ("[", "{"):
            spans[piece].append((len(text), None))
        elif piece in ("]", "}"):
            opened = spans["[" if piece == "]" else "{"]
            opened[-1] = (opened[-1][0], len(text))
        else:
            text += piece
    return text, tuple(spans["["]), tuple(spans["{"])


def measured(sentence, published=PUBLISHED, language="en"):
    text, content, cue = parts(sentence)
    return text, content, measure(text, content, cue, (0, len(text)), language=language, published=published)


def dates_of(sentence, **more):
    _, _, (_, dates, _) = measured(sentence, **more)
    return [f"{one.clock} {one.value.wording} = {to_edtf(one.value)}" for one in dates]


@pytest.mark.parametrize(("sentence", "dates"), DATES)
def test_dates_within_the_content_are_of_the_event_and_those_beside_the_cue_of_the_saying(sentence, dates):
    assert sorted(dates_of(sentence)) == sorted(dates)


def test_german_dates():
    sentence = "Der Minister {sagte} am Donnerstag, [der Damm sei im Mai gebrochen]."
    assert dates_of(sentence, language="de") == ["said am Donnerstag = 2031-10-23", "event im Mai = 2031-05"]


def test_a_date_has_the_zone_and_the_basis_of_its_resolving():
    _, _, (_, (date,), _) = measured("She {said} [it burnt on Monday].")
    assert (date.value.zone, date.value.basis, date.value.precision) == ("Europe/Berlin", "resolved", "day")


def test_without_a_day_of_publication_words_stay_words_until_it_is_known():
    sentence = "She {said} [it burnt on Monday and on 3 May 2030]."
    assert dates_of(sentence, published=UNKNOWN) == ["event on Monday = ", "event on 3 May 2030 = 2030-05-03"]


def test_a_hedge_within_the_content_is_the_speakers_and_one_beside_the_cue_the_outlets():
    text, content, (hedges, _, _) = measured(
        "“[We may have lost 40 men],” Stupak is reported to have {said}, and others probably left."
    )
    assert [(text[start:end], is_within((start, end), content)) for start, end in hedges] == [
        ("may have", True),
        ("is reported to have", False),
        ("probably", False),
    ]


def test_a_figure_is_of_the_content_alone_and_no_part_of_a_date():
    text, _, (_, dates, figures) = measured(
        "Two envoys {said} that [in the last three weeks about 80 soldiers surrendered]."
    )
    assert [figure.wording for figure in figures] == ["about 80 soldiers"]
    assert figures[0].period == "in the last three weeks"
    assert [text[one.start : one.end] for one in dates] == ["in the last three weeks"]


def test_content_in_pieces_is_measured_piece_by_piece():
    _, _, (hedges, _, figures) = measured("“[At least 9 boats],” he {said}, “[may be lost].”")
    assert [figure.wording for figure in figures] == ["At least 9 boats"]
    assert len(hedges) == 1


def test_a_hedge_takes_the_word_that_its_content_begins_with():
    text, content, (hedges, _, _) = measured("[The raid] is {said} [to be over].")
    assert [text[start:end] for start, end in hedges] == ["is said to"]
    assert not is_within(hedges[0], content)


def test_a_cue_that_estimates_makes_its_figures_estimates():
    _, _, (_, _, (figure,)) = measured("[Halm] is {estimated} [to have lost 200 boats].")
    assert figure.nature == "estimated"


def test_a_rate_is_no_date():
    _, _, (_, dates, (figure,)) = measured("He {said} [100 men a week after a trial on Monday were freed].")
    assert figure.period == "a week"
    assert [one.value.wording for one in dates] == ["on Monday"]


def test_a_number_that_alone_is_quoted_keeps_what_it_counts():
    _, _, (_, _, (figure,)) = measured("[It lost “thousands” of sailors], he {said}.")
    assert (figure.counted, figure.wording) == ("sailors", "thousands")


@pytest.mark.parametrize("piece", ["on 3 May 2030 ", "may 7 ", "a week ago ", "12 of 13 men a week ", "1 "])
def test_what_repeats_without_end_is_measured_in_linear_time(piece):
    text = piece * (20_000 // len(piece))
    parts = measure(text, ((9, len(text)),), ((0, 8),), (0, len(text)), language="en", published=PUBLISHED)
    assert all(len(part) <= MOST_PARTS for part in parts)
