"""What became of a past page since: later revisions, and what stood there and does not stand any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.choices import Moved, StatementState
from claims.models import Assessment, ClaimRevision, Statement, StatementLink
from claims.queries.revisions import SHOWN, RevisionRow, rows_of
from claims.queries.timeline import Timeline
from claimtrack.words import counted, day
from sources.models import Article

#: Never folded away: what was taken back or put right.
_KEPT_IN_SIGHT = (Moved.CORRECTION, Moved.WITHDRAWAL, Moved.RESTORED)


@dataclass(frozen=True, slots=True)
class Since:
    """rows: later revisions, the newest first, and all that took something back. folded: the others."""

    rows: tuple[RevisionRow, ...]
    folded: tuple[RevisionRow, ...]


def since_of(slug: str, later: Sequence[ClaimRevision]) -> Since:
    """Put later revisions (the newest first) into words. Asks the database nothing."""
    folded = {row.number for row in later[SHOWN:] if row.moved not in _KEPT_IN_SIGHT}
    rows = rows_of(slug, later)
    return Since(
        rows=tuple(row for row in rows if row.number not in folded),
        folded=tuple(row for row in rows if row.number in folded),
    )


def marks_of(line: Timeline, *, claim: int) -> Mapping[str, str]:
    """By anchor: what happened since to statements and checks of a past page. Reads the present.

    At most three queries.
    """
    marks = _marks_of_statements({entry.statement for entry in line.entries}, claim)
    found = {entry.anchor: marks[entry.statement] for entry in line.entries if entry.statement in marks}
    return {**found, **_marks_of_checks([check.anchor for check in line.checks])}


def _marks_of_statements(ids: Iterable[int], claim: int) -> Mapping[int, str]:
    rows = Statement.objects.filter(pk__in=list(ids)).select_related("article_version__article__batch")
    standing = set(
        StatementLink.objects.standing()
        .on_claim(claim)
        .filter(statement__in=list(ids))
        .values_list("statement_id", flat=True)
    )
    return {row.pk: _fate(row) for row in rows.defer("article_version__text") if row.pk not in standing}


def _fate(statement: Statement) -> str:
    """Why a statement that stood on the page does not stand there now."""
    if statement.state == StatementState.WITHDRAWN and statement.withdrawn_at:
        return f"Withdrawn on {day(statement.withdrawn_at)}: {statement.withdrawn_reason}"
    article = statement.article_version.article
    for what, one in (
        ("Its article was", article),
        ("Its article and all that came with it were", article.batch),
    ):
        if one is not None and one.withdrawn_at:
            return f"{what} withdrawn on {day(one.withdrawn_at)}: {one.withdrawn_reason}"
    return "It does not stand on this claim any more."


def _marks_of_checks(anchors: Sequence[str]) -> Mapping[str, str]:
    ids = [int(anchor.removeprefix("check-")) for anchor in anchors]
    if not ids:
        return {}
    gone = Assessment.objects.filter(pk__in=ids, withdrawn_at__isnull=False).values_list("pk", "withdrawn_at")
    return {f"check-{pk}": f"Withdrawn on {day(at)}." for pk, at in gone if at}


def removed_then(claim: int) -> Mapping[int, int]:
    """By article: how many statements stood on the claim then that were legally removed since. One query."""
    found: dict[int, int] = {}
    links = StatementLink.objects.standing_but_removed().on_claim(claim)
    for article in links.values_list("statement__article_version__article", flat=True):
        found[article] = found.get(article, 0) + 1
    return found


def removed_in_words(removed: Mapping[int, int]) -> tuple[str, ...]:
    """A sentence for each article that was removed. Reads the present; no query where there is none."""
    if not removed:
        return ()
    rows = Article.objects.filter(pk__in=removed).order_by("removed_at", "pk")
    told = rows.values_list("pk", "removed_at", "withdrawn_reason")
    return tuple(
        f"{counted(removed[pk], 'statement')} that stood here then came from an article that was removed"
        f" on {day(at)}: {reason}"
        for pk, at, reason in told
        if at
    )


def removals_on(claim: int) -> int:
    """How many statements linked with the claim (or one merged into it) were ever removed. One query."""
    links = StatementLink.objects.confirmed().on_claim(claim)
    return links.filter(statement__article_version__article__removed_at__isnull=False).count()
