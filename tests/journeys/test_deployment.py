"""The web server as the container starts it: what it logs, how long its files may be kept, how it stops."""

import contextlib
import http.client
import json
import re
import signal
import subprocess
import sys

import pytest

from tests.journeys.launching import ROOT, wait_until
from tests.sources.worker import environment, manage

HOST = "claims.example"
BEHIND_A_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https"}


@pytest.fixture
def site(transactional_db, tmp_path):
    """(port, lines of its log once it has stopped)."""
    env = environment(
        tmp_path,
        ALLOWED_HOSTS=HOST,
        HTTPS="yes",
        SECRET_KEY="k9" * 16 + "-x_Y7" * 5,
        LOG_FORMAT="json",
        FORWARDED_ALLOW_IPS="*",
    )
    assert manage("collectstatic", "--no-input", env=env).returncode == 0
    log = tmp_path / "web.log"
    command = [sys.executable, "-m", "gunicorn", "claimtrack.wsgi", "--bind=127.0.0.1:0"]
    with log.open("w") as out:
        process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)

    def listening():
        return re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", log.read_text())

    def stop():
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        return [json.loads(line) for line in log.read_text().splitlines()]

    try:
        yield int(wait_until(listening, 30, log.read_text)[1]), stop
    finally:
        process.kill()
        process.wait()


def get(port, path, **headers):
    """(status, headers, body) of a page, asked for as the proxy does."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path, headers=BEHIND_A_PROXY | headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


@pytest.mark.thorough
def test_the_web_server_of_a_deployment(site):
    port, stop = site
    status, headers, page = get(port, "/about/?name=Marta+Ruhl", **{"X-Request-ID": "asked-by-a-test"})
    assert (status, headers["X-Request-ID"]) == (200, "asked-by-a-test")

    hashed = re.search(r"/static/css/base\.[0-9a-f]{12}\.css", page.decode())[0]
    status, headers, _ = get(port, hashed, **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert get(port, "/static/css/base.css")[1]["Cache-Control"] == "max-age=60, public"
    assert get(port, "/healthz", **{"X-Forwarded-Proto": "http"})[0] == 200

    lines = stop()
    told = [(line.get("path"), line.get("status"), line.get("request_id")) for line in lines]
    assert ("/about/", 200, "asked-by-a-test") in told
    assert all(number for path, _, number in told if path)
    assert not [path for path, _, _ in told if path == "/healthz"]
    assert "Ruhl" not in json.dumps(lines)
    assert lines[-1]["message"] == "Shutting down: Master"
