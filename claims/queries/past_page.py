"""The page of a claim as it stood then, finished; and what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from claims.models import ClaimRevision
from claims.queries.at_address import found_claim
from claims.queries.claim_page import ClaimPage, claim_page
from claims.queries.past import ClaimThen, moment_of, revisions_of, withdrawal_of
from claims.queries.since import Since, marks_of, removed_in_words, removed_then, since_of
from claims.queries.wording import address
from claims.summing import recompute_many
from claimtrack.roles import READER
from sources.past import rows_as_of


@dataclass(frozen=True, slots=True)
class PastPage:
    """page: what readers saw; None where they saw only that the claim was withdrawn, when and why: withdrawn.

    text: the claim's, then. day: the one that was asked for (of_day), else that of the revision. number, at:
    the revision. present: where the claim stands now. marks: by anchor, what became of an entry since.
    removed: a sentence for each article that was legally removed since. into: the address of the claim it is
    merged into now, "" where it is not. gone: when and why it was withdrawn since.
    """

    page: ClaimPage | None
    text: str
    withdrawn: tuple[datetime, str] | None
    day: date
    of_day: bool
    number: int
    at: datetime
    present: str
    since: Since
    marks: Mapping[str, str]
    removed: tuple[str, ...]
    into: str
    gone: tuple[datetime, str] | None


def past_page(then: ClaimThen, revision: ClaimRevision, *, day: date, of_day: bool) -> PastPage:
    """Rebuild the page from what had been written, as readers saw it, whoever asks.

    `day`: the one on which no answer was recorded (UTC); `of_day`: it is what was asked for. The counts are
    computed anew by the function that writes summaries, without what was legally removed since. At most 60
    queries, whatever stands on it. Raises Claim.DoesNotExist where the claim was loaded without its history.
    """
    later = list(revisions_of(then.pk).filter(number__gt=revision.number))
    with rows_as_of(moment_of(revision, later)):
        found = found_claim(then.pk, then.slug)
        withdrawn = withdrawal_of(found.claim)
        page = None if withdrawn else claim_page(found, READER, today=day, summaries=recompute_many)
        removed = {} if withdrawn else removed_then(then.pk)
    return PastPage(
        page=page,
        text=found.claim.text,
        withdrawn=withdrawn,
        day=day,
        of_day=of_day,
        number=revision.number,
        at=revision.at,
        present=address("claims:claim", slug=then.slug),
        since=since_of(then.slug, later),
        marks=marks_of(page.timeline, claim=then.pk) if page else {},
        removed=removed_in_words(removed),
        into=address("claims:claim", slug=then.into),
        gone=None if withdrawn else then.withdrawn,
    )
