"""Bytes as letters of one encoding: what PostgreSQL cannot keep is marked, and nothing else changed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from sources.ingest.damage import Damage

SAMPLE = 4096
LOST = re.compile("\x00|[\ud800-\udfff]")
#: In broken UTF-8 every byte that is no letter stands as U+DC80–DCFF (PEP 383); a run of them is one loss.
BROKEN = re.compile("\x00|[\udc80-\udcff]{1,32}")
#: What any text may hold of the characters that are no letters: white space, NUL (marked), the end sign of
#: DOS, the sign of Macintosh.
ALLOWED = set("\t\n\v\f\r\x00\x1a\uf8ff")
NEVER = {"Cc", "Cn", "Co"}
#: Share of a UTF-16 text that its own letters, plain ASCII and punctuation make up; of gibberish, far less.
ALIKE = 0.95
ZEROS = 0.01


class Raw(NamedTuple):
    """A text with half pairs (U+D800–DFFF) still in it. broken: they stand for bytes that are no letters.

    whole: it has none, and nothing else to mark.
    """

    text: str
    encoding: str
    broken: bool = False
    whole: bool = False

    def kept(self) -> tuple[str, list[Damage]]:
        r"""The text with \n line ends and U+FFFD for what cannot be kept, and what stood there."""
        text = self.text.replace("\r\n", "\n").replace("\r", "\n")
        if self.whole or _is_whole(text):
            return text, []
        parts: list[str] = []
        damage: list[Damage] = []
        done = length = 0
        for found in (BROKEN if self.broken else LOST).finditer(text):
            parts += [text[done : found.start()], "\ufffd"]
            length += found.start() - done + 1
            done = found.end()
            what, stood = self._lost(found.group())
            damage.append(Damage(length - 1, length, what, stood.hex(), None))
        return "".join([*parts, text[done:]]), damage

    def _lost(self, character: str) -> tuple[str, bytes]:
        if character == "\x00":
            return "nul", b"\x00" * (4 if "32" in self.encoding else 2 if "16" in self.encoding else 1)
        if self.broken:
            return "replacement_character", character.encode("utf-8", "surrogateescape")
        known = self.encoding if self.encoding.startswith("utf") else "utf-8"
        return "surrogate", character.encode(known, "surrogatepass")


def read_raw(content: bytes, encoding: str, *, strict: bool = False) -> Raw | None:
    """Read the bytes in one of Python's encodings; None where they are none of it.

    Unless strict, UTF-8 is also read where it was cut off at its end, or where fewer of its bytes are wrong
    than letters beyond ASCII are right: hardly any text of another encoding looks so.
    """
    try:
        if encoding == "utf-8" and (text := _strict(content)):
            return Raw(text, encoding, whole=True)
        if not encoding.startswith("utf"):
            return Raw(content.decode(encoding).removeprefix("\ufeff"), encoding)
        return Raw(_joined(content.decode(encoding, "surrogatepass")), encoding)
    except (UnicodeError, ValueError, LookupError):
        return _broken(content) if encoding == "utf-8" and not strict else None


def _strict(content: bytes) -> str:
    """What UTF-8 says where nothing is to be marked: strictly read it has no half pairs; else ""."""
    try:
        return content.decode() if b"\0" not in content else ""
    except UnicodeDecodeError:
        return ""


def looks_cut(content: bytes) -> bool:
    """Whether this is UTF-8 but for its last few bytes, which begin a letter."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(content) and error.reason == "unexpected end of data"
    return False


def strange(text: str) -> set[str]:
    """The characters that no text has: controls, private and unassigned ones."""
    return {sign for sign in set(text) - ALLOWED if unicodedata.category(sign) in NEVER}


def utf16_of(content: bytes) -> str | None:
    """Tell UTF-16 without a mark by its pattern: zero bytes, and letters of one alphabet when read so."""
    sample = content[: min(SAMPLE, len(content)) // 2 * 2]
    if not sample or sample.count(0) < ZEROS * len(sample):
        return None
    shares = {encoding: _alike(sample, encoding) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= ALIKE and sum(shares.values()) < 2 * shares[best] else None


def _alike(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, "replace")
    blocks = Counter(ord(letter) >> 8 for letter in text)
    own = {block for block, _ in blocks.most_common(2)} | {0x00, 0x20, 0x30}
    if not blocks[0x00] or text.count("\x00") > ZEROS * len(text) or strange(text):
        return 0.0
    east_asian = 0x30 in blocks
    alike = sum(n for block, n in blocks.items() if block in own or (east_asian and 0x4E <= block <= 0x9F))
    return alike / len(text)


def _broken(content: bytes) -> Raw | None:
    text = content.decode("utf-8", "surrogateescape")
    lost = len(BROKEN.findall(text)) - text.count("\x00")
    right = sum(not letter.isascii() for letter in BROKEN.sub("", text))
    return Raw(text, "utf-8", broken=True) if looks_cut(content) or lost <= right else None


def _joined(text: str) -> str:
    """Join the two halves of a character that were stored one by one; a half alone stays."""
    if _is_whole(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _is_whole(text: str) -> bool:
    """Say whether there is nothing to mark: encoding the text tells so far sooner than a search in it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text
