import http.server
import threading

import pytest

from claimtrack.probe import alive


@pytest.fixture
def site():
    """A server that answers to one name alone, and notes what it was asked."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append((self.path, self.headers["Host"]))
            self.send_response(200 if self.headers["Host"] == "claims.example" else 400)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        server.asked = []
        threading.Thread(target=server.handle_request).start()
        yield server


@pytest.mark.parametrize("names", ["claims.example, www.claims.example", ".claims.example"])
def test_a_site_that_answers_to_its_name_lives(site, monkeypatch, names):
    monkeypatch.setenv("ALLOWED_HOSTS", names)
    assert alive(site.server_port)
    assert site.asked == [("/healthz", "claims.example")]


def test_one_that_refuses_does_not(site, monkeypatch):
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)
    assert not alive(site.server_port)
    assert site.asked == [("/healthz", "localhost")]


def test_where_nobody_listens_nothing_lives():
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as closed:
        port = closed.server_port
    assert not alive(port)
