"""Tables that people fill in with a spreadsheet: CSV in UTF-8, with commas or semicolons."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from sources.ingest.limits import MANIFEST_BYTES, Refused

#: A spreadsheet takes a cell that begins so for a formula; any number of apostrophes may stand before it.
FORMULA = re.compile(r"'*[=+\-@\t\r]")


def safe_cell(value: str) -> str:
    """Return the value so that no spreadsheet runs it: an apostrophe stands before what looks like one."""
    return f"'{value}" if FORMULA.match(value) else value


def bare_cell(value: str) -> str:
    """Return what `safe_cell` made safe, as it was; any other value as it is."""
    return value[1:] if value.startswith("'") and FORMULA.match(value) else value


def read_rows(content: bytes, *, name: str) -> Iterator[list[str]]:
    """Yield the rows of a CSV file as they are spelled; its first line tells commas from semicolons.

    name: what the file is called in a refusal. Raises Refused (manifest), for a broken line when it comes.
    """
    text = _text_of(content, name)
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error:
        sentence = f"Line {reader.line_num} is broken: check its quotation marks."
        raise refused(name, sentence) from None


def refused(name: str, sentence: str) -> Refused:
    """The refusal of a whole table."""
    return Refused("manifest", f"{name} cannot be read. {sentence}")


def _text_of(content: bytes, name: str) -> str:
    if len(content) > MANIFEST_BYTES:
        raise refused(name, "It is larger than 20 MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused(name, "Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”).") from None
    if "\x00" in text:
        raise refused(name, "It holds characters that are not text.")
    return text
