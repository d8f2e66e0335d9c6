"""What publishers say about their own stories, and how articles share their text."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from sources.choices import NoticeKind, NoticeState, OverlapKind, OverlapState
from sources.models.article import Article
from sources.models.clock import Clock, clock_checks
from sources.models.deciding import people_decide
from sources.models.fields import choice_check, choice_field, user_field
from sources.models.history import history_once_decided
from sources.models.passage import Passage


@history_once_decided
class PublisherNotice(models.Model):
    """An update, clarification, correction or retraction, by its passage or in words we were given.

    What the layout found is a suggestion until an editor confirms or drops it.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="notices")
    kind = choice_field(NoticeKind)
    state = choice_field(NoticeState, default=NoticeState.CONFIRMED)
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    text = models.TextField(blank=True, default="")
    made = Clock()

    class Meta:
        ordering = ["article", "pk"]
        constraints = [
            choice_check("notice", "kind", NoticeKind),
            choice_check("notice", "state", NoticeState),
            *clock_checks("notice", "made"),
            models.CheckConstraint(
                condition=Q(passage__isnull=False) | ~Q(text=""), name="notice_says_something"
            ),
        ]
        triggers = people_decide("{row}.state <> 'suggested'")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.article}"


@history_once_decided
class Overlap(models.Model):
    """Two articles that share text; a suggestion until an editor decides."""

    first = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="overlaps_as_first")
    second = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="overlaps_as_second")
    kind = choice_field(OverlapKind)
    first_in_second = models.FloatField(
        help_text="Share of the first's 3-word shingles found in the second, 0 to 1."
    )
    second_in_first = models.FloatField(help_text="The other way round, 0 to 1.")
    state = choice_field(OverlapState, default=OverlapState.SUGGESTED)
    decided_by = user_field(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("overlap", "kind", OverlapKind),
            choice_check("overlap", "state", OverlapState),
            models.CheckConstraint(condition=~Q(first=F("second")), name="overlap_is_of_two"),
            models.UniqueConstraint(
                Least("first", "second"), Greatest("first", "second"), name="overlap_pair_once"
            ),
            models.CheckConstraint(
                condition=Q(first_in_second__range=(0, 1), second_in_first__range=(0, 1)),
                name="overlap_shares_are_shares",
            ),
            models.CheckConstraint(
                condition=Q(state=OverlapState.SUGGESTED) | Q(decided_by__isnull=False),
                name="overlap_decided_by_a_person",
            ),
        ]
        triggers = people_decide("{row}.state <> 'suggested'")

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
