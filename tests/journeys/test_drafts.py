"""Nothing typed is lost: a page is left, the connection goes, the session ends, two editors save at once."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from claims.models import Claim, Draft
from tests.conftest import PASSWORD
from tests.factories.claims import ClaimFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "/desk/claims/fire/"
TYPED = "The fire was no accident"


@pytest.fixture
def sign_in(browser, live_server):
    """A page of the claim, of an editor who signed in by the form; without scripts unless asked for."""
    contexts = []
    ClaimFactory(text="The fire was set", slug="fire", visible=True)

    def page_of(user, *, scripts=True):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/accounts/login/?next={ADDRESS}")
        fill_in(page, user)
        page.wait_for_url(f"**{ADDRESS}")
        return page

    yield page_of
    for context in contexts:
        context.close()


def fill_in(page, user):
    page.fill("input[name=login]", user.username)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()


def words(page):
    return page.get_by_label("The claim, in our words")


def save(page):
    page.get_by_role("button", name="Save the claim").click()


def test_what_is_typed_is_kept_taken_up_and_gone_once_saved(sign_in, editor):
    page = sign_in(editor)
    words(page).fill(TYPED)
    page.get_by_text("What you type is kept as a draft.").wait_for()
    page.goto(ADDRESS)
    page.get_by_role("link", name="Go on with it").click()
    assert words(page).input_value() == TYPED
    assert Axe().run(page).violations_count == 0
    save(page)
    page.get_by_text(f"Saved: “{TYPED}”.").wait_for()
    page.goto("/desk/drafts/")
    assert page.get_by_text("Nothing waits").is_visible()
    assert (Claim.objects.get().text, Draft.objects.count()) == (TYPED, 0)


def test_what_is_typed_without_a_connection_is_kept_and_sent_once_it_is_back(sign_in, editor):
    page = sign_in(editor)
    page.context.set_offline(True)
    words(page).fill(TYPED)
    page.get_by_text("No connection").wait_for()
    assert Draft.objects.count() == 0
    page.context.set_offline(False)
    page.get_by_text("What you type is kept as a draft.").wait_for()
    assert Draft.objects.get().payload["words-text"] == [TYPED]
    assert page.evaluate("Object.keys(localStorage)") == []


@pytest.mark.thorough
def test_what_a_browser_kept_while_the_server_was_away_is_offered_on_the_next_visit(sign_in, editor):
    page = sign_in(editor)
    page.route("**/desk/drafts/", lambda route: route.abort())
    words(page).fill(TYPED)
    page.get_by_text("No connection").wait_for()
    page.unroute("**/desk/drafts/")
    page.goto(ADDRESS)
    page.get_by_text("while the connection was lost").wait_for()
    page.get_by_role("link", name="Go on with it").first.click()
    assert words(page).input_value() == TYPED


@pytest.mark.thorough
def test_without_scripts_an_ended_session_keeps_what_was_sent(sign_in, editor):
    page = sign_in(editor, scripts=False)
    words(page).fill(TYPED)
    page.context.clear_cookies(name="session")
    save(page)
    fill_in(page, editor)
    assert words(page).input_value() == TYPED
    save(page)
    assert Claim.objects.get().text == TYPED


def test_without_scripts_the_slower_of_two_editors_sees_both_texts_and_decides(sign_in, editor, admin):
    slow, fast = sign_in(editor, scripts=False), sign_in(admin, scripts=False)
    words(slow).fill(TYPED)
    words(fast).fill("The fire was an accident")
    save(fast)
    save(slow)
    assert slow.get_by_role("heading", name="changed this claim").is_visible()
    assert slow.locator("mark.own").all_inner_texts() == ["no", "an"]
    slow.get_by_role("button", name="Save mine on top").click()
    assert Claim.objects.get().text == TYPED
    assert Draft.objects.count() == 0
