"""Details of articles (outlet, address, date, headline, byline, language), typed for many at once.

What was known before stays as a fact that is no longer chosen; the articles' columns repeat the chosen ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError

from claims.choices import Moved
from claims.reach import claims_of_article
from claims.services.detail_facts import dated_anew, keep_facts
from claims.services.detail_problems import Problem, taken_addresses
from claims.services.redating import resolve_again
from claims.summaries import record_revision
from sources.folding import fold
from sources.ingest.cells import Cell, CellError, read_cell
from sources.models import Article, ImportBatch, Outlet
from sources.models.clock import clock_columns
from sources.services.acting import Actor, acting, person
from sources.services.outlets import find_or_make_outlet, find_outlet
from sources.services.rereading import read_again
from sources.services.roots import change, root_key


@dataclass(frozen=True, slots=True)
class DetailChange:
    """What was typed for one article, by field; "" takes a value away. expected: the version seen."""

    article_id: int
    expected: int
    values: Mapping[str, str]


class NotSaved(Exception):
    """Nothing was saved: cells that cannot be read, and articles that somebody changed meanwhile."""

    def __init__(self, problems: Sequence[Problem], stale: Iterable[int] = ()) -> None:
        super().__init__("Nothing was saved.")
        self.problems = tuple(problems)
        self.stale = frozenset(stale)


@dataclass(slots=True)
class Work:
    """The changes that are being looked at: each article locked, what its cells say, what is wrong."""

    articles: dict[int, Article]
    outlets: dict[str, Outlet | None]
    cells: dict[int, dict[str, Cell]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def save_details(*, editor: User, batch: ImportBatch, changes: Sequence[DetailChange]) -> tuple[int, ...]:
    """Save all of the changes, or none; return the ids of the articles that are now otherwise.

    Raises NotSaved with every cell that cannot be read and every article that has moved on or is none of the
    batch. About eight queries an article that changes.
    """
    if not changes:
        return ()
    try:
        return _save(editor, batch, changes)
    except IntegrityError:
        # An import brought the same address or outlet meanwhile: the second look finds it.
        return _save(editor, batch, changes)


def _save(editor: User, batch: ImportBatch, changes: Sequence[DetailChange]) -> tuple[int, ...]:
    actor = person(editor)
    with acting(actor):
        work, stale = look_at(batch, changes)
        if work.problems or stale:
            raise NotSaved(work.problems, stale)
        outlets = _made(actor, work)
        for pk in sorted(work.cells):
            _write(actor, work.articles[pk], work.cells[pk], outlets)
        versions = (work.articles[pk].current_version_id for pk in work.cells)
        read_again([version for version in versions if version])
    return tuple(sorted(work.cells))


def look_at(batch: ImportBatch, changes: Sequence[DetailChange]) -> tuple[Work, set[int]]:
    """Lock the articles and read every cell; also return which articles have moved on."""
    by_id = {one.article_id: one for one in changes}
    rows = Article.objects.filter(batch=batch, removed_at__isnull=True, pk__in=by_id)
    locked = rows.select_for_update(of=("self",)).select_related("outlet__merged_into").order_by("pk")
    names = {" ".join(one.values.get("outlet", "").split()) for one in changes} - {""}
    work = Work({row.pk: row for row in locked}, {name: find_outlet(name=name) for name in sorted(names)})
    stale = {pk for pk, row in work.articles.items() if by_id[pk].expected != row.version}
    for pk, one in by_id.items():
        if pk not in work.articles:
            work.problems.append(Problem(pk, "", f"Article {pk} is none of this batch."))
        else:
            _read(work, work.articles[pk], one.values)
    work.problems += taken_addresses(work.articles, work.cells)
    return work, stale


def _read(work: Work, article: Article, values: Mapping[str, str]) -> None:
    """Read an article's cells; those that say what is known already are left out."""
    outlet = standing(article.outlet)
    if "outlet" in values:
        named = work.outlets.get(" ".join(values["outlet"].split()))
        if named and named == outlet:  # in another spelling, or the same
            values = {name: typed for name, typed in values.items() if name != "outlet"}
        outlet = named
    zone = zone_of(outlet)
    for name, typed in values.items():
        try:
            cell = read_cell(name, typed, zone=zone)
        except CellError as problem:
            work.problems.append(Problem(article.pk, name, str(problem)))
            continue
        if not says_the_same(article, name, cell):
            work.cells.setdefault(article.pk, {})[name] = cell


def zone_of(outlet: Outlet | None) -> str:
    """In which zone a day of that outlet's lies."""
    return (outlet and outlet.zone) or settings.TIME_ZONE


def says_the_same(article: Article, name: str, cell: Cell) -> bool:
    """Whether an article's column has the value of the cell already; a day in other words is the same day."""
    if name == "published":
        known, said = article.published, cell.clock
        parts = ("earliest", "latest", "precision", "qualifier")
        return all(getattr(known, part) == getattr(said, part) for part in parts)
    if name == "outlet":
        outlet = standing(article.outlet)
        return (outlet.name if outlet else "") == cell.value
    return bool(getattr(article, name) == cell.value)


def standing(outlet: Outlet | None) -> Outlet | None:
    """The outlet, or the one it is merged into."""
    return outlet.merged_into if outlet and outlet.merged_into_id else outlet


def _made(actor: Actor, work: Work) -> dict[str, Outlet | None]:
    """The outlets that cells name; new ones are made in the order of their names, as the import does."""
    named = {cells["outlet"].value for cells in work.cells.values() if "outlet" in cells} - {""}
    return {name: find_or_make_outlet(actor=actor, name=name) for name in sorted(named, key=fold)}


def _write(
    actor: Actor, article: Article, cells: dict[str, Cell], outlets: Mapping[str, Outlet | None]
) -> None:
    before, redated = zone_of(standing(article.outlet)), None
    columns: dict[str, object] = {
        name: cell.value for name, cell in cells.items() if name not in ("outlet", "published")
    }
    if "outlet" in cells:
        columns["outlet"] = outlets.get(cells["outlet"].value)
        after = zone_of(outlets.get(cells["outlet"].value))
        redated = dated_anew(article, zone=after) if after != before else None
    if "published" in cells:
        redated = None
        columns |= clock_columns("published", cells["published"].clock)
    if redated:
        columns |= clock_columns("published", redated)
    if {"headline", "byline"} & cells.keys():
        told = {"headline": article.headline, "byline": article.byline, **columns}
        columns["search_key"] = fold(f"{told['headline']} {told['byline']}")
    change(article, actor=actor, expected=article.version, **columns)
    keep_facts(article, cells, redated=redated)
    if "published" in cells or redated:
        resolve_again(article=article)
    record_revision(
        actor=actor, claims=claims_of_article(article.pk), moved=Moved.DETAILS, subject=root_key(article)
    )
