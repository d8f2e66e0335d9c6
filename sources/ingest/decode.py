"""Bytes to text. Nothing is guessed and nothing repaired: what cannot be read for certain is held."""

from __future__ import annotations

import codecs
from itertools import islice
from typing import NamedTuple

from sources.ingest.damage import Damage, suspicious
from sources.ingest.letters import Raw, looks_cut, read_raw, utf16_of
from sources.ingest.limits import DAMAGES, TEXT_BYTES, TEXT_CHARACTERS, Held, Refused

LOST_SHARE = 0.01
#: How iso-2022-jp goes over to its own letters: plain ASCII to every other encoding, and no text.
SHIFT, SHIFTS = b"\x1b", (b"\x1b$B", b"\x1b$@")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs of Python that turn bytes into str but are no way of saving an article.
NOT_FOR_FILES = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}
HOLD = (
    "The letters of this file are stored in a way that it does not say. "
    "Say its encoding (often windows-1252 or iso-8859-1) and let it be read again."
)
CUT = (
    "This file ends in the middle of a letter: it was cut off. "
    "Bring the whole file, or read it in the encoding utf-8 as far as it goes."
)
BROKEN = (
    "Nearly all of this file is utf-8, but some of its bytes are no letters there. "
    "Read it in the encoding utf-8, with the lost letters marked, or save it again."
)
#: In place of the quotation marks and dashes of windows-1252, where that was taken for iso-8859-1.
CONTROLS = set(map(chr, range(0x80, 0xA0)))


class Decoded(NamedTuple):
    """The text with \\n line ends and no byte-order mark; damage spans are code points into it, in order.

    After DAMAGES suspicious places (not counting lost characters) no more are noted.
    """

    text: str
    encoding: str
    damage: tuple[Damage, ...]


def decode(content: bytes, declared: str | None) -> Decoded:
    """Decode a file: byte-order mark, UTF-16 by its pattern, strict UTF-8, then the declared encoding.

    The pattern comes before UTF-8 only because plain UTF-16 letters are also valid UTF-8. Damaged UTF-8 is
    read only where UTF-8 is declared: what is lost becomes U+FFFD, with its bytes in the damage.
    Raises Refused (too_large, empty, not_text, encoding_unknown) or Held (encoding).
    """
    if len(content) > TEXT_BYTES:
        raise Refused("too_large", "This file is larger than 2 MB. An article is far smaller: split it.")
    if not content.strip():
        raise Refused("empty", "This file is empty. Save the article again and bring it once more.")
    encoding, raw = _raw_text(content, known_encoding(declared) if declared else None)
    if len(raw.text) > TEXT_CHARACTERS:
        raise Refused("too_large", "This text is longer than 2 million characters: split it.")
    text, lost = raw.kept()
    if lost and sum(one.what != "replacement_character" for one in lost) > LOST_SHARE * len(text):
        raise Refused("not_text", "This file is not text. Save the article as plain text (.txt).")
    if (seen := text.replace("\ufeff", "")).isspace() or not seen:
        raise Refused("empty", "This file holds only white space. Save the article again.")
    places = {damage.start for damage in lost}
    found = [damage for damage in islice(suspicious(text), DAMAGES) if damage.start not in places]
    return Decoded(text, encoding, tuple(sorted([*lost, *found], key=lambda item: (item.start, item.end))))


def known_encoding(name: str) -> str:
    """Return the encoding's usual name. Raises Refused (encoding_unknown) where it is none for text files."""
    try:
        usual = codecs.lookup(name.strip()).name
        "a".encode(usual)  # refuses codecs that are no text encoding: rot13, zip, base64
    except (LookupError, ValueError):
        usual = ""
    if not usual or usual.replace("_", "-") in NOT_FOR_FILES:
        raise Refused(
            "encoding_unknown",
            f"“{name.strip()[:40]}” is no encoding of text files. Give one like utf-8 or windows-1252.",
        )
    return usual


def _raw_text(content: bytes, declared: str | None) -> tuple[str, Raw]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding, _raw_or_held(content[len(mark) :], encoding, "its byte-order mark says so")
    pattern = utf16_of(content)
    if pattern:
        return pattern, _raw_or_held(content, pattern, "so its zero bytes say")
    if content.count(0) > LOST_SHARE * len(content) and not (declared or "").startswith(("utf-16", "utf-32")):
        raise Refused("not_text", "This file is not text. Save the article as plain text (.txt).")
    if SHIFT not in content or not any(shift in content for shift in SHIFTS):
        raw = read_raw(content, "utf-8", strict=True)
        if raw:
            return "utf-8", raw
    if declared is None:
        raise Held("encoding", _why_held(content))
    return declared, _raw_or_held(content, declared, "so it was declared")


def _why_held(content: bytes) -> str:
    """The sentence that fits: most files are in an older encoding, some are damaged UTF-8."""
    if not read_raw(content, "utf-8") or content.decode("utf-8", "ignore").isascii():
        return HOLD
    return CUT if looks_cut(content) else BROKEN


def _raw_or_held(content: bytes, encoding: str, because: str) -> Raw:
    raw = read_raw(content, encoding)
    if raw is None:
        problem = f"This file cannot be read as {encoding} ({because})."
    elif not encoding.startswith("utf") and (signs := sorted(CONTROLS & set(raw.text))):
        sign = f"U+{ord(signs[0]):04X}"
        problem = f"Read as {encoding} ({because}) this file has signs that no text has, like {sign}."
    else:
        return raw
    raise Held("encoding", f"{problem} Say its true encoding, or save it again as UTF-8.")
