import os
import subprocess

from claimtrack.embedded import folders
from claimtrack.embedded.folders import Folders, short_hash, write_private


def test_the_data_lie_where_data_dir_says_else_in_the_checkout(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "elsewhere"))
    assert Folders.of(tmp_path).data == tmp_path / "elsewhere"
    monkeypatch.delenv("DATA_DIR")
    assert Folders.of(tmp_path).data == tmp_path / ".data"


def test_a_log_that_grew_is_put_aside(tmp_path, monkeypatch):
    here = Folders(root=tmp_path, data=tmp_path)
    here.log("web").write_text("long")
    assert here.log("web").exists()
    monkeypatch.setattr(folders, "LOG_LIMIT", 3)
    assert not here.log("web").exists()
    assert (tmp_path / "logs" / "web.log.1").read_text() == "long"


def test_a_private_file_is_for_its_owner_alone_even_where_one_stood(tmp_path):
    path = tmp_path / "key"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, "new")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o600)


def test_the_record_of_a_borrower_is_everybodys_once_the_borrower_is_gone(tmp_path):
    here = Folders(root=tmp_path, data=tmp_path)
    gone = subprocess.Popen(["true"])
    gone.wait()
    for pid in (os.getpid(), gone.pid):
        here.borrowers_record(pid).touch()
    assert here.borrowers_records() == [here.borrowers_record(gone.pid)]


def test_places_are_told_apart():
    assert short_hash("a", "b") != short_hash("ab")
    assert len(short_hash("a")) == 12
