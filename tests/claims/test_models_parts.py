"""What the database refuses of the parts of statements: their words, relays and figures."""

import pytest
from django.db import transaction

from claims.models import Relay, StatementPassage
from sources.services.acting import acting, machine
from tests.factories.base import settle
from tests.factories.claims import (
    ArticleVersionFactory,
    FigureFactory,
    OutletFactory,
    PassageFactory,
    RelayFactory,
    SpeakerFactory,
    StatementFactory,
    StatementPassageFactory,
)
from tests.refusals import change, delete, refused

pytestmark = pytest.mark.usefixtures("person_writes")


def test_a_statement_without_content_passages_is_refused_when_all_is_written():
    with refused("Statement.content_key_is_true"):
        StatementFactory(content=False)


def test_a_content_key_that_is_not_that_of_the_passages_is_refused():
    statement = StatementFactory()
    settle()
    with refused("Statement.content_key_is_true"):
        change(statement, content_key="0-5")
    with refused("StatementPassage.content_key_is_true"):
        change(statement.parts.get(), part="cue")
    with refused("StatementPassage.content_key_is_true"):
        delete(statement.parts.get())
    with refused("StatementPassage.content_key_is_true"):
        StatementPassageFactory(statement=statement, part="content", order=1)


def test_the_content_key_follows_the_order_of_the_passages():
    version = ArticleVersionFactory(text="One. Two.")
    statement = StatementFactory(version=version, words=["Two.", "One."])
    settle()
    with refused("Statement.content_key_is_true"):
        change(statement, content_key="0-4,5-9")


def test_words_and_key_may_be_changed_together():
    version = ArticleVersionFactory(text="One. Two.")
    statement = StatementFactory(version=version, words="One.")
    settle()
    with transaction.atomic():
        change(statement, content_key="5-9")
        statement.parts.update(passage=PassageFactory(version=version, words="Two."))
        settle()
    assert statement.parts.get().passage.exact == "Two."


def test_a_statement_points_at_nothing_outside_its_own_version():
    statement, elsewhere = StatementFactory(), PassageFactory()
    with refused("StatementPassage.passage_of_same_version"):
        StatementPassageFactory(statement=statement, passage=elsewhere)
    with refused("Figure.passage_of_same_version"):
        FigureFactory(statement=statement, passage=elsewhere)
    with refused("Relay.passage_of_same_version"):
        RelayFactory(statement=statement, cue_passage=elsewhere)
    within = PassageFactory(version=statement.article_version, words="said")
    assert RelayFactory(statement=statement, cue_passage=within).pk


def test_a_statement_is_taken_over_to_another_version_with_all_its_words():
    text = "The union said the crane fell."
    version = ArticleVersionFactory(text=text)
    newer = ArticleVersionFactory(text=text, article=version.article)
    statement = StatementFactory(version=version, words="the crane fell")
    cue = StatementPassageFactory(statement=statement, words="said")
    settle()
    content = statement.parts.get(part="content")
    with refused("Statement.content_key_is_true"):
        change(statement, article_version=newer)
        change(content, passage=PassageFactory(version=newer, words="the crane fell"))
    change(statement, article_version=newer)
    change(content, passage=PassageFactory(version=newer, words="the crane fell"))
    change(cue, passage=PassageFactory(version=newer, words="said"))
    settle()
    assert set(statement.parts.values_list("passage__version", flat=True)) == {newer.pk}


def test_a_part_stays_with_its_statement():
    cue = StatementPassageFactory()
    with refused("StatementPassage.keeps_its_statement"):
        change(cue, statement=StatementFactory(version=cue.statement.article_version))


def test_a_passage_is_one_part_once_and_parts_stand_in_order():
    cue = StatementPassageFactory(words="said")
    with refused("statement_passage_once"):
        StatementPassageFactory(statement=cue.statement, passage=cue.passage, order=1)
    with refused("statement_passage_in_order"):
        StatementPassageFactory(statement=cue.statement, words="Port Velm")
    assert StatementPassageFactory(statement=cue.statement, passage=cue.passage, part="hedge").pk


def test_relays_are_counted_from_one_and_each_place_is_taken_once():
    relay = RelayFactory()
    with refused("relay_counts_from_one"):
        RelayFactory(statement=relay.statement, position=0)
    with refused("relay_in_order"):
        RelayFactory(statement=relay.statement, position=1)


def test_relays_may_change_places_within_one_transaction():
    first = RelayFactory()
    second = RelayFactory(statement=first.statement)
    change(first, position=2)
    change(second, position=1)
    settle()
    assert list(first.statement.relays.order_by("position")) == [second, first]


def test_a_relay_says_who_it_is_and_is_one_actor():
    with refused("relay_says_who"):
        RelayFactory(actor_as_printed="")
    with refused("relay_has_one_actor"):
        RelayFactory(speaker=SpeakerFactory(), outlet=OutletFactory())
    assert RelayFactory(speaker=SpeakerFactory(), actor_as_printed="").pk
    assert RelayFactory(outlet=OutletFactory(), actor_as_printed="").pk


def test_the_speaker_of_a_statement_is_none_of_its_relays():
    statement, other = StatementFactory(), SpeakerFactory()
    settle()
    with refused("Relay.speaker_is_no_relay"):
        RelayFactory(statement=statement, speaker=statement.speaker)
    relay = RelayFactory(statement=statement, speaker=other)
    settle()
    with refused("Statement.speaker_is_no_relay"):
        change(statement, speaker=other)
    with transaction.atomic():
        former = statement.speaker
        change(statement, speaker=other)
        change(relay, speaker=former)  # the two are exchanged in one transaction
        settle()
    assert Relay.objects.get().speaker == former


def test_the_outlet_of_an_article_is_no_relay_of_its_statements():
    statement = StatementFactory()
    with refused("Relay.outlet_is_no_relay"):
        RelayFactory(statement=statement, outlet=statement.article_version.article.outlet)
    relay = RelayFactory(statement=statement, outlet=OutletFactory())
    with refused("Relay.outlet_is_no_relay"):
        change(relay, outlet=statement.article_version.article.outlet)


def test_a_credited_outlet_is_a_relay_while_the_outlet_is_unknown():
    statement = StatementFactory(version__article__outlet=None)
    assert RelayFactory(statement=statement, outlet=OutletFactory()).pk


def test_the_bounds_of_a_figure_are_in_order_or_open():
    with refused("figure_bounds_in_order"):
        FigureFactory(low=44, high=36)
    for low, high in ((36, 36), (None, 44), (36, None), (None, None)):
        assert FigureFactory(low=low, high=high).pk


def test_a_figure_keeps_its_wording_and_is_not_derived_from_itself():
    with refused("figure_has_its_wording"):
        FigureFactory(wording="")
    figure = FigureFactory()
    with refused("figure_is_not_its_own_base"):
        change(figure, derived_from=figure.pk)
    assert change(figure, derived_from=FigureFactory()) == 1


COPIED = {
    StatementPassageFactory: ("passage", "order"),
    RelayFactory: ("actor_as_printed", "position"),
    FigureFactory: ("passage", "wording", "nature"),
}


@pytest.mark.parametrize("made", COPIED)
def test_a_machine_leaves_the_parts_of_a_decided_statement_alone(made):
    part = made()
    columns = {name: getattr(part, name) for name in COPIED[made]}
    with acting(machine("engine rules 1")):
        by = f"{type(part).__name__}.machine_leaves_decided"
        assert by in {
            "StatementPassage.machine_leaves_decided",
            "Relay.machine_leaves_decided",
            "Figure.machine_leaves_decided",
        }
        with refused(by):
            delete(part)
        with refused(by):
            type(part).objects.create(**columns | {"statement": part.statement})
        with refused(by):
            change(part, **columns)
        proposed = made(statement=StatementFactory(proposed=True))
        assert delete(proposed) == 1


@pytest.mark.parametrize("made", [RelayFactory, FigureFactory])
def test_a_machine_takes_no_part_from_a_decided_statement(made):
    version = ArticleVersionFactory()
    part = made(statement=StatementFactory(version=version))
    proposal = StatementFactory(version=version, words="a fairy tale", proposed=True)
    with acting(machine("engine rules 1")):
        with refused(f"{type(part).__name__}.machine_leaves_decided"):
            change(part, statement=proposal)
    assert StatementPassage.objects.filter(statement=proposal).count() == 1
