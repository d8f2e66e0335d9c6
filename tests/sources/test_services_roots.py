"""Roots are changed one version at a time: nothing that was saved is lost, and who comes late is told."""

import pytest

from claims.models import Speaker, Topic
from sources.clocks import UNKNOWN
from sources.models.clock import clock_columns
from sources.services import roots
from sources.services.acting import acting, machine, person
from tests.connections import at_once
from tests.factories.base import desk_editor, stated
from tests.factories.claims import ClaimFactory, SpeakerFactory, TopicFactory

WRITERS = 8


@pytest.mark.django_db
def test_a_change_bumps_the_version_and_names_who_made_it(editor):
    speaker, actor = SpeakerFactory(), person(editor)
    with acting(actor):
        assert roots.change(speaker, actor=actor, expected=1, name="Orla Venn") == 2
    assert (speaker.version, speaker.last_actor, speaker.name) == (2, editor, "Orla Venn")
    speaker.refresh_from_db()
    assert (speaker.version, speaker.last_actor, speaker.name) == (2, editor, "Orla Venn")


@pytest.mark.django_db
def test_a_machines_change_names_the_machines_user():
    claim, actor = ClaimFactory(), machine("import")
    with acting(actor):
        roots.change(claim, actor=actor, expected=1, **clock_columns("event", stated("2031-05")))
    assert claim.last_actor.username == "machine"
    assert claim.event == stated("2031-05") != UNKNOWN


@pytest.mark.django_db
@pytest.mark.parametrize("expected", [0, 1, 3])
def test_a_change_made_on_another_version_is_refused_and_writes_nothing(editor, expected):
    speaker, actor = SpeakerFactory(name="Orla Venn"), person(editor)
    with acting(actor):
        roots.change(speaker, actor=actor, expected=1, description="A minister.")
        with pytest.raises(roots.Stale, match=f"speaker:{speaker.pk} is no longer at version {expected}"):
            roots.change(speaker, actor=actor, expected=expected, name="Another")
    speaker.refresh_from_db()
    assert (speaker.version, speaker.name) == (2, "Orla Venn")
    assert speaker.events.count() == 2


@pytest.mark.django_db
def test_a_change_that_follows_from_anothers_takes_what_stands(editor):
    speaker, actor = SpeakerFactory(), person(editor)
    stale = Speaker.objects.get(pk=speaker.pk)
    with acting(actor):
        roots.change(speaker, actor=actor, expected=1)
        assert roots.change(stale, actor=actor, expected=None, description="A minister.") == 3


@pytest.mark.django_db
def test_a_root_is_made_at_version_one(editor):
    actor = person(editor)
    with acting(actor):
        topic = roots.create(Topic, actor=actor, name="The fire")
    topic.refresh_from_db()
    assert (topic.version, topic.last_actor) == (1, editor)


def _save(pk, word, actor):
    """What a form does: read, let time pass, save; when stale, read again. Returns the conflicts met."""
    conflicts = 0
    while True:
        topic = Topic.objects.get(pk=pk)
        try:
            with acting(actor):
                text = f"{topic.description} {word}"
                roots.change(topic, actor=actor, expected=topic.version, description=text)
                return conflicts
        except roots.Stale:
            conflicts += 1


def _save_naively(pk, word, actor):
    """The control: what Django's own save does."""
    topic = Topic.objects.get(pk=pk)
    with acting(actor):
        topic.description = f"{topic.description} {word}"
        topic.save()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("saves", [5, pytest.param(50, marks=pytest.mark.thorough)])
def test_many_who_save_one_root_at_once_lose_nothing(saves):
    topic, actor = TopicFactory(), person(desk_editor())
    words = [[f"w{writer}.{n}" for n in range(saves)] for writer in range(WRITERS)]
    works = [lambda own=own: sum(_save(topic.pk, word, actor) for word in own) for own in words]
    conflicts = sum(at_once(works))
    topic.refresh_from_db()
    assert sorted(topic.description.split()) == sorted(word for own in words for word in own)
    assert topic.version == WRITERS * saves + 1
    assert conflicts > 0
    assert topic.events.count() == WRITERS * saves + 1
    versions = topic.events.order_by("pgh_id").values_list("version", flat=True)
    assert sorted(versions) == list(range(1, topic.version + 1))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("saves", [5, pytest.param(50, marks=pytest.mark.thorough)])
def test_the_same_without_compare_and_swap_loses_saves(saves):
    topic, actor = TopicFactory(), person(desk_editor())
    works = [
        lambda writer=writer: [_save_naively(topic.pk, f"w{writer}.{n}", actor) for n in range(saves)]
        for writer in range(WRITERS)
    ]
    at_once(works)
    topic.refresh_from_db()
    assert 0 < len(topic.description.split()) < WRITERS * saves


@pytest.mark.django_db(transaction=True)
def test_changes_that_take_what_stands_wait_for_one_another():
    topic, actor = TopicFactory(), person(desk_editor())

    def bump():
        with acting(actor):
            return roots.change(Topic.objects.get(pk=topic.pk), actor=actor, expected=None)

    assert sorted(at_once([bump] * WRITERS)) == list(range(2, WRITERS + 2))
    topic.refresh_from_db()
    assert topic.version == WRITERS + 1
