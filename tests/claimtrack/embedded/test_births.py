import os
import subprocess
import time

from claimtrack.embedded import births


def test_a_process_keeps_its_birth():
    assert births.birth(os.getpid()) == births.birth(os.getpid()) is not None


def test_a_process_that_ended_has_none_even_before_its_parent_looked():
    process = subprocess.Popen(["true"])
    end = time.monotonic() + 5
    while births.birth(process.pid) is not None and time.monotonic() < end:
        time.sleep(0.01)
    assert births.birth(process.pid) is None
    process.wait()


def test_where_there_is_no_proc_the_start_time_comes_from_ps(monkeypatch, tmp_path):
    monkeypatch.setattr(births, "PROC", tmp_path)
    assert births.birth(os.getpid()) == births.birth(os.getpid()) is not None
    process = subprocess.Popen(["true"])
    process.wait()
    assert births.birth(process.pid) is None
