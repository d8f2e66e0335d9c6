import pytest
from django.db import IntegrityError

from sources.models import Outlet
from sources.services import roots
from sources.services.acting import acting, machine, person
from sources.services.outlets import (
    change_outlet,
    create_outlet,
    domain_of,
    find_or_make_outlet,
    find_outlet,
    search_key,
)
from tests.factories.base import desk_editor

pytestmark = pytest.mark.django_db


def made(**details):
    return create_outlet(actor=person(desk_editor()), **details)


def test_an_outlet_is_found_under_any_spelling_of_its_name_and_aliases():
    outlet = made(name="Élysée Courier", aliases=["Courier de l’Élysée", "EC"])
    assert [find_outlet(name=name) for name in ("elysee  COURIER", "Courier de l'Elysee", "ec", "e")] == [
        outlet,
        outlet,
        outlet,
        None,
    ]


def test_a_name_goes_before_another_ones_alias():
    made(name="Halm Courier", aliases=["Courier"])
    courier = made(name="Courier")
    assert find_outlet(name="courier") == courier


def test_an_outlet_is_found_by_the_domain_of_an_address():
    outlet = made(name="Halm Courier", domain="halm.example")
    assert find_outlet(address="https://www.halm.example/a") == outlet
    assert find_outlet(address="https://sport.halm.example/a") is None
    assert find_outlet(address="") is None


def test_the_domain_of_an_address_is_its_host_without_www():
    assert [domain_of(a) for a in ("https://www.halm.example/a", "http://halm.example:8080/", "")] == [
        "halm.example",
        "halm.example",
        "",
    ]


def test_the_key_is_name_then_aliases_each_once():
    assert search_key("Kiev Post", ["Kyiv Post", "KP", "…"]) == "kyiv post\nkp"


def test_making_the_same_name_again_finds_the_first():
    with acting(machine("import")):
        first = find_or_make_outlet(actor=machine("import"), name="Velm Wire")
        assert find_or_make_outlet(actor=machine("import"), name="VELM  wire") == first
    assert Outlet.objects.count() == 1


@pytest.mark.parametrize("name", ["", "—", "x" * 201])
def test_what_is_no_name_makes_no_outlet(name):
    with acting(machine("import")):
        assert find_or_make_outlet(actor=machine("import"), name=name) is None


def test_a_taken_name_is_refused():
    made(name="Velm Wire")
    with pytest.raises(IntegrityError, match="outlet_once"):
        made(name="velm wire")


def test_a_renamed_outlet_gets_a_new_address_and_keeps_the_old():
    outlet = made(name="Velm Wire")
    change_outlet(
        actor=person(desk_editor()), outlet=outlet, expected=1, name="Velm Telegraph", aliases=["Velm Wire"]
    )
    assert dict(outlet.addresses.values_list("slug", "current")) == {
        "velm-wire": False,
        "velm-telegraph": True,
    }
    assert (outlet.version, find_outlet(name="velm wire")) == (2, outlet)


def test_a_change_made_on_an_older_version_is_refused():
    outlet = made(name="Velm Wire")
    change_outlet(actor=person(desk_editor()), outlet=outlet, expected=1, name="Velm Wire", country="DE")
    with pytest.raises(roots.Stale):
        change_outlet(actor=person(desk_editor()), outlet=outlet, expected=1, name="Velm Wire", country="AT")
    outlet.refresh_from_db()
    assert outlet.country == "DE"
