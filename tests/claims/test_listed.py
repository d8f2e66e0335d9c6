"""Claims as lists read them: what they say is what the summary says, in the order that was asked for."""

from datetime import UTC, date, datetime

import pytest

from claims.queries.listed import listed
from claims.queries.related import summary_of
from claims.state_words import lead, tally, weight
from tests.claims.recording import change, record
from tests.factories.claims import visible_statement
from tests.factories.subjects import ClaimFactory

pytestmark = pytest.mark.django_db

TODAY = date(2031, 5, 3)


def test_they_come_in_the_order_of_their_keys_by_one_query(django_assert_num_queries):
    made = [ClaimFactory(text=text).pk for text in ("One", "Two", "Three")]
    listed([0])
    with django_assert_num_queries(1):
        found = listed([made[2], made[0], 0])
    assert [(one.pk, one.text) for one in found] == [(made[2], "Three"), (made[0], "One")]
    with django_assert_num_queries(0):
        assert listed([]) == []


def test_their_words_are_those_of_the_stored_summary():
    made = visible_statement().links.get().claim
    record(made)
    (row,), values = listed([made.pk]), summary_of(type(made).objects.get(pk=made.pk))
    assert row.said(as_of=TODAY) == (lead(values, as_of=TODAY), tally(values), weight(values))
    assert (row.first_said, row.last_moved, row.statements) == (values.first_said, values.last_moved, 1)


def test_a_claim_on_which_nothing_was_ever_recorded_says_so():
    made = ClaimFactory()
    type(made).objects.get(pk=made.pk).summary.delete()
    (row,) = listed([made.pk])
    assert row.said(as_of=TODAY).lead == "Nothing recorded yet."
    assert (row.first_said, row.last_moved, row.statements) == (None, None, 0)


def test_one_is_published_from_its_day_on():
    made = ClaimFactory(visible=True)
    assert listed([made.pk])[0].published
    change(made, visible_since=datetime(2999, 1, 1, tzinfo=UTC))
    assert not listed([made.pk])[0].published
    change(made, visible_since=None)
    assert not listed([made.pk])[0].published
