"""The settings as a deployment has them, in a process of its own."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


def manage(*arguments, **environment):
    # What the browser's driver needs in the tests' own process is rightly refused in a deployment.
    inherited = {k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=inherited | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_deployment_with_https_and_a_secret_passes_every_check():
    done = manage(
        "check", "--deploy", "--fail-level", "WARNING", HTTPS="1", SECRET_KEY="k9" * 16 + "-x_Y7" * 5
    )
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


def test_without_a_secret_the_deployment_check_fails():
    environment = {"HTTPS": "1", "SECRET_KEY": ""}
    assert manage("check", "--deploy", "--fail-level", "WARNING", **environment).returncode == 1


@pytest.mark.parametrize("app", ["claimtrack"])
def test_no_migration_is_missing(app):
    assert manage("makemigrations", app, "--check", "--dry-run").returncode == 0
