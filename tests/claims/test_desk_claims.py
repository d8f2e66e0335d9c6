"""Claims at the desk: made, and changed many at once with a count, a preview and one undo."""

import re

import pytest

from claims.models import Claim, ClaimTopic, Topic
from claims.services.bulk import MOST, Bulk, do_many
from claims.services.errors import Refused
from tests.claims.desk import page
from tests.factories.claims import ClaimFactory, ClaimTopicFactory, TopicFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/claims/"
PICK = re.compile(r'name="pick" value="([^"]+)"')


@pytest.fixture
def fires():
    return [ClaimFactory(text=f"The fire at pier {number} was set", visible=True) for number in (1, 2, 3)]


def asking(*claims, do="preview", **fields):
    picks = [f"{claim.pk}-{claim.version}" for claim in claims]
    return {"do": do, "act": "topic", "topic": "Port Velm", "reason": "", "pick": picks, **fields}


def names():
    return sorted(ClaimTopic.objects.values_list("claim__text", "topic__name"))


def test_the_list_is_narrowed_by_the_filters_of_the_readers_list(editor_client, fires):
    ClaimFactory(text="Taxes on tea rose", visible=True)
    content = page(editor_client.get(f"{ADDRESS}?q=tea"))
    assert ("1 claim<" in content, "pier 2" in content) == (True, False)


def test_what_would_change_is_counted_and_shown_before_anything_does(editor_client, fires):
    ClaimTopicFactory(claim=fires[0], topic=TopicFactory(name="Port Velm"))
    content = page(editor_client.post(ADDRESS, asking(*fires)))
    assert "2 claims: put under a topic “Port Velm”" in content
    assert "1 claim is so already and stays as it is." in content
    assert PICK.findall(content) == [f"{claim.pk}-1" for claim in fires[1:]]
    assert ClaimTopic.objects.count() == 1


def test_many_claims_are_changed_and_one_press_takes_it_back(editor_client, fires):
    editor_client.post(ADDRESS, asking(*fires, do="go", reason="One storyline."))
    assert names() == [(f"The fire at pier {number} was set", "Port Velm") for number in (1, 2, 3)]
    assert {event.pgh_reason for event in Claim.objects.first().events.filter(version=2)} == {
        "One storyline."
    }
    assert "Your last change:</b> 3 claims: put under a topic." in page(editor_client.get(ADDRESS))
    response = editor_client.post(ADDRESS, {"do": "undo"}, follow=True)
    assert "Undone for 3 claims." in page(response)
    assert (names(), Topic.objects.count()) == ([], 1)
    again = editor_client.post(ADDRESS, {"do": "undo"}, follow=True)
    assert "nothing to undo" in page(again)


def test_all_that_the_filters_find_can_be_taken(editor_client, fires):
    ClaimFactory(text="Taxes on tea rose", visible=True)
    form = asking(act="withdraw", reason="They are one fire.", all="on")
    content = page(editor_client.post(f"{ADDRESS}?q=fire", form))
    assert "3 claims: withdraw" in content
    picks = PICK.findall(content)
    editor_client.post(f"{ADDRESS}?q=fire", {**form, "do": "go", "pick": picks})
    assert Claim.objects.filter(withdrawn_reason="They are one fire.").count() == 3
    editor_client.post(ADDRESS, {"do": "undo"})
    assert Claim.objects.filter(withdrawn_at__isnull=True).count() == 4


def test_what_somebody_changed_meanwhile_is_left_alone_and_counted(editor_client, fires):
    late = asking(*fires, do="go")
    late["pick"][1] = f"{fires[1].pk}-7"
    response = editor_client.post(ADDRESS, late, follow=True)
    assert "2 claims: put under a topic. 1 claim changed meanwhile" in page(response)
    editor_client.post(ADDRESS, asking(fires[0], do="go", act="withdraw", reason="No."))
    fires[0].refresh_from_db()
    assert (fires[0].withdrawn_at is None, len(names())) == (True, 2)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"topic": " "}, "Type the name of the topic."),
        ({"act": "withdraw"}, "Say why, in a few words"),
        ({"act": "no_topic"}, "There is no topic named “Port Velm”."),
        ({"pick": []}, "Nothing would change"),
        ({"pick": ["1-x"]}, "cannot be read"),
    ],
)
def test_what_is_missing_is_said_and_nothing_changes(editor_client, fires, wrong, told):
    response = editor_client.post(ADDRESS, asking(*fires) | wrong)
    assert (response.status_code, told in page(response)) == (422, True)
    assert ClaimTopic.objects.count() == 0


def test_more_than_a_sitting_is_refused(editor):
    with pytest.raises(Refused, match="At most"):
        do_many(editor=editor, bulk=Bulk("restore", ""), picks=[(number, 1) for number in range(MOST + 1)])


def test_a_claim_is_made_and_one_like_it_is_asked_about_first(editor_client, fires):
    response = editor_client.post(ADDRESS, {"do": "make", "text": "Taxes on tea rose"})
    assert response.url == "/desk/claims/taxes-on-tea-rose/"
    made = Claim.objects.get(text="Taxes on tea rose")
    assert (made.visible_since is not None, made.revisions.count()) == (True, 1)
    asked = editor_client.post(ADDRESS, {"do": "make", "text": "The fire at pier 1 was set"})
    assert (asked.status_code, "stand already" in page(asked), Claim.objects.count()) == (422, True, 4)
    sure = {"do": "make", "text": "The fire at pier 1 was set", "sure": "The fire at pier 1 was set"}
    editor_client.post(ADDRESS, sure)
    assert Claim.objects.count() == 5


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_at_any_length(editor_client, django_assert_num_queries, number):
    for _ in range(number):
        ClaimFactory(visible=True)
    with django_assert_num_queries(8):
        editor_client.get(ADDRESS)
