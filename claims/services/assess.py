"""What was checked, and what an accused party did where it has no statement of its own."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from claims.choices import Moved, ResponseKind, Verdict
from claims.models import Assessment, Claim, Response, Speaker
from claims.services.errors import Refused
from claims.summaries import claims_of_claim, record_revision
from sources.clocks import UNKNOWN, ClockValue
from sources.models import Outlet, Passage
from sources.models.clock import clock_columns
from sources.services.acting import acting, person
from sources.services.roots import change, root_key


@dataclass(frozen=True, slots=True)
class AssessmentInput:
    """A dated conclusion. By an outlet (with the passage in which it says so), a body, or this desk."""

    verdict: Verdict
    reasoning: str = ""
    by_outlet: Outlet | None = None
    by_body: Speaker | None = None
    passage: Passage | None = None
    evidence: tuple[str, ...] = ()
    made: ClockValue = UNKNOWN
    replaces: Assessment | None = None


@dataclass(frozen=True, slots=True)
class ResponseInput:
    """What a party did or did not do, as of a day, and where an outlet says so."""

    party: Speaker
    kind: ResponseKind
    outlet: Outlet | None = None
    passage: Passage | None = None
    as_of: ClockValue = UNKNOWN


def assess_claim(
    *, editor: User, claim: Claim, expected: int, data: AssessmentInput, reason: str = ""
) -> Assessment:
    """Put a check beside a claim; those that stand already stay. Raises Refused and Stale."""
    _check_assessment(claim, data)
    actor = person(editor)
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected)
        assessment = Assessment.objects.create(
            claim=claim,
            verdict=data.verdict,
            reasoning=data.reasoning.strip(),
            by_outlet=data.by_outlet,
            by_body=data.by_body,
            passage=data.passage,
            evidence=list(data.evidence),
            replaces=data.replaces,
            recorded_by=editor,
            **clock_columns("made", data.made),
        )
        record_revision(
            actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.CHECK, subject=root_key(claim)
        )
    return assessment


def _check_assessment(claim: Claim, data: AssessmentInput) -> None:
    if data.by_outlet and data.by_body:
        raise Refused("An assessment has one author: an outlet, a body, or this desk.")
    if not data.reasoning.strip() and data.passage is None:
        raise Refused("Say what the assessment rests on, or where the outlet says it.")
    if data.passage is not None and data.by_outlet is None:
        raise Refused("Say which outlet the passage is by.")
    if data.replaces is not None and data.replaces.claim_id != claim.pk:
        raise Refused("An assessment replaces one of the same claim.")


def record_response(
    *, editor: User, claim: Claim, expected: int, data: ResponseInput, reason: str = ""
) -> Response:
    """Record that a party did not answer, declined, or was not asked. Raises Stale.

    An answer in words is no response but a statement.
    """
    actor = person(editor)
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected)
        response = Response.objects.create(
            claim=claim,
            party=data.party,
            kind=data.kind,
            outlet=data.outlet,
            passage=data.passage,
            recorded_by=editor,
            **clock_columns("as_of", data.as_of),
        )
        record_revision(
            actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.CHECK, subject=root_key(claim)
        )
    return response
