"""The live refresh in a real browser, under the site's own content security policy and Trusted Types."""

import pytest
from django.conf import settings

from sources.services.drain import lease_files, read_chunk
from tests.sources.importing import batch_of, drain_all, text

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("data_dir"),
]


@pytest.fixture
def admins_page(page, live_server, admin_client):
    """A page signed in as the admin; every message of its console fails the test."""
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": admin_client.cookies[name].value, "url": live_server.url}]
    )
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert said == []


def test_a_batch_page_follows_the_worker_without_being_loaded_again(admins_page, live_server):
    page, batch = admins_page, batch_of({f"{n}.txt": text(f"Report {n}.") for n in range(3)})
    page.goto(f"{live_server.url}/imports/{batch.pk}/")
    page.evaluate("document.body.dataset.loaded = 'once'")
    lease, *_ = lease_files()
    read_chunk([lease])
    page.get_by_text("1 of 3 read.").wait_for(timeout=10_000)
    batch.files.exclude(state="imported").update(state="pending", leased_until=None)
    drain_all()
    page.get_by_text("All 3 files have been read.").wait_for(timeout=10_000)
    assert page.locator("table tbody tr", has_text="imported").count() == 3
    assert page.locator("[data-live]").count() == 0
    assert page.locator("button", has_text="Pause").count() == 0
    assert page.evaluate("document.body.dataset.loaded") == "once"


def test_a_button_in_use_is_not_taken_away(admins_page, live_server):
    page, batch = admins_page, batch_of({"a.txt": text()})
    page.goto(f"{live_server.url}/imports/{batch.pk}/")
    page.get_by_role("button", name="Pause").focus()
    drain_all()
    page.get_by_text("The file has been read.").wait_for(timeout=10_000)
    assert page.evaluate("document.activeElement.textContent") == "Pause"
