"""Passages: stretches of a version that something points at (W3C TextPosition + TextQuote selectors)."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from sources.choices import Anchoring
from sources.models.article import ArticleVersion
from sources.models.fields import choice_check, choice_field, span_check
from sources.models.history import history_once_decided
from sources.models.terms import SHORTEST_COMPARED, terms_index

#: Code points of context kept on either side.
CONTEXT = 32

_CHECK = """
    SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) INTO slice
    FROM sources_articleversion WHERE id = NEW.version_id;
    IF slice IS DISTINCT FROM NEW.exact OR char_length(NEW.exact) <> NEW."end" - NEW.start THEN
        RAISE EXCEPTION 'The version does not have these words at this place.'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def quote(text: str, start: int, end: int) -> dict[str, str]:
    """The columns of a passage that repeat the text: its words, and what stands on either side."""
    return {
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }


@history_once_decided
class Passage(models.Model):
    """A half-open stretch of code points; `exact` is that slice, checked by a trigger.

    It stays where it is: carried over to a newer version it becomes another passage (`carried_to`), because
    the statements that use this one are known by its place.
    """

    # The unique (version, start, end) serves as its index.
    version = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, related_name="passages", db_index=False
    )
    start = models.PositiveIntegerField(help_text="First code point, from 0.")
    end = models.PositiveIntegerField(help_text="One past the last code point.")
    exact = models.TextField(blank=True, help_text="The slice itself; blank only after a legal removal.")
    prefix = models.CharField(max_length=CONTEXT, blank=True, default="")
    suffix = models.CharField(max_length=CONTEXT, blank=True, default="")
    anchoring = choice_field(Anchoring, default=Anchoring.ATTACHED)
    carried_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carried_from",
        help_text="The same words in a later version.",
    )

    class Meta:
        ordering = ["version", "start", "end"]
        constraints = [
            span_check("passage"),
            choice_check("passage", "anchoring", Anchoring),
            models.UniqueConstraint(fields=["version", "start", "end"], name="passage_once"),
            models.CheckConstraint(condition=~Q(carried_to=F("pk")), name="passage_is_carried_elsewhere"),
        ]
        indexes = [
            models.Index(
                fields=["anchoring"],
                condition=Q(anchoring__in=[Anchoring.REVIEW, Anchoring.ORPHAN]),
                name="passage_to_review",
            ),
            terms_index(
                "exact", name="passage_by_terms", condition=Q(end__gte=F("start") + SHORTEST_COMPARED)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="words_stand_there",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("version_id", "start", "end", "exact"),
                declare=[("slice", "text")],
                func=_CHECK,
            ),
            pgtrigger.Trigger(
                name="keeps_its_place",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("version_id", "start", "end"),
                condition=pgtrigger.Condition(
                    '((NEW.version_id, NEW.start, NEW."end") <> (OLD.version_id, OLD.start, OLD."end"))'
                ),
                func="RAISE EXCEPTION 'A passage is never moved.' USING ERRCODE = 'check_violation';",
            ),
        ]

    def __str__(self) -> str:
        return self.exact[:60]
