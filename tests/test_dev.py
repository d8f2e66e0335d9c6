"""The launcher before the environment stands."""

import contextlib
import importlib.util
import io
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """dev.py as a module, with an environment folder and lock files that tests may spoil."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements.lock").write_text("one==1.0 \\\n    --hash=sha256:00\n")
    (tmp_path / "requirements-dev.lock").write_text("one==1.0\ntwo==2.0\n")
    return module


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["fly"], "not “fly”"),
        (["run", "nowhere"], "There is no file or folder nowhere."),
        (["run", "--port"], "not the option --port"),
        (["check", "tests"], "takes no arguments"),
        (["manage"], "needs the name of a management command"),
    ],
)
def test_a_call_that_makes_no_sense_leaves_with_a_sentence_and_status_two(dev, capsys, argv, sentence):
    with pytest.raises(SystemExit) as left:
        dev.parse(argv)
    assert left.value.code == 2
    assert sentence in capsys.readouterr().err


def test_nothing_is_started_for_a_path_that_is_not_there(tmp_path):
    env = {**os.environ, "DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, str(ROOT / "dev.py"), "run", "nowhere.txt"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "There is no file or folder nowhere.txt.\n")
    assert list(tmp_path.iterdir()) == []


def test_paths_are_relative_to_the_callers_folder(dev, tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.txt").touch()
    monkeypatch.chdir(tmp_path / "here")
    assert dev.parse(["run", "a.txt"]) == ("run", [str(tmp_path / "here" / "a.txt")])


def test_help_is_given_with_status_zero(dev, capsys):
    with pytest.raises(SystemExit) as left:
        dev.parse(["--help"])
    assert left.value.code == 0
    assert "dev.py run [PATH ...]" in capsys.readouterr().out


def test_an_old_python_is_refused_in_a_sentence(dev, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    with pytest.raises(SystemExit):
        dev.main(["run"])
    assert capsys.readouterr().err.startswith("Python 3.11 or newer is needed")


def test_an_environment_for_checking_runs_the_site_too(dev):
    dev.stamp(dev.DEV_LOCK, "3.11.7")
    assert dev.is_ready(dev.RUN_LOCK, "3.11.7")
    assert dev.is_ready(dev.DEV_LOCK, "3.11.7")


def test_an_environment_for_running_does_not_check(dev):
    dev.stamp(dev.RUN_LOCK, "3.11.7")
    assert dev.is_ready(dev.RUN_LOCK, "3.11.7")
    assert not dev.is_ready(dev.DEV_LOCK, "3.11.7")


def test_another_lock_another_python_or_no_stamp_ask_for_a_set_up(dev, tmp_path):
    assert not dev.is_ready(dev.RUN_LOCK, "3.11.7")
    dev.stamp(dev.RUN_LOCK, "3.11.7")
    assert not dev.is_ready(dev.RUN_LOCK, "3.12.1")
    assert not dev.is_ready(dev.RUN_LOCK, None)
    (tmp_path / "requirements.lock").write_text("one==1.1\n")
    assert not dev.is_ready(dev.RUN_LOCK, "3.11.7")


def test_a_folder_without_an_interpreter_is_no_environment(dev):
    assert dev.venv_version() is None


def test_a_failed_step_shows_its_last_lines_and_names_the_log(dev, tmp_path, capsys):
    log = tmp_path / "setup.log"
    with pytest.raises(SystemExit) as left:
        dev.step([sys.executable, "-c", "print('no such package'); exit(3)"], log=log, lock=dev.RUN_LOCK)
    told = capsys.readouterr().err
    assert left.value.code == 1
    assert str(log) in told
    assert "no such package" in told


def test_progress_counts_packages_and_keeps_the_output(dev, tmp_path, capsys):
    said = "".join(f"Collecting p{n}==1.0 (from -r requirements.lock)\n" for n in range(10))
    process = subprocess.Popen([sys.executable, "-c", f"print({said!r})"], stdout=subprocess.PIPE, text=True)
    out = io.StringIO()
    with process:
        dev.show(process, out=out, total=45)
    assert "10 of at most 45 packages: p9" in capsys.readouterr().out
    assert out.getvalue().startswith("Collecting p0==1.0")


def test_lock_files_name_no_host():
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / lock).read_text()


@pytest.fixture
def signals():
    """Handlers and mask as they were, whatever a test leaves."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, before)


def test_a_stop_is_remembered_where_python_loses_what_its_handler_raised(dev, monkeypatch, signals):
    def set_up(_lock):
        with contextlib.suppress(SystemExit):
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(dev, "set_up", set_up)
    with pytest.raises(SystemExit) as stop:
        dev.enter("run", [])
    assert stop.value.code == 128 + signal.SIGTERM


def test_a_stop_after_set_up_waits_for_the_command_to_listen(dev, monkeypatch, signals):
    monkeypatch.setattr(dev, "set_up", lambda _lock: None)
    monkeypatch.setattr(dev, "VENV", Path(sys.prefix))
    dev.enter("run", [])
    # To this thread: the suite's own others hold nothing back.
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
    assert signal.SIGTERM in signal.sigpending()
    with pytest.raises(SystemExit):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, dev.STOP_SIGNALS)
