"""What it means that two articles share words: another save of one page, a reprint, or shared text."""

from __future__ import annotations

from dataclasses import dataclass

from sources.ingest.duplicates import Shingles

ANOTHER_SAVE, REPRINT, SHARES_TEXT = "another_save", "reprint", "shares_text"

#: Of both bodies this much stands in the other one: the same page, saved twice.
SAVED_SHARE = 0.9
#: Of one body this much stands in the other one. Rewritten leads and cut ends stay above it: reprints with
#: 8 % of their words changed, or half their length, were measured at 0.73 and more.
REPRINT_SHARE = 0.6
#: Below this two reports of one event are independent; measured: 0.27 for one quoting what the other quotes.
TOLD_SHARE = 0.15
#: Runs of three words that two texts must share at all: less is a title, a name and a turn of phrase.
LEAST_RUNS = 12


@dataclass(frozen=True, slots=True)
class Compared:
    """An article as the rule sees it. outlet: after merges, None when unknown; headline: folded."""

    runs: Shingles
    outlet: int | None
    headline: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two articles are alike. kind: as `sources.choices.OverlapKind` spells it.

    The shares, 0 to 1, are of each body's runs of three words, standing in the other body.
    """

    kind: str
    first_in_second: float
    second_in_first: float


def judge(first: Compared, second: Compared, *, common: bool = False) -> Likeness | None:
    """Say how two articles are alike; None for two that are independent.

    `common`: what they share stands in many other texts as well; then only what is nearly all the same, of
    either, is more than boilerplate.
    """
    shared = len(first.runs & second.runs)
    if shared < LEAST_RUNS:
        return None
    ways = (shared / len(first.runs), shared / len(second.runs))
    if min(ways) >= SAVED_SHARE and (first.outlet, first.headline) == (second.outlet, second.headline):
        return Likeness(ANOTHER_SAVE, *ways)
    if min(ways) >= SAVED_SHARE or (max(ways) >= REPRINT_SHARE and not common):
        return Likeness(REPRINT, *ways)
    if max(ways) >= TOLD_SHARE and not common:
        return Likeness(SHARES_TEXT, *ways)
    return None
