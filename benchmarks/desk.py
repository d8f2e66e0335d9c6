"""What the server does for the keyboard desk, against its own queries run bare.

    DATABASE_URL=… python benchmarks/desk.py [ROUNDS]

Invents an article of 300 sentences with 200 marked passages and 100 proposals in one transaction of that
(migrated) database, and takes it back at the end. Printed, as medians of ROUNDS (15): milliseconds of opening
the page and of one step that is saved with its history (a link), each through the whole application, and of
the very same SQL sent again without it; and the former by the latter.
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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
    return version.article_id, last.pk, claims[0].pk


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens inside, the database forgets."""
    from django.db import transaction

    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def measured(request: Callable[[], Any], rounds: int) -> tuple[float, float, int]:
    """Milliseconds of the request and of its SQL alone, medians; and how many queries that are."""
    from django.db import connection

    sent: list[tuple[str, Any]] = []

    def noting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            sent.append((sql, params))
        return execute(sql, params, many, context)

    with taken_back(), connection.execute_wrapper(noting):
        request()
    whole, bare = [], []
    for _ in range(rounds):
        with taken_back():
            whole.append(timed(request))
        with taken_back():
            bare.append(timed(lambda: replayed(sent)))
    return statistics.median(whole), statistics.median(bare), len(sent)


def replayed(sent: list[tuple[str, Any]]) -> None:
    """The same SQL once more, and every row of it."""
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in sent:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds by the clock."""
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


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
    from tests.factories.base import desk_editor

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
            whole, bare, queries = measured(request, rounds)
            held = "held" if whole <= GOAL * bare else "NOT held"
            print(
                f"{name}: {whole:.0f} ms; its {queries} queries bare {bare:.0f} ms; "
                f"{whole / bare:.1f} x, {held}"
            )
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
