"""The details of a batch as a table for spreadsheets: out, filled in, back, looked at, taken."""

import csv
import html
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.forms import detail_sheet
from claims.views import details_sheet as pages
from sources.ingest.sheets import bare_cell, safe_cell
from sources.models import Article, DeclaredFact
from sources.services.acting import acting, person
from sources.services.roots import change
from tests.claims.pages import plain
from tests.claims.test_details import bare
from tests.factories.sources import ImportBatchFactory

pytestmark = pytest.mark.django_db
HEAD = ["file", "article", "outlet", "url", "published", "headline", "byline", "language", "version"]


@pytest.fixture(autouse=True)
def nudges(monkeypatch):
    """What would go to the worker."""
    monkeypatch.setattr(pages, "follow_details", lambda ids: None)


@pytest.fixture
def batch():
    return ImportBatchFactory(label="Spring clippings")


def download(client, batch, **query):
    answer = client.get(f"/imports/{batch.pk}/details.csv", query)
    assert answer["Content-Disposition"] == f'attachment; filename="details-{batch.pk}.csv"'
    content = b"".join(answer.streaming_content).decode()
    assert content.startswith("\ufeff")
    return list(csv.reader(io.StringIO(content[1:], newline="")))


def spelt(rows, *, delimiter=",", bom="\ufeff"):
    lines = io.StringIO()
    csv.writer(lines, delimiter=delimiter).writerows(rows)
    return f"{bom}{lines.getvalue()}".encode()


def bring(client, batch, content):
    table = SimpleUploadedFile("filled.csv", content)
    return client.post(f"/imports/{batch.pk}/details/sheet/", {"table": table})


def take(client, batch, preview):
    found = re.search(r'name="carried" value="([^"]+)"', preview.content.decode())
    sent = {"carried": html.unescape(found[1])}
    return client.post(f"/imports/{batch.pk}/details/sheet/", sent, follow=True)


def test_the_table_has_a_row_an_article_and_only_what_is_missing_if_asked(admin_client, batch):
    (lacking,) = bare(batch)
    (known,) = bare(batch, headline="Port Velm burns", byline="Ina Falk")
    head, *rows = download(admin_client, batch)
    assert head == HEAD
    assert [row[1] for row in rows] == [str(lacking.pk), str(known.pk)]
    assert rows[1] == [
        f"{known.current_version_id}.txt", str(known.pk), "", "", "", "Port Velm burns", "Ina Falk", "en", "1"
    ]  # fmt: skip
    assert len(download(admin_client, batch, show="missing")) == 3


@pytest.mark.parametrize("value", ["=1+1", "+49 30", "-5 degrees", "@halm", "'=1", "''-x"])
def test_no_value_is_run_by_a_spreadsheet_and_each_comes_back_as_it_was(value):
    assert safe_cell(value) == f"'{value}"
    assert bare_cell(safe_cell(value)) == value


def test_a_value_that_is_no_formula_stays_as_it_is():
    for value in ("Halm Courier", "'Nobody asked us'", "", "2031-05-12"):
        assert (safe_cell(value), bare_cell(value)) == (value, value)


@pytest.mark.parametrize(("delimiter", "bom"), [(",", "\ufeff"), (";", "")])
def test_a_filled_table_is_shown_first_and_taken_by_one_press(admin_client, batch, delimiter, bom):
    first, second = bare(batch, 2)
    head, one, two = download(admin_client, batch)
    one[2:6] = ["Halm Courier", "https://halm.example/a?utm_source=x", "12.05.2031", "'=Fire"]
    preview = bring(admin_client, batch, spelt([head, one, two], delimiter=delimiter, bom=bom))
    words = plain(preview.content.decode())
    assert preview.status_code == 200
    assert "1 article would change. 1 row says what is known already. Nothing is saved yet." in words
    assert "Halm Courier" in words
    assert Article.objects.filter(version=2).count() == 0
    done = take(admin_client, batch, preview)
    assert "1 article changed." in done.content.decode()
    first.refresh_from_db()
    assert (first.outlet.name, first.address, first.headline, first.version) == (
        "Halm Courier", "https://halm.example/a", "=Fire", 2
    )  # fmt: skip
    assert DeclaredFact.objects.filter(article=first, origin="editor", chosen=True).count() == 4
    assert Article.objects.get(pk=second.pk).version == 1


def test_what_was_taken_already_says_nothing_new(admin_client, batch):
    bare(batch)
    head, row = download(admin_client, batch)
    row[2:5] = ["Halm Courier", "", "12 May 2031"]
    take(admin_client, batch, bring(admin_client, batch, spelt([head, row])))
    row[8] = ""
    again = plain(bring(admin_client, batch, spelt([head, row])).content.decode())
    assert "The table changes nothing. 1 row says what is known already." in again


def test_an_empty_cell_leaves_what_is_known(admin_client, batch):
    (article,) = bare(batch, byline="Ina Falk")
    head, row = download(admin_client, batch)
    row[5], row[6] = "Port Velm burns", ""
    take(admin_client, batch, bring(admin_client, batch, spelt([head, row])))
    article.refresh_from_db()
    assert (article.headline, article.byline) == ("Port Velm burns", "Ina Falk")


def test_each_wrong_row_has_a_sentence_and_the_others_can_be_taken(admin_client, batch, admin_user):
    good, dated, changed = bare(batch, 3)
    (other,) = bare(ImportBatchFactory())
    head, one, two, three = download(admin_client, batch)
    one[5], two[4], three[5] = "Port Velm burns", "03/04/2031", "Late"
    with acting(person(admin_user)):
        change(changed, actor=person(admin_user), expected=1, byline="Ina Falk")
    stranger, nobody = ["", str(other.pk)], ["", "x"]
    rows = [head, one, two, three, one, stranger, nobody, [*one, "", "more"]]
    preview = bring(admin_client, batch, spelt(rows))
    words = plain(preview.content.decode())
    assert "Line 3 Published: “03/04/2031” can be read in two ways" in words
    assert f"Line 4 Somebody changed article {changed.pk} after the table was downloaded." in words
    assert f"Line 5 It names article {good.pk} again; the first row counts." in words
    assert f"Line 6 “{other.pk}” is no article of this batch." in words
    assert "Line 7 “x” is no article of this batch." in words
    assert "Line 8 It has more cells than columns" in words
    take(admin_client, batch, preview)
    told = Article.objects.filter(batch=batch).order_by("pk").values_list("headline", flat=True)
    assert list(told) == ["Port Velm burns", "", ""]
    assert Article.objects.get(pk=dated.pk).version == 1


def test_what_somebody_changed_between_look_and_press_is_a_409(admin_client, batch, admin_user):
    (article,) = bare(batch)
    head, row = download(admin_client, batch)
    row[5] = "Port Velm burns"
    preview = bring(admin_client, batch, spelt([head, row]))
    with acting(person(admin_user)):
        change(article, actor=person(admin_user), expected=1, byline="Ina Falk")
    answer = take(admin_client, batch, preview)
    assert answer.status_code == 409
    assert f"Article {article.pk} was changed by somebody meanwhile. Nothing was taken" in plain(
        answer.content.decode()
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00a", "Save it as UTF-8"),
        ("file,outlet\na.txt,Zürich\n".encode("cp1252"), "Save it as UTF-8"),
        (b"file,outlet\na.txt,Halm\n", "It needs one column called “article”"),
        (b"article,outlet,outlet\n1,a,b\n", "The column “outlet” stands in it twice."),
        (b'article,outlet\n1,"Halm', "is broken: check its quotation marks."),
        (b"article,outlet\n1,Ha\x00lm\n", "It holds characters that are not text."),
        (b"", "This table is empty."),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_a_sentence(admin_client, batch, content, sentence):
    answer = bring(admin_client, batch, content)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_table_that_is_too_long_is_refused(admin_client, batch, monkeypatch):
    bare(batch, 2)
    head, *rows = download(admin_client, batch)
    for row in rows:
        row[6] = "Ina Falk"
    monkeypatch.setattr(detail_sheet, "MOST_CHANGES", 1)
    answer = bring(admin_client, batch, spelt([head, *rows]))
    assert "It changes more than 1 articles at once. Bring it in parts." in answer.content.decode()
    monkeypatch.setattr(detail_sheet, "MOST_ROWS", 1)
    answer = bring(admin_client, batch, spelt([head, *rows]))
    assert (answer.status_code, "It has more than 1 rows." in answer.content.decode()) == (422, True)


def test_only_what_a_preview_of_this_batch_showed_is_taken(admin_client, batch):
    (article,) = bare(batch)
    head, row = download(admin_client, batch)
    row[5] = "Port Velm burns"
    preview = bring(admin_client, batch, spelt([head, row]))
    assert take(admin_client, ImportBatchFactory(), preview).status_code == 400
    answer = admin_client.post(f"/imports/{batch.pk}/details/sheet/", {"carried": "invented"})
    assert (answer.status_code, Article.objects.get(pk=article.pk).version) == (400, 1)


def test_a_table_that_is_too_large_is_refused_before_it_is_read(admin_client, batch, monkeypatch):
    monkeypatch.setattr(detail_sheet, "MANIFEST_BYTES", 10)
    answer = bring(admin_client, batch, b"article,outlet\n1,Halm Courier\n")
    assert (answer.status_code, "It is larger than 20 MB." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("number", [1, 3])
def test_the_download_asks_the_same_number_of_questions_whatever_its_length(
    admin_client, batch, django_assert_num_queries, number
):
    bare(batch, number)
    download(admin_client, batch)
    with django_assert_num_queries(8):  # session, user, role, batch; articles, facts, versions, files
        assert len(download(admin_client, batch)) == number + 1
