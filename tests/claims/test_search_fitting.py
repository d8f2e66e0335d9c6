"""Words are found alike by the index and, where rows have them everywhere, in the newest rows."""

import re

import pytest
from django.db import connection

from claims.models import ArticleWords, Claim, Speaker, SpeakerAlias, StatementWords
from claims.queries import search_first, search_fitting
from claims.queries.commonness import Commonness, commonness, forget
from claims.queries.keys import Turn
from claims.queries.search_articles import INDEX, ORDERS, articles_found, articles_met
from claims.queries.search_fitting import GLANCED_AT, READ, READ_FIRST, all_words, ways
from claims.queries.search_given import Given
from claims.queries.search_snippets import around
from claims.queries.search_words import Sought, Word
from claimtrack.roles import READER
from tests.claims.searching import claim, find, results, tabs

pytestmark = pytest.mark.django_db


def looked_for(*words):
    return Sought(tuple(Word((word,), (word,)) for word in words))


def fitting(*words):
    fits = all_words(looked_for(*words), "search_key", index="claim_by_words")
    return Claim.objects.filter(fits).order_by()


def told(*words, any_row=False, held=False):
    """Each way: the words that are looked up, those that are read, and in how many of the newest rows."""
    return [
        (
            " ".join([one.key for one in way.looked_up] + ["exactly"] * way.exactly),
            " ".join(one.key for one in way.read),
            way.newest,
        )
        for way in ways(looked_for(*words), index="claim_by_words", any_row=any_row, held=held)
    ]


@pytest.fixture
def common(monkeypatch):
    """Statistics of a million rows (or so many) of which so large a part has a word."""

    def told(rows=1_000_000, /, **shares):
        monkeypatch.setattr(search_fitting, "commonness", lambda index: Commonness(shares, rows))

    return told


def test_rare_words_are_looked_up_in_the_index_common_ones_beside_them_in_its_rows(common):
    common(gates=0.3)
    assert told("gates", "sluice") == [("sluice", "gates", 0)]
    assert told("sluice", "weir") == [("sluice weir", "", 0)]


def test_common_words_alone_are_read_from_the_newest_row_on_and_then_looked_up(common):
    common(gates=0.3, river=0.2, harbour=0.1)
    assert told("gates") == [("", "gates", READ), ("gates", "", 0)]
    # By the index, the rows of the two that are rarest.
    assert told("gates", "river", "harbour") == [
        ("", "harbour river gates", READ),
        ("harbour river", "gates", 0),
    ]
    # Rare together, unless one brings the other with it: not read as far.
    common(gates=0.01, river=0.02)
    assert told("gates", "river") == [("", "gates river", READ_FIRST), ("gates river", "", 0)]


def test_where_any_rows_will_do_fewer_are_read_and_longer_words_are_looked_up_last(common):
    common(gates=0.03, river=0.02)
    assert told("gates", any_row=True)[0] == ("", "gates", READ_FIRST)
    assert told("gates", "river", any_row=True) == [
        ("", "river gates", GLANCED_AT),
        ("river gates exactly", "", 0),
        ("river gates", "", 0),
    ]


@pytest.mark.parametrize(
    ("fit", "read", "whole"), [([21], [READ_FIRST], False), ([20, 30], [READ_FIRST, 0], True)]
)
def test_words_are_looked_up_where_those_that_were_read_do_not_fill_a_page(
    common, monkeypatch, fit, read, whole
):
    common(gates=0.01, river=0.02)
    sizes, answers = [], iter(fit)

    def answer(question=None):
        return [[(None, pk, True) for pk in range(next(answers))]]

    monkeypatch.setattr(search_first, "_shape", lambda *given: sizes.append(given[3].newest))
    monkeypatch.setattr(search_first, "ask", answer)
    asked = {"index": "statement_by_words", "most": 101, "turn": Turn(), "read": 20}
    words = looked_for("gates", "river")
    first = search_first.FirstKeys(articles_met, ORDERS[0], words, READER, **asked)
    assert first.question.values["folded"]
    found = first.found(*answer())
    assert (sizes, not found.more, len(found.keys)) == (read, whole, fit[-1])


def test_rows_that_hold_their_words_are_read_as_soon_as_that_is_shorter_than_to_look_them_up(common):
    common(100_000, gates=0.02)
    assert told("gates") == [("gates", "", 0)]
    assert told("gates", held=True) == [("", "gates", READ_FIRST), ("gates", "", 0)]
    common(100_000, gates=0.017)
    assert told("gates", held=True) == [("gates", "", 0)]
    common(1_000, gates=1.0)
    assert told("gates", held=True) == [("gates", "", 0)]


def test_where_any_rows_will_do_those_that_are_looked_up_are_put_in_no_order(common):
    common(gates=0.3)
    for words in (("sluice",), ("sluice", "gates")):
        assert [way.any_row for way in ways(looked_for(*words), index="claim_by_words")] == [False]
        found = list(ways(looked_for(*words), index="claim_by_words", any_row=True))
        assert [(way.any_row, way.rough) for way in found] == [(True, False)]


def test_found_words_are_marked_without_what_stands_around_them():
    text = "“Levees” — the levee's gate, 12 m; relevee"
    assert [piece for piece, hit in looked_for("levee", "12").marked(text) if hit] == [
        "Levees",
        "levee's",
        "12",
    ]
    assert "".join(piece for piece, _ in looked_for("levee").marked(text)) == text
    assert looked_for("weir").marked("") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A levee. LEVEES! relevee levee-keepers", ["levee", "LEVEES", "levee-keepers"]),
        ("lev'ees\nthe le\u200bvee\u00a0(“levee”)", ["lev'ees", "le\u200bvee", "levee"]),
        ("İ levee, ﬂood of Kiev: at\tKyiv, in Лвів", ["levee", "ﬂood", "Kiev", "Kyiv", "Лвів"]),
        ("levee levee 12m 12", ["levee", "levee", "12"]),
        ("lvov lvovian", ["lvov"]),
    ],
)
def test_words_are_found_in_texts_however_they_are_spelt(text, found):
    pieces = looked_for("levee", "12", "flood", "kyiv", "lviv").marked(text)
    assert [piece for piece, hit in pieces if hit] == found
    assert "".join(piece for piece, _ in pieces) == text


def test_where_a_search_is_narrowed_rare_words_are_looked_up_and_all_others_read(common):
    common(gates=0.3)
    sql = str(fitting("gates", "sluice").query)
    assert sql.count("@@") == sql.count("LIKE ANY") == 1
    assert "'sluice':*" in sql


@pytest.mark.parametrize("typed", ["gates", "gate", "gates shut", "the", "12", "shut 12", "gate shut 12"])
@pytest.mark.parametrize("read", [0, 1, 10_000])
def test_every_way_finds_the_same(client, common, monkeypatch, typed, read):
    for text in ("The gates were shut", "Gate 12 was shut", "Gateways 120", "The pier"):
        claim(text, words=text.lower(), article={"headline": text})
    by_index = results(find(client, q=typed))
    numbers = {name: number.rstrip("+") for name, number in tabs(find(client, q=typed)).items()}
    monkeypatch.setattr(search_fitting, "READ", read)
    monkeypatch.setattr(search_fitting, "READ_FIRST", read)
    monkeypatch.setattr(search_fitting, "GLANCED_AT", read)
    common(**dict.fromkeys(("gates", "gate", "gateways", "shut", "the", "12"), 0.9))
    html = find(client, q=typed)
    assert results(html) == by_index != []
    assert tabs(html)["claims"] == numbers["claims"]
    for kind in ("statements", "articles"):
        assert int(tabs(html)[kind].rstrip("+")) <= int(numbers[kind])
        assert (tabs(html)[kind] == "0") is (numbers[kind] == "0")
        found = results(find(client, q=typed, kind=kind))
        assert len(found) == int(numbers[kind])


def test_of_words_like_patterns_only_what_they_say_is_found(client, common):
    for text in ("The 5_0 gates", "The 510 gates", r"The a\b gates"):
        claim(text)
    common(gates=0.9)
    for typed in ("5_0 gates", "gates 5%", "gates _", "gates %", r"gates \\"):
        assert set(results(find(client, q=typed))) <= {"The 5_0 gates", "The 510 gates", r"The a\b gates"}


def test_the_indexes_of_words_are_there_and_their_words_are_counted():
    claim("The gates were shut", words="we shut the gates")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_claim, claims_statementwords, claims_articlewords")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    forget()
    assert commonness("claim_by_words").shares["gates"] == 1
    assert commonness("statement_by_words").shares["gates"] == 1
    assert commonness(INDEX).shares["gates"] == 1
    (words,) = ArticleWords.objects.values_list("words", flat=True)
    assert set(commonness(INDEX).shares) == set(re.findall("'(.+?)'", words)) > {"gates"}
    forget()
    assert "on claim_by_words" in fitting("gates").explain()
    fits = all_words(looked_for("gates"), "search_key", index="statement_by_words")
    assert "on statement_by_words" in StatementWords.objects.filter(fits).explain()
    found = articles_found(Given(looked_for("gates")), READER)
    assert "on article_by_all_words" in found.explain()
    assert "on speaker_by_parts_of_names" in Speaker.objects.filter(search_key__contains="orla").explain()
    assert (
        "on alias_by_parts_of_names"
        in SpeakerAlias.objects.order_by().filter(search_key__contains="orla").explain()
    )


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ((("short", True),), (("short", True),)),
        ((("one two three four five six", False),), (("one two three", False), (" …", False))),
        ((("x" * 100 + " one ", False), ("two", True)), (("… ", False), ("one ", False), ("two", True))),
        ((("x" * 40, False),), (("x" * 16, False), (" …", False))),
    ],
)
def test_a_long_text_is_cut_at_spaces_around_what_was_found(pieces, shown):
    assert around(pieces, 16) == shown
