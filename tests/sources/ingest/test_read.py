"""Reading from disk: files, folders, archives, and what must not be followed or trusted."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sources.ingest import read as module
from sources.ingest.read import read_paths, read_upload


def listed(*paths: Path) -> list[tuple[str, bytes | None, str]]:
    return [
        (found.name, found.content, found.problem.code if found.problem else "")
        for found in read_paths(paths)
    ]


def test_a_folder_is_read_with_all_its_folders_the_manifest_first(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_bytes(b"B")
    (tmp_path / "z.txt").write_bytes(b"Z")
    (tmp_path / "a.TXT").write_bytes(b"A")
    (tmp_path / "manifest.csv").write_bytes(b"file\n")
    (tmp_path / "notes.md").write_bytes(b"#")
    (tmp_path / ".hidden.txt").write_bytes(b"x")
    assert listed(tmp_path) == [
        ("manifest.csv", b"file\n", ""),
        ("a.TXT", b"A", ""),
        ("notes.md", None, "skipped"),
        ("z.txt", b"Z", ""),
        ("sub/b.txt", b"B", ""),
    ]


def test_an_archive_in_a_folder_is_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as writing:
        writing.writestr("a.txt", "A")
    assert listed(tmp_path) == [("b.zip/a.txt", b"A", "")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip"]


def test_several_paths_carry_their_own_names_and_no_label_stands_twice(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_bytes(folder.encode())
    file = tmp_path / "one" / "a.txt"
    assert [name for name, _, _ in listed(tmp_path / "one", tmp_path / "two", file, file)] == [
        "one/a.txt",
        "two/a.txt",
        "a.txt",
        "a.txt (2)",
    ]


def test_links_pipes_and_folders_behind_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(b"secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    os.mkfifo(folder / "pipe.txt")
    assert listed(folder) == [
        ("link.txt", None, "link"),
        ("linked", None, "skipped"),
        ("pipe.txt", None, "unreadable"),
    ]
    assert listed(folder / "link.txt") == [("link.txt", None, "link")]
    assert listed(folder / "linked") == [("linked", None, "link")]


@pytest.mark.parametrize("name", ["gone.txt", "a\x00b.txt"])
def test_a_path_to_nothing_says_so(tmp_path: Path, name: str) -> None:
    assert [code for _, _, code in listed(tmp_path / name)] == ["missing"]


def test_a_file_of_another_kind_is_refused_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert listed(tmp_path / "a.pdf") == [("a.pdf", None, "kind")]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as sparse:
        sparse.truncate(1_000_000_000)
    with (tmp_path / "b.zip").open("wb") as sparse:
        sparse.truncate(1_000_000_000)
    assert listed(tmp_path) == [("a.txt", None, "too_large"), ("b.zip", None, "too_large")]


def growing(path: Path) -> Callable[[int], os.stat_result]:
    """Let the file grow whenever it is looked at."""

    def look(descriptor: int) -> os.stat_result:
        seen = os.stat(descriptor)
        with path.open("ab") as appending:
            appending.write(b"more")
        return seen

    return look


def test_a_file_that_changes_while_it_is_read_is_refused_for_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The beginning")
    monkeypatch.setattr(module.os, "fstat", growing(path))
    found = list(read_paths([path]))
    assert [(file.content, file.problem.code if file.problem else "") for file in found] == [
        (None, "changed")
    ]
    assert found[0].problem
    assert "Try again" in found[0].problem.sentence


def test_an_upload_is_a_text_an_archive_or_refused() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr("a.txt", "A")
    assert [(f.name, f.content) for f in read_upload(archive, name="b.zip")] == [("b.zip/a.txt", b"A")]
    assert [(f.name, f.content) for f in read_upload(io.BytesIO(b"A"), name="C:\\files\\a.txt")] == [
        ("a.txt", b"A")
    ]
    for name, content, code in (("a.pdf", b"%PDF", "kind"), ("a.txt", b"a" * 2_000_001, "too_large")):
        (found,) = read_upload(io.BytesIO(content), name=name)
        assert found.problem
        assert found.problem.code == code
