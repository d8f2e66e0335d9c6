"""The timeline of a claim: everything its page shows below the head, as finished data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from claims.choices import Lane
from claims.models import Assessment, Claim, StatementLink
from claims.queries.at_address import ClaimHead
from claims.queries.bears import EVERYTHING, Bears
from claims.queries.checks import (
    Answer,
    Check,
    answers_of,
    articles_seen,
    assessments_of,
    checks_of,
    parties_of,
    responses_of,
)
from claims.queries.entries import Entry, entries_of, leads_of, links_of, order_of
from claims.queries.figures import FigureRow
from claims.queries.origin_rows import Origins, origins_of
from claims.queries.related import Related, Summaries, related_to
from claims.queries.replies_told import requests_for_readers
from claimtrack.roles import Visitor

#: Said in the place of a lane that is empty, so that absence is seen.
_EMPTY = {
    Lane.ASSERTS: "No statement asserts this claim.",
    Lane.DENIES: "No statement denies this claim.",
    Lane.QUESTIONS: "No statement questions or corrects it.",
}
CHECKED = "checked"


class Step(NamedTuple):
    """One place in the order: a statement's entry or a check, and the lane in which it stands."""

    lane: str
    entry: Entry | None = None
    check: Check | None = None


class Timeline(NamedTuple):
    """dated: in order; undated: their place in it is not known. empty: a sentence for each empty lane."""

    dated: tuple[Step, ...]
    undated: tuple[Step, ...]
    empty: tuple[str, ...]
    entries: tuple[Entry, ...]
    checks: tuple[Check, ...]
    answers: tuple[Answer, ...]
    origins: Origins
    figures: tuple[FigureRow, ...]
    counter: tuple[Related, ...]
    related: tuple[Related, ...]


def timeline(
    claim: Claim | ClaimHead,
    visitor: Visitor,
    *,
    today: date,
    summaries: Summaries | None = None,
    bears: Bears = EVERYTHING,
) -> Timeline:
    """Read what stands on the claim and on those merged into it, as the visitor may see it.

    Whether the visitor may see the claim itself is the caller's to decide. `today`: the day on which no
    answer is recorded. `summaries`: of related claims, where not those that are stored. `bears`: what there
    is to ask for. At most 16 queries, whatever the number of entries.
    """
    links = links_of(claim.pk)
    entries = entries_of(claim.pk, links, leads_of(links, visitor, visible=claim.shown))
    assessments = assessments_of(claim.pk) if bears.assessments else []
    parties = parties_of(claim.pk) if bears.parties else []
    responses = responses_of(claim.pk) if bears.responses else []
    requests = requests_for_readers(claim.pk) if bears.requests else []
    passages = [row.passage for row in assessments] + [row.passage for row in responses]
    seen = articles_seen(passages, visitor)
    checks = checks_of(assessments, seen)
    dated, undated = _in_order(links, entries, assessments, checks)
    around = related_to(claim.pk, visitor, today=today, summaries=summaries) if bears.relations else ()
    return Timeline(
        dated=dated,
        undated=undated,
        empty=tuple(words for lane, words in _EMPTY.items() if lane not in {one.lane for one in entries}),
        entries=entries,
        checks=checks,
        answers=answers_of(parties, responses, requests, links, entries, seen=seen, today=today),
        origins=origins_of(claim.pk, links, entries, decided=bears.decisions),
        figures=tuple(row for entry in entries for row in entry.figures),
        counter=tuple(row for row in around if row.counter),
        related=tuple(row for row in around if not row.counter),
    )


def _in_order(
    links: Sequence[StatementLink],
    entries: Sequence[Entry],
    assessments: Sequence[Assessment],
    checks: Sequence[Check],
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Statements and checks in one order; what has no date stands apart."""
    steps = [
        (order_of(link.statement.said, 0, link.statement_id, link.pk), Step(lane=entry.lane, entry=entry))
        for link, entry in zip(links, entries, strict=True)
    ]
    steps += [
        (order_of(row.made, 1, row.pk), Step(lane=CHECKED, check=check))
        for row, check in zip(assessments, checks, strict=True)
    ]
    steps.sort(key=lambda step: step[0])
    dated = tuple(step for (unknown, *_), step in steps if not unknown)
    return dated, tuple(step for (unknown, *_), step in steps if unknown)
