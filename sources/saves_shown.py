"""What the pages of a batch say about its other saves of articles that are here."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse

from sources.choices import OtherSaves
from sources.forms import OtherSavesForm
from sources.models import ImportBatch
from sources.services.other_saves import undecided

#: Reasons that are shown of those that could not be decided as set.
REASONS = 3


@dataclass(frozen=True, slots=True)
class SavesRow:
    """set_by: whose decision it is, "" while editors are asked. waiting: how many nobody has decided;
    stuck: of them, how many could not be decided as set; reasons: the first few of why. address: of the
    review at the desk, "" in an installation without it. form: to choose otherwise.
    """

    words: str
    set_by: str
    waiting: int
    stuck: int
    reasons: tuple[str, ...]
    address: str
    form: OtherSavesForm


def in_sentence(setting: OtherSaves) -> str:
    """As in "a reprint of it"."""
    return f"{setting.label[0].lower()}{setting.label[1:]}"


def saves_row(batch: ImportBatch) -> SavesRow:
    """The setting of a batch and what is still asked. Needs `other_saves_by`; one query, two where some are
    stuck.
    """
    rows = undecided(batch).order_by("pk")
    counts = rows.aggregate(waiting=Count("pk"), stuck=Count("pk", filter=~Q(reason="")))
    stuck = rows.exclude(reason="").values_list("reason", flat=True)[:REASONS] if counts["stuck"] else ()
    return SavesRow(
        words=in_sentence(OtherSaves(batch.other_saves)),
        set_by=batch.other_saves_by.get_username()
        if batch.other_saves != OtherSaves.ASK and batch.other_saves_by
        else "",
        waiting=counts["waiting"],
        stuck=counts["stuck"],
        reasons=tuple(dict.fromkeys(stuck)),
        address=_review(),
        form=OtherSavesForm(initial={"other_saves": batch.other_saves}),
    )


def _review() -> str:
    try:
        return f"{reverse('claims:desk-review')}?show=saves"
    except NoReverseMatch:
        return ""
