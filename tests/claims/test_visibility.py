"""Who sees what, over every combination of states, against an oracle in plain Python.

One world holds a statement for every combination of statement state × link state × claim × article. What
readers should see of it is computed here without the database, from the sentences of the design.
"""

from collections import namedtuple
from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from claims.models import Claim, Speaker, Statement, StatementLink, Topic
from claims.querysets import articles_seen_by, outlets_seen_by, visible_articles, visible_outlets
from sources.models import Article, Outlet
from sources.services.acting import acting, person
from tests.factories.base import desk_editor
from tests.factories.claims import (
    ClaimFactory,
    ClaimTopicFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
    TopicFactory,
    visible_statement,
)
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, ImportBatchFactory, OutletFactory
from tests.refusals import change

pytestmark = pytest.mark.django_db

STATEMENTS = ("proposed", "confirmed", "rejected", "withdrawn")
LINKS = ("none", "proposed", "confirmed", "rejected", "withdrawn")
CLAIMS = (
    "hidden", "future", "visible", "withdrawn",
    "merged into visible", "merged into hidden", "merged into withdrawn", "hidden, merged into visible",
)  # fmt: skip
ARTICLES = ("plain", "withdrawn", "batch", "batch withdrawn", "removed", "other save")

Case = namedtuple("Case", "statement link claim article")
CASES = [Case(*parts) for parts in product(STATEMENTS, LINKS, CLAIMS, ARTICLES)]


def claim_is_read(claim):
    """The claim whose page the link leads to is published and stands."""
    return claim in {"visible", "merged into visible", "hidden, merged into visible"}


def is_read(case):
    """Whether readers see the statement."""
    return (
        case.statement == "confirmed"
        and case.link == "confirmed"
        and claim_is_read(case.claim)
        and case.article in {"plain", "batch"}
    )


def make_claim(kind):
    if kind == "future":
        return ClaimFactory(visible_since=timezone.now() + timedelta(hours=1))
    if kind == "withdrawn":
        return ClaimFactory(visible=True, withdrawn=True)
    if "merged into " in kind:
        own, target = kind.split("merged into ")
        return ClaimFactory(visible=own == "", merged_into=make_claim(target))
    return ClaimFactory(visible=kind == "visible")


def make_article(kind, outlet):
    batch = {"batch": {}, "batch withdrawn": {"withdrawn": True}}.get(kind)
    return ArticleFactory(
        outlet=outlet,
        withdrawn=kind == "withdrawn",
        removed=kind == "removed",
        batch=None if batch is None else ImportBatchFactory(**batch),
        same_as=ArticleFactory(outlet=None) if kind == "other save" else None,
    )


def make_claims():
    """One claim of each kind, each under a topic of its own."""
    claims = {kind: make_claim(kind) for kind in CLAIMS}
    for claim in claims.values():
        ClaimTopicFactory(claim=claim, topic=TopicFactory(slug=False))
    return claims


def make(case, claim):
    """A statement with a speaker, an article and an outlet of its own, linked to the claim of its kind."""
    outlet = OutletFactory(slug=False)
    statement = StatementFactory(
        version=ArticleVersionFactory(article=make_article(case.article, outlet), blocks=False),
        speaker=SpeakerFactory(slug=False),
        **({} if case.statement == "confirmed" else {case.statement: True}),
    )
    link = None
    if case.link != "none":
        trait = {} if case.link == "confirmed" else {case.link: True}
        link = StatementLinkFactory(statement=statement, claim=claim, **trait)
    return statement, link


def make_world(article):
    """Every case with this kind of article; and what a database knows of its tables after a while."""
    with acting(person(desk_editor())):
        claims = make_claims()
        made = [(case, *make(case, claims[case.claim])) for case in CASES if case.article == article]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return claims, made


def ids(rows):
    return set(rows.values_list("pk", flat=True))


@pytest.mark.parametrize("article", ARTICLES)
def test_readers_see_what_the_oracle_says_of_every_combination(article, editor):
    claims, made = make_world(article)
    read = [(case, statement, link) for case, statement, link in made if is_read(case)]
    articles = {statement.article_version.article for _, statement, _ in read}
    topics = {claims[case.claim].topics.get().pk for case, _, _ in read}

    assert ids(Statement.objects.visible()) == {statement.pk for _, statement, _ in read}
    assert ids(StatementLink.objects.visible()) == {link.pk for _, _, link in read}
    assert ids(visible_articles()) == {article.pk for article in articles}
    assert ids(visible_outlets()) == {article.outlet_id for article in articles}
    assert ids(Speaker.objects.visible()) == {statement.speaker_id for _, statement, _ in read}
    assert ids(Topic.objects.visible()) == topics
    assert len(read) == len(topics) == (3 if article in {"plain", "batch"} else 0)

    targets = {claim.merged_into_id for kind, claim in claims.items() if kind.endswith("into visible")}
    assert ids(Claim.objects.visible()) == targets | {claims["visible"].pk}

    for rows in (Statement, StatementLink, Speaker, Topic, Claim):
        assert ids(rows.objects.seen_by(editor)) == ids(rows.objects.all())
        assert ids(rows.objects.seen_by(AnonymousUser())) == ids(rows.objects.visible())
    assert ids(articles_seen_by(editor)) == ids(Article.objects)
    assert ids(articles_seen_by(AnonymousUser())) == ids(visible_articles())
    assert ids(outlets_seen_by(editor)) == ids(Outlet.objects)
    assert ids(outlets_seen_by(AnonymousUser())) == ids(visible_outlets())


def test_an_account_without_a_role_sees_what_everybody_sees(reader, admin):
    visible_statement()
    hidden = StatementFactory()
    assert ids(Statement.objects.seen_by(reader)) == ids(Statement.objects.visible())
    assert hidden.pk in ids(Statement.objects.seen_by(admin))
    assert len(ids(articles_seen_by(reader))) == 1


def test_one_visible_link_is_enough_and_others_stay_hidden():
    statement = visible_statement()
    hidden = StatementLinkFactory(statement=statement, claim=ClaimFactory())
    assert ids(Statement.objects.visible()) == {statement.pk}
    assert hidden.pk not in ids(StatementLink.objects.visible())


def test_a_statement_is_listed_once_however_many_claims_it_is_linked_to():
    statement = visible_statement()
    StatementLinkFactory(statement=statement)
    StatementLinkFactory(statement=statement)
    assert list(Statement.objects.visible()) == [statement]
    assert list(Speaker.objects.visible()) == [statement.speaker]
    assert list(visible_articles()) == [statement.article_version.article]


def test_a_merged_speaker_outlet_or_topic_is_seen_as_the_one_it_is_merged_into():
    speaker, outlet, topic, claim = (
        SpeakerFactory(),
        OutletFactory(),
        TopicFactory(),
        ClaimFactory(visible=True),
    )
    ClaimTopicFactory(claim=claim, topic=TopicFactory(merged_into=topic))
    visible_statement(
        claim=claim,
        speaker=SpeakerFactory(merged_into=speaker),
        version__article__outlet=OutletFactory(merged_into=outlet),
    )
    assert list(Speaker.objects.visible()) == [speaker]
    assert list(visible_outlets()) == [outlet]
    assert list(Topic.objects.visible()) == [topic]


def test_a_relay_or_the_body_spoken_for_bears_no_statement_of_its_own():
    visible_statement(unnamed=True, speaks_for=SpeakerFactory(body=True))
    assert list(Speaker.objects.visible()) == []


def test_a_statement_of_an_older_version_still_stands():
    statement = visible_statement()
    ArticleVersionFactory(article=statement.article_version.article)
    assert list(Statement.objects.visible()) == [statement]


def test_what_is_withdrawn_comes_back_when_it_is_restored():
    claim = ClaimFactory(visible=True, withdrawn=True)
    statement = visible_statement(claim=claim)
    assert not Statement.objects.visible().exists()
    with acting(person(desk_editor())):
        change(claim, withdrawn_at=None)
    assert list(Statement.objects.visible()) == [statement]
