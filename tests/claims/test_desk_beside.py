"""Beside a claim at the desk: checks and responses with their evidence, origins joined and split."""

import pytest
from django.urls import reverse

from claims.models import Assessment, Claim, ClaimRevision, OriginDecision, Response
from tests.claims.desk import ACCUSES, DENIES, desk_article, page
from tests.factories.claims import (
    AssessmentFactory,
    ClaimFactory,
    ResponseFactory,
    SpeakerFactory,
    visible_statement,
)
from tests.factories.sources import OutletFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/claims/fire/beside/"
TALE = '"It is a fairy tale," the harbour ministry told state media'


@pytest.fixture
def claim():
    return ClaimFactory(text="The fire was set", slug="fire", visible=True)


@pytest.fixture
def version(claim):
    made = desk_article(article__outlet=OutletFactory(name="Halm Courier"))
    visible_statement(claim=claim, version=made, words=ACCUSES, speaker=SpeakerFactory(name="Dockers' Union"))
    return made


def checking(expected=1, **fields):
    form = {"form": "assess", "assess-verdict": "evidence", "assess-reasoning": "We saw the canister."}
    form |= {"assess-expected": expected, "made-date": "2031-05-12"}
    return {**form, **{name.replace("_", "-"): value for name, value in fields.items()}}


def responding(expected=1, **fields):
    form = {"form": "respond", "respond-kind": "declined", "respond-expected": expected}
    return {**form, **{name.replace("_", "-"): value for name, value in fields.items()}}


def changing(kind, row, **fields):
    return reverse("claims:desk-claim-beside-change", kwargs={"slug": "fire", "kind": kind, "pk": row.pk})


def test_a_check_of_the_desks_own_stands_with_its_evidence(editor_client, claim):
    form = checking(assess_evidence="https://port.example/log\nhttps://port.example/log")
    response = editor_client.post(ADDRESS, form, follow=True)
    made = Assessment.objects.get()
    assert (made.verdict, made.evidence, made.by_outlet, made.by_body) == (
        "evidence", ["https://port.example/log"], None, None
    )  # fmt: skip
    assert "<b>found evidence</b>, by this desk, 12 May 2031" in page(response)
    assert (Claim.objects.get().version, ClaimRevision.objects.filter(moved="check").count()) == (2, 1)


def test_a_check_in_an_outlets_words_is_that_outlets(editor_client, version):
    form = checking(assess_article=version.article_id, assess_exact=TALE, assess_reasoning="")
    editor_client.post(ADDRESS, form)
    made = Assessment.objects.get()
    assert (made.by_outlet.name, made.passage.exact) == ("Halm Courier", DENIES.partition(" on Friday")[0])


def test_a_check_by_a_body_takes_the_place_of_an_earlier_one(editor_client, claim):
    SpeakerFactory(name="Fire Inspectorate", kind="body")
    earlier = AssessmentFactory(claim=claim)
    editor_client.post(ADDRESS, checking(author_name="fire inspectorate", assess_replaces=earlier.pk))
    made = Assessment.objects.exclude(pk=earlier.pk).get()
    assert (made.by_body.name, made.replaces) == ("Fire Inspectorate", earlier)
    content = page(editor_client.get(ADDRESS))
    assert content.count(">replaced<") == 1
    again = editor_client.post(ADDRESS, checking(2, assess_replaces=earlier.pk))
    assert (again.status_code, Assessment.objects.count()) == (422, 2)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"assess_reasoning": ""}, "Say what the assessment rests on"),
        ({"assess_evidence": "the port told us"}, "is not an address on the web"),
        ({"assess_exact": "It is a fairy tale"}, "An article and words of it go together"),
        ({"author_name": "Nobody Known"}, "is not known here"),
    ],
)
def test_what_a_check_lacks_is_said_and_nothing_is_recorded(editor_client, claim, wrong, told):
    response = editor_client.post(ADDRESS, checking(**wrong))
    assert (response.status_code, told in page(response), Assessment.objects.count()) == (422, True, 0)


def test_words_that_the_article_has_not_are_refused(editor_client, version):
    form = checking(assess_article=version.article_id, assess_exact="a sea monster")
    assert "are not in the article" in page(editor_client.post(ADDRESS, form))


def test_a_response_names_its_party_and_the_passage(editor_client, version):
    SpeakerFactory(name="Harbour Ministry", kind="body")
    form = responding(
        who_name="harbour ministry",
        respond_article=version.article_id,
        respond_exact=TALE,
        day_date="2031-05-09",
    )
    response = editor_client.post(ADDRESS, form, follow=True)
    made = Response.objects.get()
    assert (made.party.name, made.outlet.name, made.passage.version) == (
        "Harbour Ministry",
        "Halm Courier",
        version,
    )
    assert "declined to respond, as of 9 May 2031; says Halm Courier" in page(response)


@pytest.mark.parametrize(("kind", "factory"), [("check", AssessmentFactory), ("response", ResponseFactory)])
def test_what_stands_is_withdrawn_with_a_reason_and_brought_back(editor_client, claim, kind, factory):
    row = factory(claim=claim)
    assert editor_client.post(changing(kind, row), {"expected": 1, "reason": " "}).status_code == 422
    editor_client.post(changing(kind, row), {"expected": 1, "reason": "It was another pier."})
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    again = editor_client.post(changing(kind, row), {"expected": 2, "reason": "Twice."})
    assert (again.status_code, "withdrawn already" in page(again)) == (422, True)
    editor_client.post(changing(kind, row), {"expected": 2, "do": "restore"})
    row.refresh_from_db()
    assert (row.withdrawn_at, Claim.objects.get().version) == (None, 3)


def test_two_statements_are_joined_split_and_left_to_the_rules_again(editor_client, claim, version):
    first = claim.links.get().statement
    second = visible_statement(claim=claim, version=version, words=DENIES)
    form = {
        "form": "origin",
        "origin-pair": [first.pk, second.pk],
        "origin-reason": "Both read one telegram.",
    }
    editor_client.post(ADDRESS, {**form, "origin-tie": "joined", "origin-expected": 1})
    assert OriginDecision.objects.get().tie == "joined"
    assert page(editor_client.get(ADDRESS)).count("1 origin<") == 1
    editor_client.post(ADDRESS, {**form, "origin-tie": "split", "origin-expected": 2})
    made = OriginDecision.objects.get()
    assert (made.tie, made.reason) == ("split", "Both read one telegram.")
    editor_client.post(changing("origin", made), {"expected": 3, "reason": "It was another telegram."})
    assert (OriginDecision.objects.count(), Claim.objects.get().version) == (0, 4)


def test_an_origin_is_of_two_statements_of_the_claim(editor_client, claim, version):
    first = claim.links.get().statement
    other = visible_statement(version=version, words=DENIES)
    form = {"form": "origin", "origin-tie": "joined", "origin-reason": "One wire.", "origin-expected": 1}
    answers = [
        editor_client.post(ADDRESS, {**form, "origin-pair": pair})
        for pair in ([first.pk], [first.pk, other.pk])
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert OriginDecision.objects.count() == 0


def test_stale_forms_show_both_sides_and_write_nothing(editor_client, claim):
    editor_client.post(ADDRESS, checking())
    SpeakerFactory(name="Harbour Ministry", kind="body")
    late = editor_client.post(ADDRESS, responding(who_name="Harbour Ministry"))
    content = page(late)
    assert (late.status_code, Response.objects.count()) == (409, 0)
    assert "Harbour Ministry: declined to respond" in content
    assert 'name="respond-expected" value="2"' in content
    row = Assessment.objects.get()
    assert editor_client.post(changing("check", row), {"expected": 1, "reason": "No."}).status_code == 409


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_at_any_length(
    editor_client, claim, version, django_assert_num_queries, number
):
    for _ in range(number):
        AssessmentFactory(claim=claim)
        ResponseFactory(claim=claim)
        visible_statement(claim=claim)
    with django_assert_num_queries(17):
        editor_client.get(ADDRESS)
