"""The pipeline: one file, whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.ingest.facts import Declared
from sources.ingest.limits import Held, Refused
from sources.ingest.pipeline import read_article

LEAD = (
    "The mayor of Halm accused the water company on Tuesday of hiding test results for three "
    "years, and named four dates."
)
FILE = (
    f"Outlet: The Halm Courier\n\nMayor accuses water company\n\n{LEAD}\n\nForty letters\n\n"
    f"{LEAD}\n\nRead more\n"
)


def test_a_file_becomes_an_article() -> None:
    article = read_article(FILE.encode(), name="a.txt", declared=Declared(), manifest_facts={})
    assert article.text == FILE
    assert [block.kind for block in article.blocks] == [
        "header",
        "headline",
        "body",
        "crosshead",
        "body",
        "furniture",
    ]
    assert article.body == f"{LEAD}\n\nForty letters\n\n{LEAD}"
    assert (article.headline, article.value("outlet")) == ("Mayor accuses water company", "The Halm Courier")
    assert (article.encoding, len(article.sha256)) == ("utf-8", 64)


def test_header_lines_without_a_text_are_refused() -> None:
    with pytest.raises(Refused, match="no text below"):
        read_article(b"Outlet: The Halm Courier\n\n \n", name="a.txt", declared=Declared(), manifest_facts={})


@settings(max_examples=500, deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_become_an_article_or_are_turned_away(content: bytes) -> None:
    try:
        article = read_article(content, name="a.txt", declared=Declared(encoding="cp1252"), manifest_facts={})
    except (Refused, Held):
        return
    assert "".join(article.text[block.start : block.end] for block in article.blocks) == article.text
