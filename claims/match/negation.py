"""Whether a wording says that something is not so. Pure."""

import re
from collections.abc import Collection

from claims.match.words import stem

_NOT = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|neither|nor|without|cannot|denie[sd]|deny|denying|denial|false|untrue"
    r"|baseless|unfounded|refute[sd]?|reject(?:s|ed)?|fabricat(?:ed|ion)|invented|hoax)\b|n['’]t\b",
    re.IGNORECASE,
)
#: These deny nothing; "not only" even stresses what follows.
_IDLE = re.compile(
    r"\bnot (?:only|just|merely|yet clear)\b|\bno (?:doubt|longer)\b"
    r"|\bno (?:less|fewer|later|more) than\b"
    r"|\bwithout (?:warning|charge|electricity|water|power)\b|\bno (?:power|electricity|water)\b"
    r"|\bnothing (?:but|else)\b|\bnone other\b|\b(?:why|whether) [\w ]{1,20}not\b",
    re.IGNORECASE,
)


def is_negated(wording: str) -> bool:
    """Whether an odd number of words deny: "never fired" is negated, "nobody denied it" is not."""
    return len(_NOT.findall(_IDLE.sub(" ", wording))) % 2 == 1


_OPPOSITES = """
    open/closed open/shut opened/closed alive/dead won/lost rose/fell risen/fallen increased/decreased
    began/ended accepted/rejected arrived/left repaired/destroyed guilty/innocent safe/dangerous full/empty
    confirmed/denied cheaper/dearer
"""
_PAIRS = [tuple(words.split("/")) for words in _OPPOSITES.split()]


def opposites(ours: Collection[str], theirs: Collection[str]) -> tuple[str, str] | None:
    """Words of which each side has one and not the other; stems in, words out, ours first."""
    for pair in _PAIRS:
        for one, other in (pair, pair[::-1]):
            here, there = stem(one), stem(other)
            if here in ours and there in theirs and there not in ours and here not in theirs:
                return one, other
    return None
