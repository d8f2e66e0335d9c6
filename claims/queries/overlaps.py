"""Articles that share their text, as the desk sees them: what waits for a decision, and two side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from claims.queries.tabs import Tab
from claims.queries.titles import title_of
from claims.queries.wording import When, outlet_name, when
from sources.choices import OverlapKind, OverlapState
from sources.ingest.duplicates import shingles
from sources.ingest.side_by_side import shared_stretches
from sources.models import Article, Overlap
from sources.services.sketching import bodies_of

PAGE = 25
#: Code points of a body that are shown side by side.
LONGEST = 60_000

#: Words of a stretch below which it is a turn of phrase and not marked.
LEAST_WORDS = 5

#: The tabs of the review, in their order: key, words, what stands under it.
TABS = (
    ("saves", "Other saves", Q(state=OverlapState.SUGGESTED, kind=OverlapKind.ANOTHER_SAVE)),
    ("reprints", "Reprints", Q(state=OverlapState.SUGGESTED, kind=OverlapKind.REPRINT)),
    ("shared", "Shared text", Q(state=OverlapState.SUGGESTED, kind=OverlapKind.SHARES_TEXT)),
    ("decided", "Decided", ~Q(state=OverlapState.SUGGESTED)),
)
KEYS = [key for key, _, _ in TABS]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two articles; share: how much of its body stands in the other, "64 %"."""

    pk: int
    version: int
    title: str
    language: str
    outlet: str
    published: When
    address: str
    share: str


@dataclass(frozen=True, slots=True)
class Told:
    """One overlap. decided_by: "" while it is suggested; reason: then why it is not decided as its batch was
    set, else "".
    """

    pk: int
    kind: str
    state: str
    first: Side
    second: Side
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """A page of one part, newest first; older: the key of the next page, "" where there is none."""

    rows: tuple[Told, ...]
    tabs: tuple[Tab, ...]
    older: str

    @property
    def here(self) -> Tab:
        """The part that is shown."""
        return next(tab for tab in self.tabs if tab.here)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph; shared: they stand in the other text as well."""

    text: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both texts by paragraphs. cut: they are longer than what is shown."""

    told: Told
    first: tuple[tuple[Piece, ...], ...]
    second: tuple[tuple[Piece, ...], ...]
    cut: bool


def count_waiting() -> int:
    """How many saves and reprints wait for a decision; shared text ties nothing and may wait. One query."""
    kinds = (OverlapKind.ANOTHER_SAVE, OverlapKind.REPRINT)
    return Overlap.objects.filter(state=OverlapState.SUGGESTED, kind__in=kinds).count()


def read_review(*, show: str, before: int | None) -> Review:
    """Read a page of a part (an unknown one: the first with anything in it). Two queries."""
    counted = Overlap.objects.aggregate(**{key: Count("pk", filter=rows) for key, _, rows in TABS})
    if show not in KEYS:
        show = next((key for key in KEYS if counted[key]), KEYS[0])
    rows = _rows().filter({key: rows for key, _, rows in TABS}[show]).order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    return Review(
        rows=tuple(_told(row) for row in found[:PAGE]),
        tabs=tuple(Tab(key, words, counted[key], key == show) for key, words, _ in TABS),
        older=str(found[PAGE - 1].pk) if len(found) > PAGE else "",
    )


def overlaps_of(article: int) -> tuple[Told, ...]:
    """What is told of one article, decided or not; the first PAGE. One query."""
    rows = _rows().filter(Q(first=article) | Q(second=article)).order_by("state", "-pk")
    return tuple(_told(row) for row in rows[:PAGE])


def find_overlap(one: int, other: int) -> Overlap | None:
    """The overlap of two articles whose words are still here, whichever comes first. One query."""
    pair = (one, other)
    found: Overlap | None = _rows().filter(first__in=pair, second__in=pair).first()
    return found


def compare(overlap: Overlap) -> Comparison:
    """Both bodies, with what they share marked. Two queries."""
    versions = [article.current_version_id for article in (overlap.first, overlap.second)]
    bodies = bodies_of([version for version in versions if version])
    first, second = (bodies.get(version or 0, "") for version in versions)
    return Comparison(
        told=_told(overlap),
        first=_paragraphs(first[:LONGEST], second),
        second=_paragraphs(second[:LONGEST], first),
        cut=max(len(first), len(second)) > LONGEST,
    )


def _rows() -> QuerySet[Overlap]:
    related = ("first__outlet__merged_into", "second__outlet__merged_into", "decided_by")
    whole = Overlap.objects.filter(first__removed_at__isnull=True, second__removed_at__isnull=True)
    return whole.exclude(kind=OverlapKind.TRANSLATION).select_related(*related)


def _told(row: Overlap) -> Told:
    return Told(
        pk=row.pk,
        kind=row.get_kind_display(),
        state=row.state,
        first=_side(row.first, row.first_in_second),
        second=_side(row.second, row.second_in_first),
        decided_by=row.decided_by.get_username() if row.decided_by else "",
        reason=row.reason,
    )


def _side(article: Article, share: float) -> Side:
    return Side(
        pk=article.pk,
        version=article.version,
        title=title_of(article),
        language=article.language,
        outlet=outlet_name(article.outlet),
        published=when(article.published),
        address=article.address,
        share=f"{share:.0%}",
    )


def _paragraphs(text: str, other: str) -> tuple[tuple[Piece, ...], ...]:
    """Cut a text into paragraphs, and these where something shared begins or ends."""
    pieces: list[list[Piece]] = [[]]
    at = 0
    shared = [span for span in shared_stretches(text, shingles(other)) if _is_told(text, *span)]
    for start, end in [*shared, (len(text), len(text))]:
        for words, both in ((text[at:start], False), (text[start:end], True)):
            for number, part in enumerate(words.split("\n\n")):
                if number:
                    pieces.append([])
                if part.strip():
                    pieces[-1].append(Piece(part, both))
        at = end
    return tuple(tuple(paragraph) for paragraph in pieces if paragraph)


def _is_told(text: str, start: int, end: int) -> bool:
    return len(text[start:end].split()) >= LEAST_WORDS
