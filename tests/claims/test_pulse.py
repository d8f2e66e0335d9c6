"""A claim's life in one line: from the first to the last day among the claims of a page."""

from datetime import UTC, datetime

import pytest

from claims.queries.listed import listed
from claims.queries.pulse import Beat, pulses
from sources.clocks import UNKNOWN
from tests.factories.base import stated
from tests.factories.claims import visible_statement
from tests.factories.subjects import ClaimFactory


def test_the_first_moment_stands_at_one_end_and_the_last_at_the_other():
    told = {7: [("asserts", 0.0, 0.0), ("denies", 50.0, 100.0)], 9: [("repeats", 25.0, 25.0)], 4: []}
    assert pulses(told) == {
        7: (Beat("asserts", 8, 8), Beat("denies", 104, 200)),
        9: (Beat("repeats", 56, 56),),
        4: (),
    }


def test_a_single_moment_stands_in_the_middle_and_none_nowhere():
    assert pulses({7: [("asserts", 3.5, 3.5)]}) == {7: (Beat("asserts", 104, 104),)}
    assert pulses({7: [], 8: []}) == {}


@pytest.mark.django_db
def test_what_stands_on_a_claim_comes_with_it_by_day_where_the_day_is_known():
    claim = ClaimFactory(visible=True)
    days = [stated(day, zone="UTC") for day in ("2031-05-03", "2031-05-01", "../2031-05-02")]
    for said in (*days, UNKNOWN):
        visible_statement(claim=claim, stance="asserts", said=said)
    (row,) = listed([claim.pk])
    assert [stance for stance, *_ in row.dated] == ["asserts", "asserts"]
    assert [datetime.fromtimestamp(since, UTC).day for _, since, _ in row.dated] == [1, 3]
