"""Error pages, through the real handlers. Where no database is asked for, any query would fail the test."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory

from claimtrack import errors


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = "tests.claimtrack.pages"
    return Client(raise_request_exception=False)


def test_a_real_failure_shows_its_page_without_a_query(visitor):
    answer = visitor.get("/test/failing/")
    assert answer.status_code == 500
    assert "Something failed on our side" in answer.text
    assert "the reason of a test" not in answer.text


def test_the_failure_page_stands_when_the_manifest_of_static_files_is_missing(visitor, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "claimtrack.static_files.HashedFiles"}
    }
    settings.STATIC_ROOT = tmp_path
    answer = visitor.get("/test/failing/")
    assert answer.status_code == 500
    assert '"/static/css/base.css"' in answer.text


@pytest.mark.django_db
def test_a_database_that_is_away_is_a_503_that_says_when_to_come_back(visitor):
    answer = visitor.get("/test/away/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "The database is away" in answer.text


def test_a_connection_lost_before_the_view_is_a_503_too(visitor, settings, monkeypatch):
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import OperationalError

    def lost(self):
        raise OperationalError("connection refused")

    monkeypatch.setattr(SessionStore, "load", lost)
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "anything"
    assert visitor.get("/test/desk/").status_code == 503


def test_an_address_where_nothing_stands(visitor):
    answer = visitor.get("/no/such/page/")
    assert answer.status_code == 404
    assert "Nothing stands here" in answer.text


def test_a_page_for_another_role(reader_client, settings):
    settings.ROOT_URLCONF = "tests.claimtrack.pages"
    answer = reader_client.get("/test/desk/")
    assert answer.status_code == 403
    assert "This page is not open to you" in answer.text


def test_a_request_that_cannot_be_understood(visitor, monkeypatch):
    answer = visitor.get("/test/page/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "This could not be understood" in answer.text
    assert errors.bad_request(RequestFactory().get("/"), SuspiciousOperation()).status_code == 400


def test_a_form_that_is_too_large_says_what_is_allowed(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = Client(enforce_csrf_checks=True).post("/test/form/", "x" * 11, content_type="text/plain")
    assert answer.status_code == 403  # nothing of it was read
    request = RequestFactory().post("/", {"words": "x" * 11})
    with pytest.raises(RequestDataTooBig) as refusal:
        request.POST  # noqa: B018  (reading it is the act)
    answer = errors.bad_request(request, refusal.value)
    assert answer.status_code == 413
    assert "200 MB" in answer.text


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500, 503])
def test_every_error_page_stands_alone_and_names_itself_once(status):
    from http import HTTPStatus

    html = errors.page(HTTPStatus(status)).text
    assert html.count("<h1>") == 1
    assert "<script" not in html
    assert "style=" not in html


class TestFormThatExpired:
    TYPED = {
        "words": "“Soldiers <b>who</b> would not advance”\n\nsecond line",
        "speaker": "Marta Ruhl",
        "empty": " ",
        "password": "never shown",
        "csrfmiddlewaretoken": "stale",
    }

    @pytest.fixture
    def answer(self, settings):
        settings.ROOT_URLCONF = "tests.claimtrack.pages"
        return Client(enforce_csrf_checks=True).post("/test/form/", self.TYPED)

    def test_what_was_typed_comes_back_escaped(self, answer):
        assert answer.status_code == 403
        assert "“Soldiers &lt;b&gt;who&lt;/b&gt; would not advance”\n\nsecond line</textarea>" in answer.text
        assert "Marta Ruhl</textarea>" in answer.text

    def test_secrets_and_empty_fields_do_not(self, answer):
        assert "never shown" not in answer.text
        assert "stale" not in answer.text
        assert answer.text.count("<textarea") == 2

    def test_a_first_line_break_is_not_lost(self, settings):
        settings.ROOT_URLCONF = "tests.claimtrack.pages"
        answer = Client(enforce_csrf_checks=True).post("/test/form/", {"words": "\nx"})
        assert "readonly>\n\nx</textarea>" in answer.text.replace("\r\n", "\n")
