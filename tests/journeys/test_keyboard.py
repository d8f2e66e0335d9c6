"""Without a mouse, and without a script: what a reader and an editor do all day.

Every step is a key. `to()` walks on by Tab until the wanted element has the focus, and fails when a round
through the page does not bring it there: that would be a trap, or something only a mouse can reach.
"""

import pytest
from django.core.cache import cache

from claims.models import Report, Statement
from tests.claims.desk import ACCUSES, HEAD, desk_article
from tests.conftest import PASSWORD
from tests.factories.base import settle
from tests.factories.claims import ClaimFactory, ClaimTopicFactory, visible_statement
from tests.world import slug_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FERRY = "The ferry Alba left Port Velm late"
ROUND = 150


class Keys:
    """A page that is used by its keys alone."""

    def __init__(self, page):
        self.page = page
        self.press = page.keyboard.press

    def to(self, wanted):
        """On by Tab until it has the focus."""
        handle = wanted.element_handle()
        for _ in range(ROUND):
            self.press("Tab")
            if handle.evaluate("one => one === document.activeElement"):
                return self
        raise AssertionError(f"No key leads to {wanted}")

    def follow(self, wanted):
        """To a link or a button, and Enter; returns when the next page is there."""
        self.to(wanted)
        with self.page.expect_navigation():
            self.press("Enter")
        return self

    def link(self, name, **more):
        return self.follow(self.page.get_by_role("link", name=name, **more).first)

    def button(self, name):
        return self.follow(self.page.get_by_role("button", name=name).first)

    def type(self, label, words):
        """To a field, and its words."""
        self.to(self.page.get_by_label(label, exact=True).first)
        self.page.keyboard.type(words)
        return self


@pytest.fixture(params=[True, pytest.param(False, marks=pytest.mark.thorough)], ids=["scripts", "no scripts"])
def keys(request, browser, live_server):
    cache.clear()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=request.param)
    page = context.new_page()
    page.goto("/")
    yield Keys(page)
    context.close()


@pytest.fixture
def ferry():
    """A claim that readers see, under a topic, beside another that the filter leaves out."""
    claim = ClaimFactory(visible=True, text=FERRY)
    visible_statement(claim=claim)
    visible_statement(claim=ClaimFactory(visible=True, text="The pier was sold"))
    ClaimTopicFactory(claim=claim)
    settle()
    return claim


def test_a_reader_finds_a_claim_and_reports_a_mistake_by_keys_alone(keys, ferry):
    keys.page.goto("/")
    keys.press("Tab")
    assert keys.page.locator(".skip").evaluate("one => one === document.activeElement")
    keys.press("Enter")
    keys.page.wait_for_url("**/#main")
    keys.page.goto("/")
    keys.link("Claims", exact=True)
    topic = ferry.topics.get().name
    keys.to(keys.page.get_by_label(topic).first)
    keys.press("Space")
    keys.button("Apply filters")
    assert keys.page.locator(".cl h2").all_inner_texts() == [FERRY]
    keys.link(FERRY)
    assert keys.page.get_by_role("heading", level=1).inner_text() == FERRY
    keys.link("Report a mistake")
    keys.type("What is wrong", "The ferry has another name.").button("Send to the desk")
    assert Report.objects.get().address == f"/claims/{slug_of(ferry)}/"
    assert keys.page.url.endswith("/report/thanks/")


def test_an_editor_marks_saves_and_undoes_by_keys_alone(keys, editor):
    version = desk_article(article__headline=HEAD)
    settle()
    keys.link("Sign in")
    keys.type("Username", editor.username).type("Password", PASSWORD).button("Sign in")
    keys.link("Desk", exact=True)
    keys.link(HEAD)
    if "view=list" not in keys.page.url:
        keys.page.goto(f"/desk/articles/{version.article_id}/?view=list")
    keys.to(keys.page.get_by_label(ACCUSES, exact=True))
    keys.press("Space")
    keys.button("Next: who says it")
    keys.type("Name", "Orla Venn")
    keys.button("Save the statement")
    keys.button("Save the statement")  # it asked whether the new name is meant
    statement = Statement.objects.get()
    assert statement.speaker.name == "Orla Venn"
    keys.page.goto(f"/desk/statements/{statement.pk}/")
    keys.link("Withdraw it")
    keys.type("Reason", "She did not say it.").button("Withdraw")
    assert Statement.objects.get().state == "withdrawn"
    keys.button("Bring back")
    assert Statement.objects.get().state == "confirmed"
