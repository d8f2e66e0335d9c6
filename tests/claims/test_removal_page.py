"""The page of legal removal: for admins, after the number is typed."""

import pytest

from sources.models import Article
from tests.claims.desk import page
from tests.claims.removing import WHY, WORD, article_full_of_it

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(data_dir, editor):
    return article_full_of_it(editor)


def test_an_admin_types_the_number_and_the_page_says_what_goes(
    article, admin_client, client, django_capture_on_commit_callbacks
):
    there = f"/articles/{article.pk}/remove/"
    shown = page(admin_client.get(there))
    assert all(words in shown for words in ("This cannot be undone", "1 figure", "2 statements’ words"))
    form = {"reason": WHY, "typed": str(article.pk), "expected": article.version}
    assert admin_client.post(there, {**form, "typed": "0"}).status_code == 422
    assert admin_client.post(there, {**form, "reason": ""}).status_code == 422
    stale = admin_client.post(there, {**form, "expected": 99})
    assert (stale.status_code, WHY in page(stale)) == (409, True)
    assert Article.objects.get(pk=article.pk).removed_at is None
    with django_capture_on_commit_callbacks(execute=True):
        done = admin_client.post(there, form, follow=True)
    assert f"Article {article.pk} was removed" in page(done)
    told = client.get(f"/articles/{article.pk}/")
    assert (told.status_code, "removed" in page(told), WHY in page(told)) == (410, True, True)
    for address in (f"/articles/{article.pk}/", "/articles/", "/desk/", there):
        answer = admin_client.get(address)
        assert (answer.status_code, WORD in page(answer)) == (200, False)
    assert admin_client.get(f"/desk/articles/{article.pk}/?view=list").status_code == 404


def test_only_admins_open_the_removal(article, editor_client, client):
    there = f"/articles/{article.pk}/remove/"
    assert (editor_client.get(there).status_code, client.get(there).status_code) == (403, 302)
    assert editor_client.post(there, {"reason": WHY, "typed": article.pk, "expected": 1}).status_code == 403


def test_an_admin_finds_it_where_an_article_is_withdrawn(article, admin_client, editor_client):
    there = f"/desk/articles/{article.pk}/withdraw/"
    link = f"/articles/{article.pk}/remove/"
    assert (link in page(admin_client.get(there)), link in page(editor_client.get(there))) == (True, False)
