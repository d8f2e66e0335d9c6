"""Several questions in one: the rows of each, as it would give them itself."""

import pytest

from claims.models import Speaker
from claims.queries.shapes import Prepared, Slot, Slots
from claims.queries.shapes_joined import Question, ask, ask_ahead
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
