"""Labels of files: what a person sees, never a path that is opened."""

from __future__ import annotations

import unicodedata

from sources.ingest.limits import NAME_CHARACTERS

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def label(name: str) -> str:
    """Return a file's name as it may be shown: control and invisible characters become U+FFFD.

    A long name keeps its end, which tells files of one folder apart.
    """
    shown = name.replace("\\", "/")
    if not shown.isprintable():
        shown = "".join("\ufffd" if unicodedata.category(sign) in HIDDEN else sign for sign in shown)
    shown = shown.strip() or "without a name"
    return shown if len(shown) <= NAME_CHARACTERS else "…" + shown[1 - NAME_CHARACTERS :]


def is_article(name: str) -> bool:
    """Say whether a file's name promises an article."""
    return name.casefold().endswith(".txt")


def is_hidden(name: str) -> bool:
    """Say whether a file is the system's own: a dot file, or what macOS adds to a .zip."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
