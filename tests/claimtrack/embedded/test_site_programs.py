import http.server
import socket
import threading

import pytest

from claimtrack.embedded import site_programs
from claimtrack.embedded.folders import Folders
from claimtrack.embedded.site_programs import HOST, answers, listen, wanted_port
from claimtrack.env import BadEnvironment


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_passed_over(taken):
    with listen(taken) as listener:
        assert listener.getsockname()[1] > taken


def test_two_launchers_at_once_get_two_ports(taken):
    with listen(taken) as one, listen(taken) as other:
        assert one.getsockname()[1] < other.getsockname()[1]


def test_where_no_port_is_free_it_says_so(taken, monkeypatch):
    monkeypatch.setattr(site_programs, "PORTS_TRIED", 1)
    with pytest.raises(OSError, match=f"No free port from {taken} on; set PORT"):
        listen(taken)


def test_the_port_is_8000_unless_set(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    assert wanted_port() == 8000
    monkeypatch.setenv("PORT", "9001")
    assert wanted_port() == 9001


@pytest.mark.parametrize("nonsense", ["web", "0", "65536", "-1", "²"])
def test_a_port_that_is_none_is_refused_in_a_sentence(monkeypatch, nonsense):
    monkeypatch.setenv("PORT", nonsense)
    with pytest.raises(BadEnvironment, match="PORT must be a number"):
        wanted_port()


@pytest.mark.parametrize(("status", "up"), [(200, True), (400, True), (503, False)])
def test_a_web_server_is_up_when_it_answers_without_an_error_of_its_own(status, up):
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer((HOST, 0), Answer) as server:
        threading.Thread(target=server.handle_request).start()
        assert answers(server.server_port) is up


def test_nobody_there_is_not_up():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        assert not answers(probe.getsockname()[1])


def test_web_worker_and_scheduler_are_programs_of_their_own_with_a_log_each(tmp_path):
    folders = Folders(root=tmp_path, data=tmp_path)
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        programs = [
            site_programs.web(folders, {}, listener),
            site_programs.worker(folders, {}),
            site_programs.scheduler(folders, {}),
        ]
    assert [program.log.name for program in programs] == ["web.log", "worker.log", "scheduler.log"]
    assert [program.command[2] for program in programs] == ["gunicorn", "celery", "celery"]
