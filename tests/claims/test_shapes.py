"""Queries whose SQL is written once answer as the queryset would."""

from weakref import WeakKeyDictionary

import pytest
from django.db import connection

from claims.models import Speaker
from claims.queries import shapes
from claims.queries.shapes import Prepared, Shape, Slot, Slots
from tests.factories.claims import SpeakerFactory

pytestmark = pytest.mark.django_db

NAMES = Shape(lambda: Speaker.objects.filter(pk=Slot("pk")).values_list("name", flat=True))
ROWS: Shape[Speaker] = Shape(lambda: Speaker.objects.filter(pk=Slot("pk")).select_related("merged_into"))

MANY = Shape(
    lambda: Speaker.objects.filter(pk__in=Slots("keys")).order_by("name").values_list("name", flat=True)
)


def test_each_value_gets_its_own_answer_by_one_query_each(django_assert_num_queries):
    first, second = SpeakerFactory(name="Orla Venn"), SpeakerFactory(name="Tamsin Roe")
    NAMES.rows(pk=0)
    with django_assert_num_queries(3):
        found = [NAMES.rows(pk=one) for one in (first.pk, second.pk, 0)]
    assert found == [["Orla Venn"], ["Tamsin Roe"], []]


def test_rows_come_with_what_they_are_read_with(django_assert_num_queries):
    kept = SpeakerFactory(name="Orla Venn")
    merged = SpeakerFactory(name="O. Venn", merged_into=kept)
    ROWS.rows(pk=0)
    with django_assert_num_queries(1):
        (row,) = ROWS.rows(pk=merged.pk)
        assert (row.pk, row.merged_into.name) == (merged.pk, "Orla Venn")


def test_a_list_of_values_may_have_any_length():
    one, two, _ = (SpeakerFactory(name=name) for name in ("Orla Venn", "Tamsin Roe", "Uri Falk"))
    asked = ([], [two.pk], [two.pk, one.pk, two.pk, 0])
    assert [MANY.rows(keys=keys) for keys in asked] == [[], ["Tamsin Roe"], ["Orla Venn", "Tamsin Roe"]]


def test_a_slot_without_a_value_is_an_error():
    with pytest.raises(KeyError):
        NAMES.rows()


def test_a_list_is_asked_for_as_an_index_answers_it(django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        MANY.rows(keys=[1, 2])
    assert "\"id\" = ANY('{1,2}'::bigint[])" in asked[0]["sql"]


PLANNED: Prepared[str] = Prepared(
    lambda: (
        Speaker.objects.filter(pk__in=Slots("keys"), pk__gte=Slot("least"))
        .exclude(name="100 % of %s")
        .order_by("name")
        .values_list("name", flat=True)
    )
)


def test_what_the_server_plans_once_answers_each_time_for_its_own_values(django_assert_num_queries):
    one, two, odd = (SpeakerFactory(name=name) for name in ("Orla Venn", "Tamsin Roe", "100 % of %s"))
    with django_assert_num_queries(3):
        found = [
            PLANNED.rows(keys=keys, least=least)
            for keys, least in (([one.pk, two.pk, odd.pk], 0), ([one.pk, two.pk], two.pk), ([], 0))
        ]
    assert found == [["Orla Venn", "Tamsin Roe"], ["Tamsin Roe"], []]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = %s", [PLANNED.name])
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_is_told_the_plan_again():
    one = SpeakerFactory(name="Orla Venn")
    assert PLANNED.rows(keys=[one.pk], least=0) == ["Orla Venn"]
    connection.close()
    assert PLANNED.rows(keys=[one.pk], least=0) == ["Orla Venn"]


def test_a_connection_keeps_the_plans_that_were_asked_last(monkeypatch):
    def named(least):
        return Prepared(lambda: Speaker.objects.filter(pk__gte=Slot("pk"), version=least).values_list("name"))

    monkeypatch.setattr(shapes, "KEPT", 2)
    monkeypatch.setattr(shapes, "_KNOWN", WeakKeyDictionary())
    SpeakerFactory(name="Orla Venn", version=1)
    first, second, third = map(named, (1, 2, 3))
    answers = [shape.rows(pk=1) for shape in (first, second, first, third, first, second)]
    assert [len(rows) for rows in answers] == [1, 0, 1, 0, 1, 0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        kept = {name for (name,) in cursor.fetchall()}
    assert kept & {shape.name for shape in (first, second, third)} == {first.name, second.name}


def test_a_shape_is_not_kept_for_the_types_of_its_columns():
    shape = Prepared(lambda: Speaker.objects.filter(pk=Slot("pk")).values_list("pk", "name"))
    assert shape.column_types() == ["bigint", "character varying"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = %s", [shape.name])
        assert cursor.fetchone() == (0,)
    assert shape.rows(pk=0) == []
