"""Several questions in one: the rows of each, as it would give them itself."""

import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from claims.models import Speaker
from claims.queries.shapes import Prepared, Slot, Slots
from claims.queries.shapes_joined import Found, Question, ask, ask_ahead
from tests.factories.claims import SpeakerFactory

pytestmark = pytest.mark.django_db

NAMES: Prepared[str] = Prepared(
    lambda: Speaker.objects.filter(pk__in=Slots("keys")).order_by("-name").values_list("name", flat=True)
)
KEYS: Prepared[tuple[str, int, str, int]] = Prepared(
    lambda: Speaker.objects.filter(pk=Slot("keys")).order_by().values_list("name", "pk", "kind", "version")
)
ROWS: Prepared[Speaker] = Prepared(
    lambda: Speaker.objects.filter(pk=Slot("key")).order_by().select_related("merged_into")
)

NAMED: Prepared[tuple[str, int]] = Prepared(
    lambda: (
        Speaker.objects.filter(pk__in=Slots("keys"))
        .annotate(told=Concat(Value("100 % "), "name"))
        .order_by("-name")
        .values_list("told", "pk")
    )
)


@pytest.fixture
def orla():
    return SpeakerFactory(name="Orla Venn", kind="person")


@pytest.fixture
def uri(orla):
    return SpeakerFactory(name="Uri Falk", kind="person", merged_into=orla)


def questions(orla, uri):
    return (
        Question(NAMES, {"keys": [orla.pk, uri.pk]}),
        Question(KEYS, {"keys": uri.pk}),
        Question(NAMES, {"keys": []}),
        Question(ROWS, {"key": uri.pk}),
    )


@pytest.mark.parametrize("way", [ask, lambda *asked: ask_ahead(*asked).rows], ids=["at once", "ahead"])
def test_each_question_has_its_own_rows_by_one_query(way, orla, uri, django_assert_num_queries):
    ask(*questions(orla, uri))
    with django_assert_num_queries(1):
        names, keys, none, rows = way(*questions(orla, uri))
        assert names == ["Uri Falk", "Orla Venn"]
        assert keys == [("Uri Falk", uri.pk, "person", uri.version)]
        assert none == []
        assert [(row, row.merged_into, row.name, row.merged_into.name) for row in rows] == [
            (uri, orla, "Uri Falk", "Orla Venn")
        ]


def test_one_question_is_asked_as_it_is(orla):
    assert ask(Question(NAMES, {"keys": [orla.pk]})) == [["Orla Venn"]]


def test_a_value_that_is_missing_is_an_error(orla):
    with pytest.raises(KeyError):
        ask(Question(NAMES, {"keys": [orla.pk]}), Question(ROWS, {}))


def test_what_the_first_question_finds_is_asked_about_in_the_same_query(orla, uri, django_assert_num_queries):
    def asked(most):
        found = Question(NAMED, {"keys": [orla.pk, uri.pk, 0]})
        return ask(found, Question(NAMES, {"keys": Found(1, most)}), Question(KEYS, {"keys": orla.pk}))

    asked(2)
    with django_assert_num_queries(1):
        assert asked(2)[1] == ["Uri Falk", "Orla Venn"]
    found, names, keys = asked(1)
    assert found == [("100 % Uri Falk", uri.pk), ("100 % Orla Venn", orla.pk)]
    assert names == ["Uri Falk"]
    assert [row[1] for row in keys] == [orla.pk]
