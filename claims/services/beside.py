"""Recording what stands beside a claim with its evidence: the passage is cut in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User

from claims.choices import ResponseKind, Verdict
from claims.models import Assessment, Claim, Response, Speaker
from claims.services.assess import AssessmentInput, ResponseInput, assess_claim, record_response
from claims.services.errors import Refused
from claims.services.inputs import SpeakerChoice, Words
from claims.services.passages import cut_passage
from claims.services.speakers import resolve_speaker
from sources.clocks import UNKNOWN, ClockValue
from sources.models import ArticleVersion, Outlet, Passage
from sources.services.acting import acting, person


@dataclass(frozen=True, slots=True)
class Evidence:
    """What it rests on: words of an article, reasons of our own, addresses on the web; any may be missing."""

    version: ArticleVersion | None = None
    words: Words | None = None
    reasoning: str = ""
    addresses: tuple[str, ...] = ()

    def passage(self) -> Passage | None:
        """The passage, made if new. Raises WordsMoved. Must run inside `acting`."""
        if self.version is None or self.words is None:
            return None
        return cut_passage(version=self.version, words=self.words)

    @property
    def outlet(self) -> Outlet | None:
        """Whose article it is."""
        outlet = self.version.article.outlet if self.version else None
        return (outlet.merged_into or outlet) if outlet else None


def assess_with(
    *,
    editor: User,
    claim: Claim,
    expected: int,
    verdict: Verdict,
    evidence: Evidence,
    author: Outlet | Speaker | None = None,
    made: ClockValue = UNKNOWN,
    replaces: int = 0,
    reason: str = "",
) -> Assessment:
    """Put a check beside a claim. author: None for this desk, or for the outlet of the passage.

    replaces: the number of the check it takes the place of, which must stand. Raises Refused and Stale.
    """
    with acting(person(editor), reason=reason):
        passage = evidence.passage()
        outlet = author if isinstance(author, Outlet) else None
        if passage is not None and author is None:
            outlet = evidence.outlet
        data = AssessmentInput(
            verdict=verdict,
            reasoning=evidence.reasoning,
            by_outlet=outlet,
            by_body=author if isinstance(author, Speaker) else None,
            passage=passage,
            evidence=evidence.addresses,
            made=made,
            replaces=_replaced(claim, replaces),
        )
        return assess_claim(editor=editor, claim=claim, expected=expected, data=data, reason=reason)


def respond_with(
    *,
    editor: User,
    claim: Claim,
    expected: int,
    kind: ResponseKind,
    party: SpeakerChoice,
    evidence: Evidence,
    as_of: ClockValue = UNKNOWN,
    reason: str = "",
) -> Response:
    """Record what a party did, known or new, and where an outlet says so. Raises Refused and Stale."""
    actor = person(editor)
    with acting(actor, reason=reason):
        speaker = resolve_speaker(actor=actor, choice=party)
        if speaker is None:
            raise Refused("Say whose answer it is about.")
        data = ResponseInput(speaker, kind, evidence.outlet, evidence.passage(), as_of)
        return record_response(editor=editor, claim=claim, expected=expected, data=data, reason=reason)


def _replaced(claim: Claim, number: int) -> Assessment | None:
    if not number:
        return None
    row = Assessment.objects.filter(claim=claim, pk=number, withdrawn_at__isnull=True).first()
    if row is None or row.replaced_by.filter(withdrawn_at__isnull=True).exists():
        raise Refused("The check it takes the place of does not stand any more. Choose another.")
    return row
