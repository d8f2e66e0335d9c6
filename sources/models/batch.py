"""Batches and their files: PostgreSQL's own queue of what is still to be read."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from sources.choices import BatchControl, BatchOrigin, Display, FileState, OtherSaves
from sources.models.fields import choice_check, choice_field, user_field, where_told
from sources.querysets import ImportFileQuerySet


class ImportBatch(models.Model):
    """What an admin brings in one go. Its counts and state are derived from its files."""

    label = models.CharField(max_length=200)
    origin = choice_field(BatchOrigin)
    made_by = user_field()
    made_at = models.DateTimeField(auto_now_add=True)
    declared_outlet = models.CharField(max_length=200, blank=True, default="")
    declared_published = models.CharField(
        max_length=120, blank=True, default="", help_text="EDTF or a plain date."
    )
    declared_language = models.CharField(max_length=12, blank=True, default="", help_text="BCP 47.")
    declared_encoding = models.CharField(max_length=40, blank=True, default="")
    display = choice_field(Display, default=Display.EXCERPTS)
    control = choice_field(BatchControl, default=BatchControl.GO)
    other_saves = choice_field(OtherSaves, default=OtherSaves.ASK)
    other_saves_by = user_field(null=True, blank=True)
    taking_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Until then its files are being taken in, by the database's clock; null once all are.",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = user_field(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "import batches"
        constraints = [
            choice_check("batch", "origin", BatchOrigin),
            choice_check("batch", "display", Display),
            choice_check("batch", "control", BatchControl),
            choice_check("batch", "other_saves", OtherSaves),
            # What follows from the setting is the decision of whoever set it.
            models.CheckConstraint(
                condition=Q(other_saves=OtherSaves.ASK) | Q(other_saves_by__isnull=False),
                name="batch_saves_set_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | (Q(withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="batch_withdrawal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class ImportFile(models.Model):
    """One item of a batch, and its fate. The broker only carries nudges; these rows are the queue."""

    # The unique (batch, name) serves as its index. Each index costs three more entries while a file is read.
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="files", db_index=False)
    name = models.CharField(
        max_length=400, help_text="A label from the folder or archive, never used as a path."
    )
    size = models.PositiveBigIntegerField(null=True, help_text="Bytes; null where nothing could be read.")
    sha256 = models.CharField(max_length=64, blank=True, default="", help_text="Of the original bytes.")
    declared = models.JSONField(default=dict, blank=True, help_text="This file's row of the manifest.")
    encoding = models.CharField(
        max_length=40, blank=True, default="", help_text="Decided for this file by a person."
    )
    state = choice_field(FileState, default=FileState.PENDING)
    reason_code = models.CharField(max_length=40, blank=True, default="")
    reason = models.CharField(max_length=600, blank=True, default="", help_text="A sentence for people.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Counted before the work begins.")
    leased_until = models.DateTimeField(null=True, blank=True, help_text="By the database's clock.")
    finished_at = models.DateTimeField(null=True, blank=True)
    article_version = models.ForeignKey(
        "sources.ArticleVersion",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="files",
        db_index=False,
    )

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("file", "state", FileState),
            models.UniqueConstraint(fields=["batch", "name"], name="file_once_in_a_batch"),
            models.CheckConstraint(
                condition=~Q(state__in=[FileState.IMPORTED, FileState.DUPLICATE])
                | Q(article_version__isnull=False),
                name="file_read_has_an_article",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[FileState.HELD, FileState.REJECTED]) | ~Q(reason=""),
                name="file_refused_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=FileState.RUNNING, leased_until__isnull=False)
                | (~Q(state=FileState.RUNNING) & Q(leased_until__isnull=True)),
                name="file_running_is_leased",
            ),
            models.CheckConstraint(
                condition=Q(state=FileState.REJECTED) | Q(state=FileState.CANCELLED) | ~Q(sha256=""),
                name="file_has_its_bytes",
            ),
        ]
        indexes = [
            # What is still to be drained, oldest first; the sweep and every lease read only this.
            models.Index(
                fields=["id"],
                condition=Q(state__in=[FileState.PENDING, FileState.RUNNING]),
                name="file_to_drain",
            ),
            models.Index(fields=["batch", "state"], name="file_by_state"),
            # The same bytes elsewhere: in this batch, in what a folder brought before, of a removed article.
            models.Index(fields=["sha256"], name="file_by_bytes"),
            where_told("article_version", name="file_by_version"),
        ]

    def __str__(self) -> str:
        return self.name


class FilePreview(models.Model):
    """What a waiting file would become, worked out before anybody decides; gone as soon as somebody has.

    It is there, without `seen_at`, from the moment a worker begins to look.
    """

    file = models.OneToOneField(
        ImportFile, primary_key=True, on_delete=models.CASCADE, related_name="preview"
    )
    begun_at = models.DateTimeField(db_default=Now(), help_text="By the database's clock.")
    attempts = models.PositiveSmallIntegerField(default=1, help_text="Counted before the work begins.")
    seen_at = models.DateTimeField(null=True, blank=True)
    outlet = models.CharField(max_length=200, blank=True, default="")
    published = models.CharField(max_length=120, blank=True, default="", help_text="In words.")
    headline = models.CharField(max_length=500, blank=True, default="")
    first_line = models.CharField(max_length=240, blank=True, default="", help_text="Of the body.")
    note = models.CharField(max_length=600, blank=True, default="", help_text="A sentence for people.")

    def __str__(self) -> str:
        return self.headline or self.file.name
