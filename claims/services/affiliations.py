"""Where people belong: a place in a body or office, with its dates."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from claims.choices import Moved, SpeakerKind
from claims.models import Affiliation, Speaker
from claims.reach import claims_of_speaker
from claims.services.errors import Refused
from claims.summaries import record_revision
from sources.clocks import UNKNOWN, ClockValue
from sources.models.clock import clock_columns
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, root_key


@dataclass(frozen=True, slots=True)
class AffiliationInput:
    """A place as given: the body or office, what one is called there, and from when to when."""

    body: Speaker
    title: str = ""
    since: ClockValue = UNKNOWN
    until: ClockValue = UNKNOWN


def affiliate(
    *, editor: User, speaker: Speaker, expected: int, data: AffiliationInput, reason: str = ""
) -> Affiliation:
    """Say that a person has, or had, a place in a body; one that is recorded so already stays.

    Raises Refused where a speaker of another kind or the person itself stands in a place; Stale.
    """
    body = data.body.merged_into or data.body
    if speaker.kind != SpeakerKind.PERSON or body.kind not in (SpeakerKind.BODY, SpeakerKind.OFFICE):
        raise Refused("A person belongs to a body or an office; other speakers belong to nobody.")
    actor = person(editor)
    with acting(actor, reason=reason):
        change(speaker, actor=actor, expected=expected)
        columns = {**clock_columns("since", data.since), **clock_columns("until", data.until)}
        made, is_new = Affiliation.objects.get_or_create(
            person=speaker, body=body, title=" ".join(data.title.split()), **columns
        )
        if is_new:
            retell_offices(speaker=speaker, actor=actor)
    return made


def retell_offices(*, speaker: Speaker, actor: Actor) -> None:
    """Pages say beside a statement which place its speaker had then: let its claims move with the places."""
    claims = claims_of_speaker(speaker.merged_into_id or speaker.pk)
    record_revision(actor=actor, claims=claims, moved=Moved.DETAILS, subject=root_key(speaker))
