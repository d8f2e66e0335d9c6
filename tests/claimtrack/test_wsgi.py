"""The door of the web server, asked as a server asks it: what is made before any middleware can answer."""

import io
import os

import pytest
from django.test import RequestFactory

# A request begins by looking after its connection.
pytestmark = pytest.mark.django_db


@pytest.fixture
def application(monkeypatch):
    # Else importing it would set the web's limits for every later connection of the tests.
    monkeypatch.setenv("PGOPTIONS", os.environ.get("PGOPTIONS", ""))
    from claimtrack.wsgi import application

    return application


def ask(application, content_type, method="POST", body=b"words=Velm", path="/healthz", **more):
    environ = RequestFactory().generic(method, path, body).environ | {"CONTENT_TYPE": content_type, **more}
    said = []
    text = b"".join(application(environ, lambda status, headers: said.append(status))).decode()
    return said[0], text


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain; charset=rot13",
        "text/plain; charset=undefined",
        "application/x-www-form-urlencoded; charset=hex",
        "text/plain; charset*=undefined''%41",
        "multipart/form-data; boundary*=no-such''%41",
    ],
)
def test_a_charset_that_spells_no_text_is_refused_with_a_sentence(application, method, content_type):
    status, text = ask(application, content_type, method)
    assert status == "400 Bad Request"
    assert "another encoding than UTF-8" in text


def test_what_is_utf_8_comes_in(application):
    assert ask(application, "text/plain; charset=UTF-8", "GET") == ("200 OK", "alive\n")


class Stopped(io.RawIOBase):
    """The body of a request whose visitor stops before its end."""

    def read(self, size=-1):
        raise BlockingIOError


@pytest.mark.parametrize("path", ["/accounts/login/", "/imports/new/"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_who_stops_in_the_middle_of_a_form_did_not_make_the_site_fail(application, caplog, path, kind):
    body = {"wsgi.input": Stopped(), "CONTENT_LENGTH": "900", "HTTP_COOKIE": f"csrftoken={'k' * 32}"}
    assert ask(application, kind, path=path, **body)[0] == "400 Bad Request"
    assert not [made for made in caplog.records if made.levelname == "ERROR"]
