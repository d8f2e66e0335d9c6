"""The one place that writes revisions of claims and their summaries.

A revision goes to a claim that readers see, in the moment in which what they see of it changes, or in which
it is withdrawn. A claim that is not (yet, or any longer) visible gets its summary kept right and no revision;
a merged claim has an empty summary, and what moves on it is a revision of its target. A claim that is
related to one that changed gets a revision only if what its page says of itself or of that one changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db import connection, transaction

from claims.choices import ClaimState, Moved
from claims.models import Claim, ClaimRevision, ClaimSummary, StandingLink
from claims.queries.shapes import Shape, Slots
from claims.reach import (
    Reach,
    claims_of_article,
    claims_of_claim,
    claims_of_outlet,
    claims_of_speaker,
    claims_of_statement,
    claims_of_statements,
    reach_of,
)
from claims.states import SummaryValues, Summed
from claims.summing import recompute, recompute_many
from sources.services.acting import Actor

#: A change that reaches more claims than this leaves their summaries to the sweep.
AT_ONCE = 200
#: Claims whose summaries are refreshed or compared in one transaction.
CHUNK = 100
#: How often the reach of a change is looked up again when relations move while the rows are being locked.
TRIES = 5

__all__ = [
    "Difference",
    "check",
    "claims_of_article",
    "claims_of_claim",
    "claims_of_outlet",
    "claims_of_speaker",
    "claims_of_statement",
    "claims_of_statements",
    "recompute",
    "record_revision",
    "refresh_stale",
]

#: What moves on a page without a count of its summary that would show it.
_WITHOUT_A_COUNT = (
    *(Moved.TEXT, Moved.WITHDRAWAL, Moved.RESTORED, Moved.MERGE),
    *(Moved.RELATION, Moved.TOPIC, Moved.PARTY, Moved.DETAILS),
)
#: What a page says of a claim it is related to.
_SAID_OF_ANOTHER = ("state", "admitted_by", "asserting", "denying", "questioning")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a stored summary that is not what the claim's rows say.

    Field "row": there is none; "link 7": the row of what stands by that link.
    """

    claim: int
    field: str
    stored: object
    found: object

    def __str__(self) -> str:
        return f"claim {self.claim}, {self.field}: {self.stored!r} is stored, {self.found!r} was found"


@transaction.atomic
def record_revision(
    *, actor: Actor, claims: Iterable[int], moved: Moved, subject: str, note: str = ""
) -> None:
    """Write what moved: a revision of each claim whose readers see a change, and all summaries it reaches.

    Called by every service that changes what a claim's page may say, after its own writes and in the same
    transaction. `claims`: ids of the claims the change is about (see `claims.reach` for who they are);
    targets of merges and related claims are found here. `subject`: what moved, as `root_key` spells it.
    `note`: a sentence for the feed, in words for readers.
    """
    ids = set(claims)
    if not ids:
        return
    reach, stored = _locked(ids)
    seen = set(SEEN.rows(claims=list(reach.all)))
    new = ClaimRevision(actor_id=actor.user_id, moved=moved, subject=subject, note=note)
    if len(reach.all) > AT_ONCE:
        _write_revisions(new, due=seen, stored=stored, values={})
        ClaimSummary.objects.filter(pk__in=reach.all).update(stale=True)
        return
    values = recompute_many(reach.all)
    due = _due(reach, seen, stored=stored, values=values, moved=moved)
    _write_revisions(new, due=due, stored=stored, values=values)
    _write_values(values, stored)


def _locked(ids: Collection[int]) -> tuple[Reach, Mapping[int, ClaimSummary]]:
    """Lock the summary rows the change reaches, in claim order, making those that are missing.

    What a change reaches is asked again under the locks: a relation made meanwhile must not be missed.
    """
    reach = reach_of(ids)
    for _ in range(TRIES):
        point = transaction.savepoint()
        rows = [ClaimSummary(claim_id=claim) for claim in sorted(reach.all)]
        ClaimSummary.objects.bulk_create(rows, ignore_conflicts=True)
        stored = {row.pk: row for row in LOCKED.rows(claims=list(reach.all))}
        before, reach = reach, reach_of(ids)
        if reach.all <= before.all:
            transaction.savepoint_commit(point)
            return reach, stored
        transaction.savepoint_rollback(point)
    raise RuntimeError("The relations of the claims do not stand still.")


LOCKED: Shape[ClaimSummary] = Shape(
    lambda: ClaimSummary.objects.select_for_update().filter(pk__in=Slots("claims")).order_by("pk")
)
SEEN = Shape(lambda: Claim.objects.visible().filter(pk__in=Slots("claims")).values_list("pk", flat=True))


def _due(
    reach: Reach,
    seen: Collection[int],
    *,
    stored: Mapping[int, ClaimSummary],
    values: Mapping[int, Summed],
    moved: Moved,
) -> set[int]:
    """The claims that get a revision."""
    gone = {
        claim
        for claim, now in values.items()
        if now.state == ClaimState.WITHDRAWN != stored[claim].state and stored[claim].revision
    }
    shown = gone | set(seen)
    # Its text, its place or its address may have moved without a count.
    speaks_anew = moved in _WITHOUT_A_COUNT
    differing = {claim for claim in values if _said(stored[claim]) != _said(values[claim])}
    told = {
        claim for claim in reach.direct if speaks_anew or claim in differing or not stored[claim].revision
    }
    around = {
        claim for claim, others in reach.related.items() if claim in differing or not told.isdisjoint(others)
    }
    return (set(reach.direct) | around) & shown


def _said(row: ClaimSummary | SummaryValues) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _SAID_OF_ANOTHER)


def _write_revisions(
    new: ClaimRevision,
    *,
    due: Collection[int],
    stored: Mapping[int, ClaimSummary],
    values: Mapping[int, Summed],
) -> None:
    """Write one revision like `new` for each claim, and its number and moment into the locked summaries."""
    made = [
        ClaimRevision(
            claim_id=claim,
            number=stored[claim].revision + 1,
            actor_id=new.actor_id,
            moved=new.moved,
            subject=new.subject,
            note=new.note,
            **_turn(stored[claim], values.get(claim)),
        )
        for claim in sorted(due)
    ]
    for row in ClaimRevision.objects.bulk_create(made):
        stored[row.claim_id].revision, stored[row.claim_id].last_moved = row.number, row.at
    _write([stored[claim] for claim in sorted(due)], "revision", "last_moved")


def _turn(before: ClaimSummary, now: Summed | None) -> dict[str, Any]:
    """How the claim stood before a revision and how with it, as far as that is known."""
    known = bool(before.revision) and not before.stale
    return {
        "state": now.state if now else None,
        "state_before": before.state if known else None,
        "new_origin": bool(now and known and now.origins > before.origins),
    }


def _write_values(values: Mapping[int, Summed], stored: Mapping[int, ClaimSummary]) -> None:
    """Put the values into the locked rows. Revision and moment are the rows' own: they were written first."""
    for claim, row in stored.items():
        now = replace(values[claim], revision=row.revision, last_moved=row.last_moved)
        for name in _NAMES:
            setattr(row, name, getattr(now, name))
        row.stale = False
    _write(stored.values(), *_NAMES, "stale")


def _write(rows: Iterable[ClaimSummary], *names: str) -> None:
    """Write the columns of locked rows: the rows are there, so each "insert" is the update of one.

    One list of values, where `bulk_update` writes a CASE for every column with every row in it.
    """
    ClaimSummary.objects.bulk_create(
        list(rows), update_conflicts=True, unique_fields=["claim"], update_fields=list(names)
    )


_NAMES = tuple(field.name for field in fields(Summed))


def refresh_stale() -> int:
    """Recompute the summaries that were left to the sweep, a chunk a transaction; return how many.

    Rows that somebody else holds are passed over: the next sweep finds them.
    """
    done = 0
    while ids := _refresh_chunk():
        done += len(ids)
    return done


@transaction.atomic
def _refresh_chunk() -> list[int]:
    waiting = ClaimSummary.objects.select_for_update(skip_locked=True).filter(stale=True)
    stored = {row.pk: row for row in waiting.order_by("pk")[:CHUNK]}
    _write_values(recompute_many(stored), stored)
    return list(stored)


def check() -> Iterator[Difference]:
    """Compare every stored summary with what the claim's rows say. Stale ones wait for the sweep."""
    after = 0
    while ids := list(Claim.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        after = ids[-1]
        yield from _check_chunk(ids)


@transaction.atomic
def _check_chunk(ids: list[int]) -> list[Difference]:
    # Under the lock nobody is between a change and its summary.
    stored = {
        row.pk: row for row in ClaimSummary.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    }
    found = recompute_many(ids)
    differences = [Difference(claim, "row", None, "a claim") for claim in ids if claim not in stored]
    differences += [Difference(claim, f"link {link}", kept, told) for claim, link, kept, told in _unlike(ids)]
    for claim, row in stored.items():
        if not row.stale:
            differences += _compare(row, found[claim])
    return differences


def _unlike(ids: list[int]) -> list[tuple[int, int, str | None, str | None]]:
    """(claim, link, the row that triggers keep, the row that should be) where these are not the same."""
    with connection.cursor() as cursor:
        cursor.execute(_UNLIKE, [ids, ids])
        found: list[tuple[int, int, str | None, str | None]] = cursor.fetchall()
    return found


_UNLIKE = f"""
    SELECT COALESCE(kept.target_id, told.target_id), COALESCE(kept.link_id, told.link_id),
           kept::text, told::text
    FROM (SELECT * FROM {StandingLink._meta.db_table} WHERE target_id = ANY(%s)) kept
    FULL JOIN (SELECT * FROM claims_what_stands() WHERE target_id = ANY(%s)) told USING (link_id)
    WHERE kept IS DISTINCT FROM told
"""  # noqa: S608 - the name of our own table


def _compare(row: ClaimSummary, found: Summed) -> list[Difference]:
    return [
        Difference(row.pk, name, getattr(row, name), getattr(found, name))
        for name in _NAMES
        if getattr(row, name) != getattr(found, name)
    ]
