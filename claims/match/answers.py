"""Which claims a denial answers: those it names, and those it covers by its words. Pure.

"We reject all these insinuations" names nothing. It covers what is claimed of the speaker in the same
article, or was within days; a claim whose words it has, it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims.match.words import folded_words, holds_together

#: A claim that moved so long before or after the denial may be what it answers.
NEAR = timedelta(days=7)
#: From this likeness on a denial names the claim.
NAMED = 0.3
#: What covering alone comes to, by the place of the claim: the same article, another one of these days.
IN_ARTICLE, IN_DAYS = 0.5, 0.3

_THINGS = (
    r"(?:insinuations?|allegations?|accusations?|charges?|claims?|reports?|rumou?rs?|assertions?|statements?"
    r"|suggestions?|fakes?|lies|inventions?|provocations?)"
)
_SWEEPING = re.compile(
    rf"\b(?:all|any|every|each|these|those|such|the|this|that|its?|his|her|their)\s+(?:of\s+)?"
    rf"(?:(?:the|these|those|such|other)\s+)?(?:[\w-]+\s+){{0,2}}?{_THINGS}\b"
    r"|\bnothing to do with (?:it|this|that)\b|\b(?:everything|all of (?:this|it)|none of (?:this|it))\b"
    r"|\bany (?:involvement|wrongdoing|responsibility|link)\b|\bnot (?:involved|responsible)\b"
    r"|\b(?:it|this|that)(?: is|['’]s) (?:all )?(?:a lie|false|untrue|not true|nonsense|fake)\b"
    rf"|^\W*(?:baseless|groundless|unfounded|false|absurd)\s+{_THINGS}\b",
    re.IGNORECASE,
)
_PRINTED_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement that denies. parties: speakers (ids) who deny, or are spoken for.

    names: folded words of their names. at: when it was said or published.
    """

    wording: str
    parties: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that somebody asserts. here: in the same article; at: when it was said elsewhere."""

    claim: int
    text: str
    parties: frozenset[int] = frozenset()
    here: bool = False
    at: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim that a denial answers. reach: "names" or "covers"; reason: a sentence for editors."""

    claim: int
    reach: str
    score: float
    reason: str


def sweeping(wording: str) -> str:
    """The words by which a denial reaches more than it names; "" where it has none."""
    hit = _SWEEPING.search(wording)
    return " ".join(hit.group().split()) if hit else ""


def answered(denial: Denial, told: Iterable[Told], likeness: dict[int, float]) -> list[Answer]:
    """The claims a denial answers, the surest first, each once; likeness: 0 to 1 by claim, from its words."""
    covers = sweeping(denial.wording)
    answers = [
        answer for one in told if (answer := _answer(denial, one, covers, likeness.get(one.claim, 0.0)))
    ]
    return sorted(answers, key=lambda one: (-one.score, one.claim))


def _answer(denial: Denial, told: Told, covers: str, likeness: float) -> Answer | None:
    concerned = _concerned(denial, told)
    near = told.here or _is_near(denial, told)
    if likeness >= NAMED and (near or not told.at):
        return Answer(told.claim, "names", likeness, "it denies this in the words of the claim")
    if not (covers and concerned and near):
        return None
    place = "in the same article" if told.here else f"within {NEAR.days} days"
    score = max(likeness, IN_ARTICLE if told.here else IN_DAYS)
    return Answer(told.claim, "covers", score, f"“{covers}” covers what is claimed of {concerned} {place}")


def _concerned(denial: Denial, told: Told) -> str:
    """Who of the denial the claim is about, in the claim's words ("the ministry"); "" where nobody."""
    if denial.parties & told.parties:
        return "the same party"
    shared: list[str] = []
    before = ""
    for word in _PRINTED_WORD.findall(told.text):
        known = [one for one in folded_words(word) if one in denial.names and not holds_together(one)]
        if known:
            shared += [word] if shared or before.lower() != "the" else ["the", word]
        elif shared:
            break
        before = word
    return " ".join(shared)


def _is_near(denial: Denial, told: Told) -> bool:
    at = denial.at
    return at is not None and any(abs(at - one) <= NEAR for one in told.at)
