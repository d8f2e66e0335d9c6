"""What saving details of articles does, whichever page they were typed on."""

import pytest

from claims.choices import Moved
from claims.models import ClaimRevision
from claims.services.articles import withdraw_article
from claims.services.details import DetailChange, NotSaved, save_details
from tests.claims.detailing import bare
from tests.factories.claims import visible_statement
from tests.factories.sources import (
    ArticleFactory,
    DeclaredFactFactory,
    ImportBatchFactory,
    OutletFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    return ImportBatchFactory(label="Spring clippings")


def test_an_empty_cell_makes_a_detail_unknown_again(admin_user, batch):
    (article,) = bare(batch, byline="Ina Falk")
    fact = DeclaredFactFactory(
        article=article, field="byline", value="Ina Falk", origin="header", chosen=True
    )
    save_details(editor=admin_user, batch=batch, changes=[DetailChange(article.pk, 1, {"byline": " "})])
    article.refresh_from_db()
    fact.refresh_from_db()
    assert (article.byline, fact.chosen, article.facts.count()) == ("", False, 1)


def test_an_address_that_another_article_has_is_refused(admin_user, batch):
    other = ArticleFactory(address="https://halm.example/a")
    first, second = bare(batch, 2)
    values = {"address": "https://halm.example/a"}
    with pytest.raises(NotSaved) as refusal:
        save_details(editor=admin_user, batch=batch, changes=[DetailChange(first.pk, 1, values)])
    assert f"Article {other.pk} has this address." in refusal.value.problems[0].sentence
    twice = [DetailChange(one.pk, 1, {"address": "https://halm.example/b"}) for one in (first, second)]
    with pytest.raises(NotSaved) as refusal:
        save_details(editor=admin_user, batch=batch, changes=twice)
    assert [problem.article_id for problem in refusal.value.problems] == [second.pk]


def test_an_article_of_another_batch_is_refused(admin_user, batch):
    (other,) = bare(ImportBatchFactory())
    with pytest.raises(NotSaved) as refusal:
        save_details(editor=admin_user, batch=batch, changes=[DetailChange(other.pk, 1, {"byline": "Ina"})])
    assert refusal.value.problems[0].sentence == f"Article {other.pk} is none of this batch."


def test_a_day_is_a_day_of_the_new_outlets_zone(admin_user, batch):
    OutletFactory(name="Halm Courier", zone="Asia/Tokyo")
    (article,) = bare(batch)
    one = [DetailChange(article.pk, 1, {"published": "2031-05-12"})]
    save_details(editor=admin_user, batch=batch, changes=one)
    two = [DetailChange(article.pk, 2, {"outlet": "halm courier"})]
    save_details(editor=admin_user, batch=batch, changes=two)
    article.refresh_from_db()
    assert article.published_earliest.isoformat() == "2031-05-11T15:00:00+00:00"
    assert article.facts.get(field="published").clock.zone == "Asia/Tokyo"
    assert article.outlet.name == "Halm Courier"


def test_claims_that_an_article_bears_tell_that_its_details_moved(admin_user, batch):
    (article,) = bare(batch)
    claim = visible_statement(version=article.current_version).links.get().claim
    save_details(
        editor=admin_user, batch=batch, changes=[DetailChange(article.pk, 1, {"outlet": "Halm Courier"})]
    )
    moved = ClaimRevision.objects.filter(claim=claim).latest("number")
    assert (moved.moved, moved.subject) == (Moved.DETAILS, f"article:{article.pk}")


def test_a_withdrawn_article_may_be_completed_and_stays_withdrawn(admin_user, batch):
    (article,) = bare(batch)
    withdraw_article(editor=admin_user, article=article, expected=1, reason="Sent by mistake.")
    save_details(editor=admin_user, batch=batch, changes=[DetailChange(article.pk, 2, {"byline": "Ina"})])
    article.refresh_from_db()
    assert (article.byline, article.withdrawn_reason) == ("Ina", "Sent by mistake.")
