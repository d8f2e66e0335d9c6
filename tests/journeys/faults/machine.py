"""A whole installation of real processes around the test database, each of which a test may stop or kill."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, Client, encode_multipart

from claimtrack.embedded.processes import end_group
from claimtrack.embedded.programs import valkey_bin
from claimtrack.embedded.valkey import Valkey
from tests.journeys.launching import wait_until
from tests.sources.worker import environment, manage

APP = "tests.journeys.faults.failing"
TOKEN = "k" * 32


class Kept:
    """A program in a session of its own; `log` is what it says."""

    def __init__(self, command, *, env, log):
        self.command, self.env, self.log, self.killed = command, env, log, False
        self.start()

    def start(self):
        self.killed = False
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                env=self.env,
                cwd=settings.BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def children(self):
        """Process numbers of what it forked."""
        with contextlib.suppress(OSError):
            pid = self.process.pid
            return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return []

    def freeze(self):
        os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self):
        os.killpg(self.process.pid, signal.SIGCONT)

    def kill(self):
        """kill -9 it with all it forked."""
        self.killed = True
        end_group(self.process.pid)
        self.process.wait()

    def again(self):
        """Start it again, as the supervisor does when it is dead."""
        self.kill()
        self.start()


class Machine:
    """Programs by name, in a folder; `data` holds the originals, `faults` what is armed."""

    def __init__(self, place):
        self.place = place
        self.data, self.faults = place / "data", place / "faults"
        self.data.mkdir()
        self.faults.mkdir()
        socket = place / "valkey.sock"
        self.env = environment(
            self.data,
            REDIS_URL=f"redis+socket://{socket}?virtual_host=0",
            SECRET_KEY=settings.SECRET_KEY,
            FAULTS=str(self.faults),
        )
        self.programs = []
        self.broker_at = Valkey(valkey_bin(), place, socket, None)

    def run(self, name, *command, **env):
        log = self.place / f"{name}-{len(self.programs)}.log"
        self.programs.append(Kept([str(one) for one in command], env={**self.env, **env}, log=log))
        return self.programs[-1]

    def broker(self):
        """A Valkey of its own, that keeps nothing on the disk: whenever it starts it is empty."""
        command = [valkey_bin(), "--port", "0", "--unixsocket", self.broker_at.socket, "--dir", self.place]
        broker = self.run("valkey", *command, "--save", "", "--appendonly", "no")
        wait_until(self.broker_at.answers, 15, broker.log.read_text)
        return broker

    def worker(self, **env):
        options = ["--concurrency=2", "--loglevel=INFO", "--without-gossip", "--without-mingle"]
        return self.run("worker", sys.executable, "-m", "celery", "-A", APP, "worker", *options, **env)

    def scheduler(self):
        return self.run("scheduler", sys.executable, "-m", "celery", "-A", APP, "beat", "--pidfile=")

    def web(self, user, **env):
        """The web server, and `user` signed in there."""
        done = manage("collectstatic", "--no-input", env=self.env)
        assert done.returncode == 0, done.stderr
        web = self.run(
            "web", sys.executable, "-m", "gunicorn", "claimtrack.wsgi", "--bind=127.0.0.1:0", **env
        )

        def listening():
            return re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", web.log.read_text())

        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        return Site(web, int(wait_until(listening, 30, web.log.read_text)[1]), cookies)

    def watch(self):
        """Start again what ended by itself, as the supervisor and a container do: a worker that loses its
        broker while it is at work may give up (kombu 5.7)."""
        for one in self.programs:
            if not one.killed and one.process.poll() is not None:
                one.again()

    def arm(self, place, how=""):
        (self.faults / place).write_text(how)

    def fired(self, place):
        return (self.faults / f"{place}.fired").exists()

    def nudge(self, times=1):
        """Send nudges from a process of its own."""
        code = "import django; django.setup(); from sources.tasks import drain"
        code += f"\nfor _ in range({times}): drain.delay()"
        env = {**self.env, "DJANGO_SETTINGS_MODULE": "claimtrack.settings"}
        subprocess.run([sys.executable, "-c", code], env=env, cwd=settings.BASE_DIR, check=True, timeout=60)

    def told(self):
        """The last lines of every log, for a test that failed."""
        return "\n".join(f"{one.log.name}:\n{one.log.read_text()[-3000:]}" for one in self.programs)

    def end(self):
        for one in reversed(self.programs):
            one.kill()
        connection.close()


class Site:
    """A web server as a signed-in person uses it."""

    def __init__(self, program, port, cookies):
        self.program, self.port, self.cookies = program, port, cookies

    def upload(self, files):
        """Bring {name: bytes}; gives status, seconds it took, the page, and where it leads to."""
        parts = [
            SimpleNamespace(name=name, read=lambda content=content: content)
            for name, content in files.items()
        ]
        data = {"texts": parts, "display": "excerpts", "csrfmiddlewaretoken": TOKEN}
        body = encode_multipart(BOUNDARY, data)
        headers = {"Cookie": self.cookies, "Content-Type": MULTIPART_CONTENT}
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as http:
            begun = time.monotonic()
            http.request("POST", "/imports/new/", body=body, headers=headers)
            answer = http.getresponse()
            page = answer.read().decode()
            seconds = time.monotonic() - begun
            return SimpleNamespace(
                status=answer.status, seconds=seconds, page=page, address=answer.headers.get("Location", "")
            )
