"""Where the lines that an outlet repeats are still to be looked for."""

from django.db import models

from sources.choices import RepetitionState
from sources.models.batch import ImportBatch
from sources.models.fields import choice_check, choice_field
from sources.models.leased import Leased
from sources.models.outlet import Outlet


class RepetitionCheck(Leased):
    """An outlet of which a batch brought articles: these rows are the queue of the looking for repetition.

    Written with the articles, due once the batch has no file left to read, deleted when all is looked at.
    What could not be looked at stays, and its state says why.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+", db_index=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+")
    seen = models.BigIntegerField(default=0, help_text="The last article of the batch that was looked at.")
    state = choice_field(RepetitionState, default=RepetitionState.WAITING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "outlet"], name="repetition_once_a_batch_and_outlet"),
            choice_check("repetition", "state", RepetitionState),
        ]

    def __str__(self) -> str:
        return f"{self.outlet} in {self.batch}"
