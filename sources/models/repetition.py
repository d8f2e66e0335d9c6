"""Where the lines that an outlet repeats are still to be looked for."""

from django.db import models

from sources.models.batch import ImportBatch
from sources.models.outlet import Outlet


class RepetitionCheck(models.Model):
    """An outlet of which a batch brought articles: these rows are the queue of the looking for repetition.

    Written with the articles, due once the batch has no file left to read, deleted when all is looked at.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+", db_index=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+")
    seen = models.BigIntegerField(default=0, help_text="The last article of the batch that was looked at.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "outlet"], name="repetition_once_a_batch_and_outlet")
        ]

    def __str__(self) -> str:
        return f"{self.outlet} in {self.batch}"
