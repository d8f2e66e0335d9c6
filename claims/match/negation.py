"""Whether a wording says that something is not so. Pure."""

import re
from collections.abc import Collection

from claims.match.words import folded_words, stem
from sources.ingest.sentences import words_of

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


#: Where another thing may begin to be said.
_CLAUSES = re.compile(
    r"[,;:()]|[.!?]\s|\s[–—-]\s|\b(?:and|but|because|while|although|though|whereas)\b", re.IGNORECASE
)
#: Words of a clause that only says of another one that it is not so: "it is not true", "that is a lie".
_ABOUT_ANOTHER = {stem(word) for word in words_of("true case so correct right it that this is was")}


def is_negated(wording: str, *, about: Collection[str] = ()) -> bool:
    """Whether an odd number of words deny: "never fired" is negated, "nobody denied it" is not.

    about: stems that the wording is read for; then only those clauses count that have one of them, or that
    say nothing of their own: "opened the gates and warned nobody" does not deny that gates were opened.
    """
    clauses = _CLAUSES.split(_IDLE.sub(" ", wording))
    counted = [clause for clause in clauses if not about or _is_about(clause, about)] or clauses
    return sum(len(_NOT.findall(clause)) for clause in counted) % 2 == 1


def _is_about(clause: str, about: Collection[str]) -> bool:
    own = {stem(word) for word in folded_words(_NOT.sub(" ", clause))}
    return not own.isdisjoint(about) or own <= _ABOUT_ANOTHER


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
