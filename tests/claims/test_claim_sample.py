"""Numbers beside the filters of a long list of claims: counted on its beginning."""

import pytest

from claims.queries import sample
from tests.claims.test_claim_list import claim, page

pytestmark = pytest.mark.django_db


def test_numbers_of_a_long_list_are_counted_on_its_beginning_and_it_says_so(client, monkeypatch):
    for name in ("First", "Second", "Third"):
        claim(name)
    whole = page(client)
    monkeypatch.setattr(sample, "MOST", 2)
    shown = page(client)
    assert "3 claims</h2>" in whole
    assert "2+ claims</h2>" in shown
    told = "The numbers beside the filters are counted on the first 2 of the list."
    assert (told in whole, told in shown) == (False, True)
