"""What the database refuses of the site's own texts and of readers' reports."""

import pytest
from django.utils import timezone

from claims.models import Report, SiteSettings
from tests.factories.base import desk_editor
from tests.factories.site import ReportFactory, SiteSettingsFactory
from tests.refusals import change, refused

pytestmark = pytest.mark.usefixtures("person_writes")


def test_the_site_speaks_from_one_row():
    SiteSettingsFactory()
    with refused("site_settings_one_row"):
        SiteSettings.objects.create(pk=2, last_actor=desk_editor())


def test_a_report_says_something():
    with refused("report_says_something"):
        ReportFactory(words="")


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "settled"},
        {"state": "dismissed"},
        {"settled_at": timezone.now()},
        {"state": "settled", "settled_at": timezone.now()},
    ],
)
def test_a_report_is_open_or_closed_by_a_person_at_a_time(columns):
    report = ReportFactory()
    with refused("report_settled_by_a_person"):
        change(report, **columns)


def test_an_open_report_names_nobody():
    report = ReportFactory()
    with refused("report_settled_by_a_person"):
        change(report, settled_by=desk_editor(), settled_at=timezone.now())


def test_a_closed_report_may_open_again():
    report = ReportFactory(settled=True)
    assert change(report, state="open", settled_by=None, settled_at=None) == 1


def test_the_newest_report_comes_first():
    first, second = ReportFactory(), ReportFactory()
    assert list(Report.objects.all()) == [second, first]


def test_both_say_what_they_are():
    assert str(SiteSettingsFactory()) == "Site settings"
    assert str(ReportFactory(address="/claims/the-dam/")) == "Report about /claims/the-dam/"
