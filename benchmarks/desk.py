"""What the server does for the keyboard desk, against its own queries run bare.

    DATABASE_URL=… python benchmarks/desk.py [ROUNDS]

Invents an article of 300 sentences with 200 marked passages and 100 proposals in one transaction of that
(migrated) database, and takes it back at the end. Printed, as medians of ROUNDS (15): milliseconds of opening
the page and of one step that is saved with its history (a link), each through the whole application, and of
the very same SQL sent again without it, in turns; and how many times longer the former took in each turn. The
same of processor time, ours and the server's together, where its process can be watched (Linux, one machine):
that is little changed by what else runs.
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

MARKED, PROPOSED = 200, 100
CLAIMS, SPEAKERS = 24, 12
GOAL = 3.0


def invent(editor: Any) -> tuple[int, int, int]:
    """The article with all that stands on it; its key, a statement's, and a claim not linked with that."""
    from claims.choices import Mode, Stance, Voice
    from claims.services.findings import Engine, LinkFound, ProposalInput
    from claims.services.inputs import LinkInput, SpeakerChoice, StatementInput, Words
    from claims.services.proposals import propose_all
    from claims.services.statements import save_statement
    from tests.factories.claims import ClaimFactory, SpeakerFactory
    from tests.factories.sources import ArticleVersionFactory

    total = MARKED + PROPOSED
    sentences = [
        f"The warden of gate {one} said that barge {one} had left the lock at dusk." for one in range(total)
    ]
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, total, 3)]
    text = "\n\n".join(paragraphs) + "\n"
    ends = [text.index(one) for one in paragraphs[1:]]
    version = ArticleVersionFactory(text=text, blocks=[("body", end) for end in [*ends, None]])
    claims = [ClaimFactory(visible=True, text=f"Barge {one} left the lock at dusk") for one in range(CLAIMS)]
    speakers = [SpeakerFactory(name=f"Warden {one}") for one in range(SPEAKERS)]
    words = [Words(text.index(one), text.index(one) + len(one), one) for one in sentences]
    for at, one in enumerate(words[:MARKED]):
        data = StatementInput(
            content=(one,),
            voice=Voice.NAMED,
            mode=Mode.INDIRECT,
            speaker=SpeakerChoice(speaker_id=speakers[at % SPEAKERS].pk),
            links=(LinkInput(stance=Stance.ASSERTS, claim_id=claims[1 + at % (CLAIMS - 1)].pk),),
        )
        last = save_statement(editor=editor, version_id=version.pk, data=data)
    found = [
        ProposalInput(
            content=(one,),
            voice=Voice.NAMED,
            mode=Mode.INDIRECT,
            speaker_as_printed=f"the warden of gate {at}",
            suggested=(
                LinkFound(claims[at % CLAIMS].pk, Stance.DENIES, score=0.7, reasons=("Both name a barge.",)),
            ),
            score=0.8,
            reasons=("“said” with its speaker before it",),
        )
        for at, one in enumerate(words[MARKED:])
    ]
    propose_all(engine=Engine("benchmark", "1"), version=version, found=found)
    analysed()
    return version.article_id, last.pk, claims[0].pk


def analysed() -> None:
    """Let the server know how many rows there are, as its autovacuum does within a minute."""
    from django.apps import apps
    from django.db import connection

    models = [model for app in ("claims", "sources") for model in apps.get_app_config(app).get_models()]
    tables = {model._meta.db_table for model in models}
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, sorted(tables)))}")


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens inside, the database forgets."""
    from django.db import transaction

    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


class Spent(NamedTuple):
    """Milliseconds by the clock, and on the processor (0 where that cannot be known)."""

    clock: float
    processor: float


class Turn(NamedTuple):
    """Once through the application, once its SQL alone."""

    whole: Spent
    bare: Spent


def measured(request: Callable[[], Any], rounds: int) -> tuple[list[Turn], int]:
    """The turns of a request; and how many queries that are."""
    from django.db import connection

    sent: list[tuple[str, Any]] = []

    def noting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            sent.append((sql, params))
        return execute(sql, params, many, context)

    with taken_back(), connection.execute_wrapper(noting):
        request()
    turns = []
    for _ in range(rounds):
        with taken_back():
            whole = timed(request)
        with taken_back():
            turns.append(Turn(whole, timed(lambda: replayed(sent))))
    return turns, len(sent)


def replayed(sent: list[tuple[str, Any]]) -> None:
    """The same SQL once more, and every row of it."""
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in sent:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def timed(work: Callable[[], Any]) -> Spent:
    """What it takes."""
    begun, used = time.perf_counter(), processor()
    work()
    return Spent(1000 * (time.perf_counter() - begun), 1000 * (processor() - used))


def processor() -> float:
    """Seconds that this process and the server's for our connection ran so far."""
    from django.db import connection

    watched = Path(f"/proc/{connection.connection.info.backend_pid}")
    if not watched.exists() or not (watched / "comm").read_text().startswith("postgres"):
        return 0.0
    return time.process_time() + int((watched / "schedstat").read_text().split()[0]) / 1e9


def told(name: str, turns: list[Turn], queries: int) -> Iterator[str]:
    """A line by the clock, one by the processor."""
    for at, unit in enumerate(("by the clock", "on the processor")):
        whole, bare = ([turn[side][at] for turn in turns] for side in (0, 1))
        if not all(bare):
            continue
        times = statistics.median(one / other for one, other in zip(whole, bare, strict=True))
        yield (
            f"{name}, {unit}: {statistics.median(whole):.0f} ms; its {queries} queries bare "
            f"{statistics.median(bare):.0f} ms; {times:.1f} x, {'held' if times <= GOAL else 'NOT held'}"
        )


def main() -> None:
    """Print both, and say whether they keep to the goal."""
    from django.conf import settings

    # Files are not collected here; a page names them as they lie.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    logging.disable(logging.CRITICAL)
    from django.db import transaction
    from django.test import Client

    from claims.models import Statement
    from claimtrack import garbage
    from tests.factories.base import desk_editor

    garbage.settle()  # as the web server does
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with transaction.atomic():
        editor = desk_editor()
        article, statement, claim = invent(editor)
        client = Client(SERVER_NAME="localhost")
        client.force_login(editor)
        expected = Statement.objects.values_list("version", flat=True).get(pk=statement)
        step = {
            "do": "link",
            "statement": statement,
            "expected": expected,
            "stance": "denies",
            "claim": claim,
        }

        def opened() -> None:
            response = client.get(f"/desk/articles/{article}/")
            if response.status_code != 200 or response.content.count(b"<mark") < MARKED + PROPOSED:
                raise SystemExit(f"The page is not as it should be: {response.status_code}.")

        def saved() -> None:
            response = client.post(f"/desk/articles/{article}/keys/", step, content_type="application/json")
            if response.status_code != 200:
                raise SystemExit(f"The step was refused: {response.content.decode()}")

        for name, request in (("open the page", opened), ("save a step", saved)):
            print(*told(name, *measured(request, rounds)), sep="\n")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
