"""`dev.py check`: everything that can be said about the code without running the suite."""

import os
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Check:
    """A name for people, and the command (after the interpreter) whose exit status decides."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("lint (ruff check)", ("-m", "ruff", "check", ".")),
    Check("format (ruff format)", ("-m", "ruff", "format", "--check", ".")),
    Check("templates (djlint)", ("-m", "djlint", "--lint", "--quiet", "templates")),
    Check("types (mypy)", ("-m", "mypy")),
    Check("migrations (makemigrations --check)", ("manage.py", "makemigrations", "--check", "--dry-run")),
    Check("deployment (check --deploy)", ("manage.py", "check", "--deploy", "--fail-level", "WARNING")),
    Check("house rules (test_architecture)", ("-m", "pytest", "-q", "tests/test_architecture.py")),
)


def check(root: Path, _arguments: list[str]) -> int:
    """Run every check, show what the failed ones said, sum up; 1 when one failed."""
    env = production_like()
    failed = [one.name for one in CHECKS if not passes(one, root, env)]
    if failed:
        print(f"{len(failed)} of {len(CHECKS)} checks failed: {', '.join(failed)}.")
    else:
        print(f"All {len(CHECKS)} checks passed.")
    return 1 if failed else 0


def passes(one: Check, root: Path, env: dict[str, str]) -> bool:
    """Run one check and say how it went."""
    begun = time.monotonic()
    done = subprocess.run([sys.executable, *one.command], cwd=root, env=env, capture_output=True, text=True)
    word = "FAILED" if done.returncode else "ok"
    print(f"{word:6} {one.name} ({time.monotonic() - begun:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return not done.returncode


def production_like() -> dict[str, str]:
    """The environment of a site on the public web; no check needs its servers."""
    return {
        **os.environ,
        "DEBUG": "no",
        "HTTPS": "yes",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "claimtrack.example",
        "SITE_URL": "https://claimtrack.example",
    }
