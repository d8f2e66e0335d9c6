"""Words are found alike by the index and, where rows have them everywhere, in the newest rows."""

import pytest
from django.db import connection

from claims.models import Claim, StatementWords
from claims.queries import search_fitting
from claims.queries.commonness import Commonness, commonness, forget
from claims.queries.search_fitting import all_words
from claims.queries.search_snippets import around
from claims.queries.search_words import Sought, Word
from tests.claims.searching import claim, find, results

pytestmark = pytest.mark.django_db


def looked_for(*words):
    return Sought(tuple(Word((word,), (word,)) for word in words))


def fitting(*words, narrowed=False):
    fits = all_words(looked_for(*words), "search_key", index="claim_by_words", narrowed=narrowed)
    return Claim.objects.filter(fits).order_by()


@pytest.fixture
def common(monkeypatch):
    """Statistics of a million rows of which so many have a word."""

    def told(**shares):
        monkeypatch.setattr(search_fitting, "commonness", lambda index: Commonness(shares, 1_000_000))

    return told


def test_rare_words_are_looked_up_in_the_index_common_ones_beside_them_in_its_rows(common):
    common(gates=0.3)
    sql = str(fitting("gates", "sluice").query)
    assert sql.count("@@") == sql.count("STRPOS") == 1
    assert "'sluice':*" in sql


def test_common_words_alone_are_looked_for_from_the_newest_row_on(common):
    common(gates=0.3, river=0.3)
    assert "@@" not in str(fitting("gates").query)
    # Together rare, or narrowed otherwise: the walk could be long.
    common(gates=0.1, river=0.1)
    assert "STRPOS" not in str(fitting("gates", "river").query)
    assert "STRPOS" not in str(fitting("gates", narrowed=True).query)


@pytest.mark.parametrize("typed", ["gates", "gate", "gates shut", "the", "12", "shut 12"])
def test_both_ways_find_the_same(client, common, typed):
    for text in ("The gates were shut", "Gate 12 was shut", "Gateways 120", "The pier"):
        claim(text)
    by_index = results(find(client, q=typed))
    common(**dict.fromkeys(("gates", "gate", "gateways", "shut", "the", "12"), 0.9))
    assert results(find(client, q=typed)) == by_index != []


def test_the_indexes_of_words_are_there_and_their_words_are_counted():
    claim("The gates were shut", words="we shut the gates")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_claim, claims_statementwords")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    forget()
    assert commonness("claim_by_words").shares["gates"] == 1
    assert commonness("statement_by_words").shares["gates"] == 1
    forget()
    assert "on claim_by_words" in fitting("gates").explain()
    fits = all_words(looked_for("gates"), "search_key", index="statement_by_words")
    assert "on statement_by_words" in StatementWords.objects.filter(fits).explain()


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
