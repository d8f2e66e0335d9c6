"""What holds for every model of both rooms, proven by walking them: nobody adds a table that forgets it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, models, transaction

from claims.models import (
    ArticleWords,
    ClaimRevision,
    ClaimSummary,
    ComparedSpeaker,
    Draft,
    LikelyDuplicate,
    Reading,
    Report,
    StandingLink,
    StatementWords,
    TaggerFile,
    TaggerText,
)
from sources.clocks import UNKNOWN, ClockValue
from sources.models import (
    ArticleVersion,
    Damage,
    FilePreview,
    ImportBatch,
    ImportFile,
    RepetitionCheck,
    SketchValue,
    TextSketch,
)
from sources.models.address import AddressBase
from sources.models.root import Root
from tests.factories.base import settle
from tests.refusals import change, clocks_of, event_models, factory_of, our_models, refused, triggers_of

pytestmark = pytest.mark.usefixtures("person_writes")

MODELS = our_models()
ROOTS = [model for model in MODELS if issubclass(model, Root)]
ADDRESSES = [model for model in MODELS if issubclass(model, AddressBase)]
MERGED = [model for model in MODELS if any(field.name == "merged_into" for field in model._meta.fields)]
CHOICES = [(model, field) for model in MODELS for field in model._meta.fields if field.choices]
CLOCKS = [(model, clock) for model in MODELS for clock in clocks_of(model)]
#: Everything else leaves history. These are never changed, or are a queue, or can be computed again.
UNTRACKED = {
    ArticleVersion,
    ArticleWords,
    Damage,
    ImportBatch,
    ImportFile,
    FilePreview,
    Reading,
    Report,
    ClaimRevision,
    ClaimSummary,
    ComparedSpeaker,
    LikelyDuplicate,
    RepetitionCheck,
    SketchValue,
    StandingLink,
    StatementWords,
    TextSketch,
    TaggerFile,
    TaggerText,
    Draft,
    *ADDRESSES,
}
TRACKED = [model for model in MODELS if model not in UNTRACKED]

DAY = datetime(2031, 5, 12, tzinfo=UTC)
KNOWN = ClockValue(DAY, DAY + timedelta(days=1), "UTC", "day", "none", "stated", "on Monday")


def name(value):
    return getattr(value, "__name__", None) or getattr(value, "name", None) or str(value)


def known(**parts):
    return KNOWN._replace(**parts)


def test_roots_are_the_six_of_the_model():
    assert {model.__name__ for model in ROOTS} == {
        "Article", "Claim", "Outlet", "Speaker", "Statement", "Topic"
    }  # fmt: skip


def test_merging_is_for_outlets_claims_speakers_and_topics():
    assert {model.__name__ for model in MERGED} == {"Claim", "Outlet", "Speaker", "Topic"}
    assert {model.__name__ for model in ADDRESSES} == {f"{model.__name__}Address" for model in MERGED}


@pytest.mark.parametrize(("model", "field"), CHOICES, ids=name)
def test_every_choice_column_refuses_another_spelling(model, field):
    for spelling in ("nonsense", next(value for value, _ in field.choices if value).upper(), ""):
        with pytest.raises(DatabaseError), transaction.atomic():
            factory_of(model)(**{field.name: spelling})


@pytest.mark.parametrize(("model", "field"), CHOICES, ids=name)
def test_every_choice_column_has_a_check_of_its_spellings(model, field):
    (check,) = [
        check
        for check in model._meta.constraints
        if check.name.endswith(f"_{field.name}_is_a_choice")
        or check.name.endswith(f"{field.name}_is_a_choice")
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [check.name])
        spellings = set(re.findall(r"'([^']*)'", cursor.fetchone()[0]))
    assert spellings == {value for value, _ in field.choices}


WRONG_CLOCKS = {
    "backwards": (known(earliest=DAY + timedelta(days=2)), {"runs_forward"}),
    "empty": (known(earliest=DAY, latest=DAY), {"runs_forward"}),
    "ends though unknown": (known(precision="unknown", basis="unknown"), {"unknown_has_no_ends"}),
    "a day without ends": (
        known(earliest=None, latest=None),
        {"unknown_has_no_ends", "only_an_interval_is_open"},
    ),
    "a day without start": (known(earliest=None), {"only_an_interval_is_open"}),
    "a month without end": (known(latest=None, precision="month"), {"only_an_interval_is_open"}),
    "an interval without ends": (
        known(earliest=None, latest=None, precision="interval"),
        {"unknown_has_no_ends"},
    ),
    "no basis": (known(basis="unknown"), {"known_has_a_basis"}),
    "a basis though unknown": (
        known(earliest=None, latest=None, precision="unknown"),
        {"known_has_a_basis"},
    ),
    "no zone": (known(zone=""), {"known_has_a_zone"}),
    "another precision": (known(precision="fortnight"), {"precision_is_a_choice"}),
    "another qualifier": (known(qualifier="maybe"), {"qualifier_is_a_choice"}),
    "another basis": (known(basis="rumour"), {"basis_is_a_choice"}),
}
RIGHT_CLOCKS = {
    "unknown": UNKNOWN,
    "a day": KNOWN,
    "until a moment": known(earliest=None, precision="interval"),
    "from a moment": known(latest=None, precision="interval"),
    "about an interval": known(precision="interval", qualifier="approximate"),
}


@pytest.mark.parametrize("wrong", WRONG_CLOCKS)
@pytest.mark.parametrize(("model", "clock"), CLOCKS, ids=name)
def test_every_clock_refuses_what_cannot_be(model, clock, wrong):
    value, rules = WRONG_CLOCKS[wrong]
    prefixes = {check.name for check in model._meta.constraints}
    by = [check for check in prefixes if any(check.endswith(f"_{clock}_{rule}") for rule in rules)]
    with refused(*by):
        factory_of(model)(**{clock: value})


@pytest.mark.parametrize(("model", "clock"), CLOCKS, ids=name)
def test_every_clock_takes_what_can_be_and_gives_it_back(model, clock):
    for value in RIGHT_CLOCKS.values():
        with transaction.atomic():
            row = factory_of(model)(**{clock: value})
            settle()
            assert getattr(model._base_manager.get(pk=row.pk), clock) == value
            transaction.set_rollback(True)  # some tables take one such row only


@pytest.mark.parametrize("model", ROOTS, ids=name)
def test_every_root_goes_up_one_version_at_a_time(model):
    row = factory_of(model)()
    assert change(row, version=2) == 1
    assert change(row, version=2) == 1
    for wrong in (1, 4):
        with refused(f"{model.__name__}.version_only_grows"):
            change(row, version=wrong)


@pytest.mark.parametrize("model", ROOTS, ids=name)
def test_every_root_names_its_last_actor(model):
    with refused("null:last_actor_id"):
        factory_of(model)(last_actor=None)


@pytest.mark.parametrize("model", MERGED, ids=name)
def test_a_merge_points_at_a_row_that_stands_for_itself(model):
    made = factory_of(model)
    kept, gone, third = made(), made(), made()
    by = f"{model.__name__}.merge_is_one_step"
    with refused(by):
        change(kept, merged_into=kept.pk)
    assert change(gone, merged_into=kept.pk) == 1
    with refused(by):  # the target is merged itself
        change(third, merged_into=gone.pk)
    with refused(by):  # others point at it
        change(kept, merged_into=third.pk)
    with refused(by):  # also when it is new
        made(merged_into=gone)
    assert change(gone, merged_into=third.pk) == 1
    assert change(kept, merged_into=third.pk) == 1
    assert change(gone, merged_into=None) == 1


@pytest.mark.parametrize("model", ADDRESSES, ids=name)
def test_an_address_is_never_deleted_nor_handed_on(model):
    former = factory_of(model)()
    target, other = former.target, factory_of(type(former.target))()
    with refused(f"{model.__name__}.address_stays"):
        model.objects.filter(pk=former.pk)._raw_delete("default")
    with refused(f"{model.__name__}.address_keeps_target"):
        change(former, target=other)
    with refused(f"{model.__name__}.address_keeps_target"):
        change(former, slug="another")
    with refused(f"{model._meta.db_table}_slug_key"):
        model.objects.create(target=other, slug=former.slug, current=False)
    with refused(f"{target._meta.model_name}_one_current_address"):
        change(former, current=True)
    target.addresses.filter(current=True).update(current=False)
    assert change(former, current=True) == 1


def test_every_table_but_the_listed_ones_leaves_history():
    assert {event.pgh_tracked_model for event in event_models()} == set(TRACKED)


@pytest.mark.parametrize("model", [*event_models(), ClaimRevision], ids=name)
def test_history_is_never_changed_deleted_or_truncated(model):
    tracked = getattr(model, "pgh_tracked_model", ClaimRevision)
    factory_of(tracked)()
    settle()  # TRUNCATE waits for no deferred check
    rows = model._base_manager.all()
    assert rows.exists()
    column = next(field for field in model._meta.fields if not field.primary_key)
    with refused(f"{model.__name__}.append_only"):
        rows.update(**{column.name: models.F(column.name)})
    with refused(f"{model.__name__}.append_only"):
        rows._raw_delete("default")
    with refused(f"{model.__name__}.no_truncate"), connection.cursor() as cursor:
        cursor.execute(f'TRUNCATE "{model._meta.db_table}" CASCADE')


def test_every_trigger_of_the_models_stands_in_the_database_and_is_enabled():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
        standing = {row[0] for row in cursor.fetchall()}
    wanted = {
        trigger.get_pgid(model)
        for model in our_models(events=True)
        for trigger in triggers_of(model).values()
    }
    assert wanted - standing == set()
    assert {trigger for trigger in standing if trigger.startswith("pgtrigger_")} - wanted == set()


#: Rules that the walks above, and those of the history tests, try on every table that has them.
WALKED_CONSTRAINTS = re.compile(
    r"_is_a_choice$|_(runs_forward|unknown_has_no_ends|only_an_interval_is_open|known_has_a_basis"
    r"|known_has_a_zone)$|_one_current_address$"
)
WALKED_TRIGGERS = {
    "version_only_grows", "merge_is_one_step", "address_stays", "address_keeps_target",
    "append_only", "no_truncate",
    "insert_insert", "update_update", "delete_delete", "a_found_update", "b_update",
}  # fmt: skip


def test_every_constraint_and_trigger_has_a_test_that_names_it():
    here = Path(__file__).parent
    told = "".join(path.read_text() for path in here.rglob("test_models_*.py"))
    constraints = {check.name for model in MODELS for check in model._meta.constraints}
    triggers = {
        f"{model.__name__}.{trigger}"
        for model in our_models(events=True)
        for trigger in triggers_of(model)
        if trigger not in WALKED_TRIGGERS
    }
    wanted = {check for check in constraints if not WALKED_CONSTRAINTS.search(check)} | triggers
    assert {rule for rule in wanted if f'"{rule}"' not in told} == set()
