"""The commands on a real machine: what is killed comes back, what is stopped is gone, nothing is lost."""

import signal
import tempfile
from pathlib import Path

import pytest

from .launching import Launch, dev, processes_of, wait_until, write_articles

KINDS = ("worker", "web server", "PostgreSQL", "Valkey", "scheduler")
PORT = 8300
FEW, MANY = 1200, 1500


@pytest.fixture
def place():
    """A folder that the servers' user can reach too."""
    with tempfile.TemporaryDirectory(prefix="claimtrack-journey-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def launch(place):
    """Starts `dev.py run`; whatever a failed test leaves is ended."""
    started = []

    def start(*paths, data="data", port=PORT):
        started.append(Launch(place / data, *paths, port=port))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.stop()


def import_under_kills(running, count):
    """Kill each kind once while files are imported; all of them must be there once in the end."""
    wait_until(lambda: (running.imported() or (0,))[0] > 0, 240, running.said)  # also beside other work
    for name in KINDS:
        running.kill(name)
    assert (running.imported() or (0,))[0] < count, "the import was over before the kills were"
    wait_until(lambda: running.imported() == (count, count), 240, running.said)
    assert running.articles() == (count, count)
    for name in KINDS:
        assert f"{name} ended (killed by SIGKILL); starting it again." in running.said()
    assert "healthy" not in running.page("healthz")


def test_a_site_survives_kills_a_killed_launcher_and_a_stop(launch, place):
    folder = write_articles(place / "reports", FEW)
    running = launch(folder)
    import_under_kills(running, FEW)

    sign_in = running.data / "sign-in.txt"
    assert str(sign_in) in running.said()
    assert sign_in.stat().st_mode & 0o777 == 0o600

    second = dev(running.data, "run", PORT=str(PORT))
    assert second.returncode == 1
    assert second.stderr.startswith(f"claimtrack already runs in {running.data}, at {running.site()}.")

    borrowed = dev(running.data, "manage", "check", "--database", "default")
    assert (borrowed.returncode, borrowed.stderr) == (0, "")
    tested = dev(running.data, "test", "-q", "tests/test_dev.py", "-k", "host")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "1 passed" in tested.stdout

    running.process.kill()
    running.process.wait()
    orphans = set(processes_of(running.data))
    assert set(running.pids().values()) <= orphans
    again = launch()
    again.site()
    assert "Ended what an earlier start left running: scheduler" in again.said()
    assert orphans & set(processes_of(again.data)) == set()
    assert again.articles() == (FEW, FEW)

    assert again.stop() == 0
    assert again.said().endswith("Stopped.\n")
    assert processes_of(again.data) == []


@pytest.mark.parametrize("moment", [0.2, pytest.param(1.0, marks=pytest.mark.thorough), 2.5])
def test_a_stop_during_the_start_leaves_nothing(launch, moment):
    running = launch()
    with pytest.raises(Exception, match="timed out"):
        running.process.wait(moment)
    running.stop(signal.SIGINT)
    assert processes_of(running.data) == []


@pytest.mark.thorough
def test_a_taken_port_and_a_long_path_stop_nobody(launch, place):
    deep = "a-folder-with-quite-a-long-name-" * 4
    running = launch(data=deep)
    with_taken_port = launch(data="other")
    assert {running.site(), with_taken_port.site()} == {f"http://127.0.0.1:{PORT + n}/" for n in (0, 1)}
    assert "taken; using" in running.said() + with_taken_port.said()
    assert running.page()
    assert [running.stop(signal.SIGINT), with_taken_port.stop(signal.SIGHUP)] == [0, 0]
    assert processes_of(place) == []


@pytest.mark.thorough
def test_fifteen_hundred_files_are_there_once_after_kills_in_turn(launch, place):
    running = launch(write_articles(place / "reports", MANY))
    import_under_kills(running, MANY)
    assert running.stop() == 0
