"""History: whatever is changed leaves an event that names actor, reason and root, by whichever door."""

import pytest
from django.db import connection, transaction

from claims.models import Claim, ClaimRelation, Speaker, SpeakerAlias
from sources.models import Article, Block, DeclaredFact, Outlet, Passage
from sources.services import roots
from sources.services.acting import acting, machine, person, tell_history
from tests.factories import claims as made
from tests.factories.base import desk_editor, settle
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, BlockFactory, OutletFactory
from tests.refusals import change, delete, event_models, factory_of, refused, triggers_of

pytestmark = pytest.mark.django_db

#: Tracked tables that machines fill; every other tracked table is written by people.
MACHINE_MADE = {
    "Article", "Block", "DeclaredFact", "Figure", "Overlap", "Passage", "PublisherNotice", "Relay",
    "Statement", "StatementLink", "StatementPassage",
}  # fmt: skip
TRACKED = [event.pgh_tracked_model for event in event_models()]
#: A harmless change of each tracked table.
CHANGES = {
    "Affiliation": {"title": "minister"}, "Article": {"byline": "Desk"},
    "Assessment": {"reasoning": "More."}, "Block": {"reason": "Seen."}, "Claim": {"text": "Another."},
    "ClaimApproval": {"reason": "Whose?"},
    "ClaimParty": {"role": "actor"}, "ClaimRelation": {"reason": "Seen."}, "DeclaredFact": {"value": "X"},
    "DeskItem": {"state": "done"}, "Figure": {"unit": "t"}, "Note": {"text": "Done."},
    "OriginDecision": {"reason": "Seen."},
    "Outlet": {"country": "XX"}, "Overlap": {"reason": "Seen."}, "Passage": {"prefix": "x"},
    "PublisherNotice": {"text": "Amended."}, "Relay": {"channel": "radio"},
    "ReplyContact": {"words": "desk@x.example"}, "ReplyRequest": {"channel": "telephone"},
    "Response": {"kind": "declined"}, "SiteSettings": {"contact": "By post."},
    "Speaker": {"description": "A minister."},
    "SpeakerAlias": {"language": "de"}, "SpeakersApart": {"reason": "Seen."},
    "Statement": {"language": "de"}, "StatementLink": {"score": 0.5},
    "StatementPassage": {"order": 7}, "Topic": {"description": "All of it."},
    "TrainedTagger": {"reason": "Too slow."},
}  # fmt: skip


def name(model):
    return model.__name__


def labels(row):
    return list(row.events.order_by("pgh_id").values_list("pgh_label", flat=True))


def last(row):
    return row.events.order_by("-pgh_id").first()


def test_the_tables_that_machines_fill_are_these():
    assert {name(model) for model in TRACKED if "b_update" in triggers_of(model)} == MACHINE_MADE


def test_every_table_with_something_to_change_is_changed_here():
    assert {name(model) for model in TRACKED} - CHANGES.keys() == {"ClaimTopic", "NoteMention"}


@pytest.mark.parametrize("model", TRACKED, ids=name)
def test_a_person_leaves_insert_update_and_delete_on_every_tracked_table(model, editor):
    with acting(person(editor), reason="Seen at the desk."):
        row = factory_of(model)()
        pk, changes = row.pk, CHANGES.get(name(model), {})
        before = labels(row)
        if changes:
            assert change(row, **changes) == 1
    expected = (["found"] if name(model) in MACHINE_MADE else []) + ["update"] if changes else []
    assert before[0] == "insert"
    assert labels(row)[len(before) :] == expected
    assert {event.pgh_actor for event in row.events.all()} == {f"user:{editor.pk}"}
    assert {event.pgh_reason for event in row.events.all()} == {"Seen at the desk."}
    for column, value in changes.items():
        assert getattr(last(row), column) == value
    with transaction.atomic():
        with acting(person(editor)):  # foreign keys are checked at commit, and this never commits
            assert delete(row) == 1
        assert model._meta.get_field("events").related_model.objects.filter(
            pgh_obj_id=pk, pgh_label="delete"
        ).count() == 1  # fmt: skip
        transaction.set_rollback(True)


def test_every_door_leaves_the_same_trace(editor):
    with acting(person(editor), reason="By every door."):
        outlet = OutletFactory()
        outlet.country = "XA"
        outlet.save()
        Outlet.objects.filter(pk=outlet.pk).update(country="XB")
        Outlet.objects.bulk_update([Outlet(pk=outlet.pk, country="XC")], ["country"])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sources_outlet SET country = 'XD' WHERE id = %s", [outlet.pk])
        (alias, _) = SpeakerAlias.objects.bulk_create(
            SpeakerAlias(speaker=made.SpeakerFactory(), spelling=spelling) for spelling in ("O. Venn", "Venn")
        )
        SpeakerAlias.objects.filter(pk=alias.pk).delete()
    trace = list(outlet.events.order_by("pgh_id").values_list("pgh_label", "country", "pgh_reason"))
    assert trace == [("insert", "", "By every door.")] + [
        ("update", country, "By every door.") for country in ("XA", "XB", "XC", "XD")
    ]
    assert labels(alias) == ["insert", "delete"]


def test_a_change_that_changes_nothing_leaves_no_event():
    outlet, block = OutletFactory(), BlockFactory()
    with acting(person(desk_editor())):
        outlet.save()
        block.save()
    assert labels(outlet) == ["insert"]
    assert labels(block) == ["insert"]


@pytest.mark.parametrize("model", TRACKED, ids=name)
def test_a_change_without_an_actor_is_refused_on_every_tracked_table(model):
    row = factory_of(model)()
    settle()
    columns = CHANGES.get(name(model))
    if columns:
        with refused("null:pgh_actor", *_decided(model)):
            change(row, **columns)
    with refused("null:pgh_actor", *_decided(model)):
        delete(row)


def _decided(model):
    """Where a person decided, a change without an actor is refused before history is asked."""
    return {f"{name(model)}.machine_leaves_decided"} if "machine_leaves_decided" in triggers_of(model) else ()


def test_what_a_machine_makes_leaves_no_event_until_a_person_acts(editor):
    with acting(machine("import")):
        article = ArticleFactory(outlet=None)
        version = ArticleVersionFactory(article=article)
        fact = DeclaredFact.objects.create(article=article, field="byline", value="Ina", origin="text")
        change(fact, value="Ina Falk")
        Passage.objects.create(version=version, start=0, end=7, exact="Harbour")
    with acting(machine("engine rules 1")):
        proposal = made.StatementFactory(version=version, unattributed=True, proposed=True)
    block = Block.objects.get()
    for row in (article, fact, block, proposal, *proposal.parts.all(), *version.passages.all()):
        assert labels(row) == []
    with acting(person(editor), reason="It is a headline."):
        change(block, kind="headline", set_by="editor")
    events = block.events.order_by("pgh_id").values_list("pgh_label", "kind", "pgh_actor", "pgh_reason")
    assert list(events) == [
        ("found", "body", f"user:{editor.pk}", "It is a headline."),
        ("update", "headline", f"user:{editor.pk}", "It is a headline."),
    ]


def test_a_machine_that_writes_a_peoples_table_is_named():
    with acting(machine("import")):
        outlet = OutletFactory()
    assert [event.pgh_actor for event in outlet.events.all()] == ["machine:import"]


def test_events_carry_the_root_and_its_version_also_those_of_members(editor):
    actor = person(editor)
    with acting(actor):
        speaker = roots.create(Speaker, actor=actor, name="Orla Venn", kind="person")
        alias = SpeakerAlias.objects.create(speaker=speaker, spelling="O. Venn")
        roots.change(speaker, actor=actor, expected=1, description="A minister.")
        change(alias, language="en")
    key = f"speaker:{speaker.pk}"
    told = list(speaker.events.order_by("pgh_id").values_list("pgh_root", "pgh_root_version", "version"))
    assert told == [(None, "1", 1), (key, "2", 2)]
    assert list(alias.events.order_by("pgh_id").values_list("pgh_root", "pgh_root_version")) == [
        (key, "1"),
        (key, "2"),
    ]


def test_a_nested_actor_ends_with_its_block(editor, admin):
    with acting(person(editor), reason="outer"):
        tell_history(root="claim:1", root_version="4")
        with acting(machine("import"), reason="inner"):
            inner = OutletFactory()
        with acting(person(admin)):
            other = OutletFactory()
        outer = OutletFactory()
    told = [
        tuple(row.events.values_list("pgh_actor", "pgh_reason", "pgh_root").get())
        for row in (inner, other, outer)
    ]
    assert told == [
        ("machine:import", "inner", None),
        (f"user:{admin.pk}", "", None),
        (f"user:{editor.pk}", "outer", "claim:1"),
    ]


def test_a_nested_actor_ends_also_when_its_block_fails(editor):
    with acting(person(editor), reason="outer"):
        with pytest.raises(ZeroDivisionError), acting(machine("import"), reason="inner"):
            raise ZeroDivisionError
        outlet = OutletFactory()
    assert last(outlet).pgh_actor == f"user:{editor.pk}"
    assert last(outlet).pgh_reason == "outer"


@pytest.mark.django_db(transaction=True)
def test_no_actor_is_left_behind_after_the_transaction(editor):
    with acting(person(editor)):
        claim = Claim.objects.create(text="The crane fell.", last_actor=editor)
    with refused("null:pgh_actor"):
        change(claim, text="The crane stood.")
    assert labels(claim) == ["insert"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_nothing(editor):
    claim = made.ClaimFactory()
    with pytest.raises(ZeroDivisionError), acting(person(editor)):
        change(claim, text="The crane stood.")
        assert labels(claim) == ["insert", "update"]
        raise ZeroDivisionError
    assert labels(claim) == ["insert"]


def test_an_event_outlives_its_row(editor):
    relation = made.ClaimRelationFactory()
    pk = relation.pk
    with acting(person(editor), reason="They do not contradict one another."):
        relation.delete()
    events = ClaimRelation.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert [(event.pgh_label, event.kind) for event in events] == [
        ("insert", "contradicts"),
        ("delete", "contradicts"),
    ]


def test_an_article_changed_by_a_person_shows_what_it_was(editor):
    with acting(machine("import")):
        article = ArticleFactory(headline="Harbour fire", outlet=None)
    with acting(person(editor)):
        roots.change(Article.objects.get(pk=article.pk), actor=person(editor), expected=1, headline="A fire")
    assert list(article.events.order_by("pgh_id").values_list("pgh_label", "headline", "version")) == [
        ("found", "Harbour fire", 1),
        ("update", "A fire", 2),
    ]
