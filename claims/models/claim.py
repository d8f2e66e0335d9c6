"""Claims: checkable propositions in our own neutral words, and the topics that gather them."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.choices import PartyRole
from claims.models.speaker import Speaker
from claims.models.triggers import approved_first
from claims.models.word_indexes import words_indexes
from claims.querysets import ClaimQuerySet, TopicQuerySet
from sources.models.address import AddressBase, address_stays, one_current_address
from sources.models.clock import Clock, clock_checks
from sources.models.fields import choice_check, choice_field, newest_first, user_field
from sources.models.history import history
from sources.models.merging import merge_is_one_step, merged_into
from sources.models.root import Root, version_only_grows
from sources.models.terms import terms_index


@history
class Topic(Root):
    """A storyline that gathers claims."""

    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    search_key = models.TextField(blank=True, default="", help_text="Folded name; filled by the service.")
    merged_into = merged_into()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="topic_has_a_name")]
        triggers = [merge_is_one_step("claims_topic"), version_only_grows()]

    def __str__(self) -> str:
        return self.name


class TopicAddress(AddressBase):
    """The words in a topic's URL."""

    target = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="addresses")

    class Meta(AddressBase.Meta):
        constraints = [one_current_address("topic")]
        triggers = address_stays()


@history
class Claim(Root):
    """A checkable proposition. Readers see it from `visible_since` until it is withdrawn."""

    text = models.CharField(max_length=400, help_text="In our words.")
    search_key = models.TextField(blank=True, default="", help_text="Folded text; filled by the service.")
    event = Clock()
    visible_since = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = user_field(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True, default="")
    merged_into = merged_into()
    topics = models.ManyToManyField(Topic, through="ClaimTopic", related_name="claims")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            *clock_checks("claim", "event"),
            models.CheckConstraint(condition=~Q(text=""), name="claim_says_something"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | (Q(withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="claim_withdrawal_has_a_reason",
            ),
        ]
        indexes = [
            # Searched by parts of words (the list), and by whole ones (what a typed claim may mean).
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="claim_by_parts_of_words"),
            *words_indexes("claim"),
            # Which of many claims readers see, and what those that were merged count as.
            models.Index(
                fields=["id"], include=["merged_into", "visible_since", "withdrawn_at"], name="claim_seen"
            ),
            # A claim and those merged into it.
            models.Index(Coalesce("merged_into", "id"), name="claim_by_target"),
            # What a statement may belong to.
            terms_index("search_key", name="claim_by_terms"),
            newest_first("event_earliest", name="claim_newest_event"),
        ]
        triggers = [merge_is_one_step("claims_claim"), version_only_grows(), approved_first()]

    def __str__(self) -> str:
        return self.text

    @property
    def shown(self) -> bool:
        """Whether readers see it; the same as `ClaimQuerySet.visible`."""
        published = self.visible_since is not None and self.visible_since <= timezone.now()
        return published and self.withdrawn_at is None and self.merged_into_id is None


class ClaimAddress(AddressBase):
    """The words in a claim's URL."""

    target = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="addresses")

    class Meta(AddressBase.Meta):
        constraints = [one_current_address("claim")]
        triggers = address_stays()


@history
class ClaimTopic(models.Model):
    """A claim stands under a topic."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="claim_topics", db_index=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="claim_topics", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "topic"], name="claim_topic_once")]
        # Either way the other key is told by the index alone.
        indexes = [models.Index(fields=["topic", "claim"], name="claims_of_topic")]

    def __str__(self) -> str:
        return f"{self.claim} under {self.topic}"


@history
class ClaimParty(models.Model):
    """Whom a claim is about, and in what part."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="parties")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="party_in")
    role = choice_field(PartyRole)

    class Meta:
        ordering = ["claim", "pk"]
        verbose_name_plural = "claim parties"
        constraints = [
            choice_check("party", "role", PartyRole),
            models.UniqueConstraint(fields=["claim", "speaker", "role"], name="party_once"),
        ]
        indexes = [models.Index(fields=["speaker", "id"], name="party_of_speaker")]

    def __str__(self) -> str:
        return f"{self.speaker}, {self.role}"
