"""Rows that are work: a worker takes them for a while, and counts the attempt before it begins."""

from django.db import models


class Leased(models.Model):
    """attempts: begun so often without an end. leased_until: until then they are one worker's."""

    attempts = models.PositiveSmallIntegerField(default=0, help_text="Counted before the work begins.")
    leased_until = models.DateTimeField(null=True, blank=True, help_text="By the database's clock.")

    class Meta:
        abstract = True
