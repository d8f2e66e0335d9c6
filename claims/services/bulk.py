"""One change to many claims, and its undo: each claim is changed as it would be alone, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction

from claims.choices import BulkAct, Moved
from claims.models import Claim, ClaimTopic, Topic
from claims.services.claims import checked_reason, create_claim, restore_claim, withdraw_claim
from claims.services.errors import Refused
from claims.services.topic_changes import topic_named
from claims.services.topics import create_topic, put_under_topic, take_from_topic
from claims.summaries import record_revision
from sources.services.acting import acting, person
from sources.services.roots import Stale, root_key

#: As many are changed at once.
MOST = 200
#: A claim and the version it was looked at.
Pick = tuple[int, int]

REVERSE = {
    BulkAct.TOPIC: BulkAct.NO_TOPIC,
    BulkAct.NO_TOPIC: BulkAct.TOPIC,
    BulkAct.WITHDRAW: BulkAct.RESTORE,
    BulkAct.RESTORE: BulkAct.WITHDRAW,
}


@dataclass(frozen=True, slots=True)
class Bulk:
    """What is to be done. topic: its number, for the two acts that name one."""

    act: BulkAct
    reason: str
    topic: int | None = None

    def changes(self, claims: Iterable[Claim]) -> list[Claim]:
        """Those of the claims that it would change; the others are so already. At most one query."""
        rows = [claim for claim in claims if claim.merged_into_id is None]
        if self.act in (BulkAct.WITHDRAW, BulkAct.RESTORE):
            return [claim for claim in rows if (claim.withdrawn_at is None) == (self.act == BulkAct.WITHDRAW)]
        under = set(self.placed(rows))
        return [claim for claim in rows if (claim.pk in under) == (self.act == BulkAct.NO_TOPIC)]

    def placed(self, claims: Iterable[Claim]) -> dict[int, ClaimTopic]:
        """Where the claims stand under the topic, by claim. One query."""
        rows = ClaimTopic.objects.filter(claim__in=[claim.pk for claim in claims], topic=self.topic)
        return {row.claim_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Done:
    """What became of it. picks: what changed, with its version since; late: how many others changed first."""

    picks: tuple[Pick, ...]
    late: int


def do_many(*, editor: User, bulk: Bulk, picks: Sequence[Pick]) -> Done:
    """Change the picked claims, each with its own history; those that are so already stay as they are.

    A claim that somebody changed since it was looked at is left alone and counted. Raises Refused for more
    than MOST, for none, and without a reason where the act needs one.
    """
    if not picks:
        raise Refused("Choose at least one claim.")
    if len(picks) > MOST:
        raise Refused(f"At most {MOST} claims are changed at once. Narrow the list.")
    versions = dict(picks)
    claims = list(Claim.objects.filter(pk__in=versions).order_by("pk"))
    done: list[Pick] = []
    late = 0
    with acting(person(editor), reason=bulk.reason):
        act = _act(editor, bulk, claims)
        for claim in bulk.changes(claims):
            try:
                with transaction.atomic():
                    act(claim, versions[claim.pk])
            except Stale:
                late += 1
            else:
                claim.refresh_from_db(fields=["version"])
                done.append((claim.pk, claim.version))
    return Done(tuple(done), late)


def undo_many(*, editor: User, bulk: Bulk, picks: Sequence[Pick]) -> Done:
    """Take it back for the claims it changed; those that were changed since are left alone and counted."""
    reason = f"Undone: {bulk.reason}" if bulk.reason else "Undone."
    return do_many(editor=editor, bulk=Bulk(REVERSE[bulk.act], reason[:400], bulk.topic), picks=picks)


def make_claim(*, editor: User, text: str) -> Claim:
    """A claim before any statement: readers see that nothing is recorded on it yet. Raises Refused."""
    actor = person(editor)
    with acting(actor):
        claim = create_claim(actor=actor, text=text)
        record_revision(actor=actor, claims=[claim.pk], moved=Moved.TEXT, subject=root_key(claim))
    return claim


def topic_for(*, editor: User, name: str, make: bool) -> Topic:
    """The topic of that name; made if there is none and `make`. Raises Refused."""
    found = topic_named(name)
    if found is not None:
        return found
    if not make:
        raise Refused(f"There is no topic named “{' '.join(name.split())[:80]}”.")
    return create_topic(editor=editor, name=name)


def _act(editor: User, bulk: Bulk, claims: Sequence[Claim]) -> Callable[[Claim, int], object]:
    reason = bulk.reason
    if bulk.act == BulkAct.WITHDRAW:
        return partial(_withdraw, editor, checked_reason(reason))
    if bulk.act == BulkAct.RESTORE:
        return partial(_restore, editor, reason)
    if bulk.act == BulkAct.TOPIC:
        return partial(_put, editor, reason, Topic.objects.get(pk=bulk.topic or 0))
    return partial(_take, editor, reason, bulk.placed(claims))


def _withdraw(editor: User, reason: str, claim: Claim, expected: int) -> None:
    withdraw_claim(editor=editor, claim=claim, expected=expected, reason=reason)


def _restore(editor: User, reason: str, claim: Claim, expected: int) -> None:
    restore_claim(editor=editor, claim=claim, expected=expected, reason=reason)


def _put(editor: User, reason: str, topic: Topic, claim: Claim, expected: int) -> None:
    put_under_topic(editor=editor, claim=claim, expected=expected, topic=topic, reason=reason)


def _take(editor: User, reason: str, placed: Mapping[int, ClaimTopic], claim: Claim, expected: int) -> None:
    take_from_topic(editor=editor, claim=claim, expected=expected, placed=placed[claim.pk], reason=reason)
