import pytest

from sources import originals
from sources.ingest.found import FoundFile
from sources.ingest.limits import Refused
from sources.models import Article, ImportBatch, ImportFile
from sources.services.batches import cancel_batch, give_encoding, make_batch, read_again
from sources.services.intake import NothingToImport
from tests.factories.base import desk_editor
from tests.sources.importing import batch_of, drain_all, fates, found, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

MARCH = "Der Hafen bleibt bis März geschlossen, sagt Jördis Tamm."


def made(*files, **options):
    return make_batch(made_by=desk_editor(), label="Clippings", origin="folder", files=files, **options)


def test_the_bytes_of_every_file_are_stored_unchanged():
    content = "\ufeffA line.\r\nAnother — with “quotes”.\r\n".encode()
    file = batch_of({"a.txt": content}).files.get()
    assert originals.read(file.sha256) == content
    assert (file.size, file.state, file.attempts) == (len(content), "pending", 0)


def test_a_file_that_cannot_be_taken_is_rejected_with_its_reason_and_nothing_is_stored(data_dir):
    batch = made(FoundFile("huge.txt", None, Refused("too_large", "This file is larger than 2 MB."))).batch
    file = batch.files.get()
    assert (file.state, file.reason_code, file.reason) == (
        "rejected",
        "too_large",
        "This file is larger than 2 MB.",
    )
    assert (file.size, file.sha256, (data_dir / "originals").exists()) == (None, "", False)


def test_other_kinds_of_files_are_left_out_and_told():
    skipped = FoundFile("photo.jpg", None, Refused("skipped", "Not a .txt file: left out."))
    result = made(skipped, found("a.txt", text()))
    assert fates(result.batch) == {"a.txt": "pending"}
    assert result.notes == ["1 other file was left out: only .txt files are read."]


def test_a_batch_without_a_file_is_refused_and_leaves_nothing():
    with pytest.raises(NothingToImport):
        made(FoundFile("photo.jpg", None, Refused("skipped", "Not a .txt file: left out.")))
    assert ImportBatch.objects.count() == 0


def test_a_failure_halfway_leaves_no_batch():
    def files():
        yield found("a.txt", text())
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        make_batch(made_by=desk_editor(), label="x", origin="folder", files=files())
    assert (ImportBatch.objects.count(), ImportFile.objects.count()) == (0, 0)


def test_two_files_of_one_name_are_told_apart():
    batch = made(found("a.txt", text("One.")), found("a.txt", text("Two."))).batch
    assert fates(batch) == {"a.txt": "pending", "a.txt (2)": "pending"}


def test_a_manifest_speaks_of_the_files_beside_it_and_is_no_article():
    manifest = FoundFile("in/manifest.csv", b"file,Outlet\na.txt,The Halm Courier\nb.txt,Velm\n", None, True)
    result = made(manifest, found("in/a.txt", text()), found("a.txt", text("Another.")))
    assert dict(result.batch.files.values_list("name", "declared")) == {
        "in/a.txt": {"outlet": "The Halm Courier"},
        "a.txt": {},
    }
    assert result.notes == ["The manifest names 1 file that is not there: “in/b.txt”."]


def test_a_broken_row_of_a_manifest_is_shown_and_the_others_are_used():
    manifest = FoundFile("manifest.csv", b"file,Outlet\n,Nobody\na.txt,Halm\n", None, True)
    batch = made(manifest, found("a.txt", text())).batch
    assert batch.files.get(name="a.txt").declared == {"outlet": "Halm"}
    assert batch.files.get(name="manifest.csv").reason == "Row 2 of manifest.csv names no file."


def test_a_manifest_that_cannot_be_read_is_shown_and_stops_no_file():
    batch = made(FoundFile("manifest.csv", b"\xff\xfe", None, True), found("a.txt", text())).batch
    assert fates(batch) == {"manifest.csv": "rejected", "a.txt": "pending"}


def test_a_row_of_the_given_manifest_goes_before_the_one_in_the_folder():
    from sources.ingest.manifest import Manifest

    given = Manifest({"a.txt": {"outlet": "Given"}})
    beside = FoundFile("manifest.csv", b"file,Outlet\na.txt,Beside\n", None, True)
    assert made(beside, found("a.txt", text()), manifest=given).batch.files.get().declared == {
        "outlet": "Given"
    }


def test_a_held_file_is_read_again_in_the_encoding_a_person_gives():
    batch = batch_of({"a.txt": MARCH.encode("cp1252"), "b.txt": (MARCH + " Ende.").encode("cp1252")})
    drain_all()
    one = batch.files.get(name="a.txt")
    assert give_encoding(batch=batch, encoding="Windows-1252", file_id=one.pk) == 1
    assert drain_all() == ["imported"]
    assert Article.objects.get().current_version.text == MARCH
    assert fates(batch) == {"a.txt": "imported", "b.txt": "held"}
    assert batch.files.get(name="a.txt").encoding == "cp1252"


def test_all_held_files_of_a_batch_are_read_again_at_once():
    batch = batch_of({"a.txt": MARCH.encode("cp1252"), "b.txt": (MARCH + " Ende.").encode("cp1252")})
    other = batch_of({"c.txt": (MARCH + " Schluss.").encode("cp1252")})
    drain_all()
    assert give_encoding(batch=batch, encoding="cp1252") == 2
    assert drain_all() == ["imported", "imported"]
    assert fates(other) == {"c.txt": "held"}


def test_a_wrong_encoding_holds_the_file_again():
    batch = batch_of({"a.txt": MARCH.encode("cp1252")})
    drain_all()
    give_encoding(batch=batch, encoding="ascii")
    assert drain_all() == ["held"]
    assert "cannot be read as ascii" in batch.files.get().reason


def test_an_unknown_encoding_is_refused_and_changes_nothing():
    batch = batch_of({"a.txt": MARCH.encode("cp1252")})
    drain_all()
    with pytest.raises(Refused, match="is no encoding"):
        give_encoding(batch=batch, encoding="rot13")
    assert fates(batch) == {"a.txt": "held"}


def test_a_rejected_file_is_tried_again_only_where_its_bytes_are_kept():
    batch = made(
        found("photo.txt", b"\xff\xd8" + bytes(4000)),
        FoundFile("huge.txt", None, Refused("too_large", "This file is larger than 2 MB.")),
    ).batch
    drain_all()
    photo, huge = batch.files.get(name="photo.txt"), batch.files.get(name="huge.txt")
    assert read_again(batch=batch, file_id=photo.pk)
    assert not read_again(batch=batch, file_id=huge.pk)
    assert fates(batch) == {"photo.txt": "pending", "huge.txt": "rejected"}
    assert batch.files.get(name="photo.txt").attempts == 0


def test_nothing_of_a_cancelled_batch_is_read_again():
    batch = batch_of({"a.txt": MARCH.encode("cp1252")})
    drain_all()
    cancel_batch(batch=batch)
    assert give_encoding(batch=batch, encoding="cp1252") == 0
    assert fates(batch) == {"a.txt": "held"}
