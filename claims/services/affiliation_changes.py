"""Places of people, kept in order: one that overlaps itself, or ends before it begins, is refused.

The person is the root, so whoever changes one of its places waits for, or sees, what others did to them.
"""

from datetime import UTC, datetime

from django.contrib.auth.models import User
from django.db.models import Q

from claims.choices import SpeakerKind
from claims.models import Affiliation, Speaker
from claims.services.affiliations import AffiliationInput, affiliate
from claims.services.errors import Refused
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


def add_affiliation(*, editor: User, speaker: Speaker, expected: int, data: AffiliationInput) -> Affiliation:
    """Say that a person has, or had, a place in a body. Raises Refused and Stale."""
    with acting(person(editor)):
        made = affiliate(editor=editor, speaker=speaker, expected=expected, data=data)
        refuse_affiliation(speaker=speaker, data=data, besides=made.pk)
    return made


def change_affiliation(
    *, editor: User, affiliation: Affiliation, expected: int, data: AffiliationInput
) -> Affiliation:
    """Say otherwise what the place is, or from when to when; `expected`: the person's version.

    The person stays: another's place is another affiliation. Raises Refused and Stale.
    """
    actor, speaker = person(editor), affiliation.person
    with acting(actor):
        change(speaker, actor=actor, expected=expected)
        refuse_affiliation(speaker=speaker, data=data, besides=affiliation.pk)
        affiliation.body, affiliation.title = data.body, " ".join(data.title.split())
        for clock, value in (("since", data.since), ("until", data.until)):
            for column, part in clock_columns(clock, value).items():
                setattr(affiliation, column, part)
        affiliation.save()
    return affiliation


def remove_affiliation(*, editor: User, affiliation: Affiliation) -> None:
    """Take away what was recorded by mistake; history keeps it."""
    actor = person(editor)
    with acting(actor):
        change(affiliation.person, actor=actor, expected=None)
        affiliation.delete()


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
