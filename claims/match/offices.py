"""Speakers that are printed as who holds an office: "a White House spokesperson". Pure."""

from __future__ import annotations

import re

from sources.folding import fold

_TITLE = (
    r"spokes(?:man|woman|person|people)|press (?:secretary|officer|chief)|secretary|minister|president"
    r"|chancellor|ambassador|governor|mayor"
    r"|chief of staff|chief|head|director|commander|chair(?:man|woman|person)?"
    r"|ombudsman|prosecutor|adviser|advisor"
)
_LEAD = r"^(?:an?\s+|the\s+|one\s+|another\s+)?(?:(?:senior|deputy|acting|former|chief)\s+)?"
_BEHIND = re.compile(
    rf"{_LEAD}(?P<title>{_TITLE})\s+(?:for|of|at|in|to)\s+(?:the\s+)?(?P<body>.+)$", re.IGNORECASE
)
_BEFORE = re.compile(rf"{_LEAD}(?P<body>.+?)(?:['’]s?)?\s+(?P<title>{_TITLE})$", re.IGNORECASE)
#: Titles that say the same.
_SPEAKS = re.compile(r"spokes(?:man|woman|person|people)|press (?:secretary|officer|chief)")
_CHAIRS = re.compile(r"chair(?:man|woman|person)?")


def office_in(printed: str) -> tuple[str, str] | None:
    """(title, body) of one who is printed by an office alone; None for names and others."""
    words = " ".join(printed.split())
    hit = _BEHIND.match(words) or _BEFORE.match(words)
    return (hit["title"], hit["body"]) if hit else None


def same_title(title: str, other: str) -> bool:
    """Whether one word of office may stand for the other: a press secretary speaks for somebody too."""
    ours, theirs = (_plain(one) for one in (title, other))
    return bool(ours) and (ours == theirs or f" {ours} " in f" {theirs} ")


def _plain(title: str) -> str:
    return _CHAIRS.sub("chair", _SPEAKS.sub("speaks", fold(title)))
