"""Addresses are made from what stands around their one value, and are those that Django makes."""

import pytest
from django.urls import NoReverseMatch, reverse

from claims.queries.wording import address

VALUES = (
    "port-velm",
    "Port_Velm-2",
    "a",
    "0",
    7,
    70,
    7070707,
    "x7070707x",
    "a b",
    "é",
    "a/b",
    "",
    0,
    None,
    "?",
    "%41",
)
PAGES = (
    ("claims:claim", "slug"),
    ("claims:article", "pk"),
    ("claims:claim-csv", "slug"),
    ("claims:nowhere", "pk"),
)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(("name", "key"), PAGES)
def test_an_address_is_the_one_that_django_makes_or_none(name, key, value):
    try:
        expected = reverse(name, kwargs={key: value}) if value else ""
    except NoReverseMatch:
        expected = ""
    assert address(name, **{key: value}) == expected


def test_a_page_that_needs_more_or_less_than_one_value_has_its_own():
    assert address("claims:claims") == "/claims/"
    assert address("claims:claim") == ""
    assert address("claims:desk-speakers-compare", slug="orla-venn", other="o-venn") == (
        "/desk/speakers/orla-venn/compare/o-venn/"
    )
    assert address("claims:desk-speakers-compare", slug="orla-venn") == ""
