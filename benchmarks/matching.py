"""How long it takes to find which of a million claims a statement may belong to, and how often it is found.

    DATABASE_URL=… python benchmarks/matching.py [--claims 1000000] [--lookups 600] [--keep]

Makes a database of its own beside that of the address (its user must be allowed to), with so many invented
claims and a statement for every fourth; --keep leaves it for the next run. Then asks: reworded statements of
claims there, sentences of nothing but common words, of nothing known, and very long ones; prints the
milliseconds by kind, those on the processor apart (other work may fill the machine), and the plan of the
slowest. Then the hand-written rewordings of matching_pairs.py, each
among its distractors and all the rest: how often the claim meant is first, and among the first five.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

import matching_data as data
from databases import kept_database
from matching_pairs import PAIRS

NAME = "claimtrack_matching"
FIRST_PAIR = 900_000_001
PIECE = 20_000


def make(claims: int) -> None:
    """The schema, the rows without triggers and without the large indexes, and then these."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    actor, words = User.objects.get(username="machine").pk, data.Words(7)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%USING gin%'"
            " AND tablename IN ('claims_claim', 'sources_passage')"
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for first in range(1, claims + 1, PIECE):
            fill(words, first, min(PIECE, claims + 1 - first), actor)
        rows = [(text, number) for number, text in enumerate(all_of_pairs(), FIRST_PAIR)]
        data.copy("claims.Claim", (data.claim_row(number, text, actor) for text, number in rows))
        for name, definition in indexes:
            began = time.perf_counter()
            if name != "claim_by_parts_of_words":  # the list's, and slow to make
                cursor.execute(definition)
                print(f"{name} made in {time.perf_counter() - began:.0f} s")
        cursor.execute("VACUUM ANALYZE claims_claim, sources_passage")
        cursor.execute("VACUUM ANALYZE claims_statementpassage, claims_statementlink")


def all_of_pairs() -> list[str]:
    """The claims of the hand-written list, the meant one before its distractors."""
    return [text for pair in PAIRS for text in (pair.claim, *pair.others)]


def fill(words: data.Words, first: int, number: int, actor: int) -> None:
    """So many claims, and statements in other words for a fourth."""
    drawn = [words.draw() for _ in range(number)]
    shapes = [data.OURS if words.rng.random() < 0.9 else [data.COMMON] for _ in drawn]
    texts = [words.put(shape, one) for shape, one in zip(shapes, drawn, strict=True)]
    data.copy("claims.Claim", (data.claim_row(at, text, actor) for at, text in enumerate(texts, first)))
    said = [(at, words.put(data.SAID, one)) for at, one in enumerate(drawn, first) if at % 4 == 0]
    for model, rows in data.statement_rows(first, said, actor).items():
        data.copy(model, rows)


def questions(lookups: int) -> list[tuple[str, str]]:
    """(kind, wording): half are rewordings of claims there, the rest should find little or nothing."""
    again, other = data.Words(7), data.Words(99)
    known = [again.draw() for _ in range(PIECE)]
    asked = [("reworded", other.put(data.SAID, other.rng.choice(known))) for _ in range(lookups // 2)]
    asked += [("common words", other.put([data.COMMON], other.draw())) for _ in range(lookups // 6)]
    asked += [("new", other.put(data.SAID, other.draw())) for _ in range(lookups // 6)]
    for _ in range(lookups - len(asked)):
        asked.append(("long", ". ".join(other.put(data.SAID, other.rng.choice(known)) for _ in range(5))))
    return asked


class Spent:
    """Milliseconds gone by, and those of them that this process and the server's spent on a processor."""

    def __init__(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self._server = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def _now(self) -> tuple[float, float]:
        served = int(self._server.read_text().split()[0]) / 1e6 if self._server.exists() else 0.0
        return time.perf_counter() * 1000, time.process_time() * 1000 + served

    def on(self, work: Callable[[], object]) -> tuple[float, float]:
        """What one piece of work took: (all, on a processor)."""
        began = self._now()
        work()
        ended = self._now()
        return ended[0] - began[0], ended[1] - began[1]


def measure(lookups: int) -> None:
    """Milliseconds by kind, each wording asked once; the plan of the slowest."""
    from claims.queries.candidates import find_candidates

    spent = Spent()
    for wording in ("A first question", "and another one of Velm"):
        find_candidates([wording])  # warms up: the connection, the statistics of the indexes
    took: dict[str, list[tuple[float, float, str]]] = {}
    for kind, wording in questions(lookups):
        took.setdefault(kind, []).append((*spent.on(partial(find_candidates, [wording])), wording))
    everything = [one for ones in took.values() for one in ones]
    for kind, ones in [*took.items(), ("all", everything)]:
        print(f"{kind}: {len(ones)} lookups, {told([one[0] for one in ones])}", end="; ")
        print(f"on the processor {told([one[1] for one in ones])}")
    slowest = max(everything, key=itemgetter(1))[2]
    print(f"the slowest: {slowest[:200]}")
    explain(slowest)


def told(times: list[float]) -> str:
    """The middle one, and the one that 95 in 100 do not exceed."""
    times = sorted(times)
    return f"p50 {statistics.median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms"


def explain(wording: str) -> None:
    """The plans of the two looks."""
    from django.db import connection

    from claims.queries.candidates import looks_for

    with connection.cursor() as cursor:
        for statement, values in looks_for(wording):
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {statement}", values)
            print("\n".join(f"    {line[:150]}" for (line,) in cursor.fetchall()))


def score() -> None:
    """How often the claim meant is found, among its distractors and all the others."""
    from claims.match.guards import Side, differences, worth
    from claims.queries.candidates import find_candidates

    def guarded_score(statement: str, one: Any) -> float:
        return float(one.score * worth(differences(Side(statement), Side(one.wording))))

    number = FIRST_PAIR
    as_found: list[int] = []
    guarded: list[int] = []
    for pair in PAIRS:
        found = find_candidates([pair.statement])[0]
        again = sorted(found, key=partial(guarded_score, pair.statement), reverse=True)
        for places, ones in ((as_found, found), (guarded, again)):
            claims = [one.claim for one in ones]
            places.append(claims.index(number) if number in claims else 99)
        if guarded[-1]:
            print(f"    place {guarded[-1] + 1}: {pair.statement}")
        number += 1 + len(pair.others)
    distractors = sum(len(pair.others) for pair in PAIRS)
    for name, places in (("by likeness", as_found), ("after the guards", guarded)):
        rates = [sum(place < most for place in places) for most in (1, 5, 10)]
        print(f"{name}: of {len(PAIRS)} rewordings beside {distractors} distractors", end=" ")
        print(f"{rates[0]} first, {rates[1]} of the first five, {rates[2]} of ten")


def main() -> None:
    """Make the database where it is not there yet, ask, and drop it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--lookups", type=int, default=600)
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    make_all = partial(make, given.claims)
    with kept_database(NAME, make_all, keep=given.keep, what=f"{given.claims} claims"):
        measure(given.lookups)
        score()


if __name__ == "__main__":
    main()
