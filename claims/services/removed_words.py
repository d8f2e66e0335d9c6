"""Where an article's words stand: every table, live and history, and what is left in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast, Concat

from claims.models import (
    Assessment,
    Draft,
    Figure,
    Note,
    NoteMention,
    OriginDecision,
    Reading,
    Relay,
    Report,
    Response,
    Statement,
    StatementLink,
    StatementPassage,
    StatementWords,
)
from claims.reach import claims_of_article
from sources.models import (
    Article,
    ArticleVersion,
    Block,
    Damage,
    DeclaredFact,
    FilePreview,
    ImportFile,
    Overlap,
    Passage,
    PublisherNotice,
)
from sources.services.sketching import forget_sketches

#: Where a column may not be empty.
MARK = "[removed]"


def _numbered(opens: str, closes: str = "") -> Concat:
    """A word of our own that no two rows share, where a column must tell them apart."""
    number = Cast(F("pk"), models.TextField())
    return Concat(Value(opens), number, Value(closes), output_field=models.TextField())


def _if_any(column: str) -> Case:
    """The mark, but only where something stood."""
    something = When(~Q(**{column: ""}), then=Value(MARK))
    return Case(something, default=Value(""), output_field=models.TextField())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one model. paths: from its rows to the article; columns: what is put into each."""

    model: type[models.Model]
    paths: tuple[str, ...]
    columns: dict[str, Any]

    def blank(self, article: int) -> None:
        """Overwrite them in the table and in its history, where editors' reasons go too."""
        rows = self.model._base_manager.filter(self._leads_to(article, self.paths))
        if self.columns:
            rows.update(**self.columns)
        for events in self._events():
            paths = ("pgh_obj",) if self.model is Article else self.paths
            rows = events._base_manager.filter(self._leads_to(article, paths))
            rows.update(**self.columns, pgh_reason="")

    def _events(self) -> Iterator[type[models.Model]]:
        try:
            yield self.model._meta.get_field("events").related_model  # type: ignore[misc]
        except FieldDoesNotExist:
            return

    @staticmethod
    def _leads_to(article: int, paths: tuple[str, ...]) -> Q:
        found = Q()
        for path in paths:
            found |= Q(**{path: article})
        return found


_STATEMENT = ("statement__article_version__article",)
_PASSAGE = ("passage__version__article",)
_PRINTED = Case(
    When(speaker_as_printed__isnull=False, then=_numbered("[removed ", "]")),
    default=Value(None),
    output_field=models.TextField(),
)

WORDS = (
    Words(ArticleVersion, ("article",), {"text": ""}),
    Words(Passage, ("version__article",), {"exact": "", "prefix": "", "suffix": ""}),
    Words(Damage, ("version__article",), {"original_hex": "", "reading": ""}),
    Words(Block, ("version__article",), {"reason": ""}),
    Words(DeclaredFact, ("article",), {"value": "", "clock_wording": ""}),
    Words(PublisherNotice, ("article",), {"text": MARK, "made_wording": ""}),
    Words(Overlap, ("first", "second"), {"reason": ""}),
    Words(
        Article,
        ("pk",),
        {
            "address": "",
            "headline": "",
            "byline": "",
            "search_key": "",
            "published_wording": "",
            "withdrawn_reason": _if_any("withdrawn_reason"),
        },
    ),
    Words(
        Statement,
        ("article_version__article",),
        {
            "speaker_as_printed": _PRINTED,
            "role_as_printed": "",
            "said_wording": "",
            "event_wording": "",
            "proposed_spans": None,
            "proposed_name": "",
            "proposed_reasons": [],
            "withdrawn_reason": _if_any("withdrawn_reason"),
        },
    ),
    Words(StatementPassage, _STATEMENT, {}),
    Words(StatementWords, _STATEMENT, {"search_key": ""}),
    Words(StatementLink, _STATEMENT, {"reasons": []}),
    Words(Relay, _STATEMENT, {"actor_as_printed": MARK, "channel": "", "said_wording": ""}),
    Words(
        Figure,
        _STATEMENT,
        {"wording": MARK, "unit": "", "counted": "", "period": "", "low": None, "high": None},
    ),
    Words(
        OriginDecision,
        ("first__article_version__article", "second__article_version__article"),
        {"reason": MARK},
    ),
    Words(Note, _PASSAGE, {"text": MARK}),
    Words(NoteMention, ("note__passage__version__article",), {}),
    Words(Assessment, _PASSAGE, {"reasoning": "", "evidence": [], "made_wording": ""}),
    Words(Response, _PASSAGE, {"as_of_wording": ""}),
    Words(Reading, ("article_version__article",), {"note": _if_any("note"), "remarks": []}),
)


def blank_words(article: Article) -> None:
    """Overwrite every word of the article, past the triggers that keep texts and history as they are.

    Nothing of this leaves an event: what is written down is that the article was removed. Must run inside
    a transaction.
    """
    with pgtrigger.ignore():
        for words in WORDS:
            words.blank(article.pk)
    forget_sketches(list(article.versions.values_list("pk", flat=True)))
    _blank_files(article)
    _blank_reports(article)
    _forget_drafts(article)


def _blank_files(article: Article) -> None:
    """Names and manifest rows of every file that brought these bytes, whatever became of it."""
    files = ImportFile.objects.filter(
        Q(article_version__article=article) | Q(sha256__in=article.versions.values("sha256"))
    )
    FilePreview.objects.filter(file__in=files).delete()
    files.update(name=_numbered("removed "), declared={}, reason=_if_any("reason"))


def _blank_reports(article: Article) -> None:
    """What readers reported on the article's own page quotes it."""
    page = f"/articles/{article.pk}/"
    Report.objects.filter(address__startswith=page).update(address=page, words=MARK, note="")


def _forget_drafts(article: Article) -> None:
    """What editors typed of it and did not save, and what they typed of claims that it speaks on."""
    quoting = Q(article=article) | Q(form__startswith="details ", payload__has_key=f"version-{article.pk}")
    for claim in claims_of_article(article.pk):
        quoting |= Q(form__startswith=f"claim {claim} ")
    Draft.objects.filter(quoting).delete()
