"""Topics and affiliations in Django's admin: saved by the services, refused in sentences."""

import pytest

from claims.models import Affiliation, ClaimRevision, Topic
from sources.clocks import to_edtf
from tests.claims.pages import plain
from tests.factories.base import stated
from tests.factories.claims import ClaimTopicFactory, visible_statement
from tests.factories.subjects import AffiliationFactory, SpeakerFactory, TopicFactory

pytestmark = pytest.mark.django_db

TOPIC, PLACE = "/admin/claims/topic/", "/admin/claims/affiliation/"


@pytest.fixture
def orla(db):
    return SpeakerFactory(name="Orla Venn")


@pytest.fixture
def ministry(db):
    return SpeakerFactory(body=True, name="Harbour Ministry")


def place(orla, ministry, **typed):
    return {"person": orla.pk, "body": ministry.pk, "title": "spokeswoman", **typed}


def page(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def refused(answer, sentence):
    assert sentence in page(answer)


def test_an_admin_makes_a_topic_in_her_own_name(admin_client, admin):
    page(admin_client.post(f"{TOPIC}add/", {"name": " The  harbour fire ", "description": "All of it."}), 302)
    topic = Topic.objects.get()
    assert (topic.name, topic.last_actor, topic.addresses.get().slug) == (
        "The harbour fire",
        admin,
        "the-harbour-fire",
    )
    assert topic.events.get().pgh_actor == f"user:{admin.pk}"


def test_a_topic_that_is_renamed_keeps_its_old_address_and_moves_its_claims(admin_client, admin, client):
    topic = TopicFactory(name="Harbour fire", slug="harbour-fire")
    claim = visible_statement().links.get().claim
    ClaimTopicFactory(claim=claim, topic=topic)
    before = ClaimRevision.objects.filter(claim=claim).count()
    typed = {"name": "Pier fire", "description": "", "made_on": topic.version}
    page(admin_client.post(f"{TOPIC}{topic.pk}/change/", typed), 302)
    assert client.get("/topics/harbour-fire/").headers["Location"] == "/topics/pier-fire/"
    revisions = ClaimRevision.objects.filter(claim=claim)
    assert revisions.count() == before + 1
    latest = revisions.latest("number")
    assert (latest.subject, latest.actor) == (f"topic:{topic.pk}", admin)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("HARBOUR  fire", "This is known already, as Harbour fire."),
        ("—", "This is no name"),
        ("", "required"),
    ],
)
def test_a_name_that_no_topic_can_have_is_told(admin_client, name, sentence):
    TopicFactory(name="Harbour fire")
    refused(admin_client.post(f"{TOPIC}add/", {"name": name, "description": ""}), sentence)
    assert Topic.objects.count() == 1


def test_an_admin_records_a_place_with_its_dates_and_the_speakers_page_shows_it(
    admin_client, admin, orla, ministry, client
):
    visible_statement(speaker=orla)
    page(admin_client.post(f"{PLACE}add/", place(orla, ministry, since="2029-03", until="2031~")), 302)
    made = Affiliation.objects.get()
    orla.refresh_from_db()
    assert (orla.version, orla.last_actor) == (2, admin)
    event = made.events.get()
    assert (event.pgh_actor, event.pgh_root) == (f"user:{admin.pk}", f"speaker:{orla.pk}")
    slug = orla.addresses.get().slug
    assert "spokeswoman, Harbour Ministry (Mar 2029 to about 2031)" in plain(
        page(client.get(f"/speakers/{slug}/"))
    )


def test_a_place_is_changed_on_the_persons_version_and_a_stale_one_is_told(admin_client, orla, ministry):
    held = AffiliationFactory(person=orla, body=ministry, since=stated("2029-03"))
    address = f"{PLACE}{held.pk}/change/"
    assert f'name="made_on" value="{orla.version}"' in page(admin_client.get(address))
    typed = {
        "body": ministry.pk,
        "title": "minister",
        "since": "2029-03",
        "until": "",
        "made_on": orla.version,
    }
    page(admin_client.post(address, typed), 302)
    mine = typed | {"title": "chief", "since": "2028"}
    content = page(admin_client.post(address, mine), 409)
    for told in ("Somebody changed this affiliation meanwhile.", "“minister”", "“2029-03”"):
        assert told in content
    for kept in ('value="chief"', 'value="2028"', f'name="made_on" value="{orla.version + 1}"'):
        assert kept in content
    held.refresh_from_db()
    assert (held.title, held.person, held.since) == ("minister", orla, stated("2029-03"))
    page(admin_client.post(address, mine | {"made_on": orla.version + 1}), 302)
    held.refresh_from_db()
    assert (held.title, to_edtf(held.since)) == ("chief", "2028")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"since": "2031", "until": "2029"}, "The end lies before the beginning."),
        ({"since": "2029", "until": "2032"}, "This is recorded already, from 2028 until 2031."),
        ({"title": "SPOKESWOMAN"}, "This is recorded already, from 2028 until 2031."),
        ({"since": "last Thursday"}, "“last Thursday” "),
        ({"since": "9999-99"}, "no "),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"body": "0"}, "Select a valid choice"),
        ({"body": "Harbour Ministry"}, "Select a valid choice"),
        ({"body": "9" * 40}, "Select a valid choice"),
        ({"person": ""}, "required"),
    ],
)
def test_a_place_that_cannot_be_is_told(admin_client, orla, ministry, typed, sentence):
    AffiliationFactory(person=orla, body=ministry, since=stated("2028"), until=stated("2031"))
    refused(admin_client.post(f"{PLACE}add/", place(orla, ministry, **typed)), sentence)
    assert Affiliation.objects.count() == 1


def test_who_belongs_and_where_is_asked_of_the_right_kinds(admin_client, orla, ministry):
    refused(admin_client.post(f"{PLACE}add/", place(orla, orla)), "Select a valid choice")
    refused(admin_client.post(f"{PLACE}add/", place(ministry, ministry)), "Select a valid choice")
    asked = {"app_label": "claims", "model_name": "affiliation", "term": ""}
    found = {
        field: [
            one["text"]
            for one in admin_client.get("/admin/autocomplete/", asked | {"field_name": field}).json()[
                "results"
            ]
        ]
        for field in ("person", "body")
    }
    assert found == {"person": ["Orla Venn"], "body": ["Harbour Ministry"]}


def test_one_comes_back_to_a_place_after_it_ended(admin_client, orla, ministry):
    AffiliationFactory(person=orla, body=ministry, since=stated("2028"), until=stated("2031"))
    page(admin_client.post(f"{PLACE}add/", place(orla, ministry, since="2031")), 302)
    assert Affiliation.objects.count() == 2


def test_a_place_recorded_by_mistake_is_taken_away_and_history_keeps_it(admin_client, admin, orla, ministry):
    first, second = AffiliationFactory(person=orla, body=ministry), AffiliationFactory(person=orla)
    page(admin_client.post(f"{PLACE}{first.pk}/delete/", {"post": "yes"}), 302)
    typed = {"action": "delete_selected", "_selected_action": second.pk, "post": "yes"}
    page(admin_client.post(PLACE, typed), 302)
    assert Affiliation.objects.count() == 0
    events = Affiliation.events.rel.related_model.objects.filter(pgh_label="delete")
    assert set(events.values_list("pgh_actor", "pgh_root")) == {(f"user:{admin.pk}", f"speaker:{orla.pk}")}


@pytest.mark.parametrize("places", [1, 3])
def test_the_lists_cost_the_same_however_long(admin_client, django_assert_num_queries, places):
    for _ in range(places):
        AffiliationFactory()
        TopicFactory()
    for address, queries in ((PLACE, 8), (TOPIC, 8), ("/admin/claims/speaker/", 8)):
        with django_assert_num_queries(queries):
            page(admin_client.get(address))
