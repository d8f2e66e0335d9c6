"""The invented archive for measuring: rows that the database would take, and summaries that are right."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claims.found_words import unlike_words
from claims.large.making import Refused, Wanted, make
from claims.models import (
    ArticleWords,
    Claim,
    ClaimRevision,
    ClaimTopic,
    Figure,
    Relay,
    Statement,
    StatementWords,
)
from claims.querysets import visible_articles
from claims.summaries import check
from sources.models import Article, ArticleVersion
from sources.services.acting import acting, person

SMALL = Wanted(claims=60, statements=200, articles=12)

pytestmark = pytest.mark.django_db


def quiet(sentence):
    """Nobody listens."""


@pytest.fixture
def archive(editor):
    with acting(person(editor)):
        make(SMALL, tell=quiet, triggers=True)


def fingerprint():
    rows = [*Claim.objects.order_by("pk").values_list("text", "event_earliest", "merged_into")]
    rows += Statement.objects.order_by("pk").values_list("content_key", "speaker", "said_wording", "state")
    return [*rows, *ArticleVersion.objects.order_by("pk").values_list("sha256", flat=True)]


def test_every_row_passes_the_triggers_and_what_they_count_is_right(archive):
    assert (Claim.objects.count(), Statement.objects.count(), Article.objects.count()) == (60, 200, 12)
    assert list(check()) == unlike_words() == []
    searched = Statement.objects.exclude(state__in=["proposed", "rejected"])
    assert StatementWords.objects.count() == searched.count()
    assert ClaimRevision.objects.filter(state="disputed").exclude(state_before="disputed").exists()
    assert min(Relay.objects.count(), Figure.objects.count(), ClaimTopic.objects.count()) > 0
    assert Statement.objects.values("said_precision").distinct().count() >= 6


def test_readers_can_open_what_was_made(archive, client):
    claim = Claim.objects.visible().exclude(summary__statements=0).with_slug().first()
    article = Article.objects.filter(withdrawn_at=None, versions__statements__links__claim=claim).first()
    for address in ("/", "/claims/", f"/claims/{claim.slug}/", "/articles/", f"/articles/{article.pk}/"):
        assert client.get(address).status_code == 200


def test_the_same_seed_makes_the_same_archive():
    seen = []
    for seed in (7, 7, 8):
        with pytest.raises(ZeroDivisionError):
            make_and_leave(seed, seen)
    assert seen[0] == seen[1] != seen[2]


def make_and_leave(seed, seen):
    """Make it without triggers and take it back."""
    with transaction.atomic():
        make(Wanted(60, 200, 12, seed=seed), tell=quiet)
        seen.append(fingerprint())
        assert {*ArticleWords.objects.values_list("pk", flat=True)} == {
            *visible_articles().values_list("pk", flat=True)
        }
        assert unlike_words() == []
        raise ZeroDivisionError


def test_all_indexes_are_there_again(archive):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname IN ('link_once', 'claim_by_words')")
        assert cursor.fetchone() == (2,)


def test_a_database_that_holds_anything_is_refused(archive):
    with pytest.raises(Refused):
        make(SMALL, tell=quiet)


def test_a_database_that_is_not_named_for_it_is_refused(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", "claimtrack")
    with pytest.raises(CommandError) as refused:
        call_command("make_large", 1, 1, 1)
    assert refused.value.returncode == 2
    assert not Claim.objects.exists()
