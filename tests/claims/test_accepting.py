"""Accepting proposals as they stand: the speaker, the links, and what stays when somebody else was first."""

import pytest

from claims.models import Speaker, Statement, StatementLink
from claims.services.accepting import accept_proposal, decide_link
from claims.services.errors import Refused
from claims.services.inputs import SpeakerChoice
from sources.services.roots import Stale
from tests.claims.desk import ACCUSES
from tests.claims.saving import events
from tests.factories.claims import ClaimFactory, RelayFactory, StatementFactory, StatementLinkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(version):
    return StatementFactory(
        version=version, words=ACCUSES, proposed=True, speaker=None, speaker_as_printed="she"
    )


def linked(statement, stance="denies"):
    return StatementLinkFactory(
        statement=statement, claim=ClaimFactory(visible=True), stance=stance, proposed=True, method="machine"
    )


def test_a_proposal_is_accepted_with_a_speaker_and_the_links_that_were_chosen(editor, proposal):
    taken, left = linked(proposal), linked(proposal, "asserts")
    made = accept_proposal(
        editor=editor,
        statement=proposal,
        expected=1,
        speaker=SpeakerChoice(new_name="Orla Venn"),
        links=[taken.pk],
    )
    assert (made.state, made.speaker.name, made.decided_by) == ("confirmed", "Orla Venn", editor)
    states = dict(StatementLink.objects.values_list("pk", "state"))
    assert states == {taken.pk: "confirmed", left.pk: "proposed"}
    assert [one.moved for one in taken.claim.revisions.all()] == ["denial"]
    assert left.claim.revisions.count() == 0
    assert [label for label, *_ in events(made)] == ["insert", "found", "update"]


def test_a_link_is_decided_apart_from_its_statement(editor, proposal):
    yes, no = linked(proposal), linked(proposal)
    accept_proposal(
        editor=editor, statement=proposal, expected=1, speaker=SpeakerChoice(new_name="Orla Venn")
    )
    decide_link(editor=editor, link=yes, expected=2, accept=True)
    no.refresh_from_db()
    decide_link(editor=editor, link=no, expected=3, accept=False)
    states = dict(StatementLink.objects.values_list("pk", "state"))
    assert states == {yes.pk: "confirmed", no.pk: "rejected"}
    assert (yes.claim.revisions.count(), no.claim.revisions.count()) == (1, 0)
    with pytest.raises(Refused, match="decided already"):
        decide_link(editor=editor, link=yes, expected=4, accept=True)


def test_nothing_is_accepted_without_a_speaker_twice_or_on_an_old_page(editor, proposal, union):
    with pytest.raises(Refused, match="Say who speaks"):
        accept_proposal(editor=editor, statement=proposal, expected=1)
    with pytest.raises(Stale):
        accept_proposal(
            editor=editor, statement=proposal, expected=9, speaker=SpeakerChoice(new_name="Orla Venn")
        )
    RelayFactory(statement=proposal, speaker=union, actor_as_printed="")
    with pytest.raises(Refused, match="passed it on"):
        accept_proposal(
            editor=editor, statement=proposal, expected=1, speaker=SpeakerChoice(speaker_id=union.pk)
        )
    assert (Statement.objects.get().state, Speaker.objects.count()) == ("proposed", 1)
    confirmed = StatementFactory()
    with pytest.raises(Refused, match="decided already"):
        accept_proposal(editor=editor, statement=confirmed, expected=1)
