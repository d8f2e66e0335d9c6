import os
import signal
import time

import pytest

from claimtrack.embedded import supervisor
from claimtrack.embedded.supervisor import GivenUp, Supervisor

from .conftest import gone, python, wait_until

SLEEP = "import time; time.sleep(300)"


@pytest.fixture
def keeper(processes, interrupts, monkeypatch):
    monkeypatch.setattr(supervisor, "FIRST_DELAY", 0.0)
    return Supervisor(processes, interrupts)


def pid_of(keeper):
    return keeper.kept[0].child.process.pid


def test_what_dies_is_started_again_with_a_line_that_names_its_log(keeper, tmp_path, capsys):
    keeper.start([python(SLEEP, tmp_path)])
    first = pid_of(keeper)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: gone(first))
    keeper.watch()
    assert pid_of(keeper) != first
    assert keeper.restarts == 1
    told = capsys.readouterr().out
    assert told == f"probe ended (killed by SIGKILL); starting it again. Its log: {tmp_path / 'probe.log'}\n"


def test_what_keeps_dying_ends_everything_and_names_its_log(keeper, tmp_path):
    with pytest.raises(
        GivenUp, match=r"probe ended \(exit status 3\), 5 times within a minute; see .*probe.log"
    ):
        keeper.start([python("raise SystemExit(3)", tmp_path, ready=lambda: False)])


def test_deaths_of_long_ago_do_not_count(keeper, tmp_path):
    keeper.start([python(SLEEP, tmp_path)])
    keeper.kept[0].deaths = [time.monotonic() - supervisor.WINDOW - 1] * supervisor.DEATHS
    os.kill(pid_of(keeper), signal.SIGKILL)
    wait_until(lambda: gone(pid_of(keeper)))
    keeper.watch()
    assert len(keeper.kept[0].deaths) == 1


def test_what_never_answers_is_given_up_with_its_log(keeper, tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "START_LIMIT", 0.1)
    with pytest.raises(GivenUp, match=r"probe does not answer; see .*probe.log"):
        keeper.start([python(SLEEP, tmp_path, ready=lambda: False)])


def test_stopping_ends_them_and_does_not_start_them_again(keeper, tmp_path):
    keeper.start([python(SLEEP, tmp_path)])
    pid = pid_of(keeper)
    keeper.stop(last=["probe"])
    keeper.watch()
    assert gone(pid)
    assert keeper.kept == []


def test_what_others_use_ends_last(keeper, processes, tmp_path, monkeypatch):
    ended = []
    whole = processes.stop

    def noted(children):
        ended.extend(child.program.name for child in children)
        whole(children)

    keeper.start([python(SLEEP, tmp_path, name="server"), python(SLEEP, tmp_path, name="user")])
    monkeypatch.setattr(processes, "stop", noted)
    keeper.stop(last=["server"])
    assert ended == ["user", "server"]
