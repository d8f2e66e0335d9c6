"""Turning a proposal down: nothing of it stays open, nothing moves, and what was found is kept."""

import pytest

from claims.choices import Mode, Stance, Voice
from claims.models import Statement
from claims.services.errors import Refused
from claims.services.findings import Engine, ProposalInput
from claims.services.proposals import propose
from claims.services.rejecting import reject_proposal
from sources.services.roots import Stale
from tests.claims.desk import ACCUSES, LAST
from tests.claims.saving import events, words_of
from tests.factories.claims import ClaimFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(version):
    data = ProposalInput(
        content=words_of(version, LAST),
        voice=Voice.NAMED,
        mode=Mode.INDIRECT,
        speaker_as_printed="she",
        links=((ClaimFactory(visible=True).pk, Stance.DENIES),),
    )
    propose(engine=Engine("rules", "1"), version=version, data=data)
    return Statement.objects.get()


def test_what_is_turned_down_leaves_the_desk_and_moves_no_claim(editor, editor_client, proposal):
    page = f"/desk/statements/{proposal.pk}/"
    assert f'formaction="{page}reject/"' in editor_client.get(page).content.decode()
    answer = editor_client.post(f"{page}reject/", {"expected": proposal.version}, follow=True)
    assert "Turned down." in answer.content.decode()
    assert "proposal to decide" not in answer.content.decode()
    gone = Statement.objects.get()
    assert (gone.state, gone.decided_by, gone.links.get().state) == ("rejected", editor, "rejected")
    assert gone.links.get().claim.revisions.count() == 0
    assert [label for label, *_ in events(gone)] == ["found", "update"]
    assert editor_client.get(page).status_code == 404


def test_what_was_decided_or_changed_meanwhile_is_not_turned_down(editor, editor_client, version, proposal):
    with pytest.raises(Stale):
        reject_proposal(editor=editor, statement=proposal, expected=7)
    stale = editor_client.post(f"/desk/statements/{proposal.pk}/reject/", {"expected": 7}, follow=True)
    assert "Somebody changed it meanwhile" in stale.content.decode()
    decided = StatementFactory(version=version, words=ACCUSES)
    with pytest.raises(Refused, match="decided already"):
        reject_proposal(editor=editor, statement=decided, expected=decided.version)
