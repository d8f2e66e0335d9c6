"""Tables as they stood then: the views over the history, and the block in which queries read them."""

import os
from contextlib import suppress

import pgtrigger
import pytest
from django.db import InternalError, OperationalError, connection, transaction
from hypothesis import HealthCheck, given, settings

from claims import summaries
from claims.choices import Moved
from claims.models import Claim, ClaimRevision, ClaimSummary, StatementLink
from claims.past_views import after_migrating, before_migrating, views
from claims.queries.past import moment_of, revisions_of
from claims.samples.loading import load_samples
from claims.states import Summed
from claims.summing import recompute
from sources.past import has_views, in_the_present, rows_as_of
from sources.services.acting import acting, person
from tests.claims.recording import change, record
from tests.claims.test_samples import FOLDER
from tests.claims.test_summaries_hold import DOES, steps
from tests.connections import elsewhere, wait_until_somebody_waits
from tests.factories.base import desk_editor
from tests.factories.claims import ClaimFactory, SpeakerFactory, StatementLinkFactory, visible_statement
from tests.refusals import our_models


def newest(claim):
    return revisions_of(claim.pk).first()


def as_of(revision):
    """The moment of the revision."""
    return moment_of(revision, revisions_of(revision.claim_id).filter(number__gt=revision.number))


def then(revision):
    """What the claim's summary should have said, from the rows as they stood."""
    with rows_as_of(as_of(revision)):
        return recompute(revision.claim_id)


def path():
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        return cursor.fetchone()[0]


@pytest.fixture
def claim(db):
    made = ClaimFactory(visible=True, text="The fire was set")
    record(made)
    return made


# --- the counts that stood ------------------------------------------------------------------------


@pytest.fixture
def counted(monkeypatch):
    """By (claim, revision): the summary with which the revision was written."""
    stood = {}
    write = summaries._write_values

    def remember(values, stored):
        write(values, stored)
        for row in stored.values():
            stood.setdefault((row.pk, row.revision), Summed.of(row))

    monkeypatch.setattr(summaries, "_write_values", remember)
    return stood


def assert_rebuilt(stood):
    revisions = list(ClaimRevision.objects.order_by("claim", "number"))
    assert revisions
    for revision in revisions:
        assert then(revision) == stood[revision.claim_id, revision.number], revision


@pytest.mark.thorough
@pytest.mark.django_db
def test_every_revision_of_every_sample_claim_has_the_counts_again_that_stood_then(counted, data_dir):
    load_samples(FOLDER, tell=lambda _: None)
    assert_rebuilt(counted)


EXAMPLES = 12 if os.environ.get("CLAIMTRACK_THOROUGH") == "1" else 2


@pytest.mark.django_db
@given(steps=steps)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_sequence_of_changes_every_revision_has_its_counts_again(steps, counted, db):
    claims = [ClaimFactory(visible=number != 3) for number in range(4)]
    speakers = [SpeakerFactory() for _ in range(4)]
    record(*claims)
    for kind, one, two, stance in steps:
        DOES[kind](claims, speakers, one, two, stance)
    assert_rebuilt({key: values for key, values in counted.items() if key[1]})


# --- one transaction, or many at once -------------------------------------------------------------


def test_revisions_of_one_transaction_are_told_apart(claim):
    with acting(person(desk_editor())):
        for _ in range(3):
            visible_statement(claim=claim)
            record(claim)
    assert [then(one).statements for one in claim.revisions.order_by("number")] == [0, 1, 2, 3]
    assert len({one.began for one in claim.revisions.all()}) == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_wrote_while_it_waited_belongs_to_its_own_revision():
    claim = ClaimFactory(visible=True)
    record(claim)

    def late():
        with transaction.atomic():
            visible_statement(claim=claim)
            record(claim, moved=Moved.DENIAL)

    with transaction.atomic():
        ClaimSummary.objects.select_for_update().get(claim=claim)
        waiting = elsewhere(late)
        wait_until_somebody_waits()
        record(claim, moved=Moved.TEXT)
    waiting.result()
    assert [(one.moved, then(one).statements) for one in claim.revisions.order_by("number")] == [
        ("statement", 0),
        ("text", 0),
        ("denial", 1),
    ]


def test_what_stands_from_before_there_was_an_order_is_told_by_the_clock(claim):
    visible_statement(claim=claim)
    revision = newest(claim)
    old = ClaimRevision(claim=claim, number=1, step=0, at=revision.at, began=revision.began)
    moment = moment_of(old, [])
    assert (moment.step, moment.until) == (0, revision.at)


# --- rows -----------------------------------------------------------------------------------------


def test_what_was_changed_or_deleted_since_stands_there_and_what_came_later_does_not(claim):
    link = StatementLinkFactory(claim=claim)
    record(claim)
    stood = newest(claim)
    change(claim, text="A cable burned")
    with acting(person(desk_editor())):
        StatementLink.objects.filter(pk=link.pk).delete()
        StatementLinkFactory(claim=claim)
    with rows_as_of(as_of(stood)):
        assert Claim.objects.get(pk=claim.pk).text == "The fire was set"
        assert list(StatementLink.objects.values_list("pk", flat=True)) == [link.pk]
        assert not Claim.objects.exclude(pk__in=[claim.pk, link.claim_id]).exists()


def test_every_view_has_the_columns_of_its_table(claim):
    tables = {model._meta.db_table: model for model in our_models()}
    with rows_as_of(as_of(newest(claim))), connection.cursor() as cursor:
        for table in views():
            cursor.execute(f'SELECT * FROM as_of."{table}" LIMIT 0')
            columns = [column.name for column in cursor.description]
            assert sorted(columns) == sorted(field.column for field in tables[table]._meta.concrete_fields)


# --- the block ------------------------------------------------------------------------------------


def test_the_block_leaves_nothing_behind_also_where_it_fails(claim):
    before, moment = path(), as_of(newest(claim))
    with rows_as_of(moment):
        assert path() == f"as_of, {before}"
    assert path() == before
    with suppress(ZeroDivisionError), rows_as_of(moment):
        raise ZeroDivisionError
    assert path() == before
    change(claim, text="It can be written again")


def test_nothing_can_be_written_in_it(claim):
    with (
        pytest.raises((InternalError, OperationalError), match="read-only"),
        rows_as_of(as_of(newest(claim))),
    ):
        ClaimRevision.objects.create(claim=claim, number=2, actor=desk_editor(), moved=Moved.TEXT)


def test_a_part_of_it_may_read_the_present(claim):
    stood = newest(claim)
    change(claim, text="A cable burned")
    with rows_as_of(as_of(stood)):
        with in_the_present():
            assert Claim.objects.get(pk=claim.pk).text == "A cable burned"
        assert Claim.objects.get(pk=claim.pk).text == "The fire was set"
    with in_the_present():
        assert Claim.objects.get(pk=claim.pk).text == "A cable burned"


def test_the_views_go_while_tables_may_change_and_come_again_after(db):
    before_migrating(plan=[])
    assert has_views()
    before_migrating(plan=["a migration"])
    assert not has_views()
    after_migrating()  # a flush says nothing of a plan
    assert not has_views()
    after_migrating(plan=[])
    assert has_views()


def test_a_past_of_which_no_history_tells_is_refused_with_a_sentence(client, db):
    with pgtrigger.ignore("claims.Claim:insert_insert"):
        loaded = ClaimFactory(visible=True, slug="loaded")
    record(loaded)
    response = client.get("/claims/loaded/?revision=1")
    assert response.status_code == 404
    assert "loaded from an archive without its history" in response.content.decode()
