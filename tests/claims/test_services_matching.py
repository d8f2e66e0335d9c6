"""Statements that are found are tied to the claims they probably belong to, with what differs."""

import pytest

from claims.choices import Mode, Reach, Stance, Voice
from claims.services.findings import ProposalInput
from claims.services.inputs import Words
from claims.services.matching import suggest_links
from tests.factories.claims import ClaimFactory, ClaimPartyFactory, SpeakerFactory
from tests.factories.sources import ArticleVersionFactory

pytestmark = pytest.mark.django_db

TEXT = (
    "Dockers say that the navy of Brevin blew up the pier of Halm with 200 mines. "
    "The navy of Brevin rejected all insinuations."
)


@pytest.fixture
def version():
    """The article in which all of it is said."""
    return ArticleVersionFactory(text=TEXT)


def found(words, **more):
    start = TEXT.index(words)
    content = (Words(start, start + len(words), words),)
    return ProposalInput(content=content, voice=Voice.NAMED, mode=Mode.INDIRECT, **more)


ASSERTED = "the navy of Brevin blew up the pier of Halm with 200 mines"


def test_a_claim_is_suggested_with_what_it_shares_and_what_differs(version):
    claim = ClaimFactory(text="The navy of Brevin blew up the pier of Halm with 300 mines")
    ClaimFactory(text="The harbour of Velm was closed")
    ((link,),) = suggest_links(version=version, found=[found(ASSERTED, stance=Stance.ASSERTS)])
    assert (link.claim_id, link.stance, link.reach) == (claim.pk, Stance.ASSERTS, Reach.NAMES)
    shared = link.reasons[0].removeprefix("shares: ").split(", ")
    assert shared
    assert set(shared) <= set(ASSERTED.lower().split())
    assert link.reasons[1:] == ("another figure: 200 mines against 300 mines",)
    assert 0.25 <= link.score <= 0.7


def test_who_says_that_a_claim_is_not_so_denies_it(version):
    claim = ClaimFactory(text="The navy of Brevin did not blow up the pier of Halm with 200 mines")
    ((link,),) = suggest_links(version=version, found=[found(ASSERTED, stance=Stance.ASSERTS)])
    assert (link.claim_id, link.stance) == (claim.pk, Stance.DENIES)


def test_a_sweeping_denial_answers_what_the_same_article_tells_of_the_party(version):
    claim, navy = ClaimFactory(text="The navy of Brevin blew up the pier of Halm"), SpeakerFactory(body=True)
    ClaimPartyFactory(claim=claim, speaker=navy)
    other = ClaimFactory(text="Dockers of Lysk closed the gate of the mine")
    denial = found("all insinuations", stance=Stance.DENIES, speaker_id=navy.pk)
    asserted, denied = suggest_links(version=version, found=[found(ASSERTED), denial])
    assert [link.claim_id for link in asserted] == [claim.pk]
    assert [(link.claim_id, link.stance, link.reach) for link in denied] == [
        (claim.pk, Stance.DENIES, Reach.COVERS)
    ]
    assert other.pk not in {link.claim_id for link in (*asserted, *denied)}


def test_where_nothing_is_known_nothing_is_suggested(version):
    assert suggest_links(version=version, found=[found(ASSERTED)]) == [()]
    assert suggest_links(version=version, found=[]) == []
