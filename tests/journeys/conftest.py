"""What several journeys share."""

import pytest
from django.test import Client
from playwright.sync_api import Error

from tests.factories.base import settle
from tests.journeys.by_keys import Desk

SHOWN = 2_000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A journey that failed says where it stood: the address and the words of every page that is open."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if report.when == "call" and report.failed and browser:
        report.sections += [("Open page", stood(page)) for one in browser.contexts for page in one.pages]
    return report


def stood(page):
    try:
        return f"{page.url}\n{page.locator('body').inner_text(timeout=2_000)[:SHOWN]}"
    except Error as problem:
        return f"{page.url}\n{problem}"


@pytest.fixture
def desk(browser, live_server, editor):
    """Open an article as an editor who signed in."""
    contexts = []

    def opened(version, **options):
        settle()
        client = Client()
        client.force_login(editor)
        context = browser.new_context(base_url=live_server.url, reduced_motion="reduce", **options)
        contexts.append(context)
        cookie = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
        context.add_cookies([cookie])
        return Desk(context.new_page(), version.article)

    yield opened
    for context in contexts:
        context.close()
