"""Whether words of an article are marked; what machines only proposed does not count."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.choices import StatementState
from claims.models import Assessment, Figure, Note, Relay, Response, StatementPassage
from sources.choices import NoticeState
from sources.models import ArticleVersion, Passage, PublisherNotice

#: Statements that people see; a rejected one is only remembered, so that it is not proposed again.
STANDING = (StatementState.CONFIRMED, StatementState.WITHDRAWN)
DECIDED = (*STANDING, StatementState.REJECTED)


def has_marked_words(articles: Collection[int], *, notices: bool = True) -> bool:
    """Whether words of these articles are marked, by people or as what their publisher says of them.

    notices: False leaves the latter out.
    """
    marked = _in_use(STANDING) | _on_notice() if notices else _in_use(STANDING)
    return Passage.objects.filter(marked, version__article__in=articles).exists()


def has_marks(version: ArticleVersion) -> bool:
    """Whether words of this text are, what its publisher says of it left out."""
    return Passage.objects.filter(_in_use(STANDING), version=version).exists()


def passages_in_use(*, remembered: bool = False) -> QuerySet[Passage]:
    """Passages at which something points that a person decided; `remembered`: rejected statements as well."""
    told = _on_notice(state=NoticeState.CONFIRMED)
    return Passage.objects.filter(_in_use(DECIDED if remembered else STANDING) | told)


def _in_use(states: Collection[str]) -> Q:
    """One EXISTS a table: an OR within a single one could not use their indexes."""
    found = Q()
    for model, column in ((StatementPassage, "passage"), (Figure, "passage"), (Relay, "cue_passage")):
        rows = model._default_manager.filter(statement__state__in=states, **{column: OuterRef("pk")})
        found |= Q(Exists(rows))
    for beside in (Note, Response, Assessment):
        found |= Q(Exists(beside._default_manager.filter(passage=OuterRef("pk"))))
    return found


def _on_notice(**which: str) -> Q:
    return Q(Exists(PublisherNotice.objects.filter(passage=OuterRef("pk"), **which)))
