#!/usr/bin/env python3
"""One command from a checkout to a working site. Needs Python 3.11 or newer and nothing else.

usage: python3 dev.py run [PATH ...]       set up, start everything, import each PATH (file, folder, .zip)
       python3 dev.py test [--thorough] [pytest arguments]
       python3 dev.py check                linters, types, migrations, deployment settings, house rules
       python3 dev.py manage COMMAND ...   any management command, with the servers up

Environment: PORT (8000), DATA_DIR (.data), DATABASE_URL, REDIS_URL, PG_BIN, VALKEY_BIN; see .env.example.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn, TextIO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
RUN_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
LOCKS = {"run": RUN_LOCK, "manage": RUN_LOCK, "test": DEV_LOCK, "check": DEV_LOCK}
USAGE_ERROR = 2
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: Signals that came during set-up.
ASKED_TO_STOP: list[int] = []


def parse(argv: list[str]) -> tuple[str, list[str]]:
    """The command and its arguments; leaves with a sentence and status 2 where they make no sense.

    The paths of `run` come back absolute, since the programs it starts work in the checkout's folder.
    """
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(__doc__)
        raise SystemExit(0 if argv else USAGE_ERROR)
    command, rest = argv[0], argv[1:]
    if command not in LOCKS:
        refuse(f"dev.py knows run, test, check and manage, not “{command}”. python3 dev.py --help says more.")
    if command == "check" and rest:
        refuse("dev.py check takes no arguments.")
    if command == "manage" and not rest:
        refuse("dev.py manage needs the name of a management command; `dev.py manage help` lists them.")
    return command, absolute(rest) if command == "run" else rest


def absolute(paths: list[str]) -> list[str]:
    """What `run` shall import, relative to the caller's folder; refuses what is not there."""
    for path in paths:
        if path.startswith("-"):
            refuse(f"dev.py run takes files and folders, not the option {path}.")
        if not Path(path).exists():
            refuse(f"There is no file or folder {path}.")
    return [str(Path(path).absolute()) for path in paths]


def refuse(sentence: str) -> NoReturn:
    """Leave because the call made no sense."""
    print(sentence, file=sys.stderr)
    raise SystemExit(USAGE_ERROR)


def data_dir() -> Path:
    """Where data and logs lie: DATA_DIR, relative to the caller's folder, else .data in the checkout."""
    return Path(os.environ.get("DATA_DIR") or ROOT / ".data").absolute()


def digest(lock: str) -> str:
    """Tells one state of a lock file from another."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def venv_python() -> Path:
    """The interpreter inside the environment."""
    return VENV / "bin" / "python"


def venv_version() -> str | None:
    """Version of the environment's own interpreter; None where there is none that runs and has pip.

    An interpreter that the system replaced by a newer one finds no pip any more.
    """
    code = "import sys, importlib.util as u; u.find_spec('pip') or sys.exit(1); print(sys.version)"
    try:
        done = subprocess.run([venv_python(), "-c", code], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def stamp_file() -> Path:
    """Says which lock files the environment was made from."""
    return VENV / "claimtrack-stamp.json"


def is_ready(lock: str, version: str | None) -> bool:
    """Whether the environment holds what the lock file asks for."""
    try:
        stamp = json.loads(stamp_file().read_text())
    except (OSError, ValueError):
        return False
    return bool(version and stamp.get("python") == version and stamp.get(lock) == digest(lock))


def stamp(lock: str, version: str | None) -> None:
    """Write down what was installed; what checks the site includes what runs it."""
    locks = (RUN_LOCK, DEV_LOCK) if lock == DEV_LOCK else (RUN_LOCK,)
    stamp_file().write_text(json.dumps({"python": version, **{name: digest(name) for name in locks}}))


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in this checkout; a second waits and then finds the work done."""
    with (ROOT / RUN_LOCK).open("rb") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def set_up(lock: str) -> None:
    """Make or complete the environment.

    Packages are installed over what is there, so that programs running from it go on; it is made anew only
    where it has no working interpreter.
    """
    with alone():
        version = venv_version()
        if is_ready(lock, version):
            return
        log = data_dir() / "logs" / "setup.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        print(f"Setting up {VENV} from {lock}. Once; about a minute.", flush=True)
        if version is None:
            step([sys.executable, "-m", "venv", "--clear", str(VENV)], log=log, lock=lock)
        install = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--progress-bar=off"]
        locked = ["--require-hashes", "--only-binary=:all:", "-r", str(ROOT / lock)]
        step([str(venv_python()), *install, *locked], log=log, lock=lock)
        stamp(lock, venv_version())


def step(command: list[str], *, log: Path, lock: str) -> None:
    """Run one step of the set-up with its output in the log and progress on the screen."""
    total = len(re.findall(r"(?m)^[A-Za-z0-9][^ ]*==", (ROOT / lock).read_text()))
    with log.open("w") as out:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            try:
                show(process, out=out, total=total)
            except BaseException:
                process.terminate()
                raise
    if process.returncode:
        print(f"Set-up failed; the last lines of {log}:", file=sys.stderr)
        print("".join(log.read_text().splitlines(keepends=True)[-8:]), file=sys.stderr)
        raise SystemExit(1)


def show(process: subprocess.Popen[str], *, out: TextIO, total: int) -> None:
    """Copy the output to the log and count the packages on the screen."""
    done = 0
    for line in process.stdout or ():
        print(line, end="", file=out, flush=True)
        if found := re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)==", line):
            done += 1
            tell(f"  {done} of at most {total} packages: {found[1]}", brief=done % 10 != 0)
        elif line.startswith("Installing collected packages"):
            tell("  unpacking them", brief=False)
    if done:
        print(flush=True)


def tell(text: str, *, brief: bool) -> None:
    """A line that the next one overwrites; where output is no terminal, only those that are not brief."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
    elif not brief:
        print(text, flush=True)


def leave(number: int, _frame: FrameType | None) -> NoReturn:
    """Turn a signal during set-up into a regular end, so that pip is ended too."""
    ASKED_TO_STOP.append(number)
    print("\nSet-up interrupted; the next start takes it up again.", file=sys.stderr)
    raise SystemExit(128 + number)


def enter(command: str, rest: list[str]) -> None:
    """Go on inside the environment; returns only where this process already runs there.

    Returns with the stop signals held back, also over exec: Python loses what a handler raises in the midst
    of an import. The command lets them in again once it listens (claimtrack.embedded.interrupts).
    """
    for number in STOP_SIGNALS:
        signal.signal(number, leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
    set_up(LOCKS[command])
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    if ASKED_TO_STOP:
        raise SystemExit(128 + ASKED_TO_STOP[0])
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(venv_python(), [str(venv_python()), str(ROOT / "dev.py"), command, *rest])


def main(argv: list[str]) -> int:
    """Parse, set up, hand over to the command."""
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever calls it has not read pyproject.toml)
        refuse("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ".")
    command, rest = parse(argv)
    enter(command, rest)
    os.environ["DATA_DIR"] = str(data_dir())
    from claimtrack.embedded import commands

    return commands.COMMANDS[command](ROOT, rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
