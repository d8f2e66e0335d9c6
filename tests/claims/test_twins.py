"""What leaves readers' pages for other programs: JSON-LD, tables, feeds and Web Annotations."""

import csv
import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
import rdflib
from django.utils import timezone
from rdflib.namespace import RDF, SDO

from claims.choices import Moved, RelationKind, Stance, Verdict
from claims.exports.terms import GROUPS
from claims.models import Claim
from claims.services.removal import remove_article
from claims.summaries import record_revision
from sources.services.acting import acting, person
from sources.services.roots import change
from tests.claims.removing import WORD, article_full_of_it
from tests.factories.base import desk_editor, settle
from tests.factories.claims import (
    AssessmentFactory,
    ClaimAddressFactory,
    ClaimFactory,
    ClaimRelationFactory,
    ClaimTopicFactory,
    FigureFactory,
    RelayFactory,
    SpeakerFactory,
    visible_statement,
)
from tests.factories.sources import OutletFactory
from tests.world import slug_of

pytestmark = [
    pytest.mark.django_db,
    # rdflib's own parser of JSON-LD still makes one of its old graphs.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]
HOST = "http://localhost:8000"
OURS = f"{HOST}/about/vocabulary/#"
ATOM = "{http://www.w3.org/2005/Atom}"
TERMS = {term.name for group in GROUPS for term in group.terms}


def record(*claims, moved=Moved.STATEMENT):
    actor = person(desk_editor())
    with acting(actor):
        record_revision(actor=actor, claims=[claim.pk for claim in claims], moved=moved, subject="")


@pytest.fixture
def claim():
    """Asserted with a relay and a figure, denied, and disputed by another claim."""
    made = ClaimFactory(visible=True, slug="port-velm", text="The fire at Port Velm was set deliberately")
    said = visible_statement(
        claim=made, version__article__outlet=OutletFactory(name="Tide Post", slug="tide-post")
    )
    RelayFactory(statement=said)
    FigureFactory(statement=said)
    visible_statement(
        claim=made, stance=Stance.DENIES, speaker=SpeakerFactory(name="Orla Venn", slug="orla-venn")
    )
    record(made)
    return made


def graph_of(client, path):
    """The document's triples; schema.org's context stands for its vocabulary, nothing is fetched."""
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/ld+json")
    document = json.loads(answer.content)
    assert document["@context"][0] == "https://schema.org"
    document["@context"][0] = {"@vocab": str(SDO), "url": {"@type": "@id"}, "sameAs": {"@type": "@id"}}
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


# --- JSON-LD --------------------------------------------------------------------------------------


def test_the_document_uses_only_words_of_schema_org_and_of_our_published_vocabulary(client, claim):
    ClaimRelationFactory(from_claim=claim, to_claim=ClaimFactory(visible=True))
    AssessmentFactory(claim=claim, reasoning="We read the harbour's log.")
    graph = graph_of(client, "/claims/port-velm.json")
    used = set(graph.predicates()) | set(graph.objects(predicate=RDF.type)) - {RDF.type}
    for word in used - {RDF.type, RDF.first, RDF.rest}:
        if str(word).startswith(OURS):
            assert str(word).removeprefix(OURS) in TERMS
        else:
            assert word in SDO, word


def test_it_tells_claim_quotations_stances_hops_and_figures(client, claim):
    graph = graph_of(client, "/claims/port-velm.json")
    itself = rdflib.URIRef(f"{HOST}/claims/port-velm/")
    assert (itself, RDF.type, SDO.Claim) in graph
    assert [str(words) for words in graph.objects(itself, SDO.text)] == [claim.text]
    quotations = set(graph.objects(itself, SDO.appearance))
    assert len(quotations) == 2
    assert set(graph.subjects(rdflib.URIRef(f"{OURS}asserts"), itself)) < quotations
    assert set(graph.subjects(rdflib.URIRef(f"{OURS}denies"), itself)) < quotations
    (hops,) = graph.objects(predicate=rdflib.URIRef(f"{OURS}hops"))
    assert len(list(graph.items(hops))) == 3
    assert len(list(graph.subjects(RDF.type, SDO.QuantitativeValue))) == 1


def test_a_review_of_the_claim_stands_only_where_this_desk_assessed_it(client, claim):
    AssessmentFactory(claim=claim, by_outlet=OutletFactory(), verdict=Verdict.CONFIRMED)
    assert not list(graph_of(client, "/claims/port-velm.json").subjects(RDF.type, SDO.ClaimReview))
    AssessmentFactory(claim=claim, verdict=Verdict.TRIED, reasoning="Nobody let us in.")
    graph = graph_of(client, "/claims/port-velm.json")
    (review,) = graph.subjects(RDF.type, SDO.ClaimReview)
    assert str(graph.value(review, SDO.reviewBody)) == "Nobody let us in."
    assert not list(graph.triples((None, SDO.reviewRating, None)))


def test_a_relation_keeps_its_direction(client, claim):
    other = ClaimFactory(visible=True, slug="crew-asleep")
    ClaimRelationFactory(from_claim=other, to_claim=claim, kind=RelationKind.SUPPORTS)
    graph = graph_of(client, "/claims/port-velm.json")
    there, here = (rdflib.URIRef(f"{HOST}/claims/{slug}/") for slug in ("crew-asleep", "port-velm"))
    assert (there, rdflib.URIRef(f"{OURS}supports"), here) in graph
    assert (here, rdflib.URIRef(f"{OURS}supports"), there) not in graph


# --- the table ------------------------------------------------------------------------------------


def test_the_table_has_a_line_a_statement_and_runs_no_formula(client, claim):
    visible_statement(claim=claim, speaker=SpeakerFactory(name="=cmd()"))
    answer = client.get("/claims/port-velm.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="port-velm.csv"'
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [row["stance"] for row in rows] == ["asserts", "denies", "asserts"]
    assert rows[1]["speaker"] == "Orla Venn"
    assert rows[2]["speaker"] == "'=cmd()"
    assert rows[0]["passage"].startswith(f"{HOST}/articles/")


# --- feeds ----------------------------------------------------------------------------------------


def feed(client, path):
    """The feed's entries, checked against what RFC 4287 asks of every feed and entry."""
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    root = ET.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    for one in ("id", "title", "updated", "author"):
        assert len(root.findall(f"{ATOM}{one}")) == 1, one
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == f"{HOST}{path}"
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        for one in ("id", "title", "updated"):
            assert len(entry.findall(f"{ATOM}{one}")) == 1, one
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")).tzinfo == UTC
        assert entry.find(f"{ATOM}link").get("href").startswith(HOST)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    return [(entry.findtext(f"{ATOM}title"), entry.find(f"{ATOM}link").get("href")) for entry in entries]


def test_a_claims_feed_tells_every_revision_newest_first_and_leads_to_it(client, claim):
    record(claim, moved=Moved.DENIAL)
    assert feed(client, "/claims/port-velm/feed/") == [
        (f"New denial: {claim.text}", f"{HOST}/claims/port-velm/?revision=2"),
        (f"New statement: {claim.text}", f"{HOST}/claims/port-velm/?revision=1"),
    ]


def test_the_feeds_of_topic_speaker_and_outlet_tell_of_their_claims_alone(client, claim):
    topic = ClaimTopicFactory(claim=claim).topic
    other = ClaimFactory(visible=True)
    visible_statement(claim=other)
    record(other)
    for path in (f"/topics/{slug_of(topic)}/feed/", "/speakers/orla-venn/feed/", "/outlets/tide-post/feed/"):
        assert [link for _, link in feed(client, path)] == [f"{HOST}/claims/port-velm/?revision=1"], path


@pytest.mark.parametrize("number", [1, 3])
def test_a_feed_takes_as_many_queries_for_three_revisions_as_for_one(
    number, client, claim, django_assert_num_queries
):
    for _ in range(number - 1):
        record(claim)
    with django_assert_num_queries(2):
        assert len(feed(client, "/claims/port-velm/feed/")) == number


# --- annotations ----------------------------------------------------------------------------------


def test_an_articles_annotations_hold_the_exact_words_and_their_place(client, claim):
    statement = claim.links.order_by("pk").first().statement
    version = statement.article_version
    answer = client.get(f"/articles/{version.article_id}/annotations.json")
    assert answer["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    page = json.loads(answer.content)
    # What the recommendation asks of a page, of an annotation, of a specific resource and of each selector.
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["partOf"]["total"], page["startIndex"]) == ("AnnotationPage", 1, 0)
    (one,) = page["items"]
    assert (one["type"], one["id"]) == ("Annotation", f"{HOST}/statements/{statement.pk}/")
    (target,) = one["target"]
    quote, position = target["selector"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert version.text[position["start"] : position["end"]] == quote["exact"]
    linked = one["body"][1]
    assert (linked["type"], linked["source"]) == ("SpecificResource", f"{HOST}/claims/port-velm/")
    assert linked["ct:stance"] in TERMS


# --- who sees what --------------------------------------------------------------------------------

TWINS = (".json", ".csv", "/feed/", "/dossier/", "/embed/")


@pytest.mark.parametrize("twin", TWINS)
def test_what_readers_do_not_see_has_no_twin_even_for_editors(twin, client, editor_client):
    visible_statement(claim=ClaimFactory(slug="hidden"))
    assert client.get(f"/claims/hidden{twin}").status_code == 404
    assert editor_client.get(f"/claims/hidden{twin}").status_code == 404


@pytest.mark.parametrize("twin", TWINS)
def test_a_withdrawn_claim_says_so_in_every_twin(twin, client):
    ClaimFactory(visible=True, slug="gone", withdrawn=True, withdrawn_reason="Two claims in one")
    answer = client.get(f"/claims/gone{twin}")
    assert answer.status_code == 410
    assert "Two claims in one" in answer.text


@pytest.mark.parametrize("twin", TWINS)
def test_an_old_address_leads_to_the_twin_of_the_current_one(twin, client, claim):
    ClaimAddressFactory(target=claim, slug="old-velm", current=False)
    answer = client.get(f"/claims/old-velm{twin}")
    assert (answer.status_code, answer["Location"]) == (301, f"/claims/port-velm{twin}")


def test_a_removed_articles_words_are_in_no_twin(
    client, editor, admin, data_dir, django_capture_on_commit_callbacks
):
    article = article_full_of_it(editor)
    show(Claim.objects.get(text="The pier burned"))
    told = client.get("/claims/the-pier-burned.json").text
    assert WORD in told
    with django_capture_on_commit_callbacks(execute=True):
        remove_article(admin=admin, article=article, expected=article.version, reason="A court ordered it.")
    settle()
    for twin in TWINS:
        answer = client.get(f"/claims/the-pier-burned{twin}")
        assert (answer.status_code, WORD in answer.text) == (200, False), twin


def show(claim):
    actor = person(desk_editor())
    with acting(actor):
        change(claim, actor=actor, expected=claim.version, visible_since=timezone.now())
