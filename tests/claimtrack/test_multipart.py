"""Forms with files: what is no text is refused with a sentence, and what is text arrives as it was sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claimtrack.multipart import ENCODING
from sources.models import ImportBatch
from tests.bad import EDGE, multipart, part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

FILE = part(b"texts", b"The pier reopened.", b'; filename="pier.txt"')
REFUSED = "This is not text that can be kept"


@pytest.fixture(autouse=True)
def without_a_worker(monkeypatch):
    monkeypatch.setattr("sources.views.nudge", lambda: None)


@pytest.mark.parametrize("address", ["/imports/new/", "/accounts/email/", "/report/"])
@pytest.mark.parametrize("broken", [b"a\xffb", b"a\xed\xa0\x80b", b"a\x00b"])
def test_broken_bytes_beside_a_file_are_refused_and_the_rest_given_back(admin_client, address, broken):
    body = multipart(part(b"label", broken), part(b"words", "The pier – all of it.".encode()), FILE)
    answer = admin_client.generic("POST", address, body, EDGE)
    assert (answer.status_code, REFUSED in answer.text) == (400, True)
    assert ("The pier – all of it." in answer.text, "a�" in answer.text) == (True, True)
    assert not ImportBatch.objects.exists()


def test_a_replacement_character_that_somebody_typed_is_text(admin_client):
    file = SimpleUploadedFile("пірс.txt", b"The pier.")
    answer = admin_client.post("/imports/new/", {"label": "a � b – “ж”", "display": "whole", "texts": file})
    assert answer.status_code == 302
    batch = ImportBatch.objects.get()
    assert (batch.label, batch.files.get().name) == ("a � b – “ж”", "пірс.txt")


@pytest.mark.parametrize("kind", ["multipart/form-data", f"{EDGE}x", "multipart/form-data; boundary=ä"])
def test_a_form_whose_parts_cannot_be_told_apart_is_no_failure(admin_client, kind):
    answer = admin_client.generic("POST", "/imports/new/", multipart(FILE), kind)
    assert answer.status_code in (400, 422)


def test_a_length_that_is_no_number_counts_as_none(admin_client):
    answer = admin_client.generic("POST", "/imports/new/", multipart(FILE), EDGE, CONTENT_LENGTH="²")
    assert answer.status_code == 422


def test_the_encoding_is_utf_8_but_for_what_it_marks():
    assert ("a–\udcff".encode("utf-8", "surrogateescape")).decode(ENCODING, "replace") == "a–\udcff"
