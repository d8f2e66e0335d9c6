"""Invented words: places, people and things that are nowhere, a few of each everywhere, most of them rare."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


def words(listed: str) -> list[str]:
    """The words of a list; one that is written with a hyphen is told with a space."""
    return [word.replace("-", " ") for word in listed.split()]


BEGINS = words("""
    Am Bor Cal Dro Esk Fal Gri Hov Ind Jar Kov Lun Mor Nes Olt Pern Quin Rov Sel Tur Ulm Vor Wes Yar Zel
""")
ENDS = words("""
    ack anda bridge chev dell enko furt gard holm ick jord kamp lund mir nova ost polje rath stead torf una
    vale wick
""")
THINGS = words("""
    aqueduct armoury bakery barge brewery bunker canteen causeway chapel coalfield customs-house distillery
    dyke foundry freighter grain-store heating-plant hydrant icebreaker jetty laundry levee locomotive mill
    monastery observatory orphanage paper-works pier pumping-station quay reactor road-bridge sawmill silo
    sluice smelter substation switchyard tannery theatre tollgate tramway viaduct water-tower weir wharf
    windfarm works yard
""")
DEEDS = words("""
    breached cleared closed cut damaged declared-safe drained emptied evacuated expropriated flattened
    flooded handed-over hit impounded inspected leased looted lost moved reopened repaired requisitioned
    sealed seized shelled shut-down silenced sold stormed stripped struck surveyed taken unloaded walled-off
    wrecked
""")
COUNTED = words("""
    clerks conscripts crates divers drivers families guards horses masons medics millers patients pilots
    porters pupils residents sailors sappers tenants tons wagons welders
""")
WHEN = (
    "after midnight", "after the thaw", "against orders", "ahead of the talks", "at noon",
    "before the harvest", "by mistake", "during the truce", "for a third time", "in broad daylight",
    "in the first frost", "on Monday", "on the eve of the vote", "over three days", "under escort",
    "while the bridge was up", "within the hour",
)  # fmt: skip
NUMBERS = (2, 3, 4, 6, 8, 11, 14, 17, 25, 32, 48, 60, 75, 90, 140, 260, 350, 480, 700, 1200, 2400, 9000)
FIRST_NAMES = words("""
    Ada Bruno Cela Dmytro Edda Fadi Greta Hanno Ilka Jonas Katja Levin Mira Nuri Oksana Petr Rana Sven Tessa
    Uwe Vera Wanda Yusuf Zoë Björn Søren Inés Łukasz
""")
OFFICES = words("""
    governor mayor minister prosecutor ombudsman rector harbour-master commander registrar spokesman
""")
BODIES = words("""
    ministry council garrison fund union institute tribunal academy customs fire-brigade waterworks
""")
RECORDS = words("""
    footage ledger recording report telegram transcript photograph logbook register
""")
PAPERS = words("""
    Courier Gazette Herald Observer Post Record Review Sentinel Standard Telegraph Times Tribune Wire
""")

#: What a claim says, in our words.
OURS = (
    "The {thing} of {place} was {deed} {when} and {number} {counted} were inside",
    "{number} {counted} were hurt when the {thing} of {place} was {deed} {when}",
    "{person} had the {thing} of {place} {deed} {when}",
    "{person} sent {number} {counted} to the {thing} of {place} {when}",
    "The {thing} of {place} held {number} {counted} when it was {deed} {when}",
)
#: What is said of it: other words, in another order.
THEIRS = (
    "{number} {counted} had been in the {thing} at {place} as it was {deed} {when}",
    "{when}, the {place} {thing} was {deed}, with {number} {counted} there",
    "it was {person} who had {place}'s {thing} {deed} {when}",
    "at {place}, {counted} ({number} of them) saw how the {thing} got {deed} {when}",
    "nothing is left of the {thing} in {place}, {deed} {when} with its {number} {counted}",
)
FILLER = (
    "Trade at the market went on as before.", "The weather office expects wind from the west.",
    "Roads to the north stayed open.", "No other office could be reached by the evening.",
    "The town had been quiet for weeks.", "Schools will open an hour later.",
    "A second hearing is set for next month.", "The paper has asked for the minutes of that meeting.",
)  # fmt: skip


class Skewed(Generic[T]):
    """Draws from a list, the first of it much oftener than the last: as 1 to its place and `steep` more."""

    def __init__(self, rng: random.Random, choices: Sequence[T], *, steep: int = 3) -> None:
        self.rng, self.choices = rng, choices
        self._odds = list(accumulate(1 / (place + steep) for place in range(len(choices))))

    def draw(self) -> T:
        """One of them."""
        return self.choices[bisect(self._odds, self.rng.random() * self._odds[-1], 0, len(self.choices) - 1)]


def place_names(rng: random.Random, number: int) -> list[str]:
    """So many different names of places (or families), in no order."""
    short = [begin + end for begin in BEGINS for end in ENDS]
    long = [begin + middle.lower() + end for begin in BEGINS for middle in BEGINS for end in ENDS]
    rng.shuffle(short)
    rng.shuffle(long)
    return (short + long)[:number]
