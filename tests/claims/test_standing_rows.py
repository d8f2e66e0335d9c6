"""What stands on a claim, read as values, is what its models say."""

import pytest
from django.db.models import Prefetch

from claims.choices import Part, Stance, Translated
from claims.models import StatementPassage
from claims.queries.entries import entries_of, links_on, newest_links
from claims.queries.standing_rows import standing_rows
from claims.queries.wording import NOWHERE
from claims.standing import stand, standing_on
from tests.factories.base import stated
from tests.factories.claims import (
    AffiliationFactory,
    ClaimFactory,
    FigureFactory,
    RelayFactory,
    SpeakerFactory,
    StatementPassageFactory,
    visible_statement,
)
from tests.factories.sources import ArticleVersionFactory, OutletFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    """With a statement that has all that an entry shows, a bare one, and one on a merged claim."""
    claim, body = ClaimFactory(visible=True), SpeakerFactory(name="Ministry of Ferries")
    merged = ClaimFactory(visible=True, text="The gates were open.", merged_into=claim)
    who = SpeakerFactory(name="O. Venn", merged_into=SpeakerFactory(name="Orla Venn"))
    full = visible_statement(
        claim=claim,
        speaker=who,
        speaks_for=body,
        said=stated("2031-05-12"),
        event=stated("2031-05"),
        translated=Translated.BY_OUTLET,
        role_as_printed="spokeswoman",
        version=ArticleVersionFactory(
            article__credited_to=OutletFactory(name="Wire", merged_into=OutletFactory(name="The Wire")),
            article__published=stated("2031-05-13"),
        ),
    )
    RelayFactory(statement=full, position=1)
    RelayFactory(statement=full, position=2, speaker=SpeakerFactory(), actor_as_printed="")
    FigureFactory(statement=full)
    StatementPassageFactory(statement=full, part=Part.HEDGE)
    visible_statement(claim=claim, stance=Stance.DENIES)
    visible_statement(claim=merged, said=stated("../2031-05-03"))
    return claim


def models_of(claim):
    """The same links, with the rows of the models behind them."""
    parts = StatementPassage.objects.order_by("part", "order")
    return standing_on([claim.pk]).order_by("pk").prefetch_related(Prefetch("statement__parts", parts))


def test_rows_say_of_each_link_what_its_models_say(claim):
    rows, models = standing_rows([claim.pk]), list(models_of(claim))
    assert list(map(stand, rows)) == list(map(stand, models))
    assert entries_of(claim.pk, rows, NOWHERE) == entries_of(claim.pk, models, NOWHERE)
    assert len(rows) == 3


def test_of_many_the_latest_are_read(claim):
    assert newest_links([claim.pk], 9) == links_on([claim.pk])
    (newest,) = newest_links([claim.pk], 1)
    assert newest.statement.said == stated("2031-05-12")


def test_places_are_asked_for_where_the_speaker_or_one_merged_into_it_has_any(claim):
    def told():
        return [row.has_places for row in standing_rows([claim.pk])]

    assert told() == [False, False, False]
    full = models_of(claim)[0].statement
    AffiliationFactory(person=full.speaker)
    assert told() == [True, False, False]


def test_a_place_of_the_speaker_that_stands_is_asked_for_too(claim):
    AffiliationFactory(person=models_of(claim)[0].statement.speaker.merged_into)
    assert [row.has_places for row in standing_rows([claim.pk])] == [True, False, False]
