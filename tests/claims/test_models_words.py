"""The words by which readers find an article: kept by triggers, whatever changes and whoever changes it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from claims.choices import LinkState, StatementState
from claims.found_words import unlike_words
from claims.models import ArticleWords, StatementWords
from sources.choices import Display
from sources.models import Article
from tests.claims.recording import change
from tests.claims.searching import find, results, tabs
from tests.connections import elsewhere, wait_until_somebody_waits
from tests.factories.base import desk_editor
from tests.factories.claims import ClaimFactory, StatementFactory, StatementLinkFactory, visible_statement
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, ImportBatchFactory

pytestmark = pytest.mark.django_db

TEXT = "The sluice was shut. The heron slept. Nobody saw the barge."


def words(article):
    """All words of its row, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tsvector_to_array(words) FROM claims_articlewords WHERE article_id = %s", [article.pk]
        )
        row = cursor.fetchone()
    return {*row[0]} if row else set()


def found(client, typed):
    return len(results(find(client, q=typed, kind="articles")))


@pytest.fixture
def article():
    return ArticleFactory(headline="Night at the weir", byline="", batch=ImportBatchFactory())


@pytest.fixture
def version(article):
    return ArticleVersionFactory(article=article, text=TEXT)


@pytest.fixture
def sluice(version):
    return visible_statement(version=version, words="The sluice was shut")


def withdraw(row):
    change(row, withdrawn_at=timezone.now(), withdrawn_by=desk_editor(), withdrawn_reason="Misread")


def bring_back(row):
    change(row, withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")


def claim_of(statement):
    return statement.links.get().claim


def test_an_article_has_the_words_of_its_headline_and_of_what_stands_in_it(article, sluice):
    assert words(article) == {"night", "at", "the", "weir", "sluice", "was", "shut"}
    row = ArticleWords.objects.get()
    assert row.seen_from == row.whole_from == claim_of(sluice).visible_since
    assert row.published_from == article.published_earliest
    assert unlike_words() == []


def test_where_nothing_stands_there_is_no_row(article, version):
    statement = StatementFactory(version=version, words="The heron slept")
    assert not ArticleWords.objects.exists()
    StatementLinkFactory(statement=statement, claim=ClaimFactory())
    assert not ArticleWords.objects.exists()
    change(article, headline="Day", search_key="day")
    assert not ArticleWords.objects.exists()


def test_words_may_stand_in_the_headline_and_in_several_statements(client, version, sluice):
    visible_statement(version=version, words="The heron slept")
    for typed in ("weir sluice", "heron sluice", "night heron shut"):
        assert found(client, typed) == 1, typed
    html = find(client, q="night heron slept", kind="articles")
    assert '<mark class="found">heron</mark> <mark class="found">slept</mark>' in html
    html = find(client, q="heron sluice", kind="articles")
    assert (
        'The <mark class="found">sluice</mark> was shut … The <mark class="found">heron</mark> slept' in html
    )
    assert found(client, "heron barge") == 0


def test_the_words_of_a_text_are_there_while_it_is_shown_whole(client, article, sluice):
    assert found(client, "barge") == 0
    change(article, display=Display.WHOLE)
    assert found(client, "barge weir") == 1
    change(article, display=Display.EXCERPTS)
    assert found(client, "barge") == 0
    assert unlike_words() == []


def test_another_headline_and_another_date_are_followed(client, article, sluice):
    earlier = article.published_earliest - timedelta(days=1)
    change(article, headline="Day", search_key="day", published_earliest=earlier)
    assert (found(client, "night"), found(client, "day sluice")) == (0, 1)
    assert ArticleWords.objects.get().published_from == earlier


def test_other_words_of_a_statement_are_followed(client, sluice):
    StatementWords.objects.filter(statement=sluice).update(search_key="the gate was open")
    assert (found(client, "sluice"), found(client, "gate")) == (0, 1)
    StatementWords.objects.filter(statement=sluice).delete()
    assert (found(client, "gate"), found(client, "weir")) == (0, 1)
    assert unlike_words() == []


# --- what readers do not see, they do not find -----------------------------------------------------


@pytest.fixture
def heron(version):
    """Another statement in the same article, on a claim of its own."""
    return visible_statement(version=version, words="The heron slept")


@pytest.mark.parametrize("days", [1, None])
def test_what_is_said_of_a_claim_that_is_to_be_shown_later_is_not_found_before(client, sluice, heron, days):
    later = timezone.now() + timedelta(days=days) if days else None
    change(claim_of(heron), visible_since=later)
    assert (found(client, "heron"), found(client, "weir heron"), found(client, "sluice")) == (0, 0, 1)
    narrowed = {"kind": "articles", "clock": "recorded", "since": "2000-01-01"}
    assert results(find(client, q="heron", **narrowed)) == []
    assert len(results(find(client, q="sluice", **narrowed))) == 1
    assert tabs(find(client, q="heron"))["articles"] == "0"
    change(claim_of(heron), visible_since=timezone.now())
    assert found(client, "heron sluice") == 1
    assert unlike_words() == []


def test_an_article_of_which_nothing_is_shown_yet_is_not_found(client, sluice):
    change(claim_of(sluice), visible_since=timezone.now() + timedelta(days=1))
    assert (found(client, "weir"), found(client, "sluice")) == (0, 0)


def test_what_stands_on_a_withdrawn_claim_is_not_found(client, sluice, heron):
    withdraw(claim_of(heron))
    assert (found(client, "heron"), found(client, "sluice")) == (0, 1)
    bring_back(claim_of(heron))
    assert found(client, "heron") == 1


def test_a_withdrawn_statement_or_link_is_not_found(client, sluice, heron):
    change(heron.links.get(), state=LinkState.WITHDRAWN)
    assert (found(client, "heron"), found(client, "sluice")) == (0, 1)
    withdrawn = {"withdrawn_at": timezone.now(), "withdrawn_by": desk_editor(), "withdrawn_reason": "No"}
    change(sluice, state=StatementState.WITHDRAWN, **withdrawn)
    assert not ArticleWords.objects.exists()


@pytest.mark.parametrize("of", ["article", "batch"])
def test_a_withdrawn_article_is_not_found_until_it_comes_back(client, article, sluice, of):
    row = article if of == "article" else article.batch
    withdraw(row)
    assert (found(client, "weir"), found(client, "sluice")) == (0, 0)
    assert not ArticleWords.objects.exists()
    change(article, headline="Day", search_key="day")
    bring_back(row)
    assert (found(client, "night"), found(client, "day sluice")) == (0, 1)


def test_what_is_merged_is_found_as_long_as_its_target_is_seen(client, sluice, heron):
    target = ClaimFactory()
    change(claim_of(heron), merged_into=target)
    assert (found(client, "heron"), found(client, "sluice")) == (0, 1)
    change(target, visible_since=timezone.now())
    assert found(client, "heron") == 1
    change(target, visible_since=None)
    change(claim_of(heron), merged_into=None)
    assert found(client, "heron sluice") == 1
    assert unlike_words() == []


def test_a_removed_article_has_no_words(client, article, sluice):
    change(article, display=Display.WHOLE)
    change(article, removed_at=timezone.now())
    assert found(client, "barge") == 0
    assert not ArticleWords.objects.exists()


# --- several at once, and what was there before ---------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("shown", [True, False])
def test_two_editors_who_confirm_in_one_article_lose_no_words(shown):
    version = ArticleVersionFactory(text=TEXT)
    if shown:
        visible_statement(version=version, words="Nobody saw the barge")
    said = ("The sluice was shut", "The heron slept")
    made = [StatementFactory(version=version, words=one) for one in said]
    one, two = (
        StatementLinkFactory(proposed=True, statement=each, claim=ClaimFactory(visible=True)) for each in made
    )
    person = desk_editor()

    def confirm(link):
        change(link, state=LinkState.CONFIRMED, decided_by=person, decided_at=timezone.now())

    with transaction.atomic():
        confirm(one)
        done = elsewhere(lambda: confirm(two))
        wait_until_somebody_waits()
    done.result(timeout=10)
    assert {"sluice", "heron"} <= words(version.article)
    assert unlike_words() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["claim", "headline"])
def test_a_headline_that_changes_while_its_first_claim_is_shown_is_found(first):
    version = ArticleVersionFactory(text=TEXT)
    link = StatementLinkFactory(
        statement__version=version, statement__words="The heron slept", claim=ClaimFactory()
    )
    changes = {
        "claim": lambda: change(link.claim, visible_since=timezone.now()),
        "headline": lambda: change(Article.objects.get(), headline="Day", search_key="day"),
    }
    mine = changes.pop(first)
    (theirs,) = changes.values()
    desk_editor()
    with transaction.atomic():
        mine()
        done = elsewhere(theirs)
        wait_until_somebody_waits()
    done.result(timeout=10)
    assert {"day", "heron"} <= words(version.article)
    assert unlike_words() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["link", "words"])
def test_words_that_change_while_their_statement_is_linked_are_found(first):
    statement = StatementFactory(version=ArticleVersionFactory(text=TEXT), words="The heron slept")
    link = StatementLinkFactory(proposed=True, statement=statement, claim=ClaimFactory(visible=True))
    person = desk_editor()
    own = StatementWords.objects.filter(statement=statement)
    confirmed = {"state": LinkState.CONFIRMED, "decided_by": person, "decided_at": timezone.now()}
    changes = {
        "link": lambda: change(link, **confirmed),
        "words": lambda: own.update(search_key="the barge slept"),
    }
    mine = changes.pop(first)
    (theirs,) = changes.values()
    with transaction.atomic():
        mine()
        done = elsewhere(theirs)
        wait_until_somebody_waits()
    done.result(timeout=10)
    assert "barge" in words(statement.article_version.article)
    assert unlike_words() == []


def test_the_migration_finds_what_was_recorded_before_and_leaves_nothing_behind(article, sluice, heron):
    change(claim_of(heron), visible_since=timezone.now() + timedelta(days=1))
    before = words(article)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([("claims", "0022_what_summaries_count_for")])
    change(claim_of(heron), visible_since=timezone.now() - timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT to_regclass('claims_articlewords'), count(*) FROM pg_proc WHERE proname ~ 'word'"
        )
        assert cursor.fetchone()[0] is None
    MigrationExecutor(connection).migrate([("claims", "0023_words_of_articles")])
    assert words(article) == before >= {"heron", "sluice", "weir"}
    assert unlike_words() == []
    change(claim_of(heron), visible_since=None)
    assert "heron" not in words(article)
