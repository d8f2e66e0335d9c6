import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sources import originals, uploads, views
from sources.models import ImportBatch, ImportFile
from tests.bad import EDGE, multipart, part
from tests.sources.importing import fates, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture(autouse=True)
def nudges(monkeypatch):
    """What would go to the worker."""
    sent = []
    monkeypatch.setattr(views, "nudge", lambda: sent.append("nudge"))
    return sent


def upload(name, content):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def send(client, *files, **fields):
    return client.post("/imports/new/", {"texts": list(files), "display": "excerpts", **fields})


def test_several_texts_and_an_archive_become_one_batch(admin_client, admin, nudges):
    answer = send(
        admin_client,
        upload("a.txt", text("One.")),
        upload("more.zip", zipped({"in/b.txt": text("Two."), "in/c.txt": text("Three.")})),
        outlet="Velm Wire",
        published="May 2031",
        language="English",
        encoding="windows-1252",
        display="whole",
        other_saves="reprint",
    )
    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/imports/{batch.pk}/")
    assert fates(batch) == dict.fromkeys(("a.txt", "more.zip/in/b.txt", "more.zip/in/c.txt"), "pending")
    assert (batch.label, batch.origin, batch.made_by) == ("a.txt and 1 more", "upload", admin)
    assert (batch.declared_outlet, batch.declared_published) == ("Velm Wire", "May 2031")
    assert (batch.declared_language, batch.declared_encoding, batch.display) == ("en", "cp1252", "whole")
    assert (batch.other_saves, batch.other_saves_by) == ("reprint", admin)
    assert nudges == ["nudge"]


def test_an_uploaded_manifest_speaks_of_the_texts_beside_it_in_any_order(admin_client):
    send(admin_client, upload("a.txt", text()), upload("manifest.csv", "file,Outlet\na.txt,Halm\n"))
    assert ImportFile.objects.get().declared == {"outlet": "Halm"}


def test_a_refused_form_keeps_what_was_typed_and_says_where_it_is_wrong(admin_client, nudges):
    answer = send(
        admin_client, upload("a.txt", text()), label="My clippings", published="12/5/2031", language="klingon"
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_published"' in page
    assert 'href="#id_language"' in page
    assert ('value="My clippings"' in page, 'value="12/5/2031"' in page) == (True, True)
    assert (ImportBatch.objects.count(), nudges) == (0, [])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"outlet": "—"}, "This is no name"),
        ({"encoding": "rot13"}, "is no encoding of text files"),
        ({"texts": []}, "Choose at least one file."),
        ({"display": "half"}, "Select a valid choice."),
        ({"other_saves": "both"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_is_told(admin_client, fields, sentence):
    answer = admin_client.post(
        "/imports/new/", {"texts": [upload("a.txt", text())], "display": "excerpts", **fields}
    )
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_an_upload_without_any_text_stores_nothing(admin_client):
    answer = send(admin_client, upload("only.zip", zipped({"photo.jpg": b"\xff\xd8"})))
    assert "There is no text (.txt) among these." in answer.content.decode()
    assert ImportBatch.objects.count() == 0


def test_a_full_disk_is_told_and_nothing_is_half_written(admin_client, monkeypatch):
    def full(_content):
        raise OSError("no space left on device")

    monkeypatch.setattr("sources.originals.keep_all", full)
    answer = send(admin_client, upload("a.txt", text()))
    assert "the disk is full" in answer.content.decode()
    assert ImportBatch.objects.count() == 0


def test_a_file_over_the_limit_is_rejected_in_its_batch_and_stops_nobody(admin_client):
    send(admin_client, upload("huge.txt", b"x" * 2_000_001), upload("a.txt", text()))
    assert fates(ImportBatch.objects.get()) == {"a.txt": "pending", "huge.txt": "rejected"}


def test_a_request_over_the_limit_is_refused_before_it_is_read(admin_client, monkeypatch):
    monkeypatch.setattr(views, "REQUEST_BYTES", 1000)
    answer = send(admin_client, upload("a.txt", b"x" * 2000))
    assert (answer.status_code, "too large" in answer.content.decode()) == (413, True)
    assert ImportBatch.objects.count() == 0
    assert uploads.REQUEST_BYTES == 201_000_000


def test_too_many_files_are_refused_with_a_sentence(admin_client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    answer = send(admin_client, *(upload(f"{n}.txt", text()) for n in range(3)))
    assert (answer.status_code, ImportBatch.objects.count()) == (413, 0)


def test_an_upload_without_a_token_is_refused(admin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    assert send(client, upload("a.txt", text())).status_code == 403
    assert ImportBatch.objects.count() == 0


def test_the_files_of_a_folder_keep_their_places_and_what_is_no_text_is_left_out(admin_client):
    send(
        admin_client,
        upload("a.txt", text("One.")),
        upload("a.txt", text("Two.")),
        upload("manifest.csv", "file,Outlet\na.txt,Halm\n"),
        upload("photo.jpg", b"\xff\xd8"),
        paths='["clips/a.txt", "clips/../may/a.txt", "clips/may/manifest.csv", "clips/photo.jpg"]',
    )
    batch = ImportBatch.objects.get()
    assert dict(batch.files.values_list("name", "declared")) == {
        "clips/a.txt": {},
        "clips/may/a.txt": {"outlet": "Halm"},
    }
    assert batch.label == "clips"


@pytest.mark.parametrize("paths", ["[", '["b/c.txt"]', '["x/a.txt", "y"]', "[[1]]", '{"a": 1}', "[" * 9000])
def test_places_that_fit_no_file_are_not_believed(admin_client, paths):
    send(admin_client, upload("a.txt", text()), paths=paths)
    assert fates(ImportBatch.objects.get()) == {"a.txt": "pending"}


def test_a_folder_comes_without_a_script_too(admin_client):
    files = [upload("a.txt", text()), upload("photo.jpg", b"x"), upload(".hidden.txt", b"x")]
    admin_client.post("/imports/new/", {"folder": files, "display": "excerpts"})
    assert fates(ImportBatch.objects.get()) == {"a.txt": "pending"}
    refused = admin_client.post("/imports/new/", {"folder": files[1:], "display": "excerpts"})
    assert "There is no text (.txt) in this folder." in refused.content.decode()


def test_without_a_script_the_browsers_own_paths_tell_files_of_one_name_apart(admin_client):
    sent = ["clips/index.txt", "clips/may/index.txt", "../../etc/\x01cron.txt", "..\\up\\index.txt", "/a.txt"]
    parts = [part(b"folder", f"Report {name!r}.".encode(), f'; filename="{name}"'.encode()) for name in sent]
    body = multipart(part(b"display", b"excerpts"), *parts)
    assert admin_client.generic("POST", "/imports/new/", body, EDGE).status_code == 302
    batch = ImportBatch.objects.get()
    assert list(batch.files.values_list("name", flat=True)) == [
        *("clips/index.txt", "clips/may/index.txt", "etc/cron.txt", "up/index.txt", "a.txt"),
    ]
    assert batch.label == "clips"
    assert [originals.read(file.sha256).decode() for file in batch.files.all()] == [
        f"Report {name!r}." for name in sent
    ]
