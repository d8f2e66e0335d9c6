import pytest
from django.test import Client
from django.urls import reverse

from sources import views, views_preview
from sources.choices import FileState
from sources.models import Article, TextSketch
from sources.services.batches import pause_batch
from tests.factories.sources import ImportBatchFactory, ImportFileFactory
from tests.sources.importing import batch_of, drain_all, fates, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

MARCH = "Der Hafen bleibt bis März geschlossen, sagt Jördis Tamm."


@pytest.fixture(autouse=True)
def nudges(monkeypatch):
    """What would go to the worker."""
    sent = []
    monkeypatch.setattr(views, "nudge", lambda: sent.append("nudge"))
    return sent


def page_of(batch):
    return f"/imports/{batch.pk}/"


def test_the_empty_list_says_how_to_begin(admin_client):
    assert "Nothing was imported yet." in admin_client.get("/imports/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    admin_client, django_assert_num_queries, number
):
    for _ in range(number):
        batch_of({"a.txt": text(f"Report {_}.")})
    admin_client.get("/imports/")
    with django_assert_num_queries(5):  # session, user, role, batches, counts
        page = admin_client.get("/imports/").content.decode()
    assert page.count("0 of 1 read.") == number


def test_the_list_pages_by_key_in_both_directions(admin_client, monkeypatch):
    monkeypatch.setattr("sources.queries.BATCHES_A_PAGE", 2)
    first, second, third = (ImportBatchFactory(label=f"Batch {name}") for name in "ABC")
    newest = admin_client.get("/imports/").content.decode()
    assert ("Batch C" in newest, "Batch B" in newest, "Batch A" in newest) == (True, True, False)
    assert f"?after={second.pk}" in newest
    oldest = admin_client.get(f"/imports/?after={second.pk}").content.decode()
    assert ("Batch A" in oldest, "Batch B" in oldest) == (True, False)
    assert f"?before={first.pk}" in oldest
    again = admin_client.get(f"/imports/?before={first.pk}").content.decode()
    assert ("Batch C" in again, "Batch A" in again) == (True, False)
    assert third.pk > second.pk


@pytest.mark.parametrize("number", [1, 3])
def test_the_batch_page_asks_the_same_number_of_questions_whatever_its_length(
    admin_client, django_assert_num_queries, number
):
    batch = batch_of({f"{n}.txt": text(f"Report {n}.", Outlet="Halm Courier") for n in range(number)})
    drain_all()
    admin_client.get(page_of(batch))
    # session, user, role, batch, counts, saves, what is not compared, and not looked through, files
    with django_assert_num_queries(9):
        page = admin_client.get(page_of(batch)).content.decode()
    assert page.count('data-l="State"') == number
    assert reverse("claims:article", args=[Article.objects.earliest("pk").pk]) in page


def test_the_batch_page_says_what_became_of_each_file(admin_client):
    batch = batch_of(
        {
            "a.txt": text(),
            "b.txt": text(),
            "c.txt": MARCH.encode("cp1252"),
            "d.txt": b"\xff\xd8" + bytes(3000),
        }
    )
    drain_all()
    page = admin_client.get(page_of(batch)).content.decode()
    assert (
        "All 4 files have been read.</strong> 1 of 4 imported, 1 was here already, 1 rejected, 1 held" in page
    )
    assert 'aria-label="1 imported, 1 here already, 1 held, 1 rejected, of 4 files"' in page
    assert "The same bytes are here already." in page
    assert "This file is not text." in page
    assert f"/imports/files/{batch.files.get(name='c.txt').pk}/encoding/" in page


def test_a_moving_batch_is_refreshed_and_a_finished_one_is_not(admin_client):
    batch = batch_of({"a.txt": text()})
    page = admin_client.get(page_of(batch)).content.decode()
    assert page.count("data-live") == 3
    assert ("js/live.js" in page, '<noscript><meta http-equiv="refresh"' in page) == (True, True)
    drain_all()
    page = admin_client.get(page_of(batch)).content.decode()
    assert ("data-live" in page, "live.js" in page, 'http-equiv="refresh"' in page) == (False, False, False)


def test_files_are_filtered_by_state_and_the_pager_keeps_the_filter(admin_client, monkeypatch):
    monkeypatch.setattr("sources.queries.FILES_A_PAGE", 2)
    batch = ImportBatchFactory()
    files = [ImportFileFactory(batch=batch, name=f"file-{n}.txt") for n in range(3)]
    ImportFileFactory(batch=batch, name="held.txt", state=FileState.HELD, reason="Say its encoding.")
    page = admin_client.get(page_of(batch), {"state": "pending"}).content.decode()
    assert ("file-1.txt" in page, "file-2.txt" in page, "held.txt" in page) == (True, False, False)
    assert f"?state=pending&amp;after={files[1].pk}" in page
    rest = admin_client.get(page_of(batch), {"state": "pending", "after": files[1].pk}).content.decode()
    assert ("file-2.txt" in rest, "held.txt" in rest) == (True, False)
    assert admin_client.get(page_of(batch), {"state": "invented"}).status_code == 404


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30])
def test_a_key_that_is_none_is_the_first_page(admin_client, key):
    batch = batch_of({"a.txt": text()})
    assert "a.txt" in admin_client.get(page_of(batch), {"after": key}).content.decode()


def test_names_and_reasons_are_shown_as_text(admin_client):
    batch = batch_of(
        {"<script>alert(1)</script>.txt": text(Headline="<img src=x onerror=alert(1)>")}, label="<b>x"
    )
    drain_all()
    page = admin_client.get(page_of(batch)).content.decode()
    assert ("<script>alert" in page, "<img src=x" in page, "<b>x" in page) == (False, False, False)
    assert "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;.txt</bdi>" in page


def test_a_batch_is_paused_resumed_and_cancelled(admin_client, nudges):
    batch = batch_of({"a.txt": text()})
    control = f"{page_of(batch)}control/"
    admin_client.post(control, {"do": "pause"})
    assert "Paused: 0 of 1 read." in admin_client.get(page_of(batch)).content.decode()
    admin_client.post(control, {"do": "resume"})
    batch.refresh_from_db()
    assert (batch.control, nudges) == ("go", ["nudge"])
    admin_client.post(control, {"do": "cancel"})
    assert fates(batch) == {"a.txt": "cancelled"}
    assert "Cancelled: 0 of 1 read." in admin_client.get(page_of(batch)).content.decode()


def test_an_unknown_wish_is_a_bad_request(admin_client):
    assert (
        admin_client.post(f"{page_of(batch_of({'a.txt': text()}))}control/", {"do": "x"}).status_code == 400
    )


def held_files():
    batch = batch_of({"a.txt": MARCH.encode("cp1252"), "b.txt": (MARCH + " Ende.").encode("cp1252")})
    drain_all()
    return batch, batch.files.get(name="a.txt")


def test_a_held_file_shows_how_it_reads_in_each_encoding_that_fits(admin_client):
    _, file = held_files()
    page = admin_client.get(f"/imports/files/{file.pk}/encoding/").content.decode()
    assert "bis <b>März</b> geschlossen, sagt <b>Jördis</b> Tamm." in page
    assert "bis <b>Mдrz</b> geschlossen, sagt <b>Jцrdis</b> Tamm." in page
    assert '<button type="submit" name="all" value="windows-1252">Read all 2 held files so</button>' in page
    assert page.index('value="windows-1252"') < page.index("<details") < page.index('value="koi8-r"')


@pytest.mark.parametrize(
    ("fields", "waiting"),
    [
        ({"encoding": "windows-1252"}, {"a.txt": "pending", "b.txt": "held"}),
        ({"encoding": "windows-1252", "other": "cp1251"}, {"a.txt": "pending", "b.txt": "held"}),
        ({"all": "windows-1252"}, {"a.txt": "pending", "b.txt": "pending"}),
        ({"all": "1", "other": "windows-1252"}, {"a.txt": "pending", "b.txt": "pending"}),
    ],
)
def test_the_encoding_is_given_for_one_file_or_for_all_held(admin_client, nudges, fields, waiting):
    batch, file = held_files()
    answer = admin_client.post(f"/imports/files/{file.pk}/encoding/", fields)
    assert (answer["Location"], fates(batch), nudges) == (page_of(batch), waiting, ["nudge"])
    assert set(batch.files.filter(state="pending").values_list("encoding", flat=True)) == {"cp1252"}


def test_a_chosen_encoding_is_taken_back_until_the_file_is_read(admin_client):
    batch, file = held_files()
    undo = f"/imports/files/{file.pk}/encoding/undo/"
    admin_client.post(f"/imports/files/{file.pk}/encoding/", {"all": "koi8-r"})
    page = admin_client.get(page_of(batch)).content.decode()
    assert ("Will be read as koi8-r." in page, "Undo all 2" in page) == (True, True)
    answer = admin_client.post(undo, {"all": "1"}, follow=True).content.decode()
    assert "2 files held again, as before the choice." in answer
    assert set(batch.files.values_list("state", "encoding", "reason_code")) == {("held", "", "encoding")}
    admin_client.post(f"/imports/files/{file.pk}/encoding/", {"encoding": "windows-1252"})
    drain_all()
    assert "Nothing was taken back" in admin_client.post(undo, follow=True).content.decode()
    assert fates(batch) == {"a.txt": "imported", "b.txt": "held"}


@pytest.mark.parametrize("fields", [{}, {"other": "rot13"}, {"encoding": "zip"}, {"all": "zip"}])
def test_without_an_encoding_a_held_file_stays_held(admin_client, fields):
    batch, file = held_files()
    answer = admin_client.post(f"/imports/files/{file.pk}/encoding/", fields)
    assert (answer.status_code, fates(batch)["a.txt"]) == (422, "held")
    assert "No encoding was chosen" in answer.content.decode()


def test_a_file_that_is_not_held_has_no_encoding_page(admin_client):
    file = batch_of({"a.txt": text()}).files.get()
    assert admin_client.get(f"/imports/files/{file.pk}/encoding/").status_code == 404


def test_a_file_that_crashed_is_offered_again(admin_client, nudges):
    batch = batch_of({"a.txt": text()})
    batch.files.update(state="rejected", reason_code="crashed", reason="It crashed.", attempts=3)
    file = batch.files.get()
    assert "Try again" in admin_client.get(page_of(batch)).content.decode()
    admin_client.post(f"/imports/files/{file.pk}/again/")
    assert (fates(batch), nudges) == ({"a.txt": "pending"}, ["nudge"])


def test_texts_that_could_not_be_compared_are_named_and_compared_again(admin_client, nudges, monkeypatch):
    monkeypatch.setattr(views_preview, "nudge", lambda: nudges.append("nudge"))
    batch = batch_of({"a.txt": text(Headline="Pier closed"), "b.txt": text("Another.")})
    drain_all()
    assert "could not be compared" not in admin_client.get(page_of(batch)).content.decode()
    left_out = TextSketch.objects.filter(version__article__headline="Pier closed")
    left_out.update(state="crashed", attempts=3)
    page = admin_client.get(page_of(batch)).content.decode()
    assert "1 text could not be compared with the others." in page
    assert "Pier closed</bdi></a>. Comparing it took the worker down three times." in page
    admin_client.post(f"/imports/{batch.pk}/compare/")
    assert (left_out.get().state, left_out.get().attempts, nudges) == ("new", 0, ["nudge"])
    assert "could not be compared" not in admin_client.get(page_of(batch)).content.decode()


ADDRESSES = ["", "new/", "{batch}/", "files/{file}/encoding/"]
CHANGES = [
    *("new/", "{batch}/control/", "files/{file}/again/"),
    *("files/{file}/encoding/", "files/{file}/encoding/undo/"),
]


@pytest.mark.parametrize(
    ("method", "path"), [*(("get", a) for a in ADDRESSES), *(("post", c) for c in CHANGES)]
)
@pytest.mark.parametrize("who", ["editor_client", "reader_client"])
def test_imports_are_for_admins_alone(request, who, method, path):
    batch, file = held_files()
    address = "/imports/" + path.format(batch=batch.pk, file=file.pk)
    assert getattr(request.getfixturevalue(who), method)(address).status_code == 403
    assert getattr(Client(), method)(address)["Location"].startswith("/accounts/login/")
    assert fates(batch)["a.txt"] == "held"


@pytest.mark.parametrize("path", ["{batch}/control/", "files/{file}/again/", "files/{file}/encoding/undo/"])
def test_changes_are_never_made_by_a_link(admin_client, path):
    batch, file = held_files()
    pause_batch(batch=batch)
    assert admin_client.get("/imports/" + path.format(batch=batch.pk, file=file.pk)).status_code == 405
