"""The desk's page of speakers: pairs that may be one, all speakers, and what was decided of pairs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import Count, Exists, OuterRef, Q

from claims.choices import SpeakerKind
from claims.models import Affiliation, LikelyDuplicate, Speaker, SpeakersApart, Statement
from claims.queries.offices import offices_of
from claims.queries.speaker_search import speakers_named
from claims.querysets import current_slug
from claimtrack.words import counted
from sources.choices import Precision

PAGE = 25
LIKELY, ALL, APART, MERGED = "likely", "all", "apart", "merged"
TABS = {LIKELY: "Likely duplicates", ALL: "All speakers", APART: "Not the same", MERGED: "Merged"}
#: What the list of all may be narrowed to: key → words.
ONLY = {"likely": "with likely duplicates", "no_office": "persons without an office"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a tab, words, a kind, something to narrow to, and the row the page comes after."""

    show: str = LIKELY
    words: str = ""
    kind: str = ""
    only: str = ""
    after: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """Read a query string; what is none of the choices counts as not given."""
        show, kind, only = (given.get(name, "") for name in ("show", "kind", "only"))
        show = show if show in TABS else LIKELY
        return cls(
            show=show,
            words=" ".join(given.get("q", "").split())[:200],
            kind=kind if kind in SpeakerKind.values else "",
            only=only if only in ONLY and show == ALL else "",
            after=given.get("after", ""),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A speaker in a list. detail: kind and description; numbers: what is recorded; office: the last one."""

    pk: int
    slug: str
    name: str
    detail: str
    numbers: str
    office: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a tab: a speaker, or two with why. note: what was said of the pair, by whom and when."""

    first: Line
    second: Line | None = None
    reason: str = ""
    likely: int = 0
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SpeakerList:
    """A page of a tab. tabs: (key, words, number); older: the key for `after`, "" where there is no more."""

    asked: Asked
    tabs: tuple[tuple[str, str, int], ...]
    rows: tuple[Row, ...]
    older: str


def read_speakers(asked: Asked) -> SpeakerList:
    """Read one page. Seven queries where it has rows, five where it is empty; one more after the first page
    of all speakers."""
    found = {LIKELY: _likely, ALL: _all, APART: _apart, MERGED: _merged}[asked.show](asked)
    shown = found[:PAGE]
    rows = _finished(asked.show, shown) if shown else ()
    older = _KEYS[asked.show](shown[-1]) if len(found) > PAGE else ""
    return SpeakerList(asked, _tabs(), rows, older)


def _tabs() -> tuple[tuple[str, str, int], ...]:
    numbers = {
        LIKELY: LikelyDuplicate.objects.count(),
        ALL: Speaker.objects.unmerged().count(),
        APART: SpeakersApart.objects.count(),
        MERGED: Speaker.objects.filter(merged_into__isnull=False).count(),
    }
    return tuple((key, words, numbers[key]) for key, words in TABS.items())


def _likely(asked: Asked) -> list[Any]:
    """Pairs by likeness; one whose side was merged a moment ago is left out."""
    stand = Q(first__merged_into__isnull=True, second__merged_into__isnull=True)
    rows = _of_pairs(LikelyDuplicate.objects.filter(stand), asked).order_by("-score", "pk")
    score, _, pk = asked.after.partition(",")
    if pk.isdecimal() and score.isdecimal() and len(asked.after) < 30:
        rows = rows.filter(Q(score__lt=int(score) / 1000) | Q(score=int(score) / 1000, pk__gt=int(pk)))
    return list(rows[: PAGE + 1])


def _all(asked: Asked) -> list[Any]:
    rows = Speaker.objects.unmerged().with_slug().order_by("search_key", "pk")
    named = speakers_named(asked.words)
    if named is not None:
        rows = rows.filter(pk__in=named.values("pk"))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.only == "no_office":
        rows = rows.filter(_without_office(), kind=SpeakerKind.PERSON)
    elif asked.only == "likely":
        rows = rows.filter(Q(pk__in=_ends("first_id")) | Q(pk__in=_ends("second_id")))
    edge = Speaker.objects.filter(pk=_number(asked.after)).first() if _number(asked.after) else None
    if edge:
        beyond = Q(search_key__gt=edge.search_key) | Q(search_key=edge.search_key, pk__gt=edge.pk)
        rows = rows.filter(beyond)
    return list(rows[: PAGE + 1])


def _apart(asked: Asked) -> list[Any]:
    rows = _of_pairs(SpeakersApart.objects.select_related("decided_by"), asked).order_by("-pk")
    return list((rows.filter(pk__lt=_number(asked.after)) if _number(asked.after) else rows)[: PAGE + 1])


def _merged(asked: Asked) -> list[Any]:
    """The merged, the latest recorded first, with what stands for each."""
    rows = Speaker.objects.filter(merged_into__isnull=False).select_related("merged_into").order_by("-pk")
    rows = rows.with_slug().annotate(into_slug=current_slug("SpeakerAddress", "merged_into_id"))
    named = speakers_named(asked.words)
    if named is not None:
        rows = rows.filter(merged_into__in=named.values("pk"))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return list((rows.filter(pk__lt=_number(asked.after)) if _number(asked.after) else rows)[: PAGE + 1])


def _of_pairs(rows: Any, asked: Asked) -> Any:
    rows = rows.select_related("first", "second").annotate(
        first_slug=current_slug("SpeakerAddress", "first_id"),
        second_slug=current_slug("SpeakerAddress", "second_id"),
    )
    named = speakers_named(asked.words)
    if named is not None:
        keys = named.values("pk")
        rows = rows.filter(Q(first__in=keys) | Q(second__in=keys))
    return rows.filter(Q(first__kind=asked.kind) | Q(second__kind=asked.kind)) if asked.kind else rows


def _ends(column: str) -> Any:
    return LikelyDuplicate.objects.order_by().values(column)


def _without_office() -> Q:
    places = Affiliation.objects.order_by()
    own, merged = places.filter(person=OuterRef("pk")), places.filter(person__merged_into=OuterRef("pk"))
    return ~Exists(own) & ~Exists(merged)


#: The key of a tab's last row.
_KEYS: Mapping[str, Callable[[Any], str]] = {
    LIKELY: lambda row: f"{round(row.score * 1000)},{row.pk}",
    ALL: lambda row: str(row.pk),
    APART: lambda row: str(row.pk),
    MERGED: lambda row: str(row.pk),
}


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 18 else 0


def _finished(show: str, rows: Sequence[Any]) -> tuple[Row, ...]:
    pairs = show in (LIKELY, APART)
    speakers = [one for row in rows for one in ((row.first, row.second) if pairs else (row,))]
    if show == MERGED:
        speakers += [row.merged_into for row in rows]
    slugs = _slugs(show, rows)
    line = _lines(speakers, slugs)
    if show == ALL:
        likely = _likely_of([row.pk for row in rows])
        return tuple(Row(line[row.pk], likely=likely.get(row.pk, 0)) for row in rows)
    if show == MERGED:
        return tuple(Row(line[row.pk], line[row.merged_into_id]) for row in rows)
    return tuple(
        Row(
            first=line[row.first_id],
            second=line[row.second_id],
            reason=row.reason,
            by=row.decided_by.get_username() if show == APART else "",
            at=row.decided_at if show == APART else None,
        )
        for row in rows
    )


def _slugs(show: str, rows: Iterable[Any]) -> dict[int, str]:
    if show == ALL:
        return {row.pk: row.slug for row in rows}
    found: dict[int, str] = {}
    for row in rows:
        if show == MERGED:
            found |= {row.pk: row.slug, row.merged_into_id: row.into_slug}
        else:
            found |= {row.first_id: row.first_slug, row.second_id: row.second_slug}
    return found


def _lines(speakers: Collection[Speaker], slugs: Mapping[int, str]) -> dict[int, Line]:
    said = statements_of([one.pk for one in speakers])
    offices = offices_of(one for one in speakers if one.kind == SpeakerKind.PERSON)
    found = {}
    for one in speakers:
        held = offices.get(one.merged_into_id or one.pk, ())
        now = [place.words for place in held if place.until.precision == Precision.UNKNOWN]
        found[one.pk] = Line(
            pk=one.pk,
            slug=slugs.get(one.pk) or "",
            name=one.name,
            detail=", ".join(part for part in (str(one.get_kind_display()), one.description) if part),
            numbers=counted(said.get(one.pk, 0), "statement"),
            office="; ".join(now or [place.words for place in held[-1:]]),
        )
    return found


def statements_of(speakers: Collection[int]) -> Mapping[int, int]:
    """How many confirmed statements each has of its own, and by those merged into it. One query."""
    group = Speaker.objects.filter(Q(pk__in=speakers) | Q(merged_into__in=speakers)).order_by()
    rows = Statement.objects.confirmed().filter(speaker__in=group.values("pk")).order_by()
    found: dict[int, int] = {}
    for own, target, number in rows.values_list("speaker_id", "speaker__merged_into_id").annotate(
        number=Count("pk")
    ):
        for one in {own, target} - {None}:
            found[one] = found.get(one, 0) + number
    return found


def _likely_of(speakers: Collection[int]) -> Mapping[int, int]:
    pairs = LikelyDuplicate.objects.filter(Q(first__in=speakers) | Q(second__in=speakers))
    found: dict[int, int] = {}
    for ends in pairs.values_list("first_id", "second_id"):
        for one in ends:
            found[one] = found.get(one, 0) + 1
    return found


__all__ = ["ONLY", "TABS", "Asked", "Line", "Row", "SpeakerList", "read_speakers", "statements_of"]
