"""Speakers: whose words they are, as far as an article lets us know."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from claims.choices import SpeakerKind
from claims.querysets import SpeakerQuerySet
from sources.models import Outlet
from sources.models.address import AddressBase, address_stays, one_current_address
from sources.models.clock import Clock, clock_checks
from sources.models.fields import choice_check, choice_field
from sources.models.history import history
from sources.models.merging import merge_is_one_step, merged_into
from sources.models.root import Root, version_only_grows


def _by_sound(name: str) -> GinIndex:
    """An index of a folded spelling by how its words sound (`claims.match.sounds`)."""
    sounds = Func(F("search_key"), function="name_sounds", output_field=ArrayField(models.TextField()))
    return GinIndex(sounds, name=name, fastupdate=False)


def _by_parts(name: str) -> GinIndex:
    """An index of a folded spelling by what stands anywhere in it."""
    return GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name=name)


@history
class Speaker(Root):
    """A person, body, office or record (a video, an intercept, a report). Never "source"."""

    name = models.CharField(max_length=200, help_text="As we print it.")
    kind = choice_field(SpeakerKind)
    description = models.CharField(
        max_length=300, blank=True, default="", help_text="Who this is, in a few words."
    )
    external_id = models.CharField(
        max_length=200, blank=True, default="", help_text="Such as a Wikidata item."
    )
    outlet = models.ForeignKey(
        Outlet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="speakers",
        help_text="Where one speaks.",
    )
    search_key = models.TextField(blank=True, default="", help_text="Folded name; filled by the service.")
    merged_into = merged_into()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            choice_check("speaker", "kind", SpeakerKind),
            models.CheckConstraint(condition=~Q(name=""), name="speaker_has_a_name"),
            models.UniqueConstraint(
                fields=["outlet"], condition=Q(merged_into__isnull=True), name="speaker_one_an_outlet"
            ),
        ]
        indexes = [
            models.Index(fields=["search_key"], name="speaker_by_key"),
            _by_sound("speaker_by_sound"),
            _by_parts("speaker_by_parts_of_names"),
        ]
        triggers = [
            merge_is_one_step("claims_speaker"),
            version_only_grows(),
            pgtrigger.Trigger(
                name="record_stays_a_record",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("kind"),
                condition=pgtrigger.Condition("((OLD.kind = 'record') <> (NEW.kind = 'record'))"),
                func="""
                    PERFORM 1 FROM claims_statement WHERE speaker_id = NEW.id;
                    IF FOUND THEN
                        RAISE EXCEPTION 'Statements rest on this being a record, or not.'
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SpeakerAddress(AddressBase):
    """The words in a speaker's URL."""

    target = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="addresses")

    class Meta(AddressBase.Meta):
        constraints = [one_current_address("speaker")]
        triggers = address_stays()


@history
class SpeakerAlias(models.Model):
    """Another spelling of a speaker's name."""

    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="aliases")
    spelling = models.CharField(max_length=200)
    language = models.CharField(
        max_length=12, blank=True, default="", help_text="BCP 47, with script where it helps."
    )
    search_key = models.TextField(blank=True, default="", help_text="Folded; filled by the service.")

    class Meta:
        ordering = ["speaker", "spelling"]
        verbose_name_plural = "speaker aliases"
        constraints = [
            models.UniqueConstraint(fields=["speaker", "spelling"], name="alias_once"),
            models.CheckConstraint(condition=~Q(spelling=""), name="alias_is_not_empty"),
        ]
        indexes = [
            models.Index(fields=["search_key"], name="alias_by_key"),
            _by_sound("alias_by_sound"),
            _by_parts("alias_by_parts_of_names"),
        ]

    def __str__(self) -> str:
        return self.spelling


@history
class Affiliation(models.Model):
    """A person's place in a body or office, with its dates, so that a role is right as of a statement."""

    person = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="affiliations")
    body = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="members")
    title = models.CharField(max_length=200, blank=True, default="")
    since = Clock()
    until = Clock()

    class Meta:
        ordering = ["person", "since_earliest", "pk"]
        constraints = [
            *clock_checks("affiliation", "since"),
            *clock_checks("affiliation", "until"),
            models.CheckConstraint(condition=~Q(person=models.F("body")), name="affiliation_is_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title or 'of'} {self.body}"
