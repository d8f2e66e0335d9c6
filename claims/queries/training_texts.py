"""The desk's own decisions as texts to learn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import Part, ReadingState, StatementState
from claims.extract.found import Span
from claims.extract.learned.examples import Example, Quote
from claims.extract.pipeline import paragraphs_of
from claims.models import Reading, Statement, StatementPassage
from sources.models import ArticleVersion

#: The newest so many articles: more teach little, and take memory and time.
MOST = 2000
DECIDED = (StatementState.CONFIRMED, StatementState.REJECTED)
_ROLE_OF = {Part.CONTENT: 0, Part.CUE: 1, Part.SPEAKER: 2}


def finished_versions() -> QuerySet[ArticleVersion]:
    """Texts of which every proposal was decided, oldest first: there, what was not confirmed is nothing.

    A text that no engine has read, or with a proposal that waits, does not say what is missing in it.
    """
    statements = Statement.objects.filter(article_version=OuterRef("pk"))
    read = Reading.objects.filter(article_version=OuterRef("pk"), state=ReadingState.DONE)
    return (
        ArticleVersion.objects.filter(
            Exists(read), Exists(statements.filter(state__in=DECIDED)),
            ~Exists(statements.filter(state=StatementState.PROPOSED)),
            article__withdrawn_at=None,
            article__removed_at=None,
        )
        .annotate(day=Coalesce(F("article__published_earliest"), F("article__recorded_at")))
        .order_by("day", "pk")
    )  # fmt: skip


def desk_examples(*, most: int = MOST) -> Iterator[Example]:
    """Read the newest finished texts, oldest first, with what was confirmed in them."""
    pks = list(finished_versions().values_list("pk", flat=True))
    for pk in pks[-most:]:
        version = ArticleVersion.objects.get(pk=pk)
        paragraphs, _ = paragraphs_of(version.text, list(version.blocks.order_by("start")))
        yield Example(f"article {version.article_id}", version.text, _quotes(pk), tuple(paragraphs), pk)


def _quotes(version: int) -> tuple[Quote, ...]:
    """What was confirmed. Speakers who share their words are one quotation with several sources."""
    rows = StatementPassage.objects.filter(
        statement__article_version=version, statement__state=StatementState.CONFIRMED, part__in=_ROLE_OF
    ).values_list("statement_id", "part", "passage__start", "passage__end")
    statements: dict[int, tuple[set[Span], set[Span], set[Span]]] = defaultdict(lambda: (set(), set(), set()))
    for statement, part, start, end in rows:
        statements[statement][_ROLE_OF[Part(part)]].add((start, end))
    joint: dict[tuple[Span, ...], tuple[set[Span], set[Span]]] = defaultdict(lambda: (set(), set()))
    for content, cue, source in statements.values():
        shared = joint[tuple(sorted(content))]
        shared[0].update(cue)
        shared[1].update(source)
    return tuple(
        Quote(content, tuple(sorted(cue)), tuple(sorted(source)))
        for content, (cue, source) in sorted(joint.items())
        if content
    )
