"""What several journeys share."""

import pytest
from django.test import Client

from tests.factories.base import settle
from tests.journeys.by_keys import Desk


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
