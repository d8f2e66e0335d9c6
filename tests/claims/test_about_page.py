"""About: the product's own words until an admin writes others, and nobody overwrites another's."""

import pytest
from django.db import IntegrityError

from claims.models import SiteSettings
from claims.queries.site import paragraphs, site_settings
from claims.services.errors import Refused
from claims.services.site import LONGEST_TEXT, SettingsMoved, update_site_settings
from tests.claims.pages import plain
from tests.claims.saving import events
from tests.factories.site import SiteSettingsFactory

pytestmark = pytest.mark.django_db
ABOUT, EDIT = "/about/", "/about/edit/"
TEXTS = {"about": "We are the Halm Courier.", "method": "", "contact": ""}
OWN = "Saved articles come in and are kept exactly as they came."


def sent(expected=0, **texts):
    return {**TEXTS, "reason": "", "expected": expected, **texts}


def shown(answer):
    return plain(answer.content.decode())


def test_before_anybody_wrote_the_page_speaks_for_itself(client):
    words = shown(client.get(ABOUT))
    assert OWN in words
    assert "There is no score of truth." in words
    assert "is kept by a desk of editors" in words


def test_the_page_explains_every_stance_state_and_clock(client):
    words = shown(client.get(ABOUT))
    for one in (
        "admits in part",
        "declines to answer",
        "Repeated without a known origin",
        "Said to have happened",
    ):
        assert one in words


def test_what_an_admin_wrote_takes_the_place_of_the_own_words_text_by_text(client):
    SiteSettingsFactory(about="First line.\n\nSecond <b>line</b>.")
    answer = client.get(ABOUT)
    assert '<p dir="auto">Second &lt;b&gt;line&lt;/b&gt;.</p>' in answer.content.decode()
    assert "is kept by a desk of editors" not in shown(answer)
    assert OWN in shown(answer)


def test_the_page_takes_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(ABOUT)


def test_only_admins_are_led_to_the_form(client, editor_client, admin_client):
    leads = [EDIT in c.get(ABOUT).content.decode() for c in (client, editor_client, admin_client)]
    assert leads == [False, False, True]


def test_every_page_leads_to_about_and_to_reporting_a_mistake(client):
    for address in ("/", "/articles/", "/accounts/login/"):
        html = client.get(address).content.decode()
        assert 'href="/about/"' in html
        assert f'href="/report/?about={address}"' in html


def test_an_admin_writes_the_texts(admin, admin_client):
    assert admin_client.post(EDIT, sent(reason="We have a name.")).headers["Location"] == ABOUT
    row = SiteSettings.objects.get()
    assert (row.about, row.version, row.last_actor) == ("We are the Halm Courier.", 1, admin)
    assert events(row) == [("insert", f"user:{admin.pk}", "We have a name.", "sitesettings:1", "1")]


def test_the_form_shows_what_is_stored_and_saves_on_top(admin, admin_client):
    SiteSettingsFactory(about="Old words.")
    html = admin_client.get(EDIT).content.decode()
    assert "Old words." in html and 'name="expected" value="1"' in html
    admin_client.post(EDIT, sent(expected=1))
    row = SiteSettings.objects.get()
    assert (row.about, row.version) == ("We are the Halm Courier.", 2)
    assert events(row)[-1] == ("update", f"user:{admin.pk}", "", "sitesettings:1", "2")


@pytest.mark.parametrize("expected", [0, 2])
def test_a_stale_save_shows_both_texts_and_writes_nothing(admin_client, expected):
    SiteSettingsFactory(about="Theirs, first.")
    answer = admin_client.post(EDIT, sent(expected=expected))
    assert answer.status_code == 409
    words = shown(answer)
    assert "We are the Halm Courier." in words and "Theirs, first." in words
    assert "1 line differs" in words
    assert 'name="expected" value="1"' in answer.content.decode()
    assert SiteSettings.objects.get().about == "Theirs, first."


def test_what_was_refused_as_stale_can_be_saved_on_top(admin_client):
    SiteSettingsFactory(about="Theirs.")
    assert admin_client.post(EDIT, sent(expected=1)).status_code == 302
    assert SiteSettings.objects.get().about == "We are the Halm Courier."


@pytest.mark.parametrize("wrong", [{"about": "x" * (LONGEST_TEXT + 1)}, {"expected": "x"}, {"expected": -1}])
def test_what_cannot_be_stored_is_refused_in_words(admin_client, wrong):
    answer = admin_client.post(EDIT, {**sent(), **wrong})
    assert answer.status_code == 422
    assert "This could not be saved" in answer.content.decode()
    assert not SiteSettings.objects.exists()


def test_the_service_refuses_endless_texts(admin):
    with pytest.raises(Refused, match="20,000"):
        update_site_settings(admin=admin, expected=0, about="", method="x" * (LONGEST_TEXT + 1), contact="")


def test_the_service_refuses_a_version_that_passed(admin):
    update_site_settings(admin=admin, expected=0, **TEXTS)
    for expected in (0, 2):
        with pytest.raises(SettingsMoved):
            update_site_settings(admin=admin, expected=expected, **TEXTS)
    assert SiteSettings.objects.get().version == 1


def test_two_first_saves_leave_one_row(admin):
    update_site_settings(admin=admin, expected=0, **TEXTS)
    with pytest.raises(SettingsMoved) as caught:
        update_site_settings(admin=admin, expected=0, **TEXTS)
    assert isinstance(caught.value.__cause__, IntegrityError)


def test_an_empty_line_parts_paragraphs():
    assert paragraphs(" One\r\ntwo. \r\n \r\n\r\nThree.\n") == ("One\ntwo.", "Three.")
    assert paragraphs(" \n ") == ()


def test_nothing_saved_is_version_nought():
    assert (site_settings().version, site_settings().about) == (0, "")
