"""Figures of a statement at the desk: held against the passage, recorded, changed, taken away."""

from decimal import Decimal

import pytest

from claims.models import Figure, Statement
from tests.claims.desk import page
from tests.factories.claims import FigureFactory, StatementFactory
from tests.factories.sources import ArticleVersionFactory, passage_of

pytestmark = pytest.mark.django_db

SAID = "The union said that at least forty crates and 12 barrels were on the pier."
TEXT = f"{SAID} Nobody counted the 300 gulls.\n"


@pytest.fixture
def statement():
    version = ArticleVersionFactory(text=TEXT, blocks=[("body", None)])
    return StatementFactory(version=version, words=SAID, language="en")


@pytest.fixture
def address(statement):
    return f"/desk/statements/{statement.pk}/figures/"


def figure(exact="at least forty crates", expected=1, **fields):
    form = {"exact": exact, "comparator": "exactly", "low": "", "high": "", "nature": "counted"}
    return {**form, "counted": "crates", "expected": expected, **fields}


def test_bounds_left_empty_are_read_from_the_words(editor_client, statement, address):
    response = editor_client.post(address, figure(), follow=True)
    made = Figure.objects.get()
    assert (made.wording, made.low, made.high, made.comparator) == (
        "at least forty crates",
        40,
        None,
        "at_least",
    )
    assert (made.passage.version, Statement.objects.get().version) == (statement.article_version, 2)
    assert "“at least forty crates”: <b>at least 40</b>" in page(response)


@pytest.mark.parametrize("exact", ["a hundred crates", "300 gulls"])
def test_words_that_the_passage_has_not_are_refused_and_the_passage_is_shown(editor_client, address, exact):
    response = editor_client.post(address, figure(exact))
    content = page(response)
    assert (response.status_code, Figure.objects.count()) == (422, 0)
    assert f"The passage does not have the words “{exact}”." in content
    assert "It says: “The union said that at least forty crates" in content


def test_numbers_that_differ_from_the_words_are_asked_about(editor_client, address):
    wrong = figure(low="50", high="50")
    response = editor_client.post(address, wrong)
    assert response.status_code == 422
    assert "The words read as at least 40; you typed exactly 50." in page(response)
    assert Figure.objects.count() == 0
    editor_client.post(address, {**wrong, "sure": "on"})
    assert Figure.objects.get().low == Decimal(50)


def test_a_figure_is_changed_and_taken_away_and_the_history_keeps_it(editor_client, statement, address):
    editor_client.post(address, figure())
    made = Figure.objects.get()
    assert 'value="40"' in page(editor_client.get(f"{address}?figure={made.pk}"))
    editor_client.post(address, figure("12 barrels", 2, figure=made.pk, counted="barrels"))
    made.refresh_from_db()
    assert (made.wording, made.low, made.high, made.counted) == ("12 barrels", 12, 12, "barrels")
    editor_client.post(address, {"do": "remove", "figure": made.pk, "expected": 3})
    assert Figure.objects.count() == 0
    assert [event.pgh_label for event in made.events.order_by("pgh_id")] == [
        "insert",
        "found",
        "update",
        "delete",
    ]
    again = editor_client.post(address, {"do": "remove", "figure": made.pk, "expected": 4}, follow=True)
    assert "taken away already" in page(again)


def test_one_on_which_another_rests_stays(editor_client, statement, address):
    base = FigureFactory(statement=statement, passage=passage_of(statement.article_version, SAID))
    editor_client.post(address, figure(derived=base.pk))
    assert Figure.objects.latest("pk").derived_from == base
    refused = editor_client.post(address, {"do": "remove", "figure": base.pk, "expected": 2})
    assert (refused.status_code, "rests on this one" in page(refused)) == (422, True)


def test_a_stale_figure_shows_both_and_can_be_saved_on_top(editor_client, address):
    editor_client.post(address, figure())
    late = editor_client.post(address, figure("12 barrels", counted="barrels"))
    content = page(late)
    assert (late.status_code, 'name="expected" value="2"' in content, "12 barrels" in content) == (
        409,
        True,
        True,
    )
    assert editor_client.post(address, figure("12 barrels", 2, counted="barrels")).status_code == 302
    made = Figure.objects.first()
    stale = editor_client.post(address, {"do": "remove", "figure": made.pk, "expected": 1})
    assert (stale.status_code, Figure.objects.count()) == (409, 2)
