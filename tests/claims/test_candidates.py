"""Claims that words may belong to are looked up by rare terms, however many claims there are."""

import pgtrigger
import pytest
from django.db import connection

from claims.match.terms import rarest
from claims.models import Claim
from claims.queries.candidates import find_candidates, looks_for
from claims.queries.commonness import commonness, forget
from sources.services.acting import acting, machine
from tests.factories.claims import ClaimFactory, StatementFactory, StatementLinkFactory
from tests.factories.sources import ArticleVersionFactory

pytestmark = pytest.mark.django_db

FIRE = "The harbour of Velm was set on fire by dockers"


@pytest.fixture(autouse=True)
def fresh():
    """What one test's tables are like says nothing about the next."""
    forget()
    yield
    forget()


def many(number=2000):
    """So many claims that PostgreSQL knows better than to read them all, and what it keeps of their terms."""
    actor = machine("test")
    texts = [f"Ship {one} left the quay of berth{one}" for one in range(number)]
    with acting(actor), pgtrigger.ignore():
        Claim.objects.bulk_create(
            Claim(text=text, search_key=text.lower(), last_actor_id=actor.user_id) for text in texts
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_claim")


def claims_for(wording):
    return [one.claim for one in find_candidates([wording])[0]]


def test_claims_are_never_read_from_end_to_end_nor_looked_up_by_what_nearly_all_have():
    many()
    looks = looks_for("Dockers set the harbour of Velm on fire near berth7")
    with connection.cursor() as cursor:
        plans = []
        for statement, values in looks:
            cursor.execute(f"EXPLAIN {statement}", values)
            plans.append("\n".join(line for (line,) in cursor.fetchall()))
    assert "Index Scan on claim_by_terms" in plans[0]
    assert "Seq Scan on claims_claim" not in plans[0]
    assert len(looks) == 2
    known = commonness("claim_by_terms")
    assert (known.rows, known.shares["ship"]) == (2000, 1.0)
    assert "ship" not in rarest(["ship", "ship 7"], known.shares, rows=1_000_000).stems


def test_a_claim_is_found_by_its_own_words_and_by_those_of_its_statements():
    own, other = ClaimFactory(text=FIRE), ClaimFactory(text="Arson destroyed the port")
    ClaimFactory(text="The harbour of Halm was closed")
    version = ArticleVersionFactory(text="Dockers burned the harbour of Velm, the mayor said.")
    said = StatementFactory(version=version, words="Dockers burned the harbour of Velm")
    StatementLinkFactory(statement=said, claim=other)
    assert set(claims_for("Dockers burned the harbour of Velm, she said")) == {own.pk, other.pk}


def test_claims_that_are_merged_stand_for_their_target_and_withdrawn_ones_for_nothing():
    target = ClaimFactory(text="Something else")
    ClaimFactory(text=FIRE, merged_into=target)
    ClaimFactory(text=FIRE, withdrawn=True)
    assert claims_for(FIRE) == [target.pk]
