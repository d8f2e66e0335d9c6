"""Undo of a claim's topics, parties and relations: one alone, refused where later work stands on it."""

import pytest

from claims.choices import LinkState, PartyRole, RelationKind
from claims.models import Claim, ClaimRelation
from claims.queries.history import history_of
from claims.services.claims import create_claim
from claims.services.errors import Overtaken, Refused
from claims.services.relations import relate_claims, withdraw_relation
from claims.services.topics import (
    create_topic,
    drop_party,
    name_party,
    put_under_new_topic,
    put_under_topic,
    take_from_topic,
)
from claims.services.undoing_about import undo_in_claim
from sources.services.acting import acting, machine, person
from sources.services.roots import Stale
from tests.claims.desk import page
from tests.factories.claims import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

WHY = "It was a slip."


@pytest.fixture
def claim(editor):
    return create_claim(actor=person(editor), text="The fire was set")


@pytest.fixture
def other(editor):
    return create_claim(actor=person(editor), text="A cable burned")


def undo(editor, claim, number, reason=WHY):
    claim.refresh_from_db()
    return undo_in_claim(
        editor=editor, claim=claim, expected=claim.version, back_to=number - 1, reason=reason, alone=True
    )


def about(claim):
    """The names of topics and parties, and how the claim stands to others now."""
    related = ClaimRelation.objects.filter(state=LinkState.CONFIRMED)
    return [
        *(str(placed.topic) for placed in claim.claim_topics.all()),
        *(f"{party.speaker} {party.role}" for party in claim.parties.all()),
        *(one.reason for one in related),
    ]


def offered(claim):
    return [one.number for one in history_of(claim).versions if one.can_undo]


def placed(editor, claim):
    put_under_new_topic(editor=editor, claim=claim, expected=claim.version, name="The pier")


def named(editor, claim):
    speaker = SpeakerFactory(name="Venn")
    name_party(editor=editor, claim=claim, expected=claim.version, speaker=speaker, role=PartyRole.ACCUSED)


def related(editor, claim):
    relate_claims(
        editor=editor,
        claim=claim,
        expected=claim.version,
        other=ClaimFactory(),
        kind=RelationKind.CONTRADICTS,
        reason="Both cannot be.",
    )


@pytest.mark.parametrize(
    ("change", "stands"),
    [(placed, "The pier"), (named, "Venn accused"), (related, "Both cannot be.")],
    ids=["topic", "party", "relation"],
)
def test_what_came_is_taken_away_again_and_the_undo_undone_likewise(editor, claim, change, stands):
    change(editor, claim)
    assert about(claim) == [stands]
    undo(editor, claim, 2)
    assert about(claim) == []
    undo(editor, claim, 3)
    assert (about(claim), claim.version) == ([stands], 4)
    told = history_of(claim).versions[0]
    assert (told.reason, told.number) == (f"Undo of version 3: {WHY}", 4)
    assert offered(claim) == [4, 3, 2]
    with pytest.raises(Refused, match="Say why"):
        undo(editor, claim, 4, reason=" ")


def test_a_topic_that_was_taken_away_or_put_back_since_is_left_alone(editor, claim):
    topic = create_topic(editor=editor, name="The pier")
    put_under_topic(editor=editor, claim=claim, expected=1, topic=topic)
    take_from_topic(editor=editor, claim=claim, expected=2, placed=claim.claim_topics.get())
    with pytest.raises(Overtaken, match="taken away since"):
        undo(editor, claim, 2)
    put_under_topic(editor=editor, claim=claim, expected=3, topic=topic)
    with pytest.raises(Overtaken, match="put it back since"):
        undo(editor, claim, 3)
    assert (about(claim), Claim.objects.get().version) == (["The pier"], 4)


def test_a_party_that_was_taken_away_or_named_again_since_is_left_alone(editor, claim):
    named(editor, claim)
    party = claim.parties.get()
    drop_party(editor=editor, claim=claim, expected=2, party=party)
    with pytest.raises(Overtaken, match="taken away since"):
        undo(editor, claim, 2)
    name_party(editor=editor, claim=claim, expected=3, speaker=party.speaker, role=PartyRole.ACCUSED)
    with pytest.raises(Overtaken, match="put it back since"):
        undo(editor, claim, 3)
    assert about(claim) == ["Venn accused"]


@pytest.mark.django_db(transaction=True)  # the moment of a transaction tells the other claim's version
def test_a_relation_is_undone_from_either_of_its_claims(editor, claim, other):
    relate_claims(
        editor=editor, claim=claim, expected=1, other=other, kind=RelationKind.UPDATES, reason="Newer."
    )
    for end in (claim, other):
        end.refresh_from_db()
        assert offered(end) == [2]
    undo(editor, claim, 2)
    undo(editor, other, 3)
    assert about(claim) == ["Newer."]
    claim.refresh_from_db()
    assert (claim.version, other.version) == (4, 4)


def test_of_several_relations_that_came_in_one_transaction_none_is_undone_from_their_other_end(
    editor, claim, other
):
    for one, version in ((claim, 1), (ClaimFactory(), 1)):
        relate_claims(editor=editor, claim=one, expected=version, other=other, kind=RelationKind.SUPPORTS)
    other.refresh_from_db()
    assert offered(other) == []
    with pytest.raises(Refused, match="It stands as it did then"):
        undo(editor, other, 3)
    assert ClaimRelation.objects.filter(state=LinkState.CONFIRMED).count() == 2


def test_only_the_reason_of_a_relation_is_undone_where_only_that_changed(editor, claim, other):
    how = {"editor": editor, "claim": claim, "other": other, "kind": RelationKind.SAME_AS}
    relate_claims(**how, expected=1, reason="The same fire.")
    relate_claims(**how, expected=2, reason="The same night.")
    with pytest.raises(Overtaken, match="changed again since"):
        undo(editor, claim, 2)
    undo(editor, claim, 3)
    assert about(claim) == ["The same fire."]


def test_a_relation_that_was_made_anew_since_does_not_come_twice(editor, claim, other):
    how = {"editor": editor, "claim": claim, "other": other, "kind": RelationKind.CONTRADICTS}
    withdraw_relation(
        editor=editor, relation=relate_claims(**how, expected=1), expected=2, reason="Not at odds."
    )
    claim.refresh_from_db()
    relate_claims(**how, expected=3, reason="At odds.")
    with pytest.raises(Overtaken, match="related so anew since"):
        undo(editor, claim, 3)
    assert about(claim) == ["At odds."]


def test_what_a_machine_proposed_does_not_become_a_proposal_again(editor, claim, other):
    with acting(machine("engine rules 1")):
        ClaimRelation.objects.create(from_claim=claim, to_claim=other, kind="updates", state="proposed")
    relate_claims(editor=editor, claim=claim, expected=1, other=other, kind=RelationKind.UPDATES)
    assert offered(claim) == []
    with pytest.raises(Refused, match="was a proposal"):
        undo(editor, claim, 2)


def test_an_undo_on_a_page_that_is_behind_changes_nothing(editor, claim):
    placed(editor, claim)
    with pytest.raises(Stale):
        undo_in_claim(editor=editor, claim=claim, expected=1, back_to=1, reason=WHY, alone=True)
    assert about(claim) == ["The pier"]


def test_the_page_undoes_a_topic_and_answers_409_where_that_is_done_already(editor_client, editor, claim):
    placed(editor, claim)
    address = "/claims/the-fire-was-set/history/"
    assert page(editor_client.get(address)).count("<summary>Undo this change</summary>") == 1
    sent = {"expected": 2, "back_to": 1, "do": "alone", "reason": WHY}
    answer = editor_client.post(f"{address}undo/", sent, follow=True)
    assert "Version 2 is undone, as version 3." in page(answer)
    answer = editor_client.post(f"{address}undo/", {**sent, "expected": 3})
    assert (answer.status_code, "It was taken away since." in page(answer)) == (409, True)
