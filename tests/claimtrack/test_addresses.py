"""Addresses made without Django's patterns are those that Django makes."""

import pytest
from django.urls import NoReverseMatch, reverse

from claimtrack.addresses import named_by
from claimtrack.templating import url


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("claims:claim", "slug", "port-velm"),
        ("claims:claim", "slug", "7"),
        ("claims:claim-json", "slug", "x7070707x"),
        ("claims:article", "pk", 7),
        ("claims:article", "pk", 7070707),
        ("claims:article", "pk", "7"),
    ],
)
def test_a_page_that_one_value_names_has_the_address_that_django_makes(name, key, value):
    there = reverse(name, kwargs={key: value})
    assert url(name, **{key: value}) == there
    assert named_by(name, key, value) in (there, None)


@pytest.mark.parametrize("value", ["", "a b", "a/b", "ü", "a.b", "a%20b", "a\n"])
def test_what_does_not_stand_in_an_address_as_it_is_is_left_to_django(value):
    assert named_by("claims:claim", "slug", value) is None


def test_a_template_that_names_no_page_fails():
    for name, values in (
        ("claims:nowhere", {"slug": "x"}),
        ("claims:article", {"pk": "x"}),
        ("claims:claim", {}),
    ):
        with pytest.raises(NoReverseMatch):
            url(name, **values)
