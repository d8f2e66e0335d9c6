"""What an editor has typed and not saved yet."""

from django.db import models
from django.db.models import Q

from sources.models import Article
from sources.models.fields import user_field


class Draft(models.Model):
    """The fields of one form as one editor left them; nobody else ever sees them.

    It goes when the form is saved or the editor discards it, and with the words of a removed article.
    """

    user = user_field(related_name="drafts")
    form = models.CharField(max_length=80, help_text="Which form of which row: “claim 12 words”.")
    title = models.CharField(max_length=200, help_text="What it is, in words.")
    page = models.CharField(max_length=400, help_text="Where the form stands, a path of this site.")
    base_version = models.PositiveIntegerField(help_text="The root's version when the form was opened.")
    payload = models.JSONField(help_text="The fields: {name: [text, …]}.")
    article = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="drafts",
        help_text="Whose words it may quote.",
    )
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "form"], name="draft_once"),
            models.CheckConstraint(condition=~Q(form=""), name="draft_is_of_a_form"),
            models.CheckConstraint(condition=Q(page__startswith="/"), name="draft_page_is_a_path"),
        ]

    def __str__(self) -> str:
        return self.title
