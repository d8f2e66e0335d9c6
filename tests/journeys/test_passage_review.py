"""A corrected text in a browser: words get their place by buttons, and with a script by single keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sources.models import Passage
from tests.claims.correcting import give_later_text, left
from tests.claims.desk import ACCUSES, DENIES, TEXT, desk_article
from tests.claims.saving import asserts, save
from tests.conftest import PASSWORD
from tests.factories.base import settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FRIDAY, TALE = ACCUSES.replace("Thursday", "Friday"), "“A fairy tale,” the harbour ministry told state media."


@pytest.fixture
def sign_in(browser, live_server):
    """The list of passages, of an editor who signed in by the form."""
    contexts = []

    def page_of(user, *, scripts):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.goto("/accounts/login/?next=/desk/review/passages/")
        page.fill("input[name=login]", user.username)
        page.fill("input[name=password]", PASSWORD)
        page.locator("main form button").first.click()
        page.wait_for_url("**/passages/")
        return page

    yield page_of
    for context in contexts:
        context.close()


@pytest.fixture
def version(editor):
    """An article with two statements of which a later text has other words."""
    made = desk_article()
    save(editor, made, ACCUSES, links=(asserts(),))
    save(editor, made, DENIES)
    give_later_text(editor, made, TEXT.replace(ACCUSES, FRIDAY).replace(DENIES, TALE))
    settle()
    return made


def test_without_a_script_words_get_a_place_stay_and_come_back(sign_in, editor, version):
    page = sign_in(editor, scripts=False)
    page.get_by_role("link", name="Decide").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do these words stand now?")
    page.get_by_label("Or another place").fill(FRIDAY)
    page.get_by_role("button", name="Take this place").click()
    expect(page.get_by_role("status")).to_contain_text("It has a place in the new text.")
    page.get_by_role("button", name="Keep it with the older text").click()
    expect(page.get_by_role("status")).to_contain_text("It stays with the older text.")
    assert left(version) == [(ACCUSES, "attached", FRIDAY), (DENIES, "attached", None)]
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**did=undo")
    assert left(version)[1] == (DENIES, "review", None)


def test_each_is_decided_by_one_key_and_undone_by_one(sign_in, editor, version):
    page = sign_in(editor, scripts=True)
    first = Passage.objects.filter(version=version).order_by("start").first()
    page.goto(f"/desk/review/passages/{first.pk}/")
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("a")
    page.wait_for_url("**did=place")
    assert left(version)[0] == (ACCUSES, "attached", FRIDAY)
    page.keyboard.press("u")
    page.wait_for_url("**did=undo")
    page.keyboard.press("o")
    page.wait_for_url("**did=gone")
    assert left(version)[0] == (ACCUSES, "orphan", None)
    page.get_by_label("Or another place").press_sequentially("ako")
    assert left(version)[1] == (DENIES, "review", None)
