"""manifest.csv: read where it is right, and answered in sentences where it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.ingest.limits import Refused
from sources.ingest.manifest import Manifest, joined, read_manifest


def test_rows_are_facts_about_the_files_beside_it() -> None:
    manifest = read_manifest(
        b"\xef\xbb\xbfFile,OUTLET,url,published\r\na.txt,The Halm Courier,,2023-10\r\n", beside="b.zip/"
    )
    assert manifest.facts_for("b.zip/a.txt") == {"outlet": "The Halm Courier", "published": "2023-10"}
    assert manifest.facts_for("a.txt") == {}
    assert manifest.problems == ()


def test_semicolons_and_quotes_are_understood() -> None:
    manifest = read_manifest('file;headline\nsub\\a.txt;"Mayor; “Enough”"\n'.encode())
    assert manifest.facts_for("sub/a.txt") == {"headline": "Mayor; “Enough”"}


def test_unknown_columns_are_named_and_left_out() -> None:
    manifest = read_manifest(b"file,colour,byline\na.txt,red,Ada\n")
    assert manifest.unknown_columns == ("colour",)
    assert manifest.facts_for("a.txt") == {"byline": "Ada"}


def test_wrong_rows_are_named_and_the_others_count() -> None:
    manifest = read_manifest(b"file,outlet\na.txt,A\na.txt,B\n,C\nb.txt,D,E\n\nc.txt,F\n")
    assert {name: dict(facts) for name, facts in manifest.rows.items()} == {
        "a.txt": {"outlet": "A"},
        "c.txt": {"outlet": "F"},
    }
    assert manifest.problems == (
        "Row 3 of manifest.csv names “a.txt” again; the first row counts.",
        "Row 4 of manifest.csv names no file.",
        "Row 5 of manifest.csv has more cells than columns: put values with commas in quotes.",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "needs one column called “file”"),
        (b"name,outlet\n", "needs one column called “file”"),
        (b"file,file\n", "needs one column called “file”"),
        (b"file,URL,url\n", "“url” stands in it twice"),
        (b"file,outlet\na.txt,\xfc\n", "Save it as UTF-8"),
        (b'file,outlet\na.txt,"open\n', "check its quotation marks"),
        (b"file\x00", "not text"),
    ],
)
def test_a_manifest_that_cannot_be_read_says_what_to_do(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        read_manifest(content)
    assert refusal.value.code == "manifest"


def test_of_two_manifests_the_first_row_counts() -> None:
    both = joined(
        [
            Manifest({"a.txt": {"outlet": "A"}}, ("x",)),
            Manifest({"a.txt": {"outlet": "B"}, "b.txt": {}}, ("x", "y")),
        ]
    )
    assert (dict(both.rows), both.unknown_columns) == ({"a.txt": {"outlet": "A"}, "b.txt": {}}, ("x", "y"))


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet='file,outlet;\n"\r ax', max_size=80).map(str.encode))
def test_any_bytes_are_a_manifest_or_a_refusal(content: bytes) -> None:
    try:
        assert isinstance(read_manifest(content), Manifest)
    except Refused as refusal:
        assert refusal.sentence.startswith("manifest.csv cannot be read.")
