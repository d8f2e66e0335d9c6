"""Factories of what readers report and of what the site says of itself."""

import factory

from claims import choices, models
from tests.factories.base import WrittenFactory
from tests.factories.subjects import DESK, NOW


class SiteSettingsFactory(WrittenFactory):
    """The one row; made again, it is the same."""

    class Meta:
        model = models.SiteSettings
        django_get_or_create = ("id",)

    id = 1
    about = "The desk of the Halm Courier keeps this site."
    last_actor = DESK


class ReportFactory(WrittenFactory):
    class Meta:
        model = models.Report

    class Params:
        settled = factory.Trait(
            state=choices.ReportState.SETTLED, settled_by=DESK, settled_at=NOW, note="Corrected."
        )
        dismissed = factory.Trait(
            state=choices.ReportState.DISMISSED, settled_by=DESK, settled_at=NOW, note="It stands there so."
        )

    address = "/articles/"
    words = "The minister is called Venn, not Wenn."
