"""Which speakers may be one, found in the background; and an editor's word that two are two.

A speaker waits to be compared while it stands at another version than the one it was last compared at, so
that no service has to say so, and a lost message loses nothing.
"""

from __future__ import annotations

import time
from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q

from claims.models import ComparedSpeaker, LikelyDuplicate, Speaker, SpeakersApart
from claims.queries.likely_duplicates import likely_duplicates
from claims.services.errors import Refused
from sources.services.acting import acting, person

#: Speakers taken at once.
PIECE = 50
#: Code points of what is kept of a likeness, and of an editor's reason.
LONGEST_WHY, LONGEST_REASON = 500, 400


def compare_waiting(*, budget: float) -> int:
    """Compare speakers that wait, for so many seconds; return how many were.

    Safe to run twice at once: what is written is derived, and written the same.
    """
    end, done = time.monotonic() + budget, 0
    while time.monotonic() < end and (rows := _waiting()):
        for row in rows:
            if time.monotonic() >= end:
                break
            compare_speaker(speaker=row)
            done += 1
    return done


def compare_speaker(*, speaker: Speaker) -> None:
    """Find whom a speaker may be the same as, and keep that.

    Whoever was compared before has changed since: then its former likenesses, and their own, are found anew,
    so that what an undone merge or a removed spelling brought goes with it.
    """
    before = _others_of([speaker.pk])
    was_compared = ComparedSpeaker.objects.filter(speaker=speaker).exists()
    _compare(speaker)
    if not was_compared:
        return
    after = _others_of([speaker.pk, speaker.merged_into_id or speaker.pk])
    for other in Speaker.objects.filter(pk__in=(before | after) - {speaker.pk}).order_by("pk"):
        _compare(other)


def say_apart(*, editor: User, one: Speaker, other: Speaker, reason: str) -> SpeakersApart:
    """Say that two speakers are not the same: the pair is not suggested again. Said twice, it stands once.

    Raises Refused without a reason, and where the two are one already.
    """
    reason = _why(reason)
    if (one.merged_into_id or one.pk) == (other.merged_into_id or other.pk):
        raise Refused("They are one already. Unmerge them first.")
    with acting(person(editor)):  # the row itself keeps the reason
        standing = decision_on(one.pk, other.pk)
        if standing is not None:
            return standing
        first, second = sorted((one, other), key=lambda row: row.pk)
        made = SpeakersApart.objects.create(first=first, second=second, reason=reason, decided_by=editor)
        LikelyDuplicate.objects.filter(first=first, second=second).delete()
    return made


def take_back_apart(*, editor: User, apart: SpeakersApart, reason: str = "") -> None:
    """Undo the decision: the pair may be suggested again, and is at once where it is likely."""
    with acting(person(editor), reason=" ".join(reason.split())):
        SpeakersApart.objects.filter(pk=apart.pk).delete()
        _compare(Speaker.objects.get(pk=apart.first_id))


def decision_on(one: int, other: int) -> SpeakersApart | None:
    """What an editor said of the pair, whichever comes first. One query."""
    pair = Q(first=one, second=other) | Q(first=other, second=one)
    return SpeakersApart.objects.select_related("decided_by").filter(pair).first()


def _why(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Say how you know that they are two, in a few words.")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Keep the reason under {LONGEST_REASON} characters.")
    return reason


def _waiting() -> list[Speaker]:
    stands = Q(compared__isnull=True) | ~Q(compared__version=F("version"))
    rows = Speaker.objects.filter(stands).select_related("merged_into").order_by("pk")
    return list(rows[:PIECE])


@transaction.atomic
def _compare(speaker: Speaker) -> None:
    target = speaker.merged_into or speaker
    found = likely_duplicates(target)
    gone = [speaker.pk, target.pk]
    LikelyDuplicate.objects.filter(Q(first__in=gone) | Q(second__in=gone)).delete()
    LikelyDuplicate.objects.bulk_create(
        [
            LikelyDuplicate(
                first_id=min(target.pk, one.other),
                second_id=max(target.pk, one.other),
                score=one.score,
                reason=one.reason[:LONGEST_WHY],
            )
            for one in found
        ],
        ignore_conflicts=True,
    )
    ComparedSpeaker.objects.update_or_create(speaker=speaker, defaults={"version": speaker.version})


def _others_of(speakers: Collection[int]) -> set[int]:
    pairs = LikelyDuplicate.objects.filter(Q(first__in=speakers) | Q(second__in=speakers))
    return {pk for pair in pairs.values_list("first_id", "second_id") for pk in pair} - set(speakers)
