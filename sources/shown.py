"""Batches and files in words: what the pages and the command say about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from claimtrack.words import counted, grouped, instant
from sources.choices import BatchControl, BatchOrigin, FileState
from sources.models import ImportBatch, ImportFile
from sources.queries import Progress
from sources.services.batches import BY_HAND, WORTH_A_TRY

#: State, its segment in the bar, its word in the key.
PARTS = (
    (FileState.IMPORTED, "done", "imported"),
    (FileState.DUPLICATE, "dup", "here already"),
    (FileState.HELD, "held", "held"),
    (FileState.REJECTED, "rej", "rejected"),
    (FileState.RUNNING, "run", "being read"),
    (FileState.PENDING, "pend", "waiting"),
    (FileState.CANCELLED, "off", "left out"),
)
ORIGINS = {
    BatchOrigin.UPLOAD: "Uploaded by",
    BatchOrigin.FOLDER: "From a watched folder, by",
    BatchOrigin.COMMAND: "By the command import_batch, as",
}
LEADS = {BatchControl.PAUSED: "Paused: ", BatchControl.CANCELLED: "Cancelled: "}


@dataclass(frozen=True, slots=True)
class Bar:
    """A batch's progress: lead and rest are one sentence each; parts and label are for the drawing."""

    lead: str
    rest: str
    parts: list[tuple[str, int, str]]
    label: str
    moving: bool


def bar_of(progress: Progress) -> Bar:
    """The progress in words and segments."""
    said = [f"{grouped(progress[state])} {word}" for state, _, word in PARTS if progress[state]]
    return Bar(
        lead=_lead(progress),
        rest=_sentence(progress),
        parts=[
            (kind, progress[state], word)
            for state, kind, word in PARTS
            if progress[state] or state == FileState.IMPORTED
        ],
        label=", ".join([*said, f"of {counted(progress.total, 'file')}"]),
        moving=progress.moving,
    )


def _lead(progress: Progress) -> str:
    total = grouped(progress.total)
    if progress.control == BatchControl.PREVIEW:
        return (
            f"Nothing is imported yet: {grouped(progress.open)} of {counted(progress.total, 'file')} can be."
        )
    lead = LEADS.get(BatchControl(progress.control), "") if progress.control != BatchControl.GO else ""
    if progress.taking:
        here = counted(progress.total, "file")
        return f"{lead or 'Being taken in: '}{here} so far, {grouped(progress.read)} read."
    if progress.interrupted:
        lead = f"Taking in was interrupted. {lead}"
    if lead or progress.open or progress[FileState.CANCELLED]:
        return f"{lead}{grouped(progress.read)} of {total} read."
    return "The file has been read." if progress.total == 1 else f"All {total} files have been read."


def _sentence(progress: Progress) -> str:
    """What came of it: "47 of 50 imported, 2 were here already, 1 held: say its encoding."."""
    said = [words for words in (_imported(progress), *_others(progress)) if words]
    return f"{', '.join(said)}." if said else ""


def _imported(progress: Progress) -> str:
    number, total = progress[FileState.IMPORTED], progress.total
    if progress.control == BatchControl.PREVIEW or not (progress.read or progress[FileState.CANCELLED]):
        return ""
    return (
        f"{grouped(number)} imported"
        if number == total
        else f"{grouped(number)} of {grouped(total)} imported"
    )


def _others(progress: Progress) -> Iterator[str]:
    """What became of the others, what a person is asked for last."""
    if here := progress[FileState.DUPLICATE]:
        yield f"{grouped(here)} {'was' if here == 1 else 'were'} here already"
    for state, word in ((FileState.REJECTED, "rejected"), (FileState.CANCELLED, "left out")):
        if progress[state]:
            yield f"{grouped(progress[state])} {word}"
    if progress.by_hand:
        yield f"{grouped(progress.by_hand)} held by hand"
    if unsaid := progress[FileState.HELD] - progress.by_hand:
        yield f"{grouped(unsaid)} held: say {'its' if unsaid == 1 else 'their'} encoding"


def pace_words(progress: Progress, pace: float) -> str:
    """As in "2.4 files a second, about 50 s left"; pace: files a second; "" where it is not known.

    How much time is left is not said while nobody knows how many are still to come.
    """
    if not pace or not progress.moving:
        return ""
    rate = f"{pace:.1f} files a second" if pace >= 0.1 else f"{pace * 60:.1f} files a minute"
    return rate if progress.taking else f"{rate}, about {_time_left(progress.open / pace)} left"


def interrupted_words(batch: ImportBatch) -> str:
    """What to do about a batch whose taking in was interrupted."""
    if batch.origin == BatchOrigin.FOLDER:
        return "Where the folder is still watched, the rest comes at the next look, as a batch of its own."
    return "Bring the same files again: what is here already is skipped, and nothing comes twice."


def _time_left(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"


def declared_words(batch: ImportBatch) -> str:
    """What was declared for the whole batch: "Declared: outlet Halm Courier; readers see the whole text."."""
    said = [
        f"{name} {value}"
        for name, value in (
            ("outlet", batch.declared_outlet),
            ("published", batch.declared_published),
            ("language", batch.declared_language),
            ("encoding", batch.declared_encoding),
        )
        if value
    ]
    return f"Declared: {', '.join(said)}." if said else "Nothing declared: each file speaks for itself."


def origin_words(batch: ImportBatch) -> str:
    """Where a batch came from, by whom and when. Needs `made_by`."""
    return f"{ORIGINS[BatchOrigin(batch.origin)]} {batch.made_by.get_username()}, {instant(batch.made_at)}"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file on the batch page. address and title: the article it became; "" where it is none.

    decided: the encoding in which a waiting file will be read, where a person chose it.
    """

    id: int
    name: str
    state: str
    state_words: str
    why: str
    address: str
    title: str
    size: str
    held: bool
    again: bool
    decided: str
    waits: bool
    by_hand: bool


def file_row(file: ImportFile) -> FileRow:
    """A file in words. Needs `article_version__article__outlet`."""
    article = file.article_version.article if file.article_version else None
    return FileRow(
        id=file.pk,
        name=file.name,
        state=file.state,
        state_words=FileState(file.state).label,
        why=_why(file, article),
        address=article_address(article.pk) if article else "",
        title=str(article) if article else "",
        size=grouped(file.size) if file.size is not None else "",
        held=file.state == FileState.HELD and file.reason_code != BY_HAND,
        again=file.state == FileState.REJECTED and file.reason_code in WORTH_A_TRY,
        decided=file.encoding if file.state == FileState.PENDING else "",
        waits=file.state == FileState.PENDING,
        by_hand=file.state == FileState.HELD and file.reason_code == BY_HAND,
    )


def _why(file: ImportFile, article: Any) -> str:
    if file.reason:
        return file.reason
    if file.state == FileState.PENDING and file.encoding:
        return f"Will be read as {file.encoding}."
    if article is None:
        return f"Attempt {file.attempts}." if file.state == FileState.RUNNING and file.attempts else ""
    if file.state == FileState.DUPLICATE:
        return "The same bytes are here already."
    facts = [article.outlet.name if article.outlet else "Outlet unknown"]
    if article.same_as_id:
        facts.append("another save of an article that is here")
    return f"{'; '.join(facts)}."


def article_address(article_id: int) -> str:
    """Where the article's page stands; "" in an installation without it."""
    try:
        return reverse("claims:article", args=[article_id])
    except NoReverseMatch:
        return ""
