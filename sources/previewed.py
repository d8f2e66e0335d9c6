"""Files in words before they are imported: what the preview says about each."""

from __future__ import annotations

from dataclasses import dataclass

from claimtrack.words import grouped
from sources.choices import FileState
from sources.models import FilePreview, ImportFile
from sources.queries import Progress
from sources.services.batches import BY_HAND
from sources.shown import PARTS, article_address

#: What the states are called while nothing is imported yet.
WORDS = {FileState.PENDING: "can be imported"}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One file of a preview. what: its fate in words; why: a sentence, or ""; title and address: the article
    that is here already. waits: it will be imported; left_out: a person said not; held: an encoding is
    wanted.
    """

    id: int
    name: str
    size: str
    what: str
    why: str
    outlet: str
    published: str
    headline: str
    first_line: str
    title: str
    address: str
    seen: bool
    waits: bool
    left_out: bool
    held: bool


def preview_filters(progress: Progress, state: str) -> list[tuple[str, str, int]]:
    """(state, words, number) for each state that some files are in."""
    parts = [(key, WORDS.get(key, word)) for key, _, word in PARTS]
    some = [(str(key), word, progress[key]) for key, word in parts if progress[key] or key == state]
    return [("", "all", progress.total), *some]


def preview_row(file: ImportFile) -> PreviewRow:
    """A file in words. Needs `preview` and `article_version__article__outlet`."""
    seen = getattr(file, "preview", None)
    known = seen if seen is not None and seen.seen_at else FilePreview()
    article = file.article_version.article if file.article_version else None
    waits = file.state == FileState.PENDING
    return PreviewRow(
        id=file.pk,
        name=file.name,
        size=grouped(file.size) if file.size is not None else "",
        what=_what(file, seen=bool(known.seen_at)),
        why=file.reason or known.note,
        outlet=known.outlet,
        published=known.published,
        headline=known.headline,
        first_line=known.first_line,
        title=str(article) if article else "",
        address=article_address(article.pk) if article else "",
        seen=bool(known.seen_at),
        waits=waits,
        left_out=file.state == FileState.CANCELLED and bool(file.sha256),
        held=file.state == FileState.HELD and file.reason_code != BY_HAND,
    )


def _what(file: ImportFile, *, seen: bool) -> str:
    if file.state == FileState.PENDING and not seen:
        return "not looked at yet"
    return WORDS.get(FileState(file.state), FileState(file.state).label)
