"""gunicorn gathers what a line tells of an answered request, whatever else the request holds."""

from datetime import timedelta
from socket import socketpair
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http.errors import InvalidRequestLine
from gunicorn.workers.base import Worker

from claimtrack import logs
from claimtrack.access_log import AccessLog

REQUEST = {
    "REQUEST_METHOD": "GET", "PATH_INFO": "/claims/", "QUERY_STRING": "q=secret",
    "RAW_URI": "/claims/?q=secret", "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "203.0.113.9",
}  # fmt: skip
ASKED = SimpleNamespace(headers=[("COOKIE", "session=secret")])
TOLD = ("m", "U", "s", "B", "M", "{x-request-id}o")


def answer(**more):
    headers = [("Content-Type", "text/html"), ("X-Request-ID", "proxy-1234")]
    return SimpleNamespace(**{"status": "200 OK", "sent": 4127, "headers": headers} | more)


@pytest.mark.parametrize(
    "given", [answer(), answer(status=304, sent=0), answer(status="500 It failed", headers=[])], ids=str
)
@pytest.mark.parametrize("took", [timedelta(milliseconds=35, microseconds=999), timedelta(seconds=61)])
def test_it_gathers_what_gunicorn_would_of_that_and_nothing_else(given, took):
    own, usual = (kind(Config()).atoms(given, ASKED, REQUEST, took) for kind in (AccessLog, Logger))
    assert {name: str(own[name]) for name in own} == {name: str(usual.get(name, "-")) for name in TOLD}
    assert "secret" not in str(own)


def test_its_line_is_that_of_the_log(caplog):
    log = AccessLog(Config())
    log._access_log_enabled = True
    log.access_log.propagate = True
    with caplog.at_level("INFO", logger="gunicorn.access"):
        log.access(answer(), ASKED, REQUEST, timedelta(milliseconds=35))
    made = caplog.records[-1]
    assert logs.Places().filter(made)
    assert made.getMessage() == "GET /claims/ 200"


def test_a_refusal_names_the_rule_and_neither_visitor_nor_request(caplog):
    log = AccessLog(Config())
    log.error_log.propagate = True
    ours, theirs = socketpair()
    with caplog.at_level("WARNING", logger="gunicorn.error"), ours, theirs:
        try:
            raise InvalidRequestLine("GET /?q=secret")
        except InvalidRequestLine as fault:
            # As gunicorn itself refuses it, in its own words.
            Worker.handle_error(SimpleNamespace(log=log), None, ours, ("203.0.113.9", 4711), fault)
        log.warning("Worker %s is late", 7)
        answer = theirs.recv(200)
    said = [made.getMessage() for made in caplog.records]
    assert answer.startswith(b"HTTP/1.1 400 Bad Request")
    assert list(dict.fromkeys(said)) == ["Invalid request: InvalidRequestLine", "Worker 7 is late"]
