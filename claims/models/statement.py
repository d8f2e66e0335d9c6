"""Statements: this speaker, in this article, in these words, at this time."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from claims.choices import Mode, SpeakerBasis, Stance, StatementState, Translated, Voice
from claims.models.speaker import Speaker
from claims.models.triggers import content_key_is_true, speaker_is_no_relay, voice_fits_speaker
from claims.querysets import StatementQuerySet
from sources.models import ArticleVersion
from sources.models.clock import Clock, clock_checks, moment_of
from sources.models.deciding import people_decide
from sources.models.fields import choice_check, choice_field, newest_first, user_field
from sources.models.history import history_once_decided
from sources.models.root import Root, version_only_grows

_NEEDS_SPEAKER = Q(voice__in=[Voice.NAMED, Voice.RECORD])
_UNDECIDED = Q(state__in=[StatementState.PROPOSED, StatementState.REJECTED])
#: What a person recorded, withdrawn since or not: what lists are made of.
RECORDED = ~_UNDECIDED


def _in_order(of: str, name: str) -> models.Index:
    """An index of what somebody said, or said for somebody, in the order of saying, each row once."""
    named = Q(**{"state": StatementState.CONFIRMED, f"{of}__isnull": False})
    return models.Index(F(of), moment_of("said"), F("id"), name=name, condition=named)


@history_once_decided
class Statement(Root):
    """One occasion of saying. Its speaker is always the origin; relays are only the hops in between."""

    article_version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="statements")
    voice = choice_field(Voice)
    speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    speaker_as_printed = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001 - null: not printed
    role_as_printed = models.CharField(max_length=300, blank=True, default="")
    speaks_for = models.ForeignKey(
        Speaker,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="spoken_for_in",
        help_text='The body an "official of X" belongs to.',
    )
    speaker_basis = choice_field(SpeakerBasis, default=SpeakerBasis.PRINTED)
    mode = choice_field(Mode)
    said = Clock()
    event = Clock()
    language = models.CharField(max_length=12, blank=True, default="", help_text="BCP 47.")
    translated = choice_field(Translated, default=Translated.UNKNOWN)
    origin_dropped = models.BooleanField(default=False, help_text="The outlet left out where it came from.")
    fuller_chain = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shortened_in",
        help_text="Who names it.",
    )
    content_key = models.CharField(
        max_length=1000, help_text='"start-end,…" of the content passages, in order.'
    )
    state = choice_field(StatementState)
    proposed_engine = models.CharField(max_length=60, blank=True, default="")
    proposed_version = models.CharField(max_length=40, blank=True, default="")
    proposed_score = models.FloatField(
        null=True, blank=True, help_text="0 to 1, by the engine's own measure."
    )
    proposed_spans = models.JSONField(null=True, blank=True, help_text="As the engine found them.")
    proposed_name = models.CharField(
        max_length=300, blank=True, default="", help_text="Who speaks, as the engine resolved it."
    )
    proposed_stance = choice_field(Stance, null=True, blank=True)
    proposed_reasons = ArrayField(
        models.CharField(max_length=200), default=list, blank=True, help_text="Why it was read so."
    )
    decided_by = user_field(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = user_field(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True, default="")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("statement", "voice", Voice),
            choice_check("statement", "speaker_basis", SpeakerBasis),
            choice_check("statement", "mode", Mode),
            choice_check("statement", "translated", Translated),
            choice_check("statement", "state", StatementState),
            choice_check("statement", "proposed_stance", Stance),
            *clock_checks("statement", "said"),
            *clock_checks("statement", "event"),
            models.CheckConstraint(
                condition=(_NEEDS_SPEAKER & (Q(speaker__isnull=False) | _UNDECIDED))
                | (~_NEEDS_SPEAKER & Q(speaker__isnull=True)),
                name="statement_speaker_fits_voice",
            ),
            models.CheckConstraint(
                condition=~Q(speaker_as_printed=""), name="statement_printed_null_not_empty"
            ),
            models.CheckConstraint(condition=~Q(content_key=""), name="statement_has_words"),
            models.CheckConstraint(
                condition=Q(state=StatementState.PROPOSED)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="statement_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=StatementState.WITHDRAWN, withdrawn_at__isnull=False, withdrawn_by__isnull=False
                )
                & ~Q(withdrawn_reason="")
                | ~Q(state=StatementState.WITHDRAWN) & Q(withdrawn_at__isnull=True),
                name="statement_withdrawal_has_a_reason",
            ),
            models.CheckConstraint(condition=~Q(fuller_chain=F("pk")), name="statement_is_not_its_own_chain"),
            models.UniqueConstraint(
                fields=["article_version", "content_key", "speaker_as_printed"],
                condition=Q(state__in=[StatementState.PROPOSED, StatementState.CONFIRMED]),
                nulls_distinct=False,
                name="statement_once",
            ),
        ]
        indexes = [
            models.Index(fields=["speaker", "state"], name="statement_by_speaker"),
            models.Index(fields=["article_version", "state"], name="statement_by_version"),
            newest_first("said_earliest", name="statement_newest_said", condition=RECORDED),
            newest_first("event_earliest", name="statement_newest_event", condition=RECORDED),
            _in_order("speaker", "statement_of_speaker"),
            _in_order("speaks_for", "statement_for_body"),
        ]
        triggers = [
            version_only_grows(),
            voice_fits_speaker(),
            content_key_is_true(on_statement=True),
            speaker_is_no_relay(on_statement=True),
            *people_decide("{row}.state <> 'proposed'"),
        ]

    def __str__(self) -> str:
        return f"Statement {self.pk}"
