"""A statement is found and read in its place in the article, in a browser that runs no script."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from claims.choices import Stance
from tests.claims.searching import said
from tests.factories.base import settle
from tests.factories.claims import ClaimFactory
from tests.factories.sources import OutletFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser, live_server):
    cache.clear()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_statement_is_found_from_any_page_and_its_place_is_two_clicks_away(page):
    about = ClaimFactory(visible=True, text="The weir was opened")
    outlet = OutletFactory(name="Tide Post")
    one = said(about, words="nobody in Kyiv touched the sluice", stance=Stance.DENIES, outlet=outlet)
    said(about, words="somebody turned the wheel")
    settle()
    page.goto("/claims/")
    page.get_by_label("Search everything").fill("sluice kiev")
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Kinds of results").get_by_role("link", name="Statements").click()
    expect(page.locator("mark.found")).to_have_text(["Kyiv", "sluice"])
    page.locator("blockquote a").click()
    expect(page).to_have_url(re.compile(rf"/articles/\d+/#s{one.pk}$"))
    expect(page.locator(f"#s{one.pk}:target")).to_have_text("nobody in Kyiv touched the sluice")
    page.go_back()
    page.locator(".of-claim a").click()
    expect(page.locator(f"#s{one.pk}:target")).to_contain_text("nobody in Kyiv touched the sluice")
