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


def test_of_many_nothing_is_left_where_the_disk_refuses_one(data_dir, monkeypatch):
    stood = originals.path_of(originals.keep(b"before"))
    refusals = iter([None, OSError("no space left on device")])

    def filling(_handle):
        if refusal := next(refusals):
            raise refusal

    monkeypatch.setattr(originals.os, "fsync", filling)
    with pytest.raises(OSError, match="no space"):
        originals.keep_all([b"before", b"one", b"too much"])
    assert [path for path in (data_dir / "originals").rglob("*") if path.is_file()] == [stood]


def test_the_same_bytes_among_many_are_kept_once(data_dir):
    assert originals.keep_all([b"a", b"b", b"a"]) == [originals.keep(one) for one in (b"a", b"b", b"a")]
    assert len([path for path in (data_dir / "originals").rglob("*") if path.is_file()]) == 2


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


def test_of_many_each_is_safe_before_it_is_told_and_they_keep_their_order(data_dir, monkeypatch):
    monkeypatch.setattr(originals, "GROUP", 7)
    contents = [f"original {number}".encode() for number in range(80)]
    told = []
    for number, sha256 in originals.keep_each([*enumerate(contents), (80, None), (81, contents[0])]):
        told.append(number)
        assert sha256 == "" if number == 80 else originals.read(sha256) == contents[number % 81]
    assert told == list(range(82))


def test_a_disk_that_is_full_ends_the_keeping_of_many(monkeypatch):
    def full(content):
        raise OSError("No space left on device")

    monkeypatch.setattr(originals, "keep_all", full)
    with pytest.raises(OSError, match="No space"):
        list(originals.keep_each([("a", b"one")]))
