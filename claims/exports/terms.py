"""Our vocabulary for other programs: what schema.org has no word for, told on a page of its own.

A term is its stored spelling (claims.choices), which never changes. Its address is the page's with the term
as fragment, so that whoever meets one can look it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from claims.choices import Reach, RelationKind, Stance, Verdict
from claims.state_words import MEANINGS

#: Before a term in a document, as in "ct:denies".
PREFIX = "ct"


@dataclass(frozen=True, slots=True)
class Term:
    """name: as documents spell it, without the prefix. words: as pages say it. means: in a sentence."""

    name: str
    words: str
    means: str


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that answer one question. id: of its heading on the page."""

    id: str
    name: str
    terms: tuple[Term, ...]


_STANCES = {
    Stance.ASSERTS: "The statement says in its own name that the claim is so.",
    Stance.REPEATS: "It says so in its own name and rests it on somebody else.",
    Stance.ADMITS_IN_PART: "The accused party grants some of it.",
    Stance.DENIES: "It says that the claim is not so.",
    Stance.DISPUTES: "It doubts the claim without saying that it is not so.",
    Stance.CORRECTS: "It puts another figure, date or actor in the claim's place.",
    Stance.DECLINES: "The speaker's own words refuse an answer.",
}
_RELATIONS = {
    RelationKind.CONTRADICTS: "If one claim is so, the other is not.",
    RelationKind.SUPPORTS: "If the first is so, the second is likelier.",
    RelationKind.SAME_AS: "We believe both to be one claim; they are not merged.",
    RelationKind.PART_OF: "The first is a part of what the second says.",
    RelationKind.DERIVED_FROM: "The first rests on the second: a sum, an estimate, a conclusion.",
    RelationKind.UPDATES: "The first says of a later time what the second said of an earlier one.",
}
_REACH = {
    Reach.NAMES: "The statement's own words name what the claim says.",
    Reach.COVERS: "Its words cover the claim without naming it: “all insinuations”.",
    Reach.INFERRED: "An editor infers it and answers for it.",
}
_VERDICTS = {
    Verdict.TRIED: "It was looked into, and nothing was found for or against.",
    Verdict.EVIDENCE: "Evidence was found, and is named.",
    Verdict.CONFIRMED: "Whoever checked says that it is so.",
    Verdict.REFUTED: "Whoever checked says that it is not so.",
}
_PROPERTIES = (
    Term("stance", "stance", "What a statement does to a claim: one of the stances below."),
    Term("reach", "reach", "How a statement gets to the claim: one of the words under “Reach” below."),
    Term("relation", "relation", "How the claim stands to another: one of the relations below."),
    Term("state", "state", "The claim's state, by who asserts and who denies it. Never a score of truth."),
    Term("hops", "hops", "Through whom a statement came, from the speaker to the page that published it."),
    Term("originDropped", "origin dropped", "The article left out where the statement comes from."),
    Term("hedges", "hedges", "Exact words by which the statement holds back, such as “reportedly”."),
    Term("figures", "figures", "Numbers: wording, bounds, unit, what is counted, and how it is known."),
    Term("said", "said", "When it was said, in EDTF, as precisely as it is known; “” where it is not."),
    Term("happened", "said to have happened", "When it is said to have happened, in EDTF."),
    Term("recorded", "recorded", "When it was recorded here."),
    Term("origin", "origin", "Statements of one origin go back to one utterance or figure, and count once."),
    Term("verdict", "verdict", "What a check came to. Several checks stand beside one another."),
)  # fmt: skip


def _of(means: Mapping[Any, str]) -> tuple[Term, ...]:
    return tuple(Term(str(value), str(value.label), told) for value, told in means.items())


GROUPS = (
    Group("properties", "What is told of a claim and its statements", _PROPERTIES),
    Group("stances", "Stances: what a statement does to a claim", _of(_STANCES)),
    Group("relations", "Relations: how a claim stands to another", _of(_RELATIONS)),
    Group("reaches", "Reach: how a statement gets to a claim", _of(_REACH)),
    Group("states", "States of a claim", _of(MEANINGS)),
    Group("verdicts", "What a check came to", _of(_VERDICTS)),
)


def vocabulary() -> str:
    """The address that stands before every term: absolute, with the "#"."""
    return f"{settings.SITE_URL}{reverse('claims:vocabulary')}#"
