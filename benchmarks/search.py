"""How long a search among many claims takes, with the indexes and without them.

    DATABASE_URL=… python benchmarks/search.py [CLAIMS]

Invents CLAIMS (50,000) claims in one transaction of that (migrated) database and takes them back at the end.
Printed: milliseconds of each search by EXPLAIN (ANALYZE), how PostgreSQL found the rows, and those of the
list's first page with its numbers beside the filters.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

PLACES = ("Brevin", "Aldany", "Velm", "Halm", "Relva", "Treska", "Tarrow", "Lysk", "Orm", "Kellmar")
THINGS = ("harbour", "bridge", "dam", "ministry", "ferry", "school", "hospital", "railway", "mine", "archive")
DEEDS = (
    "was closed",
    "was set on fire",
    "lost its records",
    "paid the damage",
    "opened its gates",
    "was sold",
)
WHEN = ("in spring", "in the night", "after the flood", "before the vote", "against the order", "by mistake")
SEARCHES = ("fairground", "fairground velm", "harbour lysk spring", "chive", "dam")
TYPED = "The fairground of Velm was closed by mistake"


def sentence(rng: random.Random, number: int) -> str:
    """One invented claim; one in 500 is about a fairground."""
    thing = "fairground" if number % 500 == 0 else rng.choice(THINGS)
    words = f"The {thing} of {rng.choice(PLACES)} {rng.choice(DEEDS)} {rng.choice(WHEN)}"
    return f"{words}, said file {rng.randint(1, 99999)} of {rng.choice(PLACES)}"


def invent(number: int) -> None:
    """Make the claims, readable by all, with their summaries and addresses."""
    from django.db import connection
    from django.utils import timezone

    from claims.models import Claim, ClaimAddress, ClaimSummary
    from sources.folding import fold
    from sources.services.acting import acting, machine

    rng, now, actor = random.Random(7), timezone.now(), machine("benchmark")
    with acting(actor):
        texts = [sentence(rng, one) for one in range(number)]
        rows = [
            Claim(text=text, search_key=fold(text), visible_since=now, last_actor_id=actor.user_id)
            for text in texts
        ]
        made = Claim.objects.bulk_create(rows, batch_size=2000)
        ClaimAddress.objects.bulk_create(
            [ClaimAddress(target=one, slug=f"benchmark-{one.pk}", current=True) for one in made],
            batch_size=2000,
        )
        ClaimSummary.objects.bulk_create(
            [ClaimSummary(claim=one, state="nothing_recorded", last_moved=now) for one in made],
            batch_size=2000,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_claim, claims_claimaddress, claims_claimsummary")


def explained(rows: Any) -> tuple[float, str]:
    """Milliseconds, and the kind of scan at the claims."""
    from django.db import connection

    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values)
        plan = cursor.fetchone()[0][0]
    return plan["Execution Time"], scan(plan["Plan"])


def scan(node: dict[str, Any]) -> str:
    """How the claims were found: the index, or the kind of scan."""
    if node.get("Index Name", "").startswith("claim_by_"):
        return str(node["Index Name"])
    found = [scan(one) for one in node.get("Plans", ())]
    here = node["Node Type"] if node.get("Relation Name") == "claims_claim" else ""
    return next((one for one in [*found, here] if one), "")


def measure(say: Callable[[str], None]) -> None:
    """Each search, then the whole page."""
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, QueryDict

    from claims.filters import ClaimFilter
    from claims.queries.claim_list import claims_seen_by, list_claims
    from claims.queries.found import has_all
    from claims.queries.keys import Turn
    from claims.queries.known import claims_like, find_claims

    visitor = AnonymousUser()
    for words in SEARCHES:
        rows = claims_seen_by(visitor).filter(has_all(words))
        took, how = explained(rows)
        say(f"list, “{words}”: {rows.count()} claims, {took:.1f} ms by {how}")
    took, how = explained(claims_like(TYPED))
    say(f"desk, “{TYPED}”: {took:.1f} ms by {how}")
    began = time.perf_counter()
    find_claims(TYPED)
    say(f"desk, the whole picker: {(time.perf_counter() - began) * 1000:.0f} ms")
    for number, words in enumerate(("", "", "fairground velm")):
        request = HttpRequest()
        request.user = visitor
        began = time.perf_counter()
        seen = partial(claims_seen_by, visitor)
        given = ClaimFilter(QueryDict(f"q={words}"), claims=seen, request=request)
        list_claims(given.narrowed, visitor, turn=Turn(), today=date(2031, 1, 1), words=words)
        given.facets()
        if number:  # the first one warms up
            say(f"the page of claims, searched for “{words}”: {(time.perf_counter() - began) * 1000:.0f} ms")


def main() -> None:
    """Invent, measure with and without the indexes, take everything back."""
    django.setup()
    from django.db import connection, transaction

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with transaction.atomic():
        began = time.perf_counter()
        invent(number)
        print(f"{number} claims invented in {time.perf_counter() - began:.0f} s")
        measure(lambda line: print(f"with the indexes     {line}"))
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX claim_by_words, claim_by_parts_of_words")
        measure(lambda line: print(f"without the indexes  {line}"))
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
