"""What an engine said of its proposals, and of the outlet's own remarks, for the desk's list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from claims.choices import Mode, Part, ResponseKind, SpeakerKind, Stance, StatementState, Verdict
from claims.models import Figure, Reading, StatementPassage
from claims.queries.desk_rows import Said
from claims.queries.figures import amount
from claims.queries.shapes import Shape, Slot
from claims.services.statements import SPEAKING
from sources.models import Article, Passage

#: Words by which a name is most likely that of a body.
BODIES = {
    "agency", "army", "association", "authority", "bank", "board", "bureau", "centre", "commission",
    "committee", "company", "council", "court", "department", "embassy", "foundation", "government", "group",
    "institute",
    "ministry", "navy", "office", "organisation", "organization", "parliament", "party", "police", "service",
    "union", "university",
}  # fmt: skip


MODES = {mode.value: str(mode.label) for mode in Mode}


class Proposed(NamedTuple):
    """One proposal as the engine read it. stance, word: "" where it said none; score: in hundredths.

    asks: nobody knows who speaks, and the voice needs somebody; name, kind: what is offered then.
    """

    reasons: tuple[str, ...]
    score: int | None
    stance: str
    word: str
    mode: str
    asks: bool
    name: str
    kind: str
    cue: str
    hedges: tuple[str, ...]
    dates: tuple[str, ...]
    figures: tuple[str, ...]


class RemarkRow(NamedTuple):
    """A remark of the outlet that nobody has decided. key: "reading-number"; value: what it seems to be."""

    key: str
    start: int
    words: str
    kind: str
    value: str
    party: str

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What it may be, in words."""
        return list(ResponseKind.choices if self.kind == "response" else Verdict.choices)


def _here() -> dict[str, Any]:
    # Named by their article: a list of hundreds of keys takes longer to write than to answer.
    article = "statement__article_version__article"
    return {article: Slot("article"), "statement__state": StatementState.PROPOSED}


def _around() -> QuerySet[Any, tuple[int, str, str]]:
    """(statement, part, words) of what the engine read beside the contents."""
    parts = StatementPassage.objects.filter(**_here()).exclude(part=Part.CONTENT)
    ordered = parts.order_by("statement", "part", "order")
    return ordered.values_list("statement", "part", "passage__exact")


AROUND = Shape(_around)
FIGURES: Shape[Figure] = Shape(lambda: Figure.objects.filter(**_here()).order_by("pk"))


def proposed_of(article: Article, rows: Iterable[Said]) -> Mapping[int, Proposed]:
    """By statement of the article, those that wait for a decision. Two queries, none where nothing waits."""
    waiting = [row for row in rows if row.state == StatementState.PROPOSED]
    if not waiting:
        return {}
    around: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for statement, part, exact in AROUND.rows(article=article.pk):
        around[statement, part].append(" ".join(exact.split()))
    figures: defaultdict[int, list[str]] = defaultdict(list)
    for figure in FIGURES.rows(article=article.pk):
        figures[figure.statement_id].append(_figure(figure))
    return {row.pk: _proposed(row, around, figures.get(row.pk, ())) for row in waiting}


NOTED: Shape[Reading] = Shape(
    lambda: Reading.objects.filter(article_version=Slot("version")).exclude(remarks=[]).order_by("-pk")[:1]
)


def remarks_of(version_id: int) -> tuple[RemarkRow, ...]:
    """What the last reading of a text noted and nobody has recorded or dropped. One query, two if any."""
    noted = NOTED.rows(version=version_id)
    if not noted:
        return ()
    last = noted[0]
    recorded = Passage.objects.filter(
        Q(responses__isnull=False) | Q(assessments__isnull=False), version=version_id
    )
    taken = list(recorded.values_list("start", "end"))
    return tuple(
        _remark(last.pk, at, row)
        for at, row in enumerate(last.remarks)
        if not row.get("decided")
        and not any(start < row["end"] and row["start"] < end for start, end in taken)
    )


def _remark(reading: int, at: int, row: Mapping[str, Any]) -> RemarkRow:
    return RemarkRow(
        key=f"{reading}-{at}",
        start=row["start"],
        words=row["exact"],
        kind=row["kind"],
        value=row["what"],
        party=row["party"],
    )


def _proposed(row: Said, around: Mapping[tuple[int, str], list[str]], figures: Iterable[str]) -> Proposed:
    name = row.proposed_name or row.speaker_as_printed or ""
    record = row.voice == "record"
    return Proposed(
        reasons=tuple(row.proposed_reasons),
        score=None if row.proposed_score is None else round(100 * row.proposed_score),
        stance=row.proposed_stance or "",
        word=str(Stance(row.proposed_stance).label) if row.proposed_stance else "",
        mode=MODES[row.mode],
        asks=row.voice in SPEAKING and row.speaker_id is None,
        name=name.removeprefix("the ").removeprefix("The "),
        kind=SpeakerKind.RECORD if record else _kind(name),
        cue=" … ".join(around.get((row.pk, Part.CUE), ())),
        hedges=tuple(around.get((row.pk, Part.HEDGE), ())),
        dates=tuple(around.get((row.pk, Part.DATE), ())),
        figures=tuple(figures),
    )


def _kind(name: str) -> str:
    words = {word.strip(".,’'").lower() for word in name.split()}
    return SpeakerKind.BODY if words & BODIES or name.isupper() else SpeakerKind.PERSON


def _figure(figure: Figure) -> str:
    """ "at least 300 drones a week, estimated"."""
    number = figure.wording if figure.low is None and figure.high is None else amount(figure)
    counted = " ".join(part for part in (number, figure.unit, figure.counted, figure.period) if part)
    return counted if figure.nature == "counted" else f"{counted} ({figure.get_nature_display()})"
