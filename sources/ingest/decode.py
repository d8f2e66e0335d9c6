"""Bytes to text. Nothing is guessed and nothing repaired: what cannot be read for certain is held."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from sources.ingest.damage import Damage, suspicious
from sources.ingest.limits import DAMAGES, TEXT_BYTES, TEXT_CHARACTERS, Held, Refused

LOST_SHARE = 0.01
SAMPLE = 4096
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs of Python that turn bytes into str but are no way of saving an article.
NOT_FOR_FILES = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}
LOST = re.compile("[\x00\ud800-\udfff]")
HOLD = (
    "The letters of this file are stored in a way that it does not say. "
    "Say its encoding (often windows-1252 or iso-8859-1) and let it be read again."
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text with \\n line ends and no byte-order mark; damage spans are code points into it, in order.

    After DAMAGES suspicious places (not counting lost characters) no more are noted.
    """

    text: str
    encoding: str
    damage: tuple[Damage, ...]


def decode(content: bytes, declared: str | None) -> Decoded:
    """Decode a file: byte-order mark, UTF-16 by its zero bytes, strict UTF-8, then the declared encoding.

    The zero bytes come before UTF-8 only because plain UTF-16 letters are also valid UTF-8.
    Raises Refused (too_large, empty, not_text, encoding_unknown) or Held (encoding).
    """
    if len(content) > TEXT_BYTES:
        raise Refused("too_large", "This file is larger than 2 MB. An article is far smaller: split it.")
    if not content.strip():
        raise Refused("empty", "This file is empty. Save the article again and bring it once more.")
    encoding, raw = _raw_text(content, known_encoding(declared) if declared else None)
    if len(raw) > TEXT_CHARACTERS:
        raise Refused("too_large", "This text is longer than 2 million characters: split it.")
    text, lost = _without_lost(raw.replace("\r\n", "\n").replace("\r", "\n"), encoding)
    if not text.replace("\ufeff", "").strip():
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


def _raw_text(content: bytes, declared: str | None) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding, _decoded_or_held(content[len(mark) :], encoding)
    by_zeros = _utf16_by_zeros(content)
    if by_zeros:
        return by_zeros, _decoded_or_held(content, by_zeros)
    if content.count(0) > LOST_SHARE * len(content) and not (declared or "").startswith(("utf-16", "utf-32")):
        raise Refused("not_text", "This file is not text. Save the article as plain text (.txt).")
    try:
        return "utf-8", _joined(content.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        if declared is None:
            raise Held("encoding", HOLD) from None
    return declared, _decoded_or_held(content, declared).removeprefix("\ufeff")


def _utf16_by_zeros(content: bytes) -> str | None:
    """Tell UTF-16 of mostly Latin text by the zero byte in every pair."""
    sample = content[: min(SAMPLE, len(content)) // 2 * 2]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if second > 0.4 * half and first < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if first > 0.4 * half and second < 0.05 * half else None


def _decoded_or_held(content: bytes, encoding: str) -> str:
    errors = "surrogatepass" if encoding.startswith("utf") else "strict"
    try:
        return _joined(content.decode(encoding, errors))
    except (UnicodeError, ValueError, LookupError):
        sentence = (
            f"This file cannot be read as {encoding}. Say its true encoding, or save it again as UTF-8."
        )
        raise Held("encoding", sentence) from None


def _joined(text: str) -> str:
    """Join the two halves of a character that were stored one by one; a half alone stays."""
    if not LOST.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _without_lost(text: str, encoding: str) -> tuple[str, list[Damage]]:
    """Put U+FFFD where PostgreSQL cannot keep the character (NUL, half a pair), and note what stood there."""
    lost = [
        Damage(
            found.start(),
            found.end(),
            "nul" if found.group() == "\x00" else "surrogate",
            _bytes_of(found.group(), encoding).hex(),
            None,
        )
        for found in LOST.finditer(text)
    ]
    if len(lost) > LOST_SHARE * len(text):
        raise Refused("not_text", "This file is not text. Save the article as plain text (.txt).")
    return LOST.sub("\ufffd", text), lost


def _bytes_of(character: str, encoding: str) -> bytes:
    return character.encode(encoding, "surrogatepass") if encoding.startswith("utf") else character.encode()
