"""Where the words of a search stand in articles that were found: in a text, or in what was said there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property, partial, reduce
from operator import add, or_
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Left, Lower
from django.db.models.lookups import LessThanOrEqual

from claims.choices import Part
from claims.models import StandingLink, Statement, StatementWords
from claims.queries.search_fitting import Way
from claims.queries.search_snippets import CUT
from claims.queries.search_words import Sought, Word
from claims.queries.shapes import Prepared, Shape, Slot, Slots, TextSlot, Written
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
    """Where words stand in an article.

    texts: around them in its text, or what the statements that are shown say; statement: the first of these,
    0 where it is the text.
    """

    statement: int
    texts: tuple[str, ...]


def words_in(articles: Keys, sought: Sought, visitor: Visitor) -> Question:
    """Where the words stand in articles; see `covered`."""
    printed = _printed(sought)
    shape = _where(len(sought.words), len(printed), is_editor(visitor))
    places = {f"printed{place}": one for place, one in enumerate(printed)}
    return Question(shape, {"articles": articles, **places, **Way((), sought.words).of_fit})


def covered(rows: Iterable[tuple[int, int | None, int | None, str]]) -> Mapping[int, Said]:
    """By article: where the words stand in it. rows: the answer of `words_in`.

    In the text, if the visitor reads it whole; else in what was said there: the statement with most of the
    words; where that has not all, the one with most of the others, and so on. Of equals the first.
    """
    told, found = dict[int, Said](), defaultdict[int, dict[int, tuple[int, list[str]]]](dict)
    for article, statement, which, words in rows:
        if statement is None or which is None:
            told[article] = Said(0, (f"{CUT} {' '.join(words.split())} {CUT}",))
        else:
            found[article].setdefault(statement, (which, []))[1].append(words)
    return told | {article: _covering(statements) for article, statements in found.items()}


def _covering(statements: Mapping[int, tuple[int, list[str]]]) -> Said:
    """Of statements, by their keys which of the words each has (a bit for each word), and its parts."""
    there, taken = reduce(or_, (which for which, _ in statements.values())), list[int]()
    while there:
        best = max(statements, key=lambda one: ((statements[one][0] & there).bit_count(), -one))
        taken.append(best)
        there &= ~statements[best][0]
    return Said(taken[0], tuple(f" {CUT} ".join(statements[one][1]) for one in taken))


def _printed(sought: Sought) -> list[str]:
    """The words as texts may have them, those typed first."""
    return [one for word in sought.words for one in word.printed][:SPELLINGS]


@cache
def _where(words: int, spellings: int, for_editor: bool) -> _Where:
    return _Where(Way((), (Word((), ()),) * words), spellings, for_editor=for_editor)


# A text is unpacked and made small once, however many spellings are looked for. Of what was said in the other
# articles, the first statement with each set of the words. Each wall keeps what stands within from being told
# anew.
_WHERE = """
    WITH texts (key, words, small) AS MATERIALIZED ({texts}),
    found AS MATERIALIZED (SELECT key, words, COALESCE({places}) AS place FROM texts),
    told (key, words) AS MATERIALIZED (
        SELECT key, substr(words, greatest(place - {before}, 1), {shown}) FROM found WHERE place > 0
    ), others (key) AS MATERIALIZED (
        SELECT key FROM unnest(%s::bigint[]) asked (key) WHERE key NOT IN (SELECT key FROM told)
    ), said (article, statement, which) AS MATERIALIZED ({said}),
    first (article, which, statement) AS MATERIALIZED (
        SELECT article, which, min(statement) FROM said GROUP BY article, which
    )
    SELECT key, NULL::bigint, NULL::integer, words FROM told
    UNION ALL (
        SELECT article, statement, which, exact
        FROM first JOIN claims_statementpassage part ON part.statement_id = first.statement
        JOIN sources_passage passage ON passage.id = part.passage_id
        WHERE part.statement_id = ANY (ARRAY(SELECT statement FROM first)) AND part.part = '{content}'
        ORDER BY statement, part."order"
    )
"""


class _Where(Prepared[tuple[int, int | None, int | None, str]]):
    """Of some articles, what stands around the first of so many spellings in the text, if the visitor reads
    it whole; of the others the parts of statements in which one of the words stands. way: to the words.
    """

    def __init__(self, way: Way, spellings: int, *, for_editor: bool) -> None:
        super().__init__(partial(_for_editors if for_editor else _for_readers, way))
        self._texts: Shape[Any] = Shape(partial(_texts, whole=for_editor))
        self._slots = tuple(TextSlot(f"printed{one}") for one in range(spellings))

    @cached_property
    def _written(self) -> Written:
        _, using, said, given = super()._written
        _, _, texts, params = self._texts._written
        whole = _WHERE.format(
            texts=texts,
            places=", ".join("NULLIF(strpos(small, %s), 0)" for _ in self._slots),
            before=BEFORE,
            shown=SHOWN,
            said=said,
            content=Part.CONTENT.value,
        )
        return list, using, whole, (*params, *self._slots, Slots("articles"), *given)


def _texts(*, whole: bool) -> QuerySet[Any, Any]:
    """Of articles that the visitor reads whole: the text, and how it is searched."""
    rows = Article.objects.filter(pk__in=Slots("articles"), current_version__isnull=False).order_by()
    rows = rows if whole else rows.filter(display=Display.WHOLE)
    text = F("current_version__text")
    # To count its letters takes three times as long as to make them small.
    short = LessThanOrEqual(_Bytes(text), SEARCHED_TEXT)
    searched = Case(When(short, then=text), default=Left(text, SEARCHED_TEXT), output_field=TextField())
    told: QuerySet[Any, Any] = rows.values_list("pk", "current_version__text", Lower(searched))
    return told


class _Bytes(Func):
    """How many bytes a text has, which is known without unpacking it: as many as letters, or more."""

    function = "octet_length"
    output_field = IntegerField()


class _Others(Slot):
    """The keys that stand in the SQL as `others`."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """No place: they are not given."""
        return "ARRAY(SELECT key FROM others)", ()


def _for_readers(way: Way) -> QuerySet[Any, Any]:
    """Statements that readers see in which a word stands, with their article, and which of the words."""
    recorded = StandingLink.objects.filter(listed("article", _Others("others"))).order_by()
    words = StatementWords.objects.filter(
        _any(way, "search_key"), listed("statement", recorded.values("statement"))
    ).order_by()
    bears = StandingLink.objects.visible().filter(listed("statement", words.values("statement")))
    told: QuerySet[Any, Any] = bears.order_by().values_list(
        "article_id", "statement_id", _which_of_its_own(way)
    )
    return told


def _for_editors(way: Way) -> QuerySet[Any, Any]:
    """The same of statements that were confirmed."""
    path = "words__search_key"
    rows = Statement.objects.confirmed().filter(words__isnull=False).order_by()
    found = rows.filter(_any(way, path), listed("article_version__article", _Others("others")))
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
