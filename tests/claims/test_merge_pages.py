"""Merging at the desk: picked by a typed name, confirmed with what moves, let go again."""

import pytest

from claims.models import Claim, Speaker
from claims.services.merging import merge_claims
from tests.claims.desk import page
from tests.claims.pages import plain
from tests.factories.claims import ClaimFactory, SpeakerFactory, visible_statement

pytestmark = pytest.mark.django_db

CLAIM, SPEAKER = "/desk/claims/fire/", "/desk/speakers/venn/"


@pytest.fixture
def fire():
    return ClaimFactory(text="The fire was set", slug="fire", visible=True)


@pytest.fixture
def blaze():
    return ClaimFactory(text="The blaze was lit on purpose", slug="blaze", visible=True)


@pytest.fixture
def venn():
    return SpeakerFactory(name="Orla Venn", slug="venn")


def sent(name="", expected=1, **more):
    return {"other-name": name, "reason": "The same thing.", "expected": expected, **more}


def chosen(row, expected=1):
    """What the confirmation sends."""
    return sent(expected=expected, do="merge", **{"other-pick": f"{row._meta.model_name}:{row.pk}"})


def test_a_typed_claim_is_confirmed_with_what_moves_before_anything_does(editor_client, fire, blaze):
    visible_statement(claim=fire)
    content = page(editor_client.post(f"{CLAIM}merge/", sent("The blaze was lit on purpose")))
    assert "Merge “The fire was set” into “The blaze was lit on purpose”?" in content
    assert "1 statement linked with it" in content
    fire.refresh_from_db()
    assert fire.merged_into is None


def test_a_confirmed_merge_is_done_and_readers_are_led_on(editor_client, client, fire, blaze):
    response = editor_client.post(f"{CLAIM}merge/", chosen(blaze))
    assert response.headers["Location"] == "/claims/fire/history/"
    assert Claim.objects.get(pk=fire.pk).merged_into == blaze
    assert client.get("/claims/fire/").headers["Location"] == "/claims/blaze/"


def test_a_speaker_is_merged_by_a_typed_name(editor_client, client, venn):
    other = SpeakerFactory(name="O. Venn of the Union", slug="o-venn")
    content = page(editor_client.post(f"{SPEAKER}merge/", sent("O. Venn of the Union")))
    assert "Its name, “Orla Venn”, as another spelling." in content
    editor_client.post(f"{SPEAKER}merge/", chosen(other))
    assert Speaker.objects.get(pk=venn.pk).merged_into == other


@pytest.mark.parametrize("name", ["", "nobody by that name"])
def test_a_merge_without_another_one_is_asked_again(editor_client, venn, name):
    assert editor_client.post(f"{SPEAKER}merge/", sent(name)).status_code == 422


def test_a_merge_into_itself_is_refused(editor_client, fire):
    response = editor_client.post(f"{CLAIM}merge/", chosen(fire))
    assert (response.status_code, "cannot be merged into itself" in page(response)) == (422, True)


def test_a_merge_of_what_was_changed_meanwhile_is_answered_with_409_and_keeps_the_reason(
    editor_client, fire, blaze
):
    response = editor_client.post(f"{CLAIM}merge/", chosen(blaze, expected=7))
    content = page(response)
    assert (response.status_code, "The same thing." in content) == (409, True)
    assert 'name="expected" value="1"' in content


def test_two_merges_of_one_stand_side_by_side_and_the_reason_stays(editor_client, admin_client, fire, blaze):
    smoke = ClaimFactory(text="Only smoke was seen", slug="smoke", visible=True)
    admin_client.post(f"{CLAIM}merge/", chosen(smoke))
    late = editor_client.post(f"{CLAIM}merge/", chosen(blaze))
    content = plain(page(late))
    assert (late.status_code, "both changed it" in content) == (409, True)
    for told in ("The blaze was lit on purpose", "Only smoke was seen", "The same thing."):
        assert told in content
    again = editor_client.post(f"{CLAIM}merge/", chosen(blaze, expected=2))
    assert (again.status_code, "Your reason was: “The same thing.”" in page(again)) == (422, True)


@pytest.fixture
def merged(editor, fire, blaze):
    """A claim that moved along with the blaze into the fire."""
    small = ClaimFactory(text="A small fire", slug="small", visible=True)
    merge_claims(editor=editor, claim=small, expected=1, into=blaze, reason="The same.")
    merge_claims(editor=editor, claim=blaze, expected=1, into=fire, reason="The same.")
    return small


def test_both_histories_show_a_merge(editor_client, merged):
    content = page(editor_client.get("/claims/blaze/history/"))
    assert "Merged into “The fire was set”." in content
    assert '<li dir="auto">Merged into “The fire was set”.</li>' in content
    assert "Bring version 1 back" not in content
    content = page(editor_client.get("/claims/fire/history/"))
    assert "“The blaze was lit on purpose” merged into this." in content
    assert '<a href="/claims/small/history/">A small fire</a>' in content


def test_unmerging_offers_back_what_moved_along(editor_client, merged, fire, blaze):
    content = page(editor_client.get("/desk/claims/blaze/merge/"))
    assert "A small fire" in content
    editor_client.post("/desk/claims/blaze/unmerge/", {"expected": 2, "reason": "", "back": [merged.pk]})
    assert Claim.objects.get(pk=blaze.pk).merged_into is None
    assert Claim.objects.get(pk=merged.pk).merged_into == blaze


def test_unmerging_on_an_old_version_is_answered_with_409(editor_client, merged):
    response = editor_client.post("/desk/claims/blaze/unmerge/", {"expected": 1, "reason": ""})
    assert response.status_code == 409


def test_unmerging_what_is_not_merged_is_refused(editor_client, venn):
    assert editor_client.post(f"{SPEAKER}unmerge/", {"expected": 1, "reason": ""}).status_code == 422


def test_merging_is_for_editors(client, reader_client, fire, venn):
    for address in (f"{CLAIM}merge/", f"{SPEAKER}merge/"):
        assert client.get(address).status_code == 302
        assert reader_client.get(address).status_code == 403


@pytest.mark.parametrize("mangled", ["claim:²", "claim:", "speaker:1", "claim:" + "9" * 400, "\u202e"])
def test_a_mangled_choice_is_asked_again(editor_client, fire, mangled):
    response = editor_client.post(f"{CLAIM}merge/", {**sent(), "do": "merge", "other-pick": mangled})
    assert response.status_code == 422
