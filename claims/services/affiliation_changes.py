"""Places of people, kept in order: one that overlaps itself, or ends before it begins, is refused.

The person is the root, so whoever changes one of its places waits for, or sees, what others did to them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.models import User
from django.db.models import Q

from claims.choices import SpeakerKind
from claims.models import Affiliation, Speaker
from claims.services.affiliations import AffiliationInput, affiliate, retell_offices
from claims.services.errors import Refused
from claims.services.inputs import SpeakerChoice
from claims.services.speakers import resolve_speaker
from sources.choices import Precision
from sources.clocks import ClockValue, in_words
from sources.folding import fold
from sources.models.clock import clock_columns
from sources.services.acting import acting, person
from sources.services.roots import change

BEGINNING = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)


def refuse_affiliation(*, speaker: Speaker, data: AffiliationInput, besides: int | None = None) -> None:
    """Raise Refused for no body, for dates the wrong way round, and for a time that is recorded already.

    The same place is the same body and title, in any spelling and over merges. What overlaps for certain is
    refused: who left in 2031 may have come back in 2031. `besides`: the affiliation that is being changed.
    """
    if data.body.kind not in (SpeakerKind.BODY, SpeakerKind.OFFICE):
        raise Refused("A person belongs to a body or an office. Choose another.")
    if data.since.earliest and data.until.latest and data.until.latest <= data.since.earliest:
        raise Refused("The end lies before the beginning. Look at both dates again.")
    for other in _same_place(speaker, data, besides):
        if _overlap(data.since, data.until, other.since, other.until):
            raise Refused(f"This is recorded already, {_span(other)}. Change that affiliation, or the dates.")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a page of the desk gives it: the body may be new."""

    body: SpeakerChoice
    title: str
    since: ClockValue
    until: ClockValue


def add_place(
    *, editor: User, speaker: Speaker, expected: int, place: Place, reason: str = ""
) -> Affiliation:
    """The same as `add_affiliation`, in a body that may be made for it."""
    with acting(person(editor)):
        data = _resolved(editor, place)
        return add_affiliation(editor=editor, speaker=speaker, expected=expected, data=data, reason=reason)


def change_place(
    *, editor: User, affiliation: Affiliation, expected: int, place: Place, reason: str = ""
) -> Affiliation:
    """The same as `change_affiliation`, into a body that may be made for it."""
    with acting(person(editor)):
        data = _resolved(editor, place)
        return change_affiliation(
            editor=editor, affiliation=affiliation, expected=expected, data=data, reason=reason
        )


def _resolved(editor: User, place: Place) -> AffiliationInput:
    body = resolve_speaker(actor=person(editor), choice=place.body)
    if body is None:
        raise Refused("Say in which body or office.")
    return AffiliationInput(body, place.title, place.since, place.until)


def add_affiliation(
    *, editor: User, speaker: Speaker, expected: int, data: AffiliationInput, reason: str = ""
) -> Affiliation:
    """Say that a person has, or had, a place in a body. Raises Refused and Stale."""
    with acting(person(editor)):
        made = affiliate(editor=editor, speaker=speaker, expected=expected, data=data, reason=reason)
        refuse_affiliation(speaker=speaker, data=data, besides=made.pk)
    return made


def change_affiliation(
    *, editor: User, affiliation: Affiliation, expected: int, data: AffiliationInput, reason: str = ""
) -> Affiliation:
    """Say otherwise what the place is, or from when to when; `expected`: the person's version.

    The person stays: another's place is another affiliation. Raises Refused and Stale.
    """
    actor, speaker = person(editor), affiliation.person
    with acting(actor, reason=" ".join(reason.split())):
        change(speaker, actor=actor, expected=expected)
        refuse_affiliation(speaker=speaker, data=data, besides=affiliation.pk)
        affiliation.body, affiliation.title = data.body, " ".join(data.title.split())
        for clock, value in (("since", data.since), ("until", data.until)):
            for column, part in clock_columns(clock, value).items():
                setattr(affiliation, column, part)
        affiliation.save()
        retell_offices(speaker=speaker, actor=actor)
    return affiliation


def end_affiliation(
    *, editor: User, affiliation: Affiliation, expected: int, until: ClockValue
) -> Affiliation:
    """Say when a place ended; the rest of it stays. Raises Refused without a date, and Stale."""
    if until.precision == Precision.UNKNOWN:
        raise Refused("Give the date at which it ended, as far as it is known.")
    data = AffiliationInput(affiliation.body, affiliation.title, affiliation.since, until)
    return change_affiliation(editor=editor, affiliation=affiliation, expected=expected, data=data)


def remove_affiliation(
    *, editor: User, affiliation: Affiliation, expected: int | None = None, reason: str = ""
) -> None:
    """Take away what was recorded by mistake; history keeps it. `expected`: the person's version, or any."""
    actor = person(editor)
    with acting(actor, reason=" ".join(reason.split())):
        change(affiliation.person, actor=actor, expected=expected)
        affiliation.delete()
        retell_offices(speaker=affiliation.person, actor=actor)


def _same_place(speaker: Speaker, data: AffiliationInput, besides: int | None) -> list[Affiliation]:
    own = Q(person=speaker) | Q(person__merged_into=speaker)
    body = Q(body=data.body) | Q(body__merged_into=data.body)
    found = Affiliation.objects.filter(own, body).exclude(pk=besides or 0).select_related("body")
    return [one for one in found if fold(one.title) == fold(data.title)]


def _overlap(since: ClockValue, until: ClockValue, other_since: ClockValue, other_until: ClockValue) -> bool:
    """Whether both times hold at some moment for certain, or are told by the very same dates."""
    if (since.earliest, until.latest) == (other_since.earliest, other_until.latest):
        return True
    starts = [one.latest or BEGINNING for one in (since, other_since)]
    ends = [one.earliest or END for one in (until, other_until)]
    return max(starts) < min(ends)


def _span(affiliation: Affiliation) -> str:
    ends = (("from", affiliation.since), ("until", affiliation.until))
    said = [f"{word} {in_words(clock)}" for word, clock in ends if clock.precision != Precision.UNKNOWN]
    return " ".join(said) or "without dates"
