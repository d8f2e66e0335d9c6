"""Relating claims, and taking a relation back."""

import pytest

from claims.choices import RelationKind
from claims.models import ClaimRelation
from claims.services.errors import Refused
from claims.services.relations import relate_claims, withdraw_relation
from sources.services.roots import Stale
from tests.claims.saving import events
from tests.factories.claims import ClaimFactory, ClaimRelationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims():
    return ClaimFactory(text="The fire was set", visible=True), ClaimFactory(
        text="A cable burned", visible=True
    )


def relate(editor, claim, other, kind=RelationKind.CONTRADICTS, expected=None, reason=""):
    version = claim.version if expected is None else expected
    return relate_claims(editor=editor, claim=claim, expected=version, other=other, kind=kind, reason=reason)


def test_a_relation_keeps_kind_reason_and_who_decided_and_moves_both_claims(editor, claims):
    one, other = claims
    made = relate(editor, one, other, reason=" One excludes\nthe other. ")
    assert (made.from_claim, made.to_claim, made.kind, made.state) == (one, other, "contradicts", "confirmed")
    assert (made.reason, made.decided_by, made.method) == ("One excludes the other.", editor, "editor")
    assert (one.version, other.version) == (2, 2)
    assert [claim.revisions.count() for claim in claims] == [1, 1]
    assert [label for label, *_ in events(made)] == ["insert"]


def test_doing_it_again_changes_the_reason_only(editor, claims):
    one, other = claims
    first = relate(editor, one, other, reason="One reason.")
    second = relate(editor, one, other, reason="Another reason.")
    assert (first.pk, ClaimRelation.objects.get().reason) == (second.pk, "Another reason.")


@pytest.mark.parametrize("kind", [RelationKind.CONTRADICTS, RelationKind.SAME_AS])
def test_what_has_no_direction_is_recorded_once(editor, claims, kind):
    one, other = claims
    assert relate(editor, one, other, kind).pk == relate(editor, other, one, kind).pk


def test_what_has_a_direction_is_recorded_each_way(editor, claims):
    one, other = claims
    assert relate(editor, one, other, RelationKind.UPDATES) != relate(
        editor, other, one, RelationKind.UPDATES
    )


def test_a_claim_is_not_related_to_itself(editor, claims):
    with pytest.raises(Refused, match="itself"):
        relate(editor, claims[0], claims[0])


def test_a_stale_relation_writes_nothing(editor, claims):
    one, other = claims
    with pytest.raises(Stale):
        relate(editor, one, other, expected=2)
    other.refresh_from_db()
    assert (ClaimRelation.objects.count(), other.version) == (0, 1)


def test_a_relation_is_taken_back_with_a_reason_and_kept(editor):
    relation = ClaimRelationFactory()
    with pytest.raises(Refused):
        withdraw_relation(editor=editor, relation=relation, expected=1, reason=" ")
    withdraw_relation(editor=editor, relation=relation, expected=1, reason="They agree.")
    assert ClaimRelation.objects.get().state == "withdrawn"
    assert events(relation)[-1][:3] == ("update", f"user:{editor.pk}", "They agree.")


def test_a_stale_removal_writes_nothing(editor):
    relation = ClaimRelationFactory()
    with pytest.raises(Stale):
        withdraw_relation(editor=editor, relation=relation, expected=5, reason="They agree.")
    assert ClaimRelation.objects.get().state == "confirmed"


def test_a_relation_taken_back_can_be_made_again(editor, claims):
    one, other = claims
    first = relate(editor, one, other)
    withdraw_relation(editor=editor, relation=first, expected=one.version, reason="They agree.")
    one.refresh_from_db()
    second = relate(editor, one, other)
    assert set(ClaimRelation.objects.values_list("pk", "state")) == {
        (first.pk, "withdrawn"),
        (second.pk, "confirmed"),
    }
