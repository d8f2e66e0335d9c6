"""What lists say of an article, and what it counts for beside a search's filters: kept with its words."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from claims.choices import LinkState
from claims.found_words import unlike_words
from claims.models import ArticleWords, ClaimTopic
from sources.services.acting import acting, person
from tests.claims.recording import change
from tests.claims.searching import counts, find
from tests.connections import elsewhere, wait_until_somebody_waits
from tests.factories.base import desk_editor
from tests.factories.claims import (
    ClaimFactory,
    ClaimTopicFactory,
    SpeakerFactory,
    StatementLinkFactory,
    TopicFactory,
    visible_statement,
)
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, OutletFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(headline="Night at the weir", outlet=OutletFactory(name="The Signal"))


@pytest.fixture
def version(article):
    return ArticleVersionFactory(article=article)


def speaker(name, **given):
    return SpeakerFactory(name=name, slug=name.lower(), **given)


def topic(name, **given):
    return TopicFactory(name=name, slug=name.lower(), **given)


def kept():
    row = ArticleWords.objects.get()
    assert unlike_words() == []
    return row.by_speakers, row.under_topics


def counted(client, name):
    return counts(find(client, q="weir", kind="articles"), name)


def test_who_speaks_in_it_counts_once_and_over_merges(client, version):
    orla = speaker("Orla")
    merged = speaker("Venn", merged_into=orla)
    for one in (orla, merged):
        said = visible_statement(version=version, speaker=one)
    StatementLinkFactory(statement=said, claim=ClaimFactory(visible=True))
    visible_statement(version=version, unnamed=True)
    assert kept() == ([orla.pk], [])
    assert counted(client, "speaker") == {"orla": 1}
    change(merged, merged_into=None)
    assert kept() == ([orla.pk, merged.pk], [])
    assert counted(client, "speaker") == {"orla": 1, "venn": 1}


def test_topics_of_its_claims_count_and_of_what_is_merged_into_them(client, version):
    fires = topic("Fires")
    blazes, floods = topic("Blazes", merged_into=fires), topic("Floods")
    claim = visible_statement(version=version).links.get().claim
    placed = ClaimTopicFactory(claim=claim, topic=fires)
    ClaimTopicFactory(claim=ClaimFactory(merged_into=claim), topic=blazes)
    ClaimTopicFactory(claim=ClaimFactory(visible=True), topic=floods)
    assert kept()[1] == [fires.pk, blazes.pk]
    assert counted(client, "topic") == {"fires": 1}
    change(placed, topic=floods)
    assert kept()[1] == [blazes.pk, floods.pk]
    assert counted(client, "topic") == {"fires": 1, "floods": 1}
    with acting(person(desk_editor())):
        ClaimTopic.objects.filter(topic=floods).delete()
    assert counted(client, "topic") == {"fires": 1}


def test_a_claim_that_moves_to_another_one_takes_its_topics_along(version):
    fires, floods = topic("Fires"), topic("Floods")
    claim, target = visible_statement(version=version).links.get().claim, ClaimFactory(visible=True)
    for one, under in ((claim, fires), (target, floods)):
        ClaimTopicFactory(claim=one, topic=under)
    assert kept()[1] == [fires.pk]
    change(claim, merged_into=target)
    assert kept()[1] == [fires.pk, floods.pk]
    change(claim, merged_into=None)
    assert kept()[1] == [fires.pk]


def test_an_article_counts_for_its_outlet_over_merges(client, article, version):
    visible_statement(version=version)
    target = OutletFactory(name="The Wire")
    slug = target.addresses.get().slug
    change(article.outlet, merged_into=target)
    assert counted(client, "outlet") == {slug: 1}


def test_what_readers_do_not_see_yet_counts_for_nothing(client, version):
    seen, later, never = speaker("Seen"), speaker("Later"), speaker("Never")
    fires, floods = topic("Fires"), topic("Floods")
    claim = visible_statement(version=version, speaker=seen).links.get().claim
    coming = visible_statement(version=version, speaker=later).links.get().claim
    hidden = visible_statement(version=version, speaker=never, claim=ClaimFactory()).links.get().claim
    for one, under in ((claim, fires), (coming, floods), (hidden, floods)):
        ClaimTopicFactory(claim=one, topic=under)
    change(coming, visible_since=timezone.now() + timedelta(days=1))
    assert kept() == ([seen.pk, later.pk], [fires.pk, floods.pk])
    assert counted(client, "speaker") == {"seen": 1}
    assert counted(client, "topic") == {"fires": 1}
    change(coming, visible_since=timezone.now())
    assert counted(client, "speaker") == {"seen": 1, "later": 1}
    assert counted(client, "topic") == {"fires": 1, "floods": 1}


def holds(client):
    """What the list says stands in the article."""
    return re.findall(r"\d+ statements? on \d+ claims?", client.get("/articles/").content.decode())


def test_lists_say_how_much_stands_in_it_as_it_is_kept(client, version):
    said = visible_statement(version=version)
    again = visible_statement(version=version, claim=said.links.get().claim)
    assert (ArticleWords.objects.values_list("statements", "claims").get(), unlike_words()) == ((2, 1), [])
    assert holds(client) == ["2 statements on 1 claim"]
    StatementLinkFactory(statement=again, claim=ClaimFactory(visible=True))
    assert (ArticleWords.objects.values_list("statements", "claims").get(), unlike_words()) == ((2, 2), [])
    assert holds(client) == ["2 statements on 2 claims"]


def test_what_readers_do_not_see_yet_is_not_told_by_lists(client, version):
    visible_statement(version=version)
    coming = visible_statement(version=version).links.get().claim
    change(coming, visible_since=timezone.now() + timedelta(days=1))
    assert ArticleWords.objects.values_list("statements", "claims").get() == (2, 2)
    assert holds(client) == ["1 statement on 1 claim"]
    change(coming, visible_since=timezone.now())
    assert holds(client) == ["2 statements on 2 claims"]


def migrate_to(name):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        MigrationExecutor(connection).migrate([("claims", name)])
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_the_migration_counts_what_was_recorded_before(version):
    said = visible_statement(version=version)
    migrate_to("0025_words_of_some")
    visible_statement(version=version, claim=said.links.get().claim)
    assert unlike_words() == []
    migrate_to("0026_numbers_of_articles")
    assert (ArticleWords.objects.values_list("statements", "claims").get(), unlike_words()) == ((2, 1), [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["the link", "the topic"])
@pytest.mark.parametrize("of", ["the claim", "one merged into it", "another one merged into it"])
def test_a_topic_that_is_given_while_something_is_linked_counts(first, of):
    claim, under, editor = ClaimFactory(visible=True), TopicFactory(), desk_editor()
    placed = claim if of == "the claim" else ClaimFactory(merged_into=claim)
    linked = ClaimFactory(merged_into=claim) if of == "another one merged into it" else claim
    link = StatementLinkFactory(proposed=True, claim=linked)

    def confirm():
        change(link, state=LinkState.CONFIRMED, decided_by=editor, decided_at=timezone.now())

    def place():
        ClaimTopicFactory(claim=placed, topic=under)

    before, after = (confirm, place) if first == "the link" else (place, confirm)
    with transaction.atomic():
        before()
        done = elsewhere(after)
        wait_until_somebody_waits()
    done.result(timeout=10)
    assert kept()[1] == [under.pk]
