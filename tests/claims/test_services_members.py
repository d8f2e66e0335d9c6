"""Relays and links of a statement are set to exactly what is given; what stays is left alone."""

import pytest

from claims.choices import Reach, SpeakerKind, Stance
from claims.models import Claim, Speaker
from claims.services.errors import Refused
from claims.services.inputs import LinkInput, RelayInput, SpeakerChoice
from tests.claims.saving import asserts, events, new_speaker, save
from tests.factories.base import stated
from tests.factories.claims import (
    ClaimFactory,
    SpeakerAliasFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
)
from tests.factories.sources import OutletFactory

pytestmark = pytest.mark.django_db


def relays_of(statement):
    return [(one.position, one.actor_as_printed, one.channel) for one in statement.relays.all()]


def test_relays_stand_in_order_nearest_to_the_outlet_first(editor, version):
    outlet, speaker = OutletFactory(name="KarTA"), SpeakerFactory(name="Jon Falk")
    given = (
        RelayInput(outlet_id=outlet.pk, actor_as_printed="KarTA", channel="wire", said=stated("2031-05-12")),
        RelayInput(speaker_id=speaker.pk),
        RelayInput(actor_as_printed="state media"),
    )
    saved = save(editor, version, relays=given)
    assert relays_of(saved) == [(1, "KarTA", "wire"), (2, "", ""), (3, "state media", "")]
    first, second, _ = saved.relays.all()
    assert (first.outlet, first.said, second.speaker) == (outlet, stated("2031-05-12"), speaker)


def test_relays_that_did_not_change_leave_no_history(editor, version):
    given = (RelayInput(actor_as_printed="state media", channel="broadcast"),)
    saved = save(editor, version, relays=given)
    relay = saved.relays.get()
    save(editor, version, statement=saved, expected=1, relays=given)
    assert saved.relays.get() == relay
    assert [label for label, *_ in events(relay)] == ["insert"]


def test_relays_are_replaced_and_taken_away(editor, version):
    saved = save(editor, version, relays=(RelayInput(actor_as_printed="A"), RelayInput(actor_as_printed="B")))
    save(editor, version, statement=saved, expected=1, relays=(RelayInput(actor_as_printed="B"),))
    assert relays_of(saved) == [(1, "B", "")]
    save(editor, version, statement=saved, expected=2)
    assert relays_of(saved) == []


def test_a_relay_says_who_and_is_one_actor(editor, version):
    with pytest.raises(Refused, match="Say who passed"):
        save(editor, version, relays=(RelayInput(channel="X"),))
    outlet, speaker = OutletFactory(), SpeakerFactory()
    with pytest.raises(Refused, match="not both"):
        save(editor, version, relays=(RelayInput(speaker_id=speaker.pk, outlet_id=outlet.pk),))


def test_links_carry_stance_reach_and_who_decided(editor, version):
    claim = ClaimFactory(visible=True)
    link = LinkInput(stance=Stance.DENIES, claim_id=claim.pk, reach=Reach.COVERS)
    made = save(editor, version, links=(link,)).links.get()
    assert (made.claim, made.stance, made.reach, made.state) == (claim, "denies", "covers", "confirmed")
    assert (made.method, made.decided_by) == ("editor", editor)


def test_a_link_that_did_not_change_is_left_alone(editor, version):
    claim = ClaimFactory(visible=True)
    saved = save(editor, version, links=(asserts(claim),))
    link = saved.links.get()
    save(editor, version, statement=saved, expected=1, links=(asserts(claim),))
    assert [label for label, *_ in events(link)] == ["insert"]


def test_another_stance_changes_the_link_that_stands(editor, version):
    claim = ClaimFactory(visible=True)
    saved = save(editor, version, links=(asserts(claim),))
    link = saved.links.get()
    save(editor, version, statement=saved, expected=1, links=(asserts(claim, Stance.DENIES),))
    assert (saved.links.get().pk, saved.links.get().stance) == (link.pk, "denies")


def test_a_link_that_is_gone_is_withdrawn_not_deleted(editor, version):
    saved = save(editor, version, links=(asserts(),))
    save(editor, version, statement=saved, expected=1)
    assert saved.links.get().state == "withdrawn"


def test_a_statement_is_linked_with_a_claim_once(editor, version):
    claim = ClaimFactory(visible=True)
    merged = ClaimFactory(merged_into=claim)
    with pytest.raises(Refused, match="once"):
        save(editor, version, links=(asserts(claim), asserts(merged)))
    with pytest.raises(Refused, match="does not exist"):
        save(editor, version, links=(LinkInput(stance=Stance.ASSERTS, claim_id=999_999),))


def test_a_new_claim_is_visible_and_has_an_address(editor, version):
    save(editor, version, links=(asserts(" The fire\n was set "),))
    claim = Claim.objects.visible().get()
    assert (claim.text, claim.search_key) == ("The fire was set", "the fire was set")
    assert claim.addresses.get().slug == "the-fire-was-set"


def test_the_second_claim_of_the_same_words_gets_a_numbered_address(editor, version):
    save(editor, version, links=(asserts(),))
    save(editor, version, speaker_as_printed="Falk", links=(asserts(),))
    slugs = Claim.objects.order_by("pk").values_list("addresses__slug", flat=True)
    assert list(slugs) == ["the-fire-was-set", "the-fire-was-set-2"]


def test_a_proposed_link_is_confirmed_by_saving_it(editor, version):
    proposal = StatementFactory(version=version, words="The pier", proposed=True)
    link = StatementLinkFactory(statement=proposal, proposed=True)
    save(editor, version, "The pier", statement=proposal, expected=1, links=(asserts(link.claim),))
    link.refresh_from_db()
    assert (link.state, link.decided_by, link.method, link.score) == ("confirmed", editor, "machine", 0.7)


def test_a_new_speaker_gets_its_kind_address_and_alias(editor, version):
    choice = SpeakerChoice(new_name=" Dockers'  Union ", new_kind=SpeakerKind.BODY, alias="the union")
    save(editor, version, speaker=choice)
    speaker = Speaker.objects.get()
    assert (speaker.name, speaker.kind, speaker.search_key) == ("Dockers' Union", "body", "dockers union")
    assert speaker.addresses.get().slug == "dockers-union"
    assert list(speaker.aliases.values_list("spelling", "search_key")) == [("the union", "the union")]


def test_a_known_speaker_is_used_over_a_merge_and_learns_a_spelling_once(editor, version):
    speaker = SpeakerFactory(name="Orla Venn")
    merged = SpeakerFactory(merged_into=speaker)
    SpeakerAliasFactory(speaker=speaker, spelling="O. Venn")
    for spelling in ("O. Venn", "Orla Venn", "Venn"):
        choice = SpeakerChoice(speaker_id=merged.pk, alias=spelling)
        assert save(editor, version, speaker=choice, speaker_as_printed=spelling).speaker == speaker
    assert set(speaker.aliases.values_list("spelling", flat=True)) == {"O. Venn", "Venn"}


def test_a_speaker_that_is_gone_is_refused(editor, version):
    with pytest.raises(Refused, match="does not exist"):
        save(editor, version, speaker=SpeakerChoice(speaker_id=999_999))


def test_whom_a_voice_speaks_for_is_kept(editor, version):
    saved = save(editor, version, voice="unnamed", speaks_for=new_speaker("Harbour Ministry"))
    assert saved.speaks_for.name == "Harbour Ministry"
