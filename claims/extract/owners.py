"""Whose office or spokesperson somebody is: the body in the words around a noun."""

from __future__ import annotations

import re

from claims.extract.speaker_words import BODIES, is_adjective_of_a_nation
from sources.ingest.sentences import words_of

#: The articles and counting words at the head of a phrase: group 1 points at somebody, group 2 does not.
LEADING = re.compile(
    r"(?:(the|that|this|its|their|his|her|der|die|das|dem|den)|(a|an|one|another|some|two|three|four"
    r"|five|many|several"
    r"|few|most|other|more than \w+|at least \w+|ein|eine|both|even|only|unnamed|anonymous))\s+",
    re.IGNORECASE,
)
_BEFORE_OFFICE = words_of("former senior chief top then acting deputy new")


def bare(words: str) -> str:
    """Without its articles and counting words."""
    while match := LEADING.match(words):
        words = words[match.end() :]
    return words


def owner_after(tail: str) -> str:
    """The body after "of", "for", "at": up to where the next thing begins."""
    match = re.match(r"\s(?:of|for|at|from|in|with|by|von|des|der)\s(.+)", tail)
    if match is None:
        return ""
    owner = re.split(r",|\s(?:who|which|that|in|on|with|and|speaking|told|said)\s", match[1])[0]
    owner = bare(owner)
    return owner if any(word[0].isupper() for word in owner.split()) or _is_body(owner) else ""


def owner_before(parts: list[str]) -> str:
    """The body that stands before an office: "White House", "Foreign Ministry", "harbour authority"."""
    words = list(parts)
    while words and words[0].lower() in _BEFORE_OFFICE:
        words.pop(0)
    words = [word.removesuffix("'s").removesuffix("’s") for word in words]
    if not words:
        return ""
    if words[-1].lower() in BODIES:
        return " ".join(words)
    close = len(words)
    while words and not words[-1][0].isupper():
        words.pop()
    if len(words) == 1 < close:  # "Foreign policy analysts" speak for nobody
        return ""
    return " ".join(words) if words and all(word[0].isupper() for word in words) else ""


def _is_body(words: str) -> bool:
    last = re.split(r"\s(?:of|for|in|at)\s", words)[0].rsplit(" ", 1)[-1]
    return last.lower() in BODIES


def body_only(of: str) -> str:
    """Leaves out mere nationalities: "Tarnish officials" speak for nobody who is named."""
    return "" if of and " " not in of and is_adjective_of_a_nation(of) else of
