"""What only a browser can say: that no policy is broken and no page is wider than the screen."""

import pytest

from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page):
    """Errors and policy violations of every page the browser opens, as they come."""
    heard = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    return heard


def sign_in(page, live_server, user):
    page.goto(f"{live_server.url}/accounts/login/")
    page.fill("#id_login", user.username)
    page.fill("#id_password", PASSWORD)
    with page.expect_request_finished(lambda request: request.is_navigation_request()):
        page.click("main button")


def test_the_qr_code_of_the_second_factor_is_shown(page, live_server, editor, complaints):
    sign_in(page, live_server, editor)
    complaints.clear()  # the desk, where signing in leads, is not this test's subject
    page.goto(f"{live_server.url}/accounts/2fa/totp/activate/")
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    page.wait_for_selector("img.qr")
    assert page.evaluate("document.querySelector('img.qr').naturalWidth") > 100
    assert complaints == []


def test_the_admin_starts_its_scripts_under_its_policy(page, live_server, admin, complaints):
    sign_in(page, live_server, admin)
    complaints.clear()
    page.goto(f"{live_server.url}/admin/auth/user/add/")
    assert page.evaluate("typeof django.jQuery") == "function"
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_account_is_wider_than_a_small_telephone(page, live_server, editor, scheme):
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server, editor)
    for address in ("/accounts/2fa/", "/accounts/password/change/", "/accounts/email/", "/no/such/page/"):
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, address


def test_a_keyboard_reaches_the_content_with_its_first_stop(page, live_server, db):
    page.goto(f"{live_server.url}/accounts/signup/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_browser_that_asks_for_the_old_icon_finds_it(client):
    assert client.get("/favicon.ico").url == "/static/favicon.svg"
