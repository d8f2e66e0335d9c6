"""Editors who save the same claims at the same moment: none of their changes is lost.

    DATABASE_URL=… python benchmarks/two_editors.py [SAVES] [EDITORS]

Makes a database of its own on that server and drops it at the end. EDITORS (8) threads, each with its own
connection, make SAVES (10,000) changes to a few claims. A change reads a claim, adds one to the number in its
words, waits a moment as a person does, and saves; told that somebody was faster, it reads again. Then the
numbers must add up to the changes. The control does the same without saying which version it read.
Printed: changes, conflicts, changes lost, and how long it took; the exit code is 1 where ours lost any or
saw no conflict, or where the control lost none (then the trial proves nothing).
"""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

from databases import address_of, execute

ROOT = Path(__file__).resolve().parent.parent
NAME = "two_editors_bench"
CLAIMS, SAVES, EDITORS = 16, 10_000, 8
#: How long somebody looks at a form before it is saved; seconds at most.
LOOKED_AT = 0.002


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a trial. lost: changes that no claim shows, though they were saved."""

    saves: int
    conflicts: int
    lost: int
    seconds: float


def invent(number: int, name: str) -> list[int]:
    """Make so many claims that readers see; return their ids."""
    from django.contrib.auth.models import User

    from claims.services.claims import create_claim
    from claimtrack.people import give_role
    from sources.services.acting import person

    user, _ = User.objects.get_or_create(username="editor of the trial")
    editor = person(give_role(user=user, role="editor"))
    return [create_claim(actor=editor, text=f"Ships in {name} {one}: 0").pk for one in range(number)]


def save(claim: int) -> int:
    """Add one as the desk does; return how often somebody else was faster."""
    from django.contrib.auth.models import User

    from claims.models import Claim
    from claims.services.claims import reword_claim
    from sources.services.roots import Stale

    editor, conflicts = User.objects.get(username="editor of the trial"), 0
    while True:
        seen = Claim.objects.get(pk=claim)
        words, version = _one_more(seen.text), seen.version
        time.sleep(random.uniform(0, LOOKED_AT))
        try:
            reword_claim(editor=editor, claim=seen, expected=version, text=words)
        except Stale:
            conflicts += 1
        else:
            return conflicts


def save_blindly(claim: int) -> int:
    """Add one and write it, whatever happened meanwhile."""
    from django.contrib.auth.models import User

    from claims.models import Claim
    from sources.services.acting import acting, person

    words = _one_more(Claim.objects.get(pk=claim).text)
    time.sleep(random.uniform(0, LOOKED_AT))
    with acting(person(User.objects.get(username="editor of the trial"))):
        Claim.objects.filter(pk=claim).update(text=words)
    return 0


def trial(act: Callable[[int], int], claims: list[int], *, saves: int, editors: int) -> Outcome:
    """Let the editors make the changes, all at once, each a fair share; count what is left of them."""
    start = threading.Barrier(editors)
    shares = [saves // editors + (one < saves % editors) for one in range(editors)]
    began = time.perf_counter()
    with ThreadPoolExecutor(editors) as pool:
        conflicts = sum(pool.map(lambda share: _work(act, claims, share, start), shares))
    return Outcome(saves, conflicts, saves - _counted(claims), time.perf_counter() - began)


def _work(act: Callable[[int], int], claims: list[int], share: int, start: threading.Barrier) -> int:
    from django.db import connection

    try:
        connection.ensure_connection()
        start.wait()
        return sum(act(random.choice(claims)) for _ in range(share))
    finally:
        connection.close()


def _counted(claims: list[int]) -> int:
    from claims.models import Claim

    texts = Claim.objects.filter(pk__in=claims).values_list("text", flat=True)
    return sum(int(text.rpartition(" ")[2]) for text in texts)


def _one_more(text: str) -> str:
    words, _, number = text.rpartition(" ")
    return f"{words} {int(number) + 1}"


def told(name: str, outcome: Outcome) -> str:
    """A line of the report."""
    rate = outcome.saves / outcome.seconds
    return (
        f"{name}: {outcome.saves} saves, {outcome.conflicts} conflicts, {outcome.lost} lost, "
        f"{outcome.seconds:.0f} s ({rate:.0f} a second)"
    )


def main() -> None:
    """Make the database, try both ways, say what was lost, and drop it."""
    given = [int(one) for one in sys.argv[1:]]
    saves, editors = (given + [SAVES, EDITORS][len(given) :])[:2]
    server = os.environ["DATABASE_URL"]
    execute(server, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
    execute(server, f"CREATE DATABASE {NAME} TEMPLATE template0")
    os.environ["DATABASE_URL"] = address_of(NAME)
    try:
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, check=True)
        django.setup()
        from django.db import connection

        ours = trial(save, invent(CLAIMS, "berth"), saves=saves, editors=editors)
        print(told("with versions", ours), flush=True)
        blind = trial(save_blindly, invent(CLAIMS, "dock"), saves=saves, editors=editors)
        print(told("without (control)", blind))
        connection.close()
    finally:
        execute(server, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
    if ours.lost or not ours.conflicts or not blind.lost:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
