"""An article, or a batch, is hidden with a reason and comes back; its claims' pages move with it."""

import pytest
from django.urls import reverse

from claims.models import Claim
from claims.querysets import visible_articles
from claims.services.articles import restore_article, restore_batch, withdraw_article, withdraw_batch
from claims.services.errors import Refused
from sources.models import Article, ImportBatch
from sources.services.roots import Stale
from tests.claims.desk import page
from tests.claims.saving import asserts, events, save
from tests.factories.sources import ArticleFactory, ImportBatchFactory

pytestmark = pytest.mark.django_db
WHY = "The publisher took it down."


@pytest.fixture
def article(editor, version):
    save(editor, version, links=(asserts(),))
    return Article.objects.get()


@pytest.fixture
def batch(article):
    made = ImportBatchFactory(label="Monday's folder")
    Article.objects.update(batch=made)
    return made


@pytest.fixture(autouse=True)
def person(person_writes):
    return person_writes


def moved():
    return list(Claim.objects.get().revisions.order_by("number").values_list("moved", "subject"))


def states():
    return Claim.objects.get().summary.state, list(visible_articles())


def test_a_withdrawn_article_takes_its_statements_along_and_its_claims_say_so(editor, article):
    withdraw_article(editor=editor, article=article, expected=1, reason=WHY)
    gone = Article.objects.get()
    assert (gone.withdrawn_reason, gone.withdrawn_by, gone.version) == (WHY, editor, 2)
    assert states() == ("nothing_recorded", [])
    assert moved()[-1] == ("withdrawal", f"article:{article.pk}")
    assert events(gone)[-1][1:3] == (f"user:{editor.pk}", WHY)


def test_it_comes_back_as_it_was(editor, article):
    before = states()
    withdraw_article(editor=editor, article=article, expected=1, reason=WHY)
    restore_article(editor=editor, article=article, expected=2)
    assert states() == before
    assert [what for what, _ in moved()] == ["statement", "withdrawal", "restored"]


def test_a_stale_withdrawal_of_an_article_does_nothing(editor, article):
    with pytest.raises(Stale):
        withdraw_article(editor=editor, article=article, expected=7, reason=WHY)
    with pytest.raises(Refused, match="Say why"):
        withdraw_article(editor=editor, article=article, expected=1, reason=" \n")
    assert Article.objects.get().withdrawn_at is None
    assert len(moved()) == 1


def test_an_article_is_withdrawn_once_and_restored_once(editor, article):
    with pytest.raises(Refused, match="not withdrawn"):
        restore_article(editor=editor, article=article, expected=1)
    withdraw_article(editor=editor, article=article, expected=1, reason=WHY)
    with pytest.raises(Refused, match="already"):
        withdraw_article(editor=editor, article=article, expected=2, reason="Another reason.")
    assert Article.objects.get().withdrawn_reason == WHY


def test_a_removed_article_does_not_come_back(editor):
    with pytest.raises(Refused, match="cannot be brought back"):
        restore_article(editor=editor, article=ArticleFactory(removed=True), expected=1)


def test_a_withdrawn_batch_hides_all_its_articles_until_it_comes_back(admin, batch):
    before = states()
    withdraw_batch(admin=admin, batch=batch, reason=WHY)
    assert states() == ("nothing_recorded", [])
    restore_batch(admin=admin, batch=batch)
    assert states() == before
    subject = f"importbatch:{batch.pk}"
    assert moved()[1:] == [("withdrawal", subject), ("restored", subject)]


def test_a_batch_is_withdrawn_once_and_restored_once(admin, batch):
    with pytest.raises(Refused, match="not withdrawn"):
        restore_batch(admin=admin, batch=batch)
    withdraw_batch(admin=admin, batch=batch, reason=WHY)
    with pytest.raises(Refused, match="already"):
        withdraw_batch(admin=admin, batch=batch, reason="Another reason.")
    assert ImportBatch.objects.get().withdrawn_reason == WHY


def test_an_article_withdrawn_by_itself_stays_so_when_its_batch_comes_back(admin, article, batch):
    article.refresh_from_db()
    withdraw_article(editor=admin, article=article, expected=1, reason=WHY)
    withdraw_batch(admin=admin, batch=batch, reason=WHY)
    restore_batch(admin=admin, batch=batch)
    assert states() == ("nothing_recorded", [])


def address(name, row):
    return reverse(f"claims:{name}", kwargs={"pk": row.pk})


def test_an_editor_withdraws_an_article_on_its_desk_page_and_brings_it_back(editor_client, client, article):
    there = address("desk-article-withdraw", article)
    assert there in page(editor_client.get(f"/desk/articles/{article.pk}/?view=list"))
    assert "Readers see neither" in page(editor_client.get(there))
    sent = editor_client.post(there, {"reason": WHY, "expected": 1}, follow=True)
    assert "Bring it back" in page(sent)
    told = client.get(f"/articles/{article.pk}/")
    assert (told.status_code, WHY in page(told)) == (410, True)
    assert WHY in page(editor_client.get(there))
    sent = editor_client.post(address("desk-article-restore", article), {"expected": 2}, follow=True)
    assert "Brought back" in page(sent)
    assert client.get(f"/articles/{article.pk}/").status_code == 200


def test_a_stale_press_keeps_the_reason_and_a_missing_one_is_asked_for(editor_client, article):
    there = address("desk-article-withdraw", article)
    stale = editor_client.post(there, {"reason": WHY, "expected": 5})
    assert (stale.status_code, WHY in page(stale)) == (409, True)
    assert editor_client.post(there, {"reason": "", "expected": 1}).status_code == 422
    assert editor_client.post(address("desk-article-restore", article), {"expected": 5}).status_code == 409
    assert Article.objects.get().withdrawn_at is None


def test_an_admin_withdraws_a_batch_on_its_page_and_brings_it_back(admin_client, client, batch):
    there = address("batch-withdraw", batch)
    assert there in page(admin_client.get(f"/imports/{batch.pk}/"))
    sent = admin_client.post(there, {"reason": WHY, "expected": 0}, follow=True)
    assert WHY in page(sent)
    again = admin_client.post(there, {"reason": "Another reason.", "expected": 0})
    assert (again.status_code, WHY in page(again)) == (409, True)
    restore = address("batch-restore", batch)
    assert "Brought back" in page(admin_client.post(restore, follow=True))
    assert admin_client.post(restore).status_code == 409
    assert admin_client.post(there, {"reason": " ", "expected": 0}).status_code == 422


@pytest.mark.parametrize("name", ["batch-withdraw", "batch-restore"])
def test_editors_withdraw_no_batches(name, editor_client, batch):
    assert editor_client.post(address(name, batch), {"reason": WHY, "expected": 0}).status_code == 403
    assert ImportBatch.objects.get().withdrawn_at is None
