"""How a file of unknown encoding would read in each likely one. A person chooses; nothing is guessed.

The order is chardet's, after UTF-8 that is damaged or cut off, which it does not consider. A reading with
characters that no text has is left out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from chardet import detect_all

from sources.ingest.letters import read_raw, strange

#: The encodings of saved news texts by Python's names: as they are shown, and what they are for. Those the
#: detector does not name are offered in this order, after the ones it does.
LIKELY = {
    "cp1252": ("windows-1252", "Western European"),
    "cp1251": ("windows-1251", "Cyrillic"),
    "cp1250": ("windows-1250", "Central European"),
    "koi8-u": ("koi8-u", "Ukrainian, older"),
    "iso8859-1": ("iso-8859-1", "Western European"),
    "iso8859-2": ("iso-8859-2", "Central European"),
    "iso8859-5": ("iso-8859-5", "Cyrillic"),
    "iso8859-15": ("iso-8859-15", "Western European, with €"),
    "cp866": ("cp866", "Cyrillic, DOS"),
    "mac-roman": ("mac-roman", "Western European, old Macintosh"),
}
KNOWN = LIKELY | {
    "utf-8": ("utf-8", "any language; damaged or cut off"),
    "utf-16-le": ("utf-16-le", "any language"),
    "utf-16-be": ("utf-16-be", "any language"),
    "koi8-r": ("koi8-r", "Russian, older"),
    "mac-cyrillic": ("mac-cyrillic", "Cyrillic, old Macintosh"),
    "mac-latin2": ("mac-latin2", "Central European, old Macintosh"),
    "cp850": ("cp850", "Western European, DOS"),
    "cp852": ("cp852", "Central European, DOS"),
    "cp1125": ("cp1125", "Ukrainian, DOS"),
    "cp1253": ("windows-1253", "Greek"),
    "cp1254": ("windows-1254", "Turkish"),
    "cp1255": ("windows-1255", "Hebrew"),
    "cp1256": ("windows-1256", "Arabic"),
    "cp1257": ("windows-1257", "Baltic"),
    "cp932": ("cp932", "Japanese, Shift-JIS"),
    "euc_jp": ("euc-jp", "Japanese"),
    "iso2022_jp": ("iso-2022-jp", "Japanese, mail"),
    "gb18030": ("gb18030", "Chinese"),
    "big5": ("big5", "Chinese, traditional"),
    "euc_kr": ("euc-kr", "Korean"),
}
#: Shown side by side; the others below them.
SIDE_BY_SIDE = 3
#: Bytes that the detector looks at: enough to tell languages apart, a few milliseconds.
SAMPLE = 50_000
LETTERS_AROUND = 45
LINES = 3
WORDS = re.compile(r"(\s+)")
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sample; differs: another reading beside it has others here."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the file: samples are its first places that are not plain ASCII, with words around.

    also: other encodings in which the whole file reads the same.
    """

    encoding: str
    script: str
    samples: tuple[tuple[Piece, ...], ...]
    also: tuple[str, ...] = ()


def readings_of(content: bytes) -> tuple[Reading, ...]:
    """Return how the bytes read in each encoding that fits them, likeliest first; what reads alike is one."""
    by_text: dict[str, list[str]] = {}
    for encoding in dict.fromkeys(_candidates(content)):
        text = _plausible(content, encoding)
        if text is not None:
            by_text.setdefault(text, []).append(encoding)
    samples = [samples_of(text) for text in by_text]
    shown = [_told(sample, samples[:SIDE_BY_SIDE]) for sample in samples]
    return tuple(map(_reading, by_text.values(), shown))


def samples_of(text: str) -> tuple[str, ...]:
    """Return the first few places of a text that are not ASCII, one line each."""
    samples: list[str] = []
    end = 0
    for found in NOT_ASCII.finditer(text):
        if found.start() < end:
            continue
        start, end = _whole_words(
            text, max(end, found.start() - LETTERS_AROUND), found.end() + LETTERS_AROUND
        )
        samples.append(" ".join(text[start:end].split()))
        if len(samples) == LINES:
            break
    return tuple(samples)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends in to the nearest space, where there is one near: no word is cut in two."""
    cut = text.find(" ", start, start + LETTERS_AROUND // 2) if start else -1
    stop = text.rfind(" ", end - LETTERS_AROUND // 2, end) if end < len(text) else -1
    return (cut + 1 if cut >= 0 else start), (stop if stop >= 0 else end)


def _candidates(content: bytes) -> Iterator[str]:
    """UTF-8 that is damaged is hardly anything else; a last byte that might begin a letter says little."""
    sure = not content.decode("utf-8", "ignore").isascii()
    if sure:
        yield "utf-8"
    for one in detect_all(content[:SAMPLE], ignore_threshold=True):
        name = _known(one["encoding"])
        if name:
            yield name
    yield from LIKELY
    yield "utf-8"


def _known(name: str | None) -> str:
    """The detector's spelling as Python's; "" for one that news texts are not saved in."""
    try:
        usual = codecs.lookup(name or "").name
    except LookupError:
        return ""
    usual = {"shift_jis": "cp932", "iso8859-9": "cp1254"}.get(usual, usual)
    return usual if usual in KNOWN and usual != "utf-8" else ""


def _plausible(content: bytes, encoding: str) -> str | None:
    """The text, unless it cannot be read so or has characters that no text has."""
    raw = read_raw(content, encoding)
    if raw is None:
        return None
    text, _ = raw.kept()
    return None if strange(text) else text


def _told(samples: Iterable[str], beside: Sequence[Sequence[str]]) -> tuple[tuple[Piece, ...], ...]:
    """Cut samples where they differ from what all the readings beside them have in common."""
    common = set.intersection(*({word for one in other for word in one.split()} for other in beside))
    return tuple(tuple(map(partial(_piece, common), WORDS.split(sample))) for sample in samples)


def _piece(common: set[str], text: str) -> Piece:
    return Piece(text, differs=bool(text.strip()) and text not in common)


def _reading(encodings: Sequence[str], samples: tuple[tuple[Piece, ...], ...]) -> Reading:
    (name, script), *also = (KNOWN.get(encoding, (encoding, "")) for encoding in encodings)
    return Reading(name, script, samples, tuple(other for other, _ in also))
