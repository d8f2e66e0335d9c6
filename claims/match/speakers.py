"""Whether two names may be one speaker's, and why. Pure. A suggestion: nobody is ever merged by it.

Names are compared part by part as they sound, so that ways of transliterating make no difference; one wrong
letter is forgiven only beside a part that is the same. What tells people apart tells names apart: another
given name, another middle initial, "junior" on one side alone. Names of bodies must have the same words.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from claims.extract.speaker_words import BODIES
from claims.match.sounds import sounding
from sources.folding import fold
from sources.ingest.sentences import words_of

#: Below this nothing is suggested.
LEAST = 0.4
_TITLES = words_of("""
    mr mrs ms miss dr prof professor sir dame lord lady president minister prime general colonel major captain
    lieutenant admiral senator governor mayor ambassador commissioner king queen prince princess pope
    herr frau spokesman spokeswoman spokesperson secretary foreign chancellor judge commander deputy former
""")
_JUNIORS = words_of("jr sr junior senior ii iii iv")
_EMPTY = words_of("the of for and a an in on de der die das des von van al el")
#: Words that only bodies and offices have in their names.
_BODY = BODIES | words_of("front house kingdom league nations news post republic services states times")
#: Forms of one given name in several languages, as they are spelled by `sounding`.
_GIVEN = """
    alexander aleksandr oleksandr alexandr sasha / vladimir volodymyr wladimir / sergei serhii sergey serhiy
    / nikolai mykola nikolay nicholas / dmitry dmytro dmitri dmitrij / andrei andrii andrew andrey andriy
    / mikhail mykhailo michael mykhaylo / pavel pavlo paul / yevgeny yevhen evgeny eugene / peter petro pyotr
    / alexei oleksii aleksey alexey oleksiy / vasily vasyl / ivan john johann / yuri yurii iurii juri
    / william bill / robert bob / james jim / thomas tom / anthony tony / joseph joe josef
    / catherine kateryna ekaterina katherine / elena olena helen / natalia nataliia natalya
"""
_FORMS = [frozenset(map(sounding, names.split())) for names in _GIVEN.split("/")]


@dataclass(frozen=True, slots=True)
class Likely:
    """That two names may be one speaker's. score: LEAST to 1; reason: a few words for editors."""

    score: float
    reason: str


def same_speaker(name: str, other: str) -> Likely | None:
    """Say whether two names may be one speaker's; None where they are told apart, or too far apart."""
    ours, theirs = fold(name), fold(other)
    if not ours or not theirs:
        return None
    if ours == theirs:
        return Likely(1.0, "the same name")
    if initials := _initials(name, other) or _initials(other, name):
        return initials
    if words_of(f"{ours} {theirs}") & _BODY:
        return _same_body(ours, theirs)
    return _same_person(ours, theirs)


def _initials(short: str, long: str) -> Likely | None:
    """ "MoD" may be any body of these initials, so that it is not much of a suggestion."""
    letters = short.replace(".", "").strip()
    words = fold(long).split()
    if not (
        letters.isalpha()
        and 2 <= len(letters) <= 6
        and sum(map(str.isupper, letters)) >= 2
        and len(words) > 1
    ):
        return None
    all_of = "".join(word[0] for word in words)
    some_of = "".join(word[0] for word in words if word not in _EMPTY)
    return Likely(0.5, "its initials") if letters.lower() in (all_of, some_of) else None


def _same_body(ours: str, theirs: str) -> Likely | None:
    mine, other = (
        {sounding(word) for word in words.split() if word not in _EMPTY} for words in (ours, theirs)
    )
    if mine == other:
        same = sorted(map(sounding, ours.split())) == sorted(map(sounding, theirs.split()))
        return Likely(0.95 if same else 0.9, "the same words, spelled or put otherwise")
    less, more = sorted((mine, other), key=len)
    if len(less) > 1 and less < more:
        return Likely(0.45, "one says more than the other")
    return None


def _same_person(ours: str, theirs: str) -> Likely | None:
    mine, other = _parts(ours), _parts(theirs)
    if not mine or not other or _junior(ours) != _junior(theirs):
        return None
    found = _aligned(mine, other)
    if found is None and len(mine) > 1 and len(other) > 1:
        found = _aligned([*mine[1:], mine[0]], other)
    return found


def _parts(folded: str) -> list[str]:
    """As they sound, without titles; "al" and the like belong to the part behind them."""
    words = [word for word in folded.split() if word not in _JUNIORS]
    named = [word for word in words if word not in _TITLES] or words
    return [sounding(word) for word in named if word not in _EMPTY]


def _junior(folded: str) -> frozenset[str]:
    return words_of(folded) & _JUNIORS


def _aligned(mine: list[str], other: list[str]) -> Likely | None:
    """The surname last, before it the given names."""
    if len(mine) == len(other) == 1:
        return Likely(0.9, "another spelling") if mine == other else None
    surname = _close(mine[-1], other[-1])
    if surname is None:
        return None
    if len(mine) == 1 or len(other) == 1:
        return Likely(0.55, "the surname alone") if surname == 1.0 else None
    given = _given(mine[0], other[0])
    if given is None or (surname < 1.0 and given[0] < 0.9) or not _middles_fit(mine[1:-1], other[1:-1]):
        return None
    return Likely(round(surname * given[0], 3), given[1] if surname == 1.0 else "a letter differs")


def _close(one: str, other: str) -> float | None:
    """1 where they sound the same, less where one letter differs in a long name, None otherwise."""
    if one == other:
        return 1.0
    longer = max(len(one), len(other))
    if longer >= 6 and one[0] == other[0] and OSA.distance(one, other) == 1:
        return 0.8
    return None


def _given(one: str, other: str) -> tuple[float, str] | None:
    if one == other:
        return 0.95, "another spelling"
    if min(len(one), len(other)) == 1:
        return (0.75, "an initial") if one[0] == other[0] else None
    if any(one in forms and other in forms for forms in _FORMS):
        return 0.85, "another form of the given name"
    return (0.85, "a letter differs") if _close(one, other) else None


def _middles_fit(mine: list[str], other: list[str]) -> bool:
    """One side may leave middle names out; where both have them, they begin alike."""
    if not mine or not other:
        return True
    return len(mine) == len(other) and all(one[0] == two[0] for one, two in zip(mine, other, strict=True))
