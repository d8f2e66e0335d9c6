"""Claims of the invented archive, and what each comes to stand for."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.choices import LinkState, RelationKind
from claims.large import clocks
from claims.large.people import Cast
from claims.large.tables import NULL, Tables
from claims.large.words import COUNTED, DEEDS, NUMBERS, OURS, THINGS, WHEN, Skewed
from claims.states import Position
from sources.folding import fold

#: One claim in so many is …
ONE_IS_HIDDEN, ONE_IS_WITHDRAWN, ONE_IS_MERGED, ONE_IS_COUNTERED = 50, 190, 700, 90
ONE_STANDS_IN_TWO_TOPICS = 20
_CONTRADICTS = (RelationKind.CONTRADICTS, LinkState.CONFIRMED)


@dataclass(slots=True)
class Stood:
    """One link that stands on a claim.

    origin: the article that this one repeats, or itself. said: seven columns. figure: number and what is
    counted, "" where there is none. recorded: minutes since the first day.
    """

    statement: int
    position: Position
    outlet: int
    article: int
    origin: int
    content: str
    said: str
    figure: str
    recorded: int


@dataclass(slots=True)
class Planned:
    """A claim: what it is about, since which day it is here, and what stands on it.

    target: the claim that stands for it (itself, if it was not merged).
    """

    pk: int
    drawn: Mapping[str, Any]
    text: str
    day: int
    target: Planned | None = None
    hidden: bool = False
    withdrawn: bool = False
    checked: int = 0
    stood: list[Stood] = field(default_factory=list)
    against: list[Planned] = field(default_factory=list)

    @property
    def visible(self) -> bool:
        """Whether readers see it."""
        return not (self.hidden or self.withdrawn or self.target)

    @property
    def asserted(self) -> bool:
        """Whether somebody asserts it."""
        return any(
            one.position.stance == "asserts" and one.position.voice != "unattributed" for one in self.stood
        )


@dataclass(frozen=True, slots=True)
class Story:
    """What the claims of one topic are about: a few places and things of its own, and when it began."""

    places: Skewed[str]
    things: Skewed[str]
    first_day: int
    days: int


def plan_story(rng: random.Random, cast: Cast) -> Story:
    """Draw what a topic is about, and its stretch of days."""
    days = min(int(rng.lognormvariate(5.0, 0.8)) + 5, clocks.DAYS - 10)
    return Story(
        places=Skewed(rng, list(dict.fromkeys(cast.places.draw() for _ in range(9)))),
        things=Skewed(rng, rng.sample(THINGS, 8)),
        first_day=rng.randrange(clocks.DAYS - days),
        days=days,
    )


def plan_claims(rng: random.Random, cast: Cast, story: Story, *, first: int, number: int) -> list[Planned]:
    """The claims of one topic in the order of their days, with those merged, hidden and withdrawn."""
    planned: list[Planned] = []
    for place in range(number):
        drawn = _draw(rng, cast, story)
        text = rng.choice(OURS).format(**drawn)
        one = Planned(
            first + place, drawn, text[0].upper() + text[1:], story.first_day + story.days * place // number
        )
        _fate(one, planned)
        planned.append(one)
    return planned


def _draw(rng: random.Random, cast: Cast, story: Story) -> dict[str, Any]:
    local = rng.random() < 0.7
    return {
        "place": story.places.draw() if local else cast.places.draw(),
        "thing": story.things.draw() if local else rng.choice(THINGS),
        "deed": rng.choice(DEEDS),
        "when": rng.choice(WHEN),
        "person": cast.families.draw(),
        "counted": rng.choice(COUNTED),
        "number": rng.choice(NUMBERS),
    }


def _fate(one: Planned, before: Sequence[Planned]) -> None:
    if one.pk % ONE_IS_HIDDEN == 3:
        one.hidden = True
    elif one.pk % ONE_IS_WITHDRAWN == 5:
        one.withdrawn = True
    elif before and one.pk % ONE_IS_MERGED == 7 and before[-1].visible:
        one.target = before[-1]
    elif before and one.pk % ONE_IS_COUNTERED == 9 and not before[-1].target:
        one.against.append(before[-1])
        before[-1].against.append(one)


def write_claims(
    rng: random.Random, tables: Tables, planned: Iterable[Planned], *, topic: int, topics: int
) -> None:
    """Claims with their addresses, places under topics and contradictions. topic: 0 for none."""
    for one in planned:
        recorded = clocks.moment(one.day + 1, one.pk % 1440)
        tables.claim.add(
            one.pk,
            one.text,
            fold(one.text),
            NULL if one.hidden else recorded,
            recorded,
            one.target.pk if one.target else NULL,
            clocks.moment(one.day + 40) if one.withdrawn else NULL,
            tables.person if one.withdrawn else NULL,
            "Recorded by mistake." if one.withdrawn else "",
            clocks.draw(rng, one.day),
        )
        tables.claim_address.add(one.pk, f"claim-{one.pk}", recorded)
        if topic:
            tables.claim_topic.add(one.pk, topic)
        if topics > 1 and one.pk % ONE_STANDS_IN_TWO_TOPICS == 0:
            second = rng.randrange(1, topics + 1)
            if second != topic:
                tables.claim_topic.add(one.pk, second)
        for other in one.against:
            if other.pk < one.pk:
                tables.relation.add(one.pk, other.pk, *_CONTRADICTS, tables.person, recorded, recorded)


#: Columns of the tables that are written here.
COLUMNS = {
    "claim": (
        "claims.Claim",
        "id text search_key visible_since created_at merged_into_id withdrawn_at withdrawn_by_id "
        f"withdrawn_reason {clocks.columns('event')}",
    ),
    "claim_address": ("claims.ClaimAddress", "target_id slug created_at"),
    "claim_topic": ("claims.ClaimTopic", "claim_id topic_id"),
    "relation": (
        "claims.ClaimRelation",
        "from_claim_id to_claim_id kind state decided_by_id recorded_at decided_at",
    ),
}
