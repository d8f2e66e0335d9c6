"""Where the words of a search stand in articles that were found: in a text, or in what was said there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property, partial, reduce
from operator import add, or_
from typing import Any, NamedTuple

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Left, Lower

from claims.choices import Part
from claims.models import StandingLink, Statement, StatementWords
from claims.queries.search_fitting import Way
from claims.queries.search_words import Sought, Word
from claims.queries.shapes import Prepared, Slots, TextSlot, Written
from claims.queries.shapes_joined import Keys, Question
from claims.querysets import among as listed
from claimtrack.roles import Visitor, is_editor
from sources.choices import Display
from sources.models import Article
from sources.models.article import SEARCHED_TEXT

#: Code points of a text that a result shows, and how many of them stand before the word.
SHOWN, BEFORE = 260, 90
#: Spellings that are looked for when a text is cut around one.
SPELLINGS = 8


class Said(NamedTuple):
    """Where words stand in what was said in an article.

    texts: what the statements that are shown say; statement: the first of these.
    """

    statement: int
    texts: tuple[str, ...]


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


def texts_around(articles: Keys, sought: Sought, *, whole: bool) -> Question:
    """The text around the first of the words, of articles that the visitor reads whole: (key, text)."""
    printed = _printed(sought)
    places = {f"printed{place}": one for place, one in enumerate(printed)}
    return Question(_around(len(printed), whole), {"articles": articles, **places})


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


def said_in(articles: Keys, sought: Sought, visitor: Visitor) -> Question:
    """Statements there in which the words stand; see `covered`."""
    shape = _statements_with(len(sought.words), is_editor(visitor))
    return Question(shape, {"articles": articles, **Way((), sought.words).values})


def covered(rows: Iterable[tuple[int, int, int, str]]) -> Mapping[int, Said]:
    """By article: where the words stand in what was said there. rows: the answer of `said_in`.

    The statement with most of the words; where that has not all, the one with most of the others, and so on.
    Of equals the first.
    """
    found = defaultdict[int, dict[int, tuple[int, list[str]]]](dict)
    for article, statement, which, words in rows:
        found[article].setdefault(statement, (which, []))[1].append(words)
    return {article: _covering(statements) for article, statements in found.items()}


def _covering(statements: Mapping[int, tuple[int, list[str]]]) -> Said:
    """Of statements, by their keys which of the words each has (a bit for each word), and its parts."""
    there, taken = reduce(or_, (which for which, _ in statements.values())), list[int]()
    while there:
        best = max(statements, key=lambda one: ((statements[one][0] & there).bit_count(), -one))
        taken.append(best)
        there &= ~statements[best][0]
    return Said(taken[0], tuple(" … ".join(statements[one][1]) for one in taken))


@cache
def _statements_with(words: int, for_editor: bool) -> _Parts:
    """Of some articles, the first statement with each set of so many words: which it has, and its parts."""
    way = Way((), (Word((), ()),) * words)
    return _Parts(partial(_for_editors if for_editor else _for_readers, way))


# Each wall keeps what stands within from being told anew.
_PARTS = """
    WITH said (article, statement, which) AS MATERIALIZED ({said}),
    first (article, which, statement) AS MATERIALIZED (
        SELECT article, which, min(statement) FROM said GROUP BY article, which
    )
    SELECT article, statement, which, exact
    FROM first JOIN claims_statementpassage part ON part.statement_id = first.statement
    JOIN sources_passage passage ON passage.id = part.passage_id
    WHERE part.statement_id = ANY (ARRAY(SELECT statement FROM first)) AND part.part = '{content}'
    ORDER BY statement, part."order"
"""


class _Parts(Prepared[tuple[int, int, int, str]]):
    """The parts of the first statement with each set of words of each article."""

    @cached_property
    def _written(self) -> Written:
        _, using, said, params = super()._written
        return list, using, _PARTS.format(said=said, content=Part.CONTENT.value), params


def _for_readers(way: Way) -> QuerySet[Any, Any]:
    """Statements that readers see in which a word stands, with their article, and which of the words."""
    recorded = StandingLink.objects.filter(article__in=Slots("articles")).order_by().values("statement")
    words = StatementWords.objects.filter(_any(way, "search_key"), listed("statement", recorded)).order_by()
    bears = StandingLink.objects.visible().filter(listed("statement", words.values("statement")))
    told: QuerySet[Any, Any] = bears.order_by().values_list(
        "article_id", "statement_id", _which_of_its_own(way)
    )
    return told


def _for_editors(way: Way) -> QuerySet[Any, Any]:
    """The same of statements that were confirmed."""
    path = "words__search_key"
    rows = Statement.objects.confirmed().filter(words__isnull=False).order_by()
    found = rows.filter(_any(way, path), article_version__article__in=Slots("articles"))
    told: QuerySet[Any, Any] = found.values_list("article_version__article_id", "pk", _which(way, path))
    return told


def _any(way: Way, path: str) -> Q:
    return reduce(or_, way.stand(path))


def _which_of_its_own(way: Way) -> Any:
    """The same of what a row's statement says; of one word, that is there."""
    if len(way.read) == 1:
        return Value(1)
    own = StatementWords.objects.filter(statement=OuterRef("statement")).order_by()
    return Subquery(own.values_list(_which(way, "search_key")))


def _which(way: Way, path: str) -> Any:
    """Which of the words stand there: a bit for each."""
    bits = (Case(When(one, then=1 << place), default=0) for place, one in enumerate(way.stand(path)))
    return reduce(add, bits)
