"""What an article's outlet, once known, says of the dates its text prints."""

import pytest

from sources.clocks import to_edtf
from sources.models import Article, DeclaredFact
from tests.factories.sources import OutletFactory
from tests.sources.importing import batch_of, drain_all, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

LONG = (
    "The mayor of Halm accused the water company on Tuesday of hiding test results for three years, a charge "
    "that the company called absurd and that its lawyers said would be answered in court before long."
)
PAGE = f"Mayor accuses water company of lies\n\nUpdated: 28 October 2031\n\n{LONG}"


@pytest.mark.parametrize(
    ("country", "edtf"), [("GB", "2031-04-03"), ("US", "2031-03-04"), ("CA", ""), ("", "")]
)
def test_the_outlet_s_country_settles_a_date_in_figures_and_nothing_else_does(country, edtf):
    OutletFactory(name="Halm Courier", country=country, zone="Europe/Berlin")
    batch_of({"a.txt": text(Outlet="Halm Courier", Published="03/04/2031")})
    assert drain_all() == ["imported"]
    fact = DeclaredFact.objects.get(field="published")
    assert (to_edtf(Article.objects.get().published), fact.value) == (edtf, "03/04/2031")
    assert (fact.chosen, to_edtf(fact.clock)) == (bool(edtf), edtf)


def test_a_date_of_change_is_one_where_the_outlet_is():
    OutletFactory(name="Halm Courier", zone="Asia/Tokyo")
    batch_of({"a.txt": text(body=PAGE, Outlet="Halm Courier")})
    assert drain_all() == ["imported"]
    published = Article.objects.get().published
    assert (to_edtf(published), published.earliest, published.zone) == ("../2031-10-28", None, "Asia/Tokyo")
    assert published.latest.isoformat() == "2031-10-28T15:00:00+00:00"
