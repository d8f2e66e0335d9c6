"""Whether words of an article are marked; what machines only proposed does not count."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from claims.choices import StatementState
from sources.models import ArticleVersion, Passage

_DECIDED = Q(statement_parts__statement__state__in=[StatementState.CONFIRMED, StatementState.WITHDRAWN])
_NOTED = Q(notes__isnull=False) | Q(responses__isnull=False) | Q(assessments__isnull=False)


def has_marked_words(articles: Collection[int]) -> bool:
    """Whether words of these articles are marked, by people or as what their publisher says of them."""
    return _marked().filter(version__article__in=articles).exists()


def has_marks(version: ArticleVersion) -> bool:
    """Whether words of this text are."""
    return _marked().filter(version=version).exists()


def _marked() -> QuerySet[Passage]:
    return Passage.objects.filter(_DECIDED | _NOTED | Q(notices__isnull=False))
