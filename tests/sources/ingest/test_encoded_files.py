"""Sixty old files: each is read right, or held with the truth among the three readings shown side by side."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.ingest.decode import decode
from sources.ingest.facts import Declared
from sources.ingest.limits import Held, Refused
from sources.ingest.pipeline import read_article
from sources.ingest.readings import SIDE_BY_SIDE, readings_of
from tests.sources.ingest.encoded import saved_files

FILES = list(saved_files())
#: What says itself how it is stored: UTF-8, a byte-order mark, the zero bytes of UTF-16.
PLAIN_TO_SEE = {"utf-8", "utf-8-sig", "utf-16-le", "utf-16-le-bom", "utf-16-be", "utf-16-be-bom", "utf-32"}


def way_of(saved):
    return saved.name.partition("-")[2]


def read(content, encoding=None):
    return read_article(content, name="a.txt", declared=Declared(encoding=encoding), manifest_facts={})


def outcome(saved):
    """ "right" where it was read as it is, else the place of the true reading among those offered, from 1."""
    try:
        return "right" if decode(saved.content, None).text == saved.text else "wrong"
    except Held:
        offered = [decode(saved.content, reading.encoding).text for reading in readings_of(saved.content)]
        return offered.index(saved.text) + 1


def test_there_are_sixty_in_twelve_ways_of_five_languages():
    assert (len(FILES), len({saved.name for saved in FILES})) == (60, 60)


@pytest.mark.parametrize(
    "saved",
    [
        pytest.param(saved, id=saved.name, marks=() if at % 5 == at // 12 else pytest.mark.thorough)
        for at, saved in enumerate(FILES)
    ],
)
def test_each_is_read_right_or_held_with_the_truth_among_the_first_three(saved):
    if way_of(saved) in PLAIN_TO_SEE:
        assert outcome(saved) == "right"
    else:
        assert outcome(saved) in range(1, SIDE_BY_SIDE + 1)


@pytest.mark.thorough
def test_held_files_are_offered_their_true_reading_first():
    places = [outcome(saved) for saved in FILES]
    assert (places.count("right"), places.count(1), places.count("wrong")) == (31, 29, 0)


KINDS = ["utf-8", "cp1252", "utf-16", "shift_jis", "utf-32", "gb18030", "rot13", None]
LETTERS = st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass"))
PIECES = st.one_of(st.binary(max_size=60), LETTERS, st.sampled_from([saved.content[:90] for saved in FILES]))


@pytest.mark.thorough
@settings(max_examples=5000, deadline=None)
@given(st.lists(PIECES, max_size=6).map(b"".join), st.sampled_from(KINDS))
@example(b"Published: 31.02.9999999\n\n\xef\xbb\xbf\xed\xa0\x80", None)
def test_any_bytes_become_an_article_or_are_turned_away_with_a_sentence(content, declared):
    try:
        article = read(content, declared)
    except Held as answer:
        assert answer.sentence.endswith(".")
        for reading in readings_of(content):
            assert reading.encoding
        return
    except Refused as answer:
        assert answer.sentence.endswith(".")
        return
    tiled = [(block.start, block.end) for block in article.blocks]
    assert tiled[0][0] == 0
    assert tiled[-1][1] == len(article.text)
    assert all(end == start for (_, end), (start, _) in pairwise(tiled))
