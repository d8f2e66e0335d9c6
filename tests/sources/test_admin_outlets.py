import pytest

from sources.models import Outlet
from tests.factories.sources import OutletFactory

pytestmark = pytest.mark.django_db

NEW = "/admin/sources/outlet/add/"
DETAILS = {"name": "Velm Wire", "kind": "agency", "country": "DE", "language": "de", "zone": "Europe/Berlin"}


def change(outlet):
    return f"/admin/sources/outlet/{outlet.pk}/change/"


def test_an_admin_makes_an_outlet_in_her_own_name(admin_client, admin):
    answer = admin_client.post(NEW, {**DETAILS, "aliases": "VW,Wire of Velm", "domain": "www.Velm.example"})
    assert answer.status_code == 302
    outlet = Outlet.objects.get()
    assert (outlet.search_key, outlet.domain) == ("velm wire\nvw\nwire of velm", "velm.example")
    assert (outlet.last_actor, outlet.addresses.get().slug) == (admin, "velm-wire")
    assert outlet.events.get().pgh_actor == f"user:{admin.pk}"


def test_an_admin_changes_an_outlet_and_history_says_so(admin_client, admin):
    outlet = OutletFactory(name="Velm Wire")
    admin_client.post(change(outlet), {**DETAILS, "country": "AT", "made_on": 1})
    outlet.refresh_from_db()
    assert (outlet.country, outlet.version, outlet.last_actor) == ("AT", 2, admin)
    assert outlet.events.latest("pgh_id").pgh_actor == f"user:{admin.pk}"


def test_a_stale_change_is_told_and_overwrites_nothing(admin_client):
    outlet = OutletFactory(name="Velm Wire")
    admin_client.post(change(outlet), {**DETAILS, "country": "AT", "made_on": 1})
    answer = admin_client.post(change(outlet), {**DETAILS, "country": "CH", "made_on": 1})
    content = answer.content.decode()
    assert (answer.status_code, "Somebody changed this outlet meanwhile." in content) == (409, True)
    assert ("Now it says “AT”." in content, 'name="made_on" value="2"' in content) == (True, True)
    outlet.refresh_from_db()
    assert outlet.country == "AT"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": "VELM  wire"}, "This is known already, as Velm Wire."),
        ({"name": "—"}, "This is no name"),
        ({"zone": "Europe/Nowhere"}, "is no time zone"),
        ({"domain": "velm.example"}, "Another outlet has this domain."),
    ],
)
def test_what_cannot_be_is_told(admin_client, wrong, sentence):
    OutletFactory(name="Velm Wire", domain="velm.example")
    answer = admin_client.post(NEW, {**DETAILS, "name": "Halm Courier", **wrong})
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert Outlet.objects.count() == 1


def test_nobody_deletes_an_outlet(admin_client):
    assert admin_client.post(f"/admin/sources/outlet/{OutletFactory().pk}/delete/").status_code == 403


def test_the_list_and_the_form_open(admin_client):
    outlet = OutletFactory()
    assert outlet.name in admin_client.get("/admin/sources/outlet/").content.decode()
    assert 'name="made_on" value="1"' in admin_client.get(change(outlet)).content.decode()
