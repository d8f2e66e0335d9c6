"""Pages of the list of claims behind the first: what numbers take once they were counted."""

import re

import pytest

from claims.queries import claim_list
from claims.views import claim_list as view
from claimtrack import kept
from claimtrack.kept import KeptPages
from tests.claims.test_claim_list import claim, page, titles


@pytest.fixture
def at_one_moment(monkeypatch):
    """Whatever others do in the same server meanwhile."""
    monkeypatch.setattr(kept, "_minute", lambda: 0)
    monkeypatch.setattr(view, "tell_moment", lambda request, snapshot: kept.tell_moment(request, "1:1:"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("at_one_moment")
@pytest.mark.parametrize("number", [3, 5])
def test_a_later_page_of_all_claims_takes_one_query(client, number, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(claim_list, "PAGE", 2)
    for one in range(number):
        claim(f"Claim {one}")
    client.cookies["of"] = "a visitor whose pages are not kept"
    older = re.search(r'rel="next" href="([^"]+)"', page(client))[1].replace("&amp;", "&")
    client.get(f"/claims/{older}")  # counts all, once a moment
    with django_assert_num_queries(1 if number > 4 else 2):  # the last page looks for those without a moment
        assert len(titles(page(client, older))) == min(2, number - 2)


@pytest.mark.django_db(transaction=True)
def test_a_later_page_of_who_has_a_cookie_is_kept_for_nobody(client, monkeypatch):
    monkeypatch.setattr(claim_list, "PAGE", 2)
    for one in range(3):
        claim(f"Claim {one}")
    older = re.search(r'rel="next" href="([^"]+)"', page(client))[1].replace("&amp;", "&")
    kept = []
    monkeypatch.setattr(KeptPages, "keep", lambda pages, address, moment, response: kept.append(address[2]))
    client.cookies["of"] = "a visitor whose pages are not kept"
    page(client, older)
    assert kept == []
    client.cookies.clear()
    page(client, older)
    assert kept == [f"/claims/{older}"]
