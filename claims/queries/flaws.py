"""Damaged places of a text, in words that a person understands."""

from __future__ import annotations

from claims.marks import Flaw
from claims.queries.shapes import Shape, Slot
from sources.choices import DamageKind
from sources.models import ArticleVersion, Damage

#: What follows a reading, and what is said where there is none.
READ = {
    DamageKind.MIXED_SCRIPT: "a letter in it is of another alphabet",
    DamageKind.MOJIBAKE: "garbled before it reached us",
}
SAID = {
    DamageKind.NUL: "an empty sign (NUL) stood here",
    DamageKind.SURROGATE: "half of a sign, perhaps of an emoji; the other half is lost",
    DamageKind.REPLACEMENT: "a sign that was lost",
    DamageKind.MOJIBAKE: "garbled before it reached us; what it was is not certain",
    DamageKind.MIXED_SCRIPT: "letters of two alphabets in one word",
    DamageKind.BIDI: "an invisible sign that can turn the order of letters",
}


PLACES: Shape[Damage] = Shape(lambda: Damage.objects.filter(version=Slot("version")).order_by("start", "end"))


def flaws_of(version: ArticleVersion) -> tuple[Flaw, ...]:
    """The damaged places of a version, in order. One query."""
    return tuple(
        flaw_of(version.text, place.start, place.end, place.what, place.reading, place.original_hex)
        for place in PLACES.rows(version=version.pk)
    )


def flaw_of(text: str, start: int, end: int, what: str, reading: str, original_hex: str) -> Flaw:
    """One damaged place of a text, as stored (`sources.models.Damage`)."""
    return Flaw(start, end, _note(DamageKind(what), text[start : start + 1], reading, original_hex))


def _note(kind: DamageKind, sign: str, reading: str, original_hex: str) -> str:
    if reading:
        why = READ.get(kind)
        return f"read “{reading}”: {why}" if why else f"read “{reading}”"
    if kind == DamageKind.BIDI:
        return f"{SAID[kind]}, U+{ord(sign):04X}"
    return f"{SAID[kind]}; its bytes were {original_hex}" if original_hex else SAID[kind]
