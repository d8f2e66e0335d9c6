import pytest

from sources import originals


def test_bytes_come_back_as_they_were(data_dir):
    content = bytes(range(256)) * 3
    assert originals.read(originals.keep(content)) == content


def test_keeping_twice_is_keeping_once(data_dir):
    assert originals.keep(b"the same") == originals.keep(b"the same")
    assert [path.name for path in (data_dir / "originals").rglob("*") if path.is_file()] == [
        originals.digest(b"the same")
    ]


def test_nothing_is_left_where_the_disk_refuses(data_dir, monkeypatch):
    def full(_handle):
        raise OSError("no space left on device")

    monkeypatch.setattr(originals.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        originals.keep(b"too much")
    assert [path for path in (data_dir / "originals").rglob("*") if path.is_file()] == []


def test_a_file_cut_short_is_written_again(data_dir):
    sha256 = originals.keep(b"whole")
    originals.path_of(sha256).write_bytes(b"wh")
    originals.keep(b"whole")
    assert originals.read(sha256) == b"whole"


def test_changed_bytes_are_never_handed_out(data_dir):
    sha256 = originals.keep(b"whole")
    originals.path_of(sha256).write_bytes(b"other")
    with pytest.raises(originals.OriginalLost, match="was changed"):
        originals.read(sha256)


def test_missing_bytes_are_told(data_dir):
    with pytest.raises(originals.OriginalLost, match="not in the store"):
        originals.read("0" * 64)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ABC", "0" * 63, "0" * 65])
def test_no_name_but_a_hash_is_a_place(data_dir, name):
    with pytest.raises(ValueError, match="no SHA-256"):
        originals.path_of(name)
