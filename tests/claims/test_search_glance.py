"""The numbers on the tabs of other kinds: asked in one question, a little way, and of what readers see."""

from datetime import timedelta

import pytest
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorExact
from django.db import connection
from django.utils import timezone

from claims.models import Claim, StatementWords
from claims.models.word_indexes import SOME, in_some
from claims.queries import search_fitting, search_glance, search_steps
from claims.queries.commonness import Commonness
from claims.queries.search_glance import KINDS, Glance
from claims.queries.search_led import led_to
from claims.queries.search_words import Sought, Word
from claims.queries.shapes_joined import ask
from tests.claims.recording import record
from tests.claims.searching import claim, find, said, tabs
from tests.factories.subjects import AffiliationFactory, ClaimFactory, SpeakerAliasFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def looked_for(*words):
    return Sought(tuple(Word((word,), (word,)) for word in words))


def glanced(kinds, sought):
    glance = Glance(kinds, sought)
    return glance.found(*ask(glance.question))


def told(*words, kinds=tuple(KINDS)):
    """How many of each kind were found, and whether there may be more."""
    return {kind: (len(one.keys), one.more) for kind, one in glanced(kinds, looked_for(*words)).items()}


@pytest.fixture
def common(monkeypatch):
    """Statistics of so many rows of which so many have a word."""

    def say(rows=1_000, **shares):
        for module in (search_fitting, search_steps):
            monkeypatch.setattr(module, "commonness", lambda index: Commonness(shares, rows))

    monkeypatch.setattr(search_fitting, "MANY", 0)
    return say


@pytest.fixture
def weirs():
    """Three claims on a weir, each with a statement, and speakers who are named after one."""
    for number in range(3):
        claim(
            f"Weir {number} was opened",
            words=f"the weir {number} is open",
            speaker=SpeakerFactory(name=f"Weir Keeper {number}"),
        )


def test_all_kinds_are_counted_in_one_question(weirs, django_assert_num_queries):
    told("weir")
    with django_assert_num_queries(1):
        assert told("weir") == {"claims": (3, False), "statements": (3, False), "speakers": (3, False)}
    assert told("weir", "opened") == {"claims": (3, False), "statements": (0, False), "speakers": (0, False)}
    assert told("weir", "1", kinds=("statements",)) == {"statements": (1, False)}


def test_rare_words_are_looked_up_exactly_and_longer_ones_where_these_do_not_fill_it(weirs, monkeypatch):
    claim("The weirs were shut", words="all weirs are shut")
    assert told("weir", kinds=("claims", "statements")) == {"claims": (4, False), "statements": (4, False)}
    for module in (search_steps, search_glance):
        monkeypatch.setattr(module, "GLANCED", 2)
    search_glance._QUESTIONS.clear()
    assert told("weir", kinds=("claims", "statements")) == {"claims": (3, False), "statements": (3, False)}
    search_glance._QUESTIONS.clear()


def test_of_many_rows_the_newest_are_read_and_words_looked_up_where_these_have_none(
    weirs, common, monkeypatch
):
    common(weir=0.5, gates=0.5)
    monkeypatch.setattr(search_steps, "MANY_ROWS", 999)
    kinds = ("claims", "statements")
    assert told("weir", kinds=kinds) == {"claims": (3, True), "statements": (3, True)}
    # As much as the newest rows say, and no more.
    monkeypatch.setattr(search_steps, "READ_FIRST", 2)
    assert told("weir", kinds=kinds) == {"claims": (2, True), "statements": (2, True)}
    for number in range(2):
        claim(f"Lock {number} is shut", words=f"lock {number} is shut")
    assert told("weir", kinds=kinds) == {"claims": (3, True), "statements": (3, True)}
    assert told("weir", "gates", kinds=kinds) == {"claims": (0, False), "statements": (0, False)}
    claim("The gates of a weir", words="gates and a weir")
    assert told("weir", "gates", kinds=kinds) == {"claims": (1, True), "statements": (1, True)}


def test_of_fewer_rows_words_are_looked_up_where_those_that_are_read_do_not_fill_it(
    weirs, common, monkeypatch
):
    common(weir=0.5, opened=0.5)
    monkeypatch.setattr(search_steps, "READ_SOME", 1)
    assert told("weir", kinds=("claims",)) == {"claims": (3, True)}
    claim("The weirs were opened")
    # Longer words alone are looked up last.
    assert told("weir", kinds=("claims",)) == {"claims": (3, True)}
    assert told("weirs", "opened", kinds=("claims",)) == {"claims": (1, False)}
    monkeypatch.setattr(search_steps, "READ_SOME", 5)
    assert told("weir", kinds=("claims",)) == {"claims": (3, True)}
    # Rare together: looked up at once.
    monkeypatch.setattr(search_fitting, "MANY", 300)
    monkeypatch.setattr(search_steps, "READ_SOME", 0)
    assert told("weir", "opened", kinds=("claims",)) == {"claims": (3, True)}


@pytest.fixture
def among_some(monkeypatch):
    """Three claims on a weir, two of them among the some; enough of those are two, where that is expected."""
    for module in (search_steps, search_glance):
        monkeypatch.setattr(module, "GLANCED", 1)
    monkeypatch.setattr(search_steps, "EXPECTED", 400)
    monkeypatch.setattr(search_glance, "_QUESTIONS", {})
    keys = [1_000 * SOME, 1_000 * SOME + 1, 1_001 * SOME]
    for key in keys:
        record(ClaimFactory(pk=key, visible=True, text=f"Weir {key} was opened"))
    return [keys[0], keys[2]]


def test_where_many_are_expected_enough_of_some_tell_that_there_are_more(among_some, common):
    common(weir=0.5)
    (found,) = glanced(["claims"], looked_for("weir")).values()
    assert (sorted(found.pks), found.more) == (among_some, False)


def test_words_that_may_stand_together_are_asked_of_some_and_of_all_in_one_question(
    among_some, common, django_assert_num_queries
):
    common(**{"weir": 0.5, "opened": 0.5, "16001": 0.5})
    glanced(["claims"], looked_for("weir", "opened"))
    with django_assert_num_queries(1):
        (found,) = glanced(["claims"], looked_for("weir", "opened")).values()
    assert (sorted(found.pks), found.more) == (among_some, False)
    claim("Weir 16001 is shut")
    with django_assert_num_queries(1):
        (found,) = glanced(["claims"], looked_for("weir", "16001")).values()
    assert len(found.pks) == 2
    assert 16_001 in found.pks


@pytest.mark.parametrize("words", [("weir", "16001"), ("opened",)])
def test_where_some_have_too_few_or_few_are_expected_all_are_looked_at(among_some, common, words):
    common(**{"weir": 0.9, "16001": 0.9, "opened": 0.2})
    (found,) = glanced(["claims"], looked_for(*words)).values()
    assert len(found.pks) == (1 if "weir" in words else 2)
    assert any(pk % SOME for pk in found.pks)


@pytest.mark.parametrize(
    ("rows", "index"),
    [(Claim, "claim_by_words_of_some"), (StatementWords, "statement_by_words_of_some")],
)
def test_some_rows_have_an_index_of_their_own(rows, index):
    words = SearchVectorExact(
        SearchVector("search_key", config="simple"), SearchQuery("weir", config="simple")
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in rows.objects.order_by().filter(words, in_some()).explain()


def test_what_readers_do_not_see_is_not_counted(weirs, common):
    later = timezone.now() + timedelta(hours=1)
    hidden = ClaimFactory(text="Weir 9 was shut", visible_since=later)
    said(hidden, words="the weir 9 is shut", speaker=SpeakerFactory(name="Weir Master"))
    three = {"claims": (3, False), "statements": (3, False), "speakers": (3, False)}
    assert told("weir") == three
    common(weir=0.5)
    assert told("weir") == three | {"claims": (3, True), "statements": (3, True)}


def test_editors_and_narrowed_searches_count_the_same_without_it(weirs, client, editor_client, monkeypatch):
    found = {"statements": "3", "speakers": "3", "articles": "3"}
    assert tabs(find(client, q="weir")) == found | {"claims": "3"}
    monkeypatch.delattr(search_glance, "_Together")
    monkeypatch.setattr(search_glance, "_QUESTIONS", {})
    assert tabs(find(editor_client, q="weir")) == found | {"claims": "3"}
    narrowed = tabs(
        find(client, q="weir", stance="asserts", kind="speakers", sort_of="person", since="2000-01-01")
    )
    assert narrowed["claims"] == "3"


def test_speakers_are_led_to_by_each_word_in_its_own_way():
    body = SpeakerFactory(name="Harbour Office", kind="body")
    person = SpeakerFactory(name="Olha Lubinets")
    other = SpeakerFactory(name="Olha Kerr")
    AffiliationFactory(person=person, body=body, title="Chief pilot")
    SpeakerAliasFactory(speaker=other, spelling="The Pilot")
    assert set(led_to(looked_for("olha"))) == {person.pk, other.pk}
    assert led_to(looked_for("olha", "harbour")) == [person.pk]
    assert led_to(looked_for("lubinetz", "pilot")) == [person.pk]
    assert led_to(looked_for("kerr", "pilot")) == [other.pk]
    assert led_to(looked_for("kerr", "harbour")) == []
    SpeakerFactory(name="O. Lubin", merged_into=person)
    assert led_to(looked_for("lubin", "harbour")) == [person.pk]
