"""Factories of what readers report, of what the site says of itself, and of what editors have not saved."""

import factory

from claims import choices, models
from claims.extract.learned.model import FORM
from tests.factories.base import WrittenFactory
from tests.factories.sources import ArticleVersionFactory
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


def figures_of(*, ours=61.5, theirs=58.0):
    """What a training says of itself, as it is stored."""
    measured = {"right": 60, "found": 90, "stated": 105, "end_to_end": 50.0}
    return {
        "trained": {"name": "the trained tagger", "match": ours, **measured},
        "rules": {"name": "the rules", "match": theirs, **measured},
        "before": {"name": "the rules", "match": theirs, **measured},
        "curve": [
            {"articles": 20, "match": 49.5, "end_to_end": 41.0},
            {"articles": 40, "match": ours, "end_to_end": 50.0},
        ],
        "form": FORM,
        "measured_articles": 10,
        "a_second": 24.0,
    }


class TrainedTaggerFactory(WrittenFactory):
    class Meta:
        model = models.TrainedTagger

    class Params:
        in_use = factory.Trait(state=choices.TaggerState.IN_USE, used_by=DESK, used_at=NOW)

    learned_from = "the desk’s decisions"
    articles = 40
    statements = 420
    compared_with = "the rules"
    better = True
    figures = factory.LazyFunction(figures_of)
    size = 4


class TaggerFileFactory(WrittenFactory):
    class Meta:
        model = models.TaggerFile

    tagger = factory.SubFactory(TrainedTaggerFactory)
    content = b"none"


class TaggerTextFactory(WrittenFactory):
    class Meta:
        model = models.TaggerText

    tagger = factory.SubFactory(TrainedTaggerFactory)
    article_version = factory.SubFactory(ArticleVersionFactory)


class DraftFactory(WrittenFactory):
    class Meta:
        model = models.Draft

    user = DESK
    form = factory.Sequence(lambda number: f"claim {number} topic")
    title = "Other words for “The fire was set”"
    page = "/desk/"
    base_version = 1
    payload = factory.LazyFunction(dict)
