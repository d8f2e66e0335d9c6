"""The details of a batch's articles, row by row, with what else was said of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.db.models.functions import Substr

from claims.queries.wording import address
from sources.choices import FactField
from sources.clocks import to_edtf
from sources.ingest.cells import FIELDS, CellError, read_cell
from sources.models import Article, DeclaredFact, ImportBatch, ImportFile, Outlet
from sources.paging import Page, page_by_key
from sources.querysets import ArticleQuerySet

ROWS_A_PAGE = 50
#: What an article needs; many have no byline, and a language is found by the text itself.
NEEDED = ("outlet", "address", "published", "headline")
#: Code points of the text, to know the article by.
BEGINNING = 160
SUGGESTIONS = 2
OUTLETS = 300


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody else said: its fact's id, the value as it would be typed, and who said it."""

    fact_id: int
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class DetailRow:
    """One article. values: as they stand in the columns, by field. begins: the first words of its text.

    file: the label it came under.
    """

    pk: int
    version: int
    file: str
    address: str
    begins: str
    values: Mapping[str, str]
    suggestions: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DetailPage:
    """A page of rows; the keys to page on with, None where there is nothing more."""

    rows: tuple[DetailRow, ...]
    before: int | None
    after: int | None


def values_of(article: Article) -> dict[str, str]:
    """What the columns say, as a person would type it. Needs `outlet__merged_into`."""
    outlet = article.outlet
    if outlet and outlet.merged_into:
        outlet = outlet.merged_into
    return {
        "outlet": outlet.name if outlet else "",
        "address": article.address,
        "published": to_edtf(article.published),
        "headline": article.headline,
        "byline": article.byline,
        "language": article.language,
    }


def details_page(
    batch: ImportBatch, *, missing: bool, after: int | None = None, before: int | None = None
) -> DetailPage:
    """A page of a batch's articles in the order in which they came; only what is missing, if asked. Three
    queries, whatever its length.
    """
    rows = _articles(batch)
    rows = rows.lacking(*NEEDED) if missing else rows
    page: Page[Article] = page_by_key(rows, size=ROWS_A_PAGE, after=after, before=before)
    return DetailPage(tuple(map(_row, page.rows)), page.before, page.after)


def details_of(batch: ImportBatch, ids: Iterable[int]) -> dict[int, DetailRow]:
    """The rows of these articles of the batch, by id."""
    return {row.pk: _row(row) for row in _articles(batch).filter(pk__in=list(ids)).order_by("pk")}


def how_many_lack(batch: ImportBatch) -> tuple[int, int]:
    """How many of a batch's articles lack something that is needed, and how many there are. Two queries."""
    rows = Article.objects.of_batch(batch.pk)
    return rows.lacking(*NEEDED).count(), rows.count()


def outlet_names() -> list[str]:
    """Names of outlets, to choose from while typing."""
    return list(Outlet.objects.unmerged().order_by("name").values_list("name", flat=True)[:OUTLETS])


def suggested(batch: ImportBatch, fact_id: int) -> DeclaredFact | None:
    """A fact about an article of the batch; None for any other id."""
    return DeclaredFact.objects.filter(pk=fact_id, article__batch=batch).first()


def _articles(batch: ImportBatch) -> ArticleQuerySet:
    files = ImportFile.objects.filter(batch=batch).only("name", "article_version").order_by("pk")
    known = Article.objects.of_batch(batch.pk).select_related("outlet__merged_into")
    begun = known.annotate(begins=Substr("current_version__text", 1, BEGINNING))
    facts = DeclaredFact.objects.filter(chosen=False).order_by("pk")
    told = Prefetch("facts", facts, to_attr="unchosen")
    rows: ArticleQuerySet = begun.prefetch_related(
        told, Prefetch("current_version__files", files, to_attr="of_this_batch")
    )
    return rows


def _row(article: Any) -> DetailRow:
    values = values_of(article)
    files = article.current_version.of_this_batch if article.current_version else ()
    return DetailRow(
        pk=article.pk,
        version=article.version,
        file=files[0].name if files else f"Article {article.pk}",
        address=address("claims:article", pk=article.pk),
        begins=" ".join((article.begins or "").split()),
        values=values,
        suggestions={name: _suggestions(article.unchosen, name, values[name]) for name in FIELDS},
    )


def _suggestions(facts: Iterable[DeclaredFact], name: str, known: str) -> tuple[Suggestion, ...]:
    """What else was said that could be typed here, each value once, the surest origin first."""
    found: dict[str, Suggestion] = {}
    for fact in facts:
        if fact.field == name and len(found) < SUGGESTIONS:
            value = _typed(fact)
            if value and value != known:
                found.setdefault(value, Suggestion(fact.pk, value, fact.get_origin_display()))
    return tuple(found.values())


def _typed(fact: DeclaredFact) -> str:
    """The fact as it would be typed; "" where it could not be saved."""
    if fact.field == FactField.PUBLISHED:
        return to_edtf(fact.clock)
    try:
        return read_cell(fact.field, fact.value).value
    except CellError:
        return ""


def typed_value(fact: DeclaredFact) -> str:
    """The same, for a fact of a field that has a cell; "" for any other."""
    return _typed(fact) if fact.field in FIELDS else ""
