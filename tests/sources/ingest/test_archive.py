"""Archives: what is honest comes in, what is hostile is named, and nothing is written anywhere."""

import io
import stat
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.ingest import archive as module
from sources.ingest.archive import read_archive
from sources.ingest.found import FoundFile


def packed(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as writing:
        for name, content in entries:
            writing.writestr(name, content)
    return buffer.getvalue()


def read(content: bytes) -> list[FoundFile]:
    return list(read_archive(io.BytesIO(content), name="b.zip"))


def codes(content: bytes) -> list[tuple[str, str]]:
    return [(found.name, found.problem.code if found.problem else "") for found in read(content)]


def test_text_files_come_in_sorted_after_their_manifest() -> None:
    found = read(packed(("z.txt", b"Z"), ("sub/a.txt", b"A"), ("manifest.csv", b"file\n"), ("sub/", b"")))
    assert [(file.name, file.content, file.manifest) for file in found] == [
        ("b.zip/manifest.csv", b"file\n", True),
        ("b.zip/sub/a.txt", b"A", False),
        ("b.zip/z.txt", b"Z", False),
    ]
    assert found[1].folder == "b.zip/sub/"


def test_other_files_are_listed_as_skipped() -> None:
    found = read(
        packed(("a.html", b"<p>"), ("__MACOSX/._a.txt", b"x"), (".hidden.txt", b"x"), ("a.txt", b"A"))
    )
    assert [file.skipped for file in found] == [True, True, True, False]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "sub/../../a.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    found = codes(packed((name, b"A"), ("b.txt", b"B")))
    assert sorted(code for _, code in found) == ["", "unsafe_name"]


def test_a_link_a_nested_archive_and_a_doubled_name_are_refused() -> None:
    link = zipfile.ZipInfo("l.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = packed(
            ("a.txt", b"A"), ("a.txt", b"other"), (link, b"/etc/passwd"), ("n.zip", packed(("x.txt", b"X")))
        )
    assert [code for _, code in codes(content)] == ["", "doubled_name", "link", "nested"]


def patched(content: bytes, entry: bytes, offset: int, value: bytes) -> bytes:
    """Overwrite bytes of an entry's line in the archive's directory."""
    line = content.rindex(entry) - 46
    return content[: line + offset] + value + content[line + offset + len(value) :]


def test_a_locked_file_is_refused() -> None:
    assert codes(patched(packed(("a.txt", b"A")), b"a.txt", 8, b"\x01\x00")) == [("b.zip/a.txt", "encrypted")]


def test_an_unusual_packing_is_refused() -> None:
    assert codes(packed(("a.txt", b"A" * 99), method=zipfile.ZIP_LZMA)) == [("b.zip/a.txt", "packing")]


def test_a_bomb_is_refused_by_its_ratio() -> None:
    assert codes(packed(("a.txt", b"a" * 1_900_000), ("b.txt", b"B"))) == [
        ("b.zip/a.txt", "bomb"),
        ("b.zip/b.txt", ""),
    ]


def test_a_file_over_the_cap_is_refused_unread() -> None:
    assert codes(packed(("a.txt", b"a" * 2_000_001))) == [("b.zip/a.txt", "too_large")]


def test_a_lying_size_is_found_out() -> None:
    content = packed(("a.txt", bytes(range(256)) * 1000))
    for size in (10, 1_000_000):
        lying = patched(content, b"a.txt", 24, struct.pack("<L", size))
        assert codes(lying) in ([("b.zip/a.txt", "damaged")], [("b.zip/a.txt", "bomb")])


def test_a_broken_entry_stops_no_other() -> None:
    content = bytearray(packed(("a.txt", b"Some text. " * 99), ("b.txt", b"B")))
    content[content.index(b"a.txt") + 10] ^= 0xFF
    assert codes(bytes(content)) == [("b.zip/a.txt", "damaged"), ("b.zip/b.txt", "")]


def test_entries_over_one_another_refuse_the_whole() -> None:
    content = packed(("a.txt", b"A" * 500), ("b.txt", b"B" * 500), method=zipfile.ZIP_STORED)
    assert codes(patched(content, b"b.txt", 42, struct.pack("<L", 0))) == [("b.zip", "bomb")]


def test_too_many_entries_refuse_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENTRIES", 2)
    found = read(packed(*((f"{number}.txt", b"x") for number in range(3))))
    assert [file.problem.code for file in found if file.problem] == ["too_many_entries"]
    assert found[0].problem
    assert "Split it" in found[0].problem.sentence


def test_a_directory_beyond_all_bounds_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ZIP_DIRECTORY_BYTES", 1_000)
    assert codes(packed(*((f"{number}.txt", b"x") for number in range(99)))) == [
        ("b.zip", "too_many_entries")
    ]


def test_an_archive_that_unpacks_beyond_the_cap_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "UNPACKED", 10)
    assert codes(packed(("a.txt", b"123456"), ("b.txt", b"123456"))) == [("b.zip", "too_large")]


@pytest.mark.parametrize(
    "content", [b"", b"not a zip", packed(("a.txt", b"A"))[:-9], b"PK\x05\x06" + b"\xff" * 18]
)
def test_what_is_no_archive_says_so(content: bytes) -> None:
    assert codes(content) == [("b.zip", "damaged")]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_spoiled_archive_gives_files_or_sentences(data: st.DataObject) -> None:
    content = bytearray(
        packed(
            ("a.txt", b"Some text. " * 20), ("manifest.csv", b"file\na.txt\n"), ("b.txt", zlib.compress(b"B"))
        )
    )
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    for found in read(bytes(content)):
        assert (found.content is None) == (found.problem is not None)
        assert found.problem is None or found.problem.sentence.endswith(".")
