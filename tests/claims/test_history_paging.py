"""Paging a history: by moments, so that nothing is lost however long it is."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from claims.queries.history import history_of
from claims.queries.history_events import MOMENTS_A_PAGE
from claims.queries.keys import Turn
from claims.services.claims import create_claim
from sources.services.acting import person
from tests.claims.desk import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(editor):
    return create_claim(actor=person(editor), text="The fire was set")


def kept_for_long(root, number):
    """More events of a root, a minute apart, as so many changes would have left them."""
    first = root.events.get()
    columns = {field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields}
    rows = [
        {
            "pgh_id": None,
            "pgh_label": "update",
            "pgh_created_at": first.pgh_created_at + timedelta(minutes=at),
            "version": at + 1,
            "text": f"Words {at}",
        }
        for at in range(1, number + 1)
    ]
    type(first).objects.bulk_create(type(first)(**columns | row) for row in rows)


def turned(root):
    """The versions of page after page, down to the first; and up again to the newest."""
    page_now, down = history_of(root), []
    while True:
        down.append([one.number for one in page_now.versions])
        if not page_now.older:
            break
        page_now = history_of(root, Turn.read(after=page_now.older, before=""))
    up = [down[-1]]
    while page_now.newer:
        page_now = history_of(root, Turn.read(after="", before=page_now.newer))
        up.insert(0, [one.number for one in page_now.versions])
    return down, up


def test_a_long_history_is_turned_page_by_page_and_nothing_is_lost_either_way(claim):
    kept_for_long(claim, 2 * MOMENTS_A_PAGE)
    down, up = turned(claim)
    assert [len(numbers) for numbers in down] == [MOMENTS_A_PAGE, MOMENTS_A_PAGE, 1]
    assert [number for numbers in down for number in numbers] == list(range(2 * MOMENTS_A_PAGE + 1, 0, -1))
    assert up == down


def test_what_was_before_a_page_is_known_on_it(claim):
    kept_for_long(claim, MOMENTS_A_PAGE)
    oldest = history_of(claim).versions[-1]
    assert oldest.sentences == ("Text changed from “The fire was set” to “Words 1”.",)


@pytest.mark.parametrize("key", ["x", "2031-05-12T10:00:00Z", ",3", "²", "\0", "9999-99-99T00:00:00Z,1"])
def test_a_mangled_key_opens_the_first_page(editor_client, claim, key):
    address = reverse("claims:claim-history", kwargs={"slug": claim.addresses.get().slug})
    for name in ("after", "before"):
        response = editor_client.get(address, {name: key})
        assert (response.status_code, "Version 1</h2>" in page(response)) in [(200, True), (400, False)]


def test_the_pages_of_a_history_lead_to_one_another(editor_client, claim):
    kept_for_long(claim, MOMENTS_A_PAGE)
    address = reverse("claims:claim-history", kwargs={"slug": claim.addresses.get().slug})
    first = page(editor_client.get(address))
    older = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = page(editor_client.get(address + older))
    assert ("Version 1</h2>" in second, "Version 2</h2>" in second, 'rel="prev"' in second) == (
        True, False, True
    )  # fmt: skip
