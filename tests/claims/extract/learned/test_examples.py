"""Files to learn from come from anywhere: what is wrong in one is said in a sentence, with its line."""

import json

import pytest

from claims.extract.learned.examples import LONGEST_TEXT, BadExample, Example, Quote, read_examples

GOOD = {
    "doc_id": "a",
    "text": "Ina Korb says it rains.",
    "quotes": [{"content": [[14, 22]], "cue": [[9, 13]]}],
}


def test_a_line_of_the_scorers_form_is_read():
    (example,) = read_examples([json.dumps(GOOD), "", "  \n"])
    assert isinstance(example, Example)
    assert example.quotes == (Quote(((14, 22),), ((9, 13),), ()),)
    assert [(part.start, part.end) for part in example.paragraphs] == [(0, 23)]


BAD = {
    "no JSON": ("{", "Line 1 is no JSON object."),
    "brackets without end": ("[" * 100_000, "Line 1 is no JSON object."),
    "a list": ("[]", "Line 1: it is no object with “text” and “quotes”."),
    "no text": ('{"quotes": []}', "Line 1: there is no “text”."),
    "a number for a text": ('{"text": 7, "quotes": []}', "Line 1: there is no “text”."),
    "no number": ('{"text": "a", "quotes": [{"content": [[NaN, 1]]}]}', "Line 1: NaN is no number."),
    "no quotes": ('{"text": "a"}', "Line 1: “quotes” is no list of objects."),
    "words for quotes": ('{"text": "a", "quotes": ["a"]}', "Line 1: “quotes” is no list of objects."),
    "a span alone": ('{"text": "a", "quotes": [{"content": [0, 1]}]}', "no [start, end]"),
    "true for a place": ('{"text": "ab", "quotes": [{"content": [[true, 2]]}]}', "no [start, end]"),
    "words for spans": (
        '{"text": "a", "quotes": [{"cue": "says"}]}',
        "Line 1: “cue” is no list of [start, end].",
    ),
    "beyond the end": (
        '{"text": "a", "quotes": [{"content": [[0, 2]]}]}',
        "Line 1: “content” has [0, 2], which is no place in a text of 1 characters.",
    ),
    "backwards": ('{"text": "abc", "quotes": [{"content": [[2, 1]]}]}', "“content” has [2, 1]"),
}


@pytest.mark.parametrize(("line", "sentence"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_with_its_line(line, sentence):
    with pytest.raises(BadExample) as caught:
        list(read_examples([line]))
    assert sentence in str(caught.value)


def test_a_text_without_end_is_refused():
    with pytest.raises(BadExample, match="Line 2: its text has more than 1,000,000 characters"):
        list(read_examples([json.dumps(GOOD), json.dumps({"text": "a" * (LONGEST_TEXT + 1), "quotes": []})]))
