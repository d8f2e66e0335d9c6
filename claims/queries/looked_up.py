"""Claims and speakers that typed words may mean, as the keyboard desk numbers them.

Each with a few small words that tell it apart, so that a key chooses it without anything being opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from claims.match.guards import Side, differences
from claims.models import Claim, SpeakerAlias
from claims.queries.known import Known, find_claims, find_speakers
from sources.folding import fold

#: No more than one digit can name.
MOST = 9
#: Of what differs, and of other spellings, so many are told.
TOLD = 2


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One of them. what: "claim:7", "speaker:12"; why: small words, or "".

    version and slug: of a claim, as changes to it and its address take them.
    """

    what: str
    words: str
    why: str = ""
    version: int = 0
    slug: str = ""


def look_up_claims(words: str, *, of: str = "") -> tuple[LookedUp, ...]:
    """Unmerged claims like the words, withdrawn ones included, the likest first. Four queries.

    of: what is said where the claim is looked for, or another claim; what of each differs from it is told.
    """
    found = find_claims(words)
    known = [*found.exact, *found.similar][:MOST]
    rows = Claim.objects.with_slug().in_bulk([_number(one) for one in known])
    return tuple(
        LookedUp(one.key, one.label, _why(one, of or words), row.version, row.slug or "")
        for one in known
        if (row := rows.get(_number(one)))
    )


def look_up_speakers(name: str) -> tuple[LookedUp, ...]:
    """Unmerged speakers by name or other spelling, as `find_speakers` finds them; one query more."""
    found = find_speakers(name)
    known = [*found.exact, *found.similar][:MOST]
    spelt = _spellings(known, name)
    return tuple(
        LookedUp(one.key, one.label, "; ".join([*spelt.get(_number(one), ()), one.why])) for one in known
    )


def _why(known: Known, ours: str) -> str:
    told = [one.sentence for one in differences(Side(ours), Side(known.label))][:TOLD]
    return "; ".join([known.why, *told] if known.why else told)


def _spellings(known: Iterable[Known], name: str) -> dict[int, list[str]]:
    """By speaker, over merges: the other spellings in which typed words stand."""
    target = Coalesce(F("speaker__merged_into"), F("speaker"))
    wanted = Q(target__in=[_number(one) for one in known])
    for word in fold(name).split():
        wanted &= Q(search_key__contains=word)
    rows = SpeakerAlias.objects.annotate(target=target)
    found: dict[int, list[str]] = {}
    for speaker, spelling in rows.filter(wanted).order_by("pk").values_list("target", "spelling"):
        if len(found.setdefault(speaker, [])) < TOLD:
            found[speaker].append(f"also “{spelling}”")
    return found


def _number(known: Known) -> int:
    return int(known.key.partition(":")[2])
