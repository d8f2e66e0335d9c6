"""Topics and parties of a claim at the desk: added, made, taken away."""

import pytest
from django.urls import reverse

from claims.models import Claim, ClaimParty, ClaimRevision, ClaimTopic, Speaker, Topic
from tests.claims.desk import page
from tests.factories.claims import ClaimFactory, ClaimTopicFactory, SpeakerFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory(text="The fire was set", slug="fire", visible=True)


def address(name="desk-claim", **more):
    return reverse(f"claims:{name}", kwargs={"slug": "fire", **more})


def placing(name, expected=1, **fields):
    form = {"topic-name": name, "place-reason": "", "place-expected": expected}
    return {**form, **{key.replace("_", "-"): value for key, value in fields.items()}}


def naming(name, role="accused", expected=1, **fields):
    form = {"party-name": name, "part-role": role, "part-reason": "", "part-expected": expected}
    return {**form, **{key.replace("_", "-"): value for key, value in fields.items()}}


def under():
    return list(Claim.objects.get().topics.values_list("name", flat=True))


def about():
    return list(ClaimParty.objects.values_list("speaker__name", "role"))


def test_a_known_topic_is_taken_by_its_name(editor_client, claim):
    TopicFactory(name="Port Velm")
    response = editor_client.post(address("desk-claim-topics"), placing("port velm"), follow=True)
    assert "It stands under “Port Velm” now." in page(response)
    assert under() == ["Port Velm"]


def test_a_new_topic_is_asked_about_and_made_with_an_address(editor_client, claim):
    asked = editor_client.post(address("desk-claim-topics"), placing("Port Velm"))
    assert asked.status_code == 422 and "A new topic named “Port Velm”" in page(asked)
    form = placing("Port Velm", topic_asked="Port Velm", topic_pick="new", place_reason="A storyline.")
    editor_client.post(address("desk-claim-topics"), form)
    assert under() == ["Port Velm"]
    assert Topic.objects.get().addresses.get().slug == "port-velm"


def test_a_topic_is_taken_away_and_history_says_so(editor_client, claim):
    placed = ClaimTopicFactory(claim=claim, topic=TopicFactory(name="Port Velm"))
    remove = address("desk-claim-topic-remove", pk=placed.pk)
    editor_client.post(remove, {"expected": 1})
    assert under() == []
    history = page(editor_client.get(reverse("claims:claim-history", kwargs={"slug": "fire"})))
    assert "“Port Velm”" in history.partition("Version 2</h2>")[2].partition("Version 1</h2>")[0]
    again = editor_client.post(remove, {"expected": 2}, follow=True)
    assert "taken away already" in page(again)
    assert Claim.objects.get().version == 2


def test_a_party_known_or_new_is_named_and_dropped(editor_client, claim):
    SpeakerFactory(name="Harbour Ministry", kind="body")
    editor_client.post(address("desk-claim-parties"), naming("harbour ministry"))
    form = naming("Orla Venn", "affected", 2, party_asked="Orla Venn", party_pick="new", party_kind="person")
    editor_client.post(address("desk-claim-parties"), form)
    assert about() == [("Harbour Ministry", "accused"), ("Orla Venn", "affected")]
    party = ClaimParty.objects.get(role="accused")
    editor_client.post(address("desk-claim-party-remove", pk=party.pk), {"expected": 3})
    assert about() == [("Orla Venn", "affected")]


def test_each_change_is_a_revision_of_a_claim_that_readers_see(editor_client, claim):
    TopicFactory(name="Port Velm")
    before = ClaimRevision.objects.count()
    editor_client.post(address("desk-claim-topics"), placing("Port Velm"))
    placed = ClaimTopic.objects.get()
    editor_client.post(address("desk-claim-topic-remove", pk=placed.pk), {"expected": 2})
    assert ClaimRevision.objects.count() == before + 2


def test_stale_changes_are_409s_that_leave_nothing_behind(editor_client, claim):
    TopicFactory(name="Tides")
    placed = ClaimTopicFactory(claim=claim)
    editor_client.post(address("desk-claim-topics"), placing("Tides"))
    new = {"topic_asked": "Port Velm", "topic_pick": "new"}
    response = editor_client.post(address("desk-claim-topics"), placing("Port Velm", **new))
    assert response.status_code == 409
    assert 'name="place-expected" value="2"' in page(response)
    party = naming("Orla Venn", party_asked="Orla Venn", party_pick="new")
    assert editor_client.post(address("desk-claim-parties"), party).status_code == 409
    remove = address("desk-claim-topic-remove", pk=placed.pk)
    assert editor_client.post(remove, {"expected": 1}).status_code == 409
    assert (Topic.objects.filter(name="Port Velm").count(), Speaker.objects.count()) == (0, 0)
    assert len(under()) == 2


@pytest.mark.parametrize(
    ("name", "form"), [("desk-claim-topics", placing(" ")), ("desk-claim-parties", naming(" "))]
)
def test_an_empty_name_is_asked_for(editor_client, claim, name, form):
    response = editor_client.post(address(name), form)
    assert response.status_code == 422
    assert "Type the name of a" in page(response)


def test_the_page_leads_to_merging_and_history(editor_client, claim):
    content = page(editor_client.get(address()))
    for name in ("claim-merge", "claim-history"):
        assert f'href="{reverse(f"claims:{name}", kwargs={"slug": "fire"})}"' in content


def test_a_merged_claim_leads_to_its_target_and_to_unmerging(editor_client):
    into = ClaimFactory(text="The fire was arson", slug="arson", visible=True)
    ClaimFactory(slug="fire", visible=True, merged_into=into)
    content = page(editor_client.get(address()))
    assert reverse("claims:desk-claim", kwargs={"slug": "arson"}) in content
    assert "Unmerge it" in content
