"""Readers' pages read large tables by indexes and never count rows off: what holds at any size.

Which plan the server takes depends on how many rows there are; here there are few. So walking through a table
is made dear: what is walked through all the same has no index that leads there.
"""

import re

import pytest
from django.db import connection

from claims.models import Claim
from claims.queries.narrowing import placed_under
from claims.queries.pulse import dated
from claims.views import claim_list
from tests.claims.desk import ACCUSES, desk_article
from tests.claims.recording import record
from tests.factories.claims import (
    ClaimFactory,
    ClaimTopicFactory,
    SpeakerFactory,
    TopicFactory,
    visible_statement,
)

pytestmark = pytest.mark.django_db

LARGE = {
    *(
        "claims_claim",
        "claims_claimaddress",
        "claims_claimsummary",
        "claims_claimrevision",
        "claims_claimtopic",
    ),
    *("claims_statement", "claims_statementlink", "claims_statementpassage", "claims_figure", "claims_relay"),
    *("claims_standinglink", "claims_statementwords", "claims_articlewords"),
    *("sources_article", "sources_articleversion", "sources_block", "sources_passage"),
}
PAGES = (
    "/claims/fire/",
    "/claims/",
    "/claims/?sort=said",
    "/claims/?topic=fires",
    "/claims/?after=2031-05-12T00:00:00Z,7",
    "/claims/?before=2031-05-12T00:00:00Z,7",
    "/claims/?q=fire",
    "/articles/?after=2031-05-12T00:00:00Z,7",
    "/articles/?before=2031-05-12T00:00:00Z,7",
    "/articles/{article}/",
    "/articles/{article}/versions/",
    "/speakers/orla/",
    "/speakers/orla/?part=contradictions",
    "/speakers/orla/?after=2031-05-13T00:00:00Z,7",
    "/outlets/{outlet}/",
    "/outlets/{outlet}/?part=copies",
    "/statements/{statement}/",
    *("/", "/articles/", "/topics/", "/topics/fires/", "/speakers/", "/outlets/"),
    "/search/?q=fire",
    *(f"/search/?kind={kind}&q=fire" for kind in ("claims", "statements", "speakers", "articles")),
    *(
        f"/search/?kind={kind}&q=fire&{narrowed}"
        for kind in ("claims", "statements", "articles")
        for narrowed in ("topic=fires", "speaker=orla", "stance=denies", "topic=fires&stance=asserts")
    ),
)


@pytest.fixture
def addresses():
    claim = ClaimFactory(text="The fire was set.", slug="fire", visible=True)
    speaker = SpeakerFactory(name="Orla Venn", slug="orla")
    statement = visible_statement(claim=claim, speaker=speaker, version=desk_article(), words=ACCUSES)
    ClaimTopicFactory(claim=claim, topic=TopicFactory(name="Fires", slug="fires"))
    record(claim)
    article = statement.article_version.article
    outlet = article.outlet.addresses.get(current=True).slug
    return {"article": article.pk, "statement": statement.pk, "outlet": outlet}


@pytest.fixture
def asked(client):
    """Open a page; its questions, each with how the server would answer it."""

    def open_page(address):
        told = []

        def listen(execute, sql, params, many, context):
            if sql.startswith(("SELECT", "EXECUTE")):
                with context["connection"].connection.cursor() as cursor:
                    cursor.execute(f"EXPLAIN (COSTS OFF) {sql}", params)
                    told.append((sql, "\n".join(line for (line,) in cursor.fetchall())))
            return execute(sql, params, many, context)

        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            # Else it would depend on the tests before what the server knows of these tables.
            cursor.execute("ANALYZE")
            # Plans of prepared questions are kept, and these were made when walking was not dear.
            cursor.execute("DISCARD PLANS")
        client.get(address)
        with connection.execute_wrapper(listen):
            assert client.get(address).status_code in (200, 302)
        return told

    return open_page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_walks_through_no_large_table(asked, addresses, address):
    told = asked(address.format(**addresses))
    walked = {table for _, plan in told for table in re.findall(r"Seq Scan on (\w+)", plan)}
    assert told
    assert walked & LARGE == set()


@pytest.mark.parametrize("side, bound", [("after", "<="), ("before", ">=")])
def test_the_list_of_articles_is_read_from_where_the_page_begins(asked, addresses, side, bound):
    (_, plan), *_ = asked(f"/articles/?{side}=2031-05-12T00:00:00Z,7")
    assert re.search(rf"Index Cond: \(.*published_earliest {bound} ", plan)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_never_counts_rows_off(asked, addresses, address):
    """The plans are of prepared questions too, whose words do not stand in what is asked."""
    told = asked(address.format(**addresses))
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        prepared = [statement for (statement,) in cursor.fetchall()]
    assert [sql for sql in [*prepared, *(sql for sql, _ in told)] if re.search(r"\bOFFSET\b", sql)] == []


def test_what_walks_through_a_table_is_found(asked, addresses, monkeypatch):
    def reads_all(user):
        return Claim.objects.visible().filter(text__endswith="set.")

    monkeypatch.setattr(claim_list, "claims_seen_by", reads_all)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_indexonlyscan = off")
    assert any("Seq Scan on claims_claim" in plan for _, plan in asked("/claims/"))


#: The other indexes of its table that are no constraint.
OTHERS = """
    SELECT other.indexrelid::regclass FROM pg_index this JOIN pg_index other USING (indrelid)
    WHERE this.indexrelid = %s::regclass AND other.indexrelid <> this.indexrelid AND NOT other.indisunique
"""


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda: Claim.objects.order_by().values_list(dated()), "standing_by_target"),
        (lambda: Claim.objects.order_by().with_slug().values_list("slug"), "claim_one_current_address"),
        (lambda: placed_under([1]), "claims_of_topic"),
    ],
)
def test_what_lists_ask_of_many_claims_is_told_by_indexes_alone(rows, index):
    with connection.cursor() as cursor:
        # In an empty table one index is as good as another.
        cursor.execute(OTHERS, [index])
        for (other,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX {other}")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    assert f"Index Only Scan using {index} on" in rows().explain()
