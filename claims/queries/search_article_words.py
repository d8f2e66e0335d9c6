"""Where the words of a search stand in articles that were found: in a text, or in what was said there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property, partial, reduce
from operator import add, or_
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Left, Lower

from claims.choices import Part
from claims.models import StandingLink, Statement, StatementPassage, StatementWords
from claims.queries.search_fitting import Way
from claims.queries.search_words import Sought, Word
from claims.queries.shapes import Prepared, Slots, TextSlot, Written
from claims.querysets import among as listed
from claimtrack.roles import Visitor, is_editor
from sources.choices import Display
from sources.models import Article
from sources.models.article import SEARCHED_TEXT

#: Code points of a text that a result shows, and how many of them stand before the word.
SHOWN, BEFORE = 260, 90
#: Spellings that are looked for when a text is cut around one.
SPELLINGS = 8


class _Around(Prepared[tuple[int, str]]):
    """Of some texts, what stands around the first of so many spellings; none of a text that has none.

    A text is unpacked and made small once, however many spellings there are.
    """

    def __init__(self, spellings: int, *, whole: bool) -> None:
        super().__init__(partial(_texts, whole=whole))
        self._slots = tuple(TextSlot(f"printed{one}") for one in range(spellings))

    @cached_property
    def _written(self) -> Written:
        _, using, sql, params = super()._written
        places = ", ".join("NULLIF(strpos(small, %s), 0)" for _ in self._slots)
        # Django's own words around numbers of ours. Each wall keeps what stands within from being told anew.
        cut = f"""
            WITH texts (key, words, small) AS MATERIALIZED ({sql}),
            found AS MATERIALIZED (SELECT key, words, COALESCE({places}) AS place FROM texts)
            SELECT key, substr(words, greatest(place - {BEFORE}, 1), {SHOWN}) FROM found WHERE place > 0
        """  # noqa: S608
        return list, using, cut, (*params, *self._slots)


def texts_around(articles: Sequence[int], sought: Sought, *, whole: bool) -> Mapping[int, str]:
    """The text around the first of the words, of articles that the visitor reads whole. One query."""
    printed = _printed(sought)
    places = {f"printed{place}": one for place, one in enumerate(printed)}
    return dict(_around(len(printed), whole).rows(articles=list(articles), **places))


@cache
def _around(spellings: int, whole: bool) -> _Around:
    return _Around(spellings, whole=whole)


def _texts(*, whole: bool) -> QuerySet[Any, Any]:
    rows = Article.objects.filter(pk__in=Slots("articles"), current_version__isnull=False).order_by()
    rows = rows if whole else rows.filter(display=Display.WHOLE)
    text = "current_version__text"
    told: QuerySet[Any, Any] = rows.values_list("pk", text, Lower(Left(text, SEARCHED_TEXT)))
    return told


def _printed(sought: Sought) -> list[str]:
    """The words as texts may have them, those typed first."""
    return [one for word in sought.words for one in word.printed][:SPELLINGS]


def said_in(pks: Sequence[int], sought: Sought, visitor: Visitor) -> Mapping[int, tuple[int, str]]:
    """By article: the first statement of those with most of the words, and what it says. One query."""
    way, found = Way((), sought.words), dict[int, tuple[int, list[str]]]()
    shape = _statements_with(len(sought.words), is_editor(visitor))
    for article, statement, words in shape.rows(articles=list(pks), **way.values) if pks else ():
        found.setdefault(article, (statement, []))[1].append(words)
    return {article: (statement, " … ".join(parts)) for article, (statement, parts) in found.items()}


@cache
def _statements_with(words: int, for_editor: bool) -> Prepared[tuple[int, int, str]]:
    """Some articles, the first statement in each of those with most of so many words, and its parts."""
    return Prepared(partial(_parts, Way((), (Word((), ()),) * words), for_editor=for_editor))


def _parts(way: Way, *, for_editor: bool) -> QuerySet[Any, Any]:
    first = listed("statement", _first_for_editors(way) if for_editor else _first(way))
    rows = StatementPassage.objects.filter(first, part=Part.CONTENT).order_by("statement", "order")
    told: QuerySet[Any, Any] = rows.values_list(
        "statement__article_version__article_id", "statement_id", "passage__exact"
    )
    return told


def _first(way: Way) -> QuerySet[Any, Any]:
    recorded = StandingLink.objects.filter(article__in=Slots("articles")).order_by().values("statement")
    words = StatementWords.objects.filter(_any(way, "search_key"), listed("statement", recorded)).order_by()
    bears = StandingLink.objects.visible().filter(listed("statement", words.values("statement")))
    own = StatementWords.objects.filter(statement=OuterRef("statement")).order_by()
    number = Subquery(own.values_list(_number(way, "search_key")))
    return _most(bears, way, number, "article_id", "statement_id").values("statement_id")


def _first_for_editors(way: Way) -> QuerySet[Any, Any]:
    rows = Statement.objects.confirmed().filter(words__isnull=False)
    path = "words__search_key"
    found = rows.filter(_any(way, path), article_version__article__in=Slots("articles"))
    return _most(found, way, _number(way, path), "article_version__article_id", "pk").values("pk")


def _most(rows: QuerySet[Any], way: Way, number: Any, article: str, pk: str) -> QuerySet[Any]:
    """Of each article the first row of those with the greatest number; of one word, no row has more."""
    by = (number.desc(),) if len(way.read) > 1 else ()
    return rows.order_by(article, *by, pk).distinct(article)


def _any(way: Way, path: str) -> Q:
    return reduce(or_, way.stand(path))


def _number(way: Way, path: str) -> Any:
    """How many of the words stand there."""
    return reduce(add, (Case(When(one, then=1), default=0) for one in way.stand(path)))
