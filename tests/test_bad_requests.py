"""Whole requests as no browser sends them, to every address: an answer in words, never a failure."""

import re
from itertools import cycle, product

import pytest

from tests.bad import CURSORS, DATES, KINDS, NUMBERS, SHAPES
from tests.permissions import table
from tests.posts import parameters_in_code
from tests.test_bad_input import ask, faults
from tests.test_permissions import signed_in, without_a_worker  # noqa: F401
from tests.world import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
KEYS = re.compile(r"<\w+(?::\w+)?>|\(\?P<\w+>(?:[^()]|\([^)]*\))*\)")
TABLE = table()
EVERY = pytest.mark.parametrize("row", TABLE, ids=lambda row: row.pattern or "home")
#: A page gets a third of what is sent, the next page another: all of it goes to every third page.
STRIDE = 3


def share(row, sent):
    """What is sent to this page of all that might be."""
    return list(sent)[TABLE.index(row) % STRIDE :: STRIDE]


def with_keys(row, spelt):
    """The address of a row with what is spelt in the place of every key. allauth's are expressions."""
    return "/" + re.sub(r"[\^$]", "", KEYS.sub(lambda _: spelt, row.pattern))


@pytest.mark.thorough
@EVERY
def test_every_page_takes_any_query(row, world, admin):
    client, address, found = signed_in(admin), filled(row.example, world), []
    names = sorted(parameters_in_code())
    values = [*CURSORS, *NUMBERS, *DATES]
    queries = ["&".join(f"{name}={value}" for name in names) for value in values] + list(SHAPES)
    for query, method in zip(share(row, queries), cycle(("GET", "GET", "HEAD"))):
        found += faults(client, method, f"{address}?{query}", query[:60])
    assert found == []


@pytest.mark.thorough
@EVERY
def test_every_page_takes_any_form_of_any_kind(row, world, admin):
    client, address, found = signed_in(admin), filled(row.example, world), []
    for kind, body in share(row, KINDS):
        response, writes = ask(client, "POST", address, body, kind)
        if response.status_code >= 500 or (response.status_code >= 400 and writes):
            found.append((kind, body[:40], response.status_code, writes))
    assert found == []


@pytest.mark.thorough
@pytest.mark.parametrize("row", [row for row in TABLE if "<" in row.pattern], ids=lambda row: row.pattern)
def test_no_key_in_any_address_breaks_a_page(row, world, admin):
    client, found = signed_in(admin), []
    spellings = share(row, [*NUMBERS, *CURSORS, *DATES, "a" * 10_000])
    for spelt, method in product(spellings, ("GET", "HEAD", "POST")):
        found += faults(client, method, with_keys(row, spelt), spelt[:60])
    assert found == []
