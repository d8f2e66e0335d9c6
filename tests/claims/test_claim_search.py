"""A search of claims is found by an index, not by reading every claim."""

import pytest
from django.db import connection

from claims.models import Claim
from claims.queries import commonness, known
from claims.queries.commonness import Commonness
from claims.queries.found import has_all
from sources.services.acting import acting, machine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def many():
    """So many claims that PostgreSQL knows that most of them stand for themselves."""
    actor = machine("test")
    with acting(actor):
        Claim.objects.bulk_create(
            Claim(text=f"Ship {number} left", search_key=f"ship {number} left", last_actor_id=actor.user_id)
            for number in range(1500)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_claim")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")


def test_parts_of_words_are_looked_up_in_an_index():
    assert "on claim_by_parts_of_words" in Claim.objects.filter(has_all("harbour fire")).explain()


def test_whole_words_are_looked_up_in_an_index():
    assert "on claim_by_words" in known.claims_like("the harbour fire").explain()
    assert "on claim_by_words" in known.claims_with_all("the harbour fire").explain()


def test_a_word_that_many_claims_have_brings_none_by_itself(monkeypatch):
    monkeypatch.setattr(commonness, "commonness", lambda index: Commonness({"left": 0.9}, 1500))
    assert list(known.claims_like("left")) == []
    assert [claim.text for claim in known.claims_like("left 7")] == ["Ship 7 left"]
    assert len(known.claims_with_all("left")) == known.POOL
