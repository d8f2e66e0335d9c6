"""Picking speakers and claims by typing: found, asked about, or made."""

import pytest

from claims.models import Claim, Statement
from tests.claims.desk import ACCUSES, DENIES, filled, only_statement, page, span
from tests.factories.claims import ClaimFactory, SpeakerAliasFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def test_a_known_speaker_and_a_known_claim_are_found_by_their_words(
    editor_client, editor, mark_address, version, union
):
    claim = ClaimFactory(text="The fire at Port Velm was set deliberately")
    form = filled(
        version, ACCUSES, who_name="dockers’ UNION", link_0_name="the fire at port velm was set deliberately"
    )
    response = editor_client.post(mark_address, form)
    saved = only_statement()
    assert response.status_code == 302
    assert response.url == f"/desk/articles/{version.article_id}/?view=list#statement-{saved.pk}"
    assert (saved.speaker, saved.decided_by, saved.voice, saved.state) == (
        union,
        editor,
        "named",
        "confirmed",
    )
    assert [(link.claim, link.stance) for link in saved.links.all()] == [(claim, "asserts")]


def test_a_known_alias_finds_its_speaker(editor_client, mark_address, version, union):
    SpeakerAliasFactory(speaker=union, spelling="Union of Dockers", search_key="union of dockers")
    editor_client.post(mark_address, filled(version, ACCUSES, who_name="Union of Dockers"))
    assert only_statement().speaker == union


def test_an_unknown_name_and_new_words_are_asked_about_together(editor_client, mark_address, version):
    form = filled(version, ACCUSES, who_name="Orla Venn", link_0_name="The fire was set")
    response = editor_client.post(mark_address, form)
    assert response.status_code == 422
    assert "Before this is saved" in page(response)
    assert "“Orla Venn” is not known yet. Is this new?" in page(response)
    assert "A new speaker named “Orla Venn”" in page(response)
    assert "A new claim: “The fire was set”" in page(response)
    assert Statement.objects.count() == 0


def test_a_new_speaker_with_an_alias_and_a_new_claim_are_made_with_the_statement(
    editor_client, mark_address, version
):
    form = filled(
        version,
        ACCUSES,
        who_name="Orla Venn",
        who_asked="Orla Venn",
        who_pick="new",
        who_kind="person",
        who_alias="O. Venn",
        link_0_name="The fire was set",
        link_0_asked="The fire was set",
        link_0_pick="new",
    )
    assert editor_client.post(mark_address, form).status_code == 302
    saved = only_statement()
    assert (saved.speaker.name, saved.speaker.kind) == ("Orla Venn", "person")
    assert [alias.spelling for alias in saved.speaker.aliases.all()] == ["O. Venn"]
    assert [link.claim.text for link in saved.links.all()] == ["The fire was set"]


def test_similar_speakers_are_offered(editor_client, mark_address, version, union):
    response = editor_client.post(mark_address, filled(version, ACCUSES, who_name="Dockers"))
    assert "Which one is “Dockers”?" in page(response)
    assert f'value="speaker:{union.pk}"' in page(response)


def test_two_speakers_of_one_name_are_told_apart_by_a_choice(editor_client, mark_address, version):
    first, second = SpeakerFactory(name="Jon Falk", description="a docker"), SpeakerFactory(name="Jon Falk")
    response = editor_client.post(mark_address, filled(version, ACCUSES, who_name="Jon Falk"))
    assert response.status_code == 422 and "a docker" in page(response)
    form = filled(
        version, ACCUSES, who_name="Jon Falk", who_asked="Jon Falk", who_pick=f"speaker:{second.pk}"
    )
    editor_client.post(mark_address, form)
    assert only_statement().speaker == second != first


def test_a_name_typed_after_the_question_is_looked_up_anew(editor_client, mark_address, version, union):
    other = SpeakerFactory(name="Jon Falk")
    form = filled(
        version,
        ACCUSES,
        who_name="Jon Falk",
        who_asked="Dockers",
        who_shown=f"speaker:{union.pk}",
        who_pick=f"speaker:{union.pk}",
    )
    editor_client.post(mark_address, form)
    assert only_statement().speaker == other


def test_a_name_and_another_choice_at_once_are_asked_about(editor_client, mark_address, version, union):
    SpeakerFactory(name="Jon Falk")
    form = filled(version, ACCUSES, who_name="Jon Falk", who_pick=f"speaker:{union.pk}")
    response = editor_client.post(mark_address, form)
    assert response.status_code == 422
    assert "You typed “Jon Falk” and chose another as well. Which is it?" in page(response)
    assert "Dockers&#39; Union" in page(response)


def test_a_claim_is_linked_once(editor_client, mark_address, version, union):
    ClaimFactory(text="One thing is so")
    form = filled(version, DENIES, who_name="Dockers' Union", links=2, link_0_name="One thing is so")
    form.update({"link-1-name": "one thing is SO"})
    assert "linked with a claim once" in page(editor_client.post(mark_address, form))


def test_speakers_and_claims_of_the_article_are_offered_at_once(editor_client, mark_address, version, union):
    claim = ClaimFactory(text="The fire was set")
    editor_client.post(
        mark_address, filled(version, ACCUSES, who_name="Dockers' Union", link_0_name="The fire was set")
    )
    content = page(editor_client.get(mark_address, {"span": [span(DENIES)]}))
    assert f'name="who-pick" value="speaker:{union.pk}"' in content
    assert f'name="link-0-pick" value="claim:{claim.pk}"' in content


def test_a_speaker_that_is_gone_is_said(editor_client, mark_address, version):
    response = editor_client.post(mark_address, filled(version, ACCUSES, who_pick="speaker:999999"))
    assert "does not exist any more" in page(response)


def test_the_statement_of_a_merged_speaker_goes_to_its_target(editor_client, mark_address, version, union):
    merged = SpeakerFactory(name="Dockers United", merged_into=union)
    editor_client.post(mark_address, filled(version, ACCUSES, who_pick=f"speaker:{merged.pk}"))
    assert only_statement().speaker == union


def test_a_claim_that_is_similar_is_offered_beside_a_new_one(editor_client, mark_address, version, union):
    near = ClaimFactory(text="The fire at Port Velm was set deliberately")
    ClaimFactory(text="Taxes on tea were raised")
    form = filled(version, ACCUSES, who_name="Dockers' Union", link_0_name="fire deliberately set")
    content = page(editor_client.post(mark_address, form))
    assert f'value="claim:{near.pk}"' in content
    assert "Taxes on tea" not in content
    assert Claim.objects.count() == 2


@pytest.mark.parametrize(
    "key", ["claim:{}", "outlet:1", "printed", "speaker:x", "speaker:", "speaker:99999999999999999999"]
)
def test_only_speakers_are_picked_as_speakers(editor_client, mark_address, version, key):
    key = key.format(ClaimFactory().pk)
    form = filled(version, ACCUSES, who_name="Orla", who_asked="Orla", who_pick=key)
    assert "does not exist any more" in page(editor_client.post(mark_address, form))
    assert Statement.objects.count() == 0


def test_a_relay_may_be_an_outlet_or_a_speaker_or_stay_as_printed(
    editor_client, mark_address, version, union
):
    body = SpeakerFactory(name="Harbour Watch", kind="body")
    form = filled(version, ACCUSES, who_name="Dockers' Union", relay_0_name="harbour")
    asked = page(editor_client.post(mark_address, form))
    assert f'name="relay-0-pick" value="speaker:{body.pk}"' in asked
    assert "Keep “harbour” as printed" in asked
    form.update({"relay-0-asked": "harbour", "relay-0-pick": "printed"})
    editor_client.post(mark_address, form)
    relay = only_statement().relays.get()
    assert (relay.speaker, relay.actor_as_printed) == (None, "harbour")
