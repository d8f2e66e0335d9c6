import pytest

from tests.conftest import PASSWORD
from tests.factories.claims import ClaimFactory, visible_statement

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}


def policy(answer):
    parts = answer.headers["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts)


@pytest.fixture
def pages(settings):
    settings.ROOT_URLCONF = "tests.claimtrack.pages"


@pytest.mark.parametrize("address", ["/test/page/", "/accounts/login/", "/healthz", "/no/such/page/"])
def test_the_policy_is_strict_on_every_page(address, client, db, pages):
    assert policy(client.get(address)) == STRICT


def test_only_the_page_of_the_second_factor_shows_data_images(editor_client):
    editor_client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = editor_client.get("/accounts/2fa/totp/activate/")
    assert 'src="data:image/svg+xml' in answer.text
    assert policy(answer) == STRICT | {"img-src": "'self' data:"}
    assert policy(editor_client.get("/accounts/2fa/")) == STRICT


def test_only_the_admin_does_without_trusted_types(admin_client):
    without = {k: v for k, v in STRICT.items() if k not in ("require-trusted-types-for", "trusted-types")}
    assert policy(admin_client.get("/admin/")) == without
    assert policy(admin_client.get("/admin/auth/user/")) == without
    assert policy(admin_client.get("/accounts/2fa/")) == STRICT


def test_only_the_frame_of_a_claim_may_stand_in_other_sites(client, db):
    visible_statement(claim=ClaimFactory(visible=True, slug="port-velm"))
    answer = client.get("/claims/port-velm/embed/")
    assert policy(answer) == STRICT | {"frame-ancestors": "*"}
    assert "X-Frame-Options" not in answer.headers
    assert "<script" not in answer.text
    page = client.get("/claims/port-velm/")
    assert (policy(page), page.headers["X-Frame-Options"]) == (STRICT, "DENY")


def test_the_other_headers_close_what_no_page_needs(client, db, pages):
    headers = client.get("/test/page/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
