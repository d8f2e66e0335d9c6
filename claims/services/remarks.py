"""What an outlet itself remarks of an answer or of evidence: taken as what it is, or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from claims.choices import ResponseKind, Verdict
from claims.models import Assessment, Claim, Reading, Response, Speaker
from claims.services.assess import AssessmentInput, ResponseInput, assess_claim, record_response
from claims.services.errors import Refused
from claims.services.inputs import Words
from claims.services.passages import cut_passage
from sources.models import Passage
from sources.services.acting import acting, person

GONE = "This remark was decided already, or the text was read anew. Look at it as it stands now."


@dataclass(frozen=True, slots=True)
class RemarkChoice:
    """What an editor makes of a remark. value: a ResponseKind or a Verdict; party: of a response."""

    claim: Claim
    expected: int
    value: str
    party: Speaker | None = None


def take_remark(*, editor: User, reading: Reading, number: int, choice: RemarkChoice) -> None:
    """Record what the outlet says, with the passage in which it does. Raises Refused and Stale.

    number: the remark's place in the reading, from 0.
    """
    with acting(person(editor)):
        row = _open(reading, number)
        version = reading.article_version
        passage = cut_passage(version=version, words=Words(row["start"], row["end"], row["exact"]))
        made = _record(editor, row["kind"], passage, choice)
        _decide(reading, number, f"{made._meta.model_name} {made.pk}")


def drop_remark(*, editor: User, reading: Reading, number: int) -> None:
    """Offer it no more. Raises Refused."""
    with acting(person(editor)):
        _open(reading, number)
        _decide(reading, number, f"dropped by {editor.pk}")


def keep_decisions(reading: Reading, before: list[dict[str, Any]]) -> None:
    """After a text was read anew: what was decided of the same words stays decided."""
    decided = {
        (row["start"], row["end"], row["kind"]): row["decided"] for row in before if row.get("decided")
    }
    for row in reading.remarks:
        key = row["start"], row["end"], row["kind"]
        if key in decided:
            row["decided"] = decided[key]


def _record(editor: User, kind: str, passage: Passage, choice: RemarkChoice) -> Response | Assessment:
    article = passage.version.article
    if kind == "response":
        if choice.party is None:
            raise Refused("Say whose answer it is about: name a speaker that is known here.")
        response = ResponseInput(
            party=choice.party,
            kind=ResponseKind(choice.value),
            outlet=article.outlet,
            passage=passage,
            as_of=article.published,
        )
        return record_response(editor=editor, claim=choice.claim, expected=choice.expected, data=response)
    if article.outlet is None:
        raise Refused("Say which outlet the article is of before you record what that outlet found.")
    assessment = AssessmentInput(
        verdict=Verdict(choice.value), by_outlet=article.outlet, passage=passage, made=article.published
    )
    return assess_claim(editor=editor, claim=choice.claim, expected=choice.expected, data=assessment)


def _open(reading: Reading, number: int) -> dict[str, Any]:
    """The remark, locked with its reading. Raises Refused where nobody is to decide it any more."""
    locked = Reading.objects.select_for_update().get(pk=reading.pk)
    reading.remarks = locked.remarks
    if not 0 <= number < len(reading.remarks) or reading.remarks[number].get("decided"):
        raise Refused(GONE)
    row: dict[str, Any] = reading.remarks[number]
    return row


def _decide(reading: Reading, number: int, what: str) -> None:
    reading.remarks[number]["decided"] = what
    reading.save(update_fields=["remarks"])
