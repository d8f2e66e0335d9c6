import json
import os
import signal
import subprocess
import sys

from claimtrack.embedded.births import birth
from claimtrack.embedded.processes import reap

from .conftest import gone, python, said, wait_until

FAMILY = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
print(child.pid, flush=True)
time.sleep(300)
"""
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(300)
"""


def test_stopping_ends_a_process_and_its_children(processes, tmp_path):
    child = processes.start(python(FAMILY, tmp_path))
    grandchild = int(said(tmp_path))
    processes.stop([child])
    wait_until(lambda: gone(grandchild))
    assert gone(child.process.pid)
    assert json.loads(processes.record.read_text()) == []


def test_children_of_a_process_that_was_killed_are_ended_with_it(processes, tmp_path):
    child = processes.start(python(FAMILY, tmp_path))
    grandchild = int(said(tmp_path))
    child.process.kill()
    processes.stop([child])
    wait_until(lambda: gone(grandchild))


def test_a_process_that_does_not_listen_is_killed_when_its_grace_is_over(processes, tmp_path):
    child = processes.start(python(DEAF, tmp_path, grace=0.1))
    said(tmp_path)
    processes.stop([child])
    assert child.process.returncode == -signal.SIGKILL


def test_running_a_program_gives_its_exit_status_and_leaves_no_record(processes, interrupts, tmp_path):
    assert processes.run(python("raise SystemExit(7)", tmp_path), interrupts) == 7
    assert processes.children == []


def test_the_next_start_ends_what_a_killed_launcher_left(processes, tmp_path):
    """The launcher here is another process, killed the hard way, so that nobody waits for the orphan."""
    code = f"""
import pathlib, sys, time
from claimtrack.embedded.processes import Processes, Program
log = pathlib.Path({str(tmp_path / "probe.log")!r})
processes = Processes(pathlib.Path({str(tmp_path / "left.json")!r}))
processes.start(Program(name="probe", command=[sys.executable, "-c", {FAMILY!r}], log=log))
time.sleep(300)
"""
    launcher = subprocess.Popen([sys.executable, "-c", code])
    grandchild = int(said(tmp_path))
    launcher.kill()
    launcher.wait()
    [row] = json.loads((tmp_path / "left.json").read_text())
    assert not gone(row["pid"])
    assert reap(tmp_path / "left.json") == ["probe"]
    wait_until(lambda: gone(row["pid"]) and gone(grandchild))
    assert not (tmp_path / "left.json").exists()


def test_a_number_that_means_another_process_by_now_is_left_alone(tmp_path):
    record = tmp_path / "left.json"
    row = {"name": "probe", "pid": os.getpid(), "birth": "earlier", "signal": 9, "grace": 1}
    record.write_text(json.dumps([row]))
    assert birth(os.getpid()) != "earlier"
    assert reap(record) == []


def test_a_missing_or_broken_record_is_nothing_to_end(tmp_path):
    assert reap(tmp_path / "none.json") == []
    (tmp_path / "half.json").write_text("[{")
    assert reap(tmp_path / "half.json") == []


def test_the_record_is_never_half_written(processes, tmp_path):
    processes.start(python("import time; time.sleep(300)", tmp_path))
    [row] = json.loads(processes.record.read_text())
    assert (row["name"], row["birth"]) == ("probe", birth(row["pid"]))
    assert not processes.record.with_suffix(".new").exists()
