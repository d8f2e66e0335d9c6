"""A real worker process, and commands in processes of their own, on the test database and a broker's database
that nobody else uses."""

import os
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.db import connection

BROKER_DATABASE = 11


def environment(data_dir, **more):
    """What a process of its own needs to see the same things as the test."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "REDIS_URL": broker_url(settings.REDIS_URL),
        "DATA_DIR": str(data_dir),
        **more,
    }


def database_url():
    """The address of the test database."""
    known = connection.settings_dict
    user = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    query = urlencode({"host": known["HOST"], **({"port": known["PORT"]} if known["PORT"] else {})})
    return f"postgresql://{user}@/{known['NAME']}?{query}"


def broker_url(url):
    """The same broker, another of its numbered databases."""
    parts = urlsplit(url)
    if parts.scheme == "redis+socket":
        return f"{url.partition('?')[0]}?virtual_host={BROKER_DATABASE}"
    return parts._replace(path=f"/{BROKER_DATABASE}").geturl()


@contextmanager
def worker(env):
    """A celery worker until the block ends."""
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "claimtrack",
        "worker",
        "--concurrency=2",
        "--loglevel=WARNING",
    ]
    process = subprocess.Popen(
        [*command, "--without-gossip", "--without-mingle"], env=env, cwd=settings.BASE_DIR
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def manage(*arguments, env, timeout=120):
    """A management command in a process of its own."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        env=env,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=timeout,
    )
