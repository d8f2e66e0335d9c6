"""The parts of a list that is reviewed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of a list and how much is in it. here: whether it is the part that is shown."""

    key: str
    words: str
    number: int
    here: bool
