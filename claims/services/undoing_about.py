"""Undo of what stands beside a claim: a topic, party or relation, and what came with grounds of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import Model, Q

from claims.choices import LinkState, PartyRole
from claims.models import (
    Assessment,
    Claim,
    ClaimParty,
    ClaimRelation,
    ClaimTopic,
    OriginDecision,
    Response,
    Speaker,
    Topic,
)
from claims.services.earlier import event_at, events_of
from claims.services.errors import Overtaken, Refused
from claims.services.relations import restate_relation
from claims.services.topics import drop_party, name_party, put_under_topic, take_from_topic
from claims.services.undoing import reason_of, refuse_merged, undo_claim
from claims.services.undoing_beside import INSERTED, undo_check, undo_origin, undo_response
from sources.services.acting import acting, person
from sources.services.roots import Stale, root_key

FOUND = "found"
GONE = "It was taken away since. Undo that first, if you mean it."
AGAIN = "It stands there again: somebody put it back since."


def undo_in_claim(
    *, editor: User, claim: Claim, expected: int, back_to: int, reason: str, alone: bool = False
) -> Claim:
    """As `undo_claim`, and of a version that changed what stands beside it: that change, alone.

    Raises Refused, Overtaken (later work stands on the change) and Stale.
    """
    undone = _changes(claim, back_to + 1) if alone else []
    if not undone:
        return undo_claim(
            editor=editor, claim=claim, expected=expected, back_to=back_to, reason=reason, alone=alone
        )
    refuse_merged(claim)
    if claim.version != expected:
        raise Stale(claim, expected)
    why = reason_of(expected, back_to, reason, alone=True)
    with acting(person(editor), reason=why):
        for model, event in undone:
            UNDO[model](editor, claim, event, why)
    return claim


def _changes(claim: Claim, number: int) -> list[tuple[type[Model], Any]]:
    """(table, event) of what belongs to the claim and changed with that version of it.

    A relation bumps both its claims and is told as a change of one: for the other, its moment tells.
    """
    own = event_at(claim, number, also_now=True)
    told = Q(pgh_root=root_key(claim), pgh_root_version=str(number))
    same_moment = {"pgh_created_at": own.pgh_created_at, "pgh_actor": own.pgh_actor}
    later = events_of(Claim).filter(pgh_obj_id=claim.pk, version__gt=number, **same_moment)
    beside = ~Q(pgh_root=root_key(claim)) & Q(**same_moment)
    ends = Q(from_claim=claim.pk) | Q(to_claim=claim.pk)
    wanted: dict[type[Model], Q] = {
        ClaimTopic: Q(claim=claim.pk) & told,
        ClaimParty: Q(claim=claim.pk) & told,
        Assessment: Q(claim=claim.pk) & told,
        Response: Q(claim=claim.pk) & told,
        OriginDecision: Q(claim=claim.pk) & told,
        ClaimRelation: ends & (told if later.exists() else told | beside),
    }
    found = {
        event: model
        for model, which in wanted.items()
        for event in events_of(model).filter(which).exclude(pgh_label=FOUND).order_by("pgh_id")
    }
    return [(found[event], event) for event in changes_of(claim, list(found))]


def changes_of(claim: Claim, events: Sequence[Any]) -> list[Any]:
    """Of the events that are told with one version of a claim, those that are its change.

    A version that changed nothing itself is the other end's of one relation. Of several relations that came
    in one transaction, no more is known than that.
    """
    own = [event for event in events if event.pgh_root == root_key(claim)]
    return own or (list(events) if len(events) == 1 else [])


def _undo_topic(editor: User, claim: Claim, event: Any, why: str) -> None:
    if event.pgh_label == INSERTED:
        placed = cast(ClaimTopic, _found(ClaimTopic, event.pgh_obj_id, GONE))
        take_from_topic(editor=editor, claim=claim, expected=claim.version, placed=placed, reason=why)
        return
    topic = cast(Topic, _found(Topic, event.topic_id, "That topic is not there any more."))
    if claim.claim_topics.filter(topic=topic.merged_into or topic).exists():
        raise Overtaken(AGAIN)
    put_under_topic(editor=editor, claim=claim, expected=claim.version, topic=topic, reason=why)


def _undo_party(editor: User, claim: Claim, event: Any, why: str) -> None:
    if event.pgh_label == INSERTED:
        party = cast(ClaimParty, _found(ClaimParty, event.pgh_obj_id, GONE))
        drop_party(editor=editor, claim=claim, expected=claim.version, party=party, reason=why)
        return
    speaker = cast(Speaker, _found(Speaker, event.speaker_id, "That speaker is not there any more."))
    if claim.parties.filter(speaker=speaker.merged_into or speaker, role=event.role).exists():
        raise Overtaken(AGAIN)
    role = PartyRole(event.role)
    name_party(editor=editor, claim=claim, expected=claim.version, speaker=speaker, role=role, reason=why)


def _undo_relation(editor: User, claim: Claim, event: Any, why: str) -> None:
    relation = cast(ClaimRelation, _found(ClaimRelation, event.pgh_obj_id, GONE))
    if (relation.state, relation.reason) != (event.state, event.reason):
        raise Overtaken("The relation was changed again since. Undo that first.")
    earlier = events_of(ClaimRelation).filter(pgh_obj_id=event.pgh_obj_id, pgh_id__lt=event.pgh_id)
    before = earlier.order_by("pgh_id").last()
    if before is not None and before.state not in (LinkState.CONFIRMED, LinkState.WITHDRAWN):
        raise Refused(
            "It was a proposal then, which a person has decided since. Remove the relation instead."
        )
    restate_relation(
        editor=editor,
        claim=claim,
        expected=claim.version,
        relation=relation,
        state=LinkState(before.state) if before else LinkState.WITHDRAWN,
        reason=before.reason if before else relation.reason,
        why=why,
    )


def _found(model: type[Model], pk: int, otherwise: str) -> Model:
    row = model._default_manager.filter(pk=pk).first()
    if row is None:
        raise Overtaken(otherwise)
    return row


#: What an undo brings back of the tables beside a claim.
UNDO: Mapping[type[Model], Callable[[User, Claim, Any, str], None]] = {
    ClaimTopic: _undo_topic,
    ClaimParty: _undo_party,
    ClaimRelation: _undo_relation,
    Assessment: undo_check,
    Response: undo_response,
    OriginDecision: undo_origin,
}
