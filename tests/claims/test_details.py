"""Complete the details: many articles in one table, typed by a person, saved together or not at all."""

import json

import pytest

from claims.services import detail_filling
from claims.services.detail_filling import fill_empty
from claims.views import details as pages
from sources.models import Article, DeclaredFact, Outlet
from sources.services.acting import acting, person
from sources.services.roots import change
from tests.claims.detailing import bare
from tests.claims.pages import plain
from tests.claims.saving import events
from tests.factories.sources import (
    ArticleFactory,
    ArticleVersionFactory,
    DeclaredFactFactory,
    ImportBatchFactory,
    OutletFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nudges(monkeypatch):
    """What would go to the worker."""
    sent = []
    monkeypatch.setattr(pages, "follow_details", sent.append)
    return sent


@pytest.fixture
def batch():
    return ImportBatchFactory(label="Spring clippings")


def address(batch):
    return f"/imports/{batch.pk}/details/"


def typed(*articles, version=None, **cells):
    """The form as a browser sends it: every cell of every row; `cells` of the first article are changed."""
    sent = {}
    for number, article in enumerate(articles):
        was = {name: getattr(article, name) for name in ("address", "headline", "byline", "language")}
        now = {**was, **(cells if not number else {})}
        sent[f"version-{article.pk}"] = version or article.version
        sent[f"was-{article.pk}"] = json.dumps(was)
        sent |= {f"{name}-{article.pk}": value for name, value in now.items()}
    return sent


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_number_of_questions_whatever_its_length(
    admin_client, batch, django_assert_num_queries, number
):
    for article in bare(batch, number):
        DeclaredFactFactory(article=article, origin="text")
    admin_client.get(address(batch))
    # session, user, role; batch, articles, facts, files; how many, of how many; outlets; versions
    with django_assert_num_queries(12):
        page = admin_client.get(address(batch)).content.decode()
    assert page.count('data-take="headline-') == number


def test_a_row_shows_what_is_known_what_else_was_said_and_how_the_text_begins(admin_client, batch):
    (article,) = bare(batch, headline="Port Velm burns")
    DeclaredFactFactory(article=article, field="outlet", value="Halm Courier", origin="text")
    DeclaredFactFactory(article=article, field="headline", value="Port Velm burns", origin="text")
    page = admin_client.get(address(batch)).content.decode()
    assert f'name="headline-{article.pk}" id="headline-{article.pk}" value="Port Velm burns"' in page
    assert "Take Halm Courier the text" in plain(page)
    assert page.count("data-take") == 1
    assert "1 of 1 article lacks an outlet, an address, a date or a headline." in plain(page)
    assert " ".join(article.current_version.text[:40].split()) in plain(page)


def test_what_is_typed_becomes_the_editors_fact_and_the_old_one_stays_unchosen(admin_client, batch, nudges):
    (article,) = bare(batch, headline="Port Velm burn")
    old = DeclaredFactFactory(article=article, value="Port Velm burn", origin="text", chosen=True)
    sent = typed(article, headline="Port Velm burns", outlet="Halm Courier", published="12 May 2031")
    answer = admin_client.post(address(batch) + "?show=missing", sent, follow=True)
    assert answer.redirect_chain == [(address(batch) + "?show=missing", 302)]
    assert "1 article changed." in answer.content.decode()
    article.refresh_from_db()
    assert (article.headline, article.outlet.name, article.version) == ("Port Velm burns", "Halm Courier", 2)
    assert (article.published_precision, article.published_basis) == ("day", "declared")
    old.refresh_from_db()
    told = DeclaredFact.objects.filter(article=article, origin="editor", chosen=True)
    assert (old.chosen, set(told.values_list("field", flat=True))) == (
        False,
        {"headline", "outlet", "published"},
    )
    fact = told.get(field="headline")
    assert events(fact) == [("insert", f"user:{article.last_actor_id}", "", f"article:{article.pk}", "2")]
    assert nudges == [(article.pk,)]


def test_only_rows_that_were_changed_are_saved(admin_client, batch):
    first, second = bare(batch, 2)
    admin_client.post(address(batch), typed(first, second, headline="Port Velm burns"))
    assert [Article.objects.get(pk=one.pk).version for one in (first, second)] == [2, 1]


def test_one_bad_cell_keeps_everything_typed_and_saves_nothing(admin_client, batch):
    first, second = bare(batch, 2)
    sent = typed(first, second, headline="Port Velm burns", address="halm", published="03/04/2031")
    sent[f"outlet-{second.pk}"] = "?!"
    answer = admin_client.post(address(batch), sent)
    page = plain(answer.content.decode())
    assert answer.status_code == 422
    assert "“halm” is no web address." in page
    assert "can be read in two ways" in page
    assert "This is no name: it has neither letters nor digits." in page
    assert f'id="headline-{first.pk}" value="Port Velm burns"' in answer.content.decode()
    assert f'aria-describedby="address-{first.pk}-wrong"' in answer.content.decode()
    assert set(Article.objects.filter(batch=batch).values_list("version", "headline")) == {(1, "")}


def test_a_row_that_somebody_changed_meanwhile_is_a_409_in_its_place(admin_client, admin_user, batch):
    first, second = bare(batch, 2)
    sent = typed(first, second, headline="Port Velm burns")
    with acting(person(admin_user)):
        change(first, actor=person(admin_user), expected=1, headline="Port Velm in flames", byline="Ina Falk")
    answer = admin_client.post(address(batch), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Now it says: Port Velm in flames" in plain(page)
    assert f'id="headline-{first.pk}" value="Port Velm burns"' in page
    # What the person did not touch is what somebody else has made of it.
    assert f'id="byline-{first.pk}" value="Ina Falk"' in page
    assert f'name="version-{first.pk}" value="2"' in page
    first.refresh_from_db()
    assert first.headline == "Port Velm in flames"


def test_a_suggestion_is_put_into_its_cell_without_a_script_and_not_saved_by_that(admin_client, batch):
    (article,) = bare(batch)
    fact = DeclaredFactFactory(
        article=article, field="outlet", value="Halm Courier", origin="text", start=0, end=12
    )
    answer = admin_client.post(address(batch), {**typed(article, byline="Ina Falk"), "take": fact.pk})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="outlet-{article.pk}" value="Halm Courier"' in page
    assert f'id="byline-{article.pk}" value="Ina Falk"' in page
    assert (Outlet.objects.count(), Article.objects.get(pk=article.pk).version) == (0, 1)
    admin_client.post(address(batch), typed(article, outlet="Halm Courier"))
    chosen = DeclaredFact.objects.get(article=article, chosen=True)
    assert (chosen.origin, chosen.value, chosen.start, chosen.end) == ("editor", "Halm Courier", 0, 12)


def test_all_suggestions_go_into_empty_cells_alone(admin_client, batch):
    first, second = bare(batch, 2)
    for article in (first, second):
        DeclaredFactFactory(article=article, value="The text's headline", origin="text")
    sent = {**typed(first, second, headline="Mine"), "take": "all"}
    page = admin_client.post(address(batch), sent).content.decode()
    assert f'id="headline-{first.pk}" value="Mine"' in page
    assert f'id="headline-{second.pk}" value="The text&#39;s headline"' in page


def test_a_fact_of_another_batch_cannot_be_taken(admin_client, batch):
    (article,) = bare(batch)
    other = DeclaredFactFactory(field="byline", value="Somebody else")
    page = admin_client.post(address(batch), {**typed(article), "take": other.pk}).content.decode()
    assert "Somebody else" not in page


def test_the_filter_shows_only_what_is_missing(admin_client, batch):
    (lacking,) = bare(batch)
    whole = ArticleVersionFactory(article=ArticleFactory(batch=batch)).article
    page = admin_client.get(address(batch), {"show": "missing"}).content.decode()
    assert (f"row-{lacking.pk}" in page, f"row-{whole.pk}" in page) == (True, False)


def test_the_table_pages_by_key_and_keeps_the_filter(admin_client, batch, monkeypatch):
    monkeypatch.setattr("claims.queries.details.ROWS_A_PAGE", 2)
    articles = bare(batch, 3)
    page = admin_client.get(address(batch), {"show": "missing"}).content.decode()
    assert f"?show=missing&amp;after={articles[1].pk}" in page
    rest = admin_client.get(address(batch), {"after": articles[1].pk}).content.decode()
    assert (f"row-{articles[0].pk}" in rest, f"row-{articles[2].pk}" in rest) == (False, True)


def test_one_press_fills_every_empty_cell_of_the_batch_and_no_other(admin_client, batch):
    first, second = bare(batch, 2)
    other = OutletFactory(name="Brevin Post")
    (third,) = bare(batch, outlet=other)
    sent = {**typed(first, headline="Typed at the same time"), "fill": "outlet", "all-outlet": "Halm Courier"}
    answer = admin_client.post(address(batch), sent, follow=True)
    assert "Outlet: put into 2 articles." in answer.content.decode()
    names = Article.objects.filter(batch=batch).order_by("pk").values_list("outlet__name", flat=True)
    assert list(names) == ["Halm Courier", "Halm Courier", "Brevin Post"]
    assert Article.objects.get(pk=first.pk).headline == "Typed at the same time"
    assert {second.pk, third.pk} <= set(Article.objects.values_list("pk", flat=True))
    wrong = admin_client.post(address(batch), {**typed(first), "fill": "published", "all-published": "soon"})
    assert (wrong.status_code, "Published: " in wrong.content.decode()) == (422, True)


def test_filling_goes_on_in_bounded_steps(admin_user, batch, monkeypatch):
    monkeypatch.setattr(detail_filling, "AT_ONCE", 2)
    bare(batch, 3)
    filled = fill_empty(editor=admin_user, batch=batch, field="published", typed="May 2031")
    assert (len(filled.ids), filled.left) == (2, 1)
    assert fill_empty(editor=admin_user, batch=batch, field="published", typed="May 2031").left == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"was-{pk}": '{"headline": "\\ud800\\u0000"}', "address-{pk}": "halm"},
        {"was-{pk}": "[" * 50_000, "address-{pk}": "halm"},
        {"was-{pk}": '["no", "row"]', "published-{pk}": "9" * 5_000},
        {"version-{pk}": "9" * 9, "outlet-{pk}": "x" * 300},
        {"take": "9" * 30, "version-x": "1", "version-": "1", "version-99999999": "1"},
        {"fill": "slug", "all-slug": "x", "language-{pk}": "Klingonish"},
        {"fill": "outlet", "all-outlet": " "},
    ],
)
def test_no_form_whatever_it_holds_breaks_the_page(admin_client, batch, sent):
    (article,) = bare(batch)
    form = {**typed(article), **{name.format(pk=article.pk): value for name, value in sent.items()}}
    assert admin_client.post(address(batch), form).status_code in (200, 409, 422)
    article.refresh_from_db()
    assert article.version == 1
