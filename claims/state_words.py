"""A claim's state and counts in words. Pure: values in, sentences out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from claims.choices import ClaimState, Stance
from claims.states import SummaryValues
from claimtrack.words import counted, day, isolated


class StateWords(NamedTuple):
    """The sentence under a claim's title: lead, then (stance, words) each, then the rest, plain."""

    lead: str
    parts: tuple[tuple[str, str], ...]
    rest: str


#: What a stance that is counted is called in a sentence, and in a list of one or of many.
_COUNTED = (
    (Stance.ASSERTS, "asserting", "asserted", "asserts", "assert"),
    (Stance.DENIES, "denying", "denied", "denies", "deny"),
    (Stance.DISPUTES, "questioning", "questioned", "questions", "question"),
)


#: What each state means, and what it does not.
MEANINGS = {
    ClaimState.WITHDRAWN: "Withdrawn: we took this claim back; the reason stands above.",
    ClaimState.NOTHING: "Nothing recorded: no statement on this claim is shown here yet.",
    ClaimState.DISPUTED: "Disputed: somebody asserts it, and somebody else denies or disputes it, or a claim "
    "that contradicts it is asserted too. It does not say who is right.",
    ClaimState.ADMITTED_IN_PART: "Admitted in part: somebody whom it concerns grants some of it.",
    ClaimState.DENIED_ONLY: "Denied only: statements deny it, and no statement recorded here asserts it.",
    ClaimState.QUESTIONED_ONLY: "Questioned only: statements doubt or correct it; none asserts or denies it.",
    ClaimState.REPEATED: "Repeated: it is passed on, and no origin of it is known.",
    ClaimState.ASSERTED: "Asserted: somebody says it is so, and nobody else denies it here. Silence "
    "is not consent, and nothing here says that it is true.",
}


def state_words(values: SummaryValues, *, as_of: date) -> StateWords:
    """Say the state: "Disputed; admitted in part by X." Asserted by 5 and 1 unnamed, denied by 2. 7 outlets …

    `as_of`: the day on which no answer is recorded.
    """
    return StateWords(lead=lead(values, as_of=as_of), parts=counts(values), rest=weight(values))


def lead(values: SummaryValues, *, as_of: date) -> str:
    """The state itself, as a sentence."""
    words = ClaimState(values.state).label
    if values.state == ClaimState.DISPUTED and values.admitted_by:
        return f"{words}; admitted in part by {isolated(values.admitted_by)}."
    if values.state == ClaimState.DISPUTED and not _answered(values):
        return f"{words} by a claim that contradicts it."
    if values.state == ClaimState.ADMITTED_IN_PART and values.admitted_by:
        return f"{words} by {isolated(values.admitted_by)}."
    if values.state == ClaimState.ASSERTED and not _answered(values):
        return f"{words}, no answer recorded as of {day(as_of)}."
    return f"{words}."


def _answered(values: SummaryValues) -> bool:
    known = values.denying + values.questioning
    return bool(known + values.denying_unnamed + values.questioning_unnamed)


def counts(values: SummaryValues) -> tuple[tuple[str, str], ...]:
    """Who takes which stance: (stance, "Asserted by 5 and 1 unnamed,"); the last ends the sentence."""
    said: list[tuple[str, str]] = []
    for stance, field, verb, *_ in _COUNTED:
        heads = number_and_unnamed(getattr(values, field), getattr(values, f"{field}_unnamed"))
        if heads:
            said.append((stance, f"{verb} by {heads}"))
    if values.repeating:
        said.insert(1 if said and said[0][0] == Stance.ASSERTS else 0, _repeated(values))
    return _as_sentence(said)


def _repeated(values: SummaryValues) -> tuple[str, str]:
    return (Stance.REPEATS, f"repeated by {values.repeating:,}")


def _as_sentence(said: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    # Punctuation belongs to its part, so that it never wraps alone.
    last = len(said) - 1
    return tuple(
        (stance, (words if place else words[:1].upper() + words[1:]) + ("." if place == last else ","))
        for place, (stance, words) in enumerate(said)
    )


def number_and_unnamed(known: int, unnamed: int) -> str:
    """ "5", "5 and 1 unnamed", "1 unnamed"; empty for nobody. The unnamed are never added to the known."""
    parts = [f"{known:,}"] if known else []
    if unnamed:
        parts.append(f"{unnamed:,} unnamed")
    return " and ".join(parts)


def weight(values: SummaryValues) -> str:
    """How many outlets carry it and how many origins they go back to: "7 outlets, 4 origins."."""
    if not values.statements:
        return ""
    parts = [counted(values.outlets, "outlet") if values.outlets else "no outlet known"]
    if values.origins:
        parts.append(counted(values.origins, "origin"))
    if values.origins_not_stated:
        parts.append(f"{values.origins_not_stated:,} not stated" if values.origins else "origin not stated")
    words = ", ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."


def tally(values: SummaryValues) -> tuple[tuple[str, int, str], ...]:
    """For lists: (stance, heads, "5 assert and 1 unnamed") of every stance that is counted and taken."""
    found = []
    for stance, field, _, one, many in _COUNTED:
        known, unnamed = getattr(values, field), getattr(values, f"{field}_unnamed")
        if known or unnamed:
            found.append((stance, known + unnamed, _heads(known, unnamed, one, many)))
    return tuple(found)


def _heads(known: int, unnamed: int, one: str, many: str) -> str:
    if not known:
        return f"{unnamed:,} unnamed {one if unnamed == 1 else many}"
    words = f"{known:,} {one if known == 1 else many}"
    return f"{words} and {unnamed:,} unnamed" if unnamed else words


def score(values: SummaryValues) -> tuple[tuple[str, str, str], ...]:
    """The facts under a state: (label, number or words, small words)."""
    repeats = f"{values.repeating:,} repeat it" if values.repeating else ""
    return (
        ("Assert", f"{values.asserting:,}", _small(values.asserting_unnamed, repeats)),
        ("Deny", f"{values.denying:,}", _small(values.denying_unnamed)),
        ("Question, correct", f"{values.questioning:,}", _small(values.questioning_unnamed)),
        ("Outlets", f"{values.outlets:,}", counted(values.statements, "statement")),
        ("Origins", f"{values.origins:,}", _not_stated(values.origins_not_stated)),
        ("Checked", f"{values.checked:,}", "" if values.checked else "no check recorded"),
        ("Last moved", *_moved(values.last_moved)),
    )


def _moved(at: datetime | None) -> tuple[str, str]:
    """("9 Dec", "2025"): the day large, the year small."""
    if at is None:
        return "not yet", ""
    in_year, year = day(at).rsplit(" ", 1)
    return in_year, year


def _small(unnamed: int, more: str = "") -> str:
    return ", ".join(part for part in (f"and {unnamed:,} unnamed" if unnamed else "", more) if part)


def _not_stated(number: int) -> str:
    return f"and {number:,} not stated" if number else ""
