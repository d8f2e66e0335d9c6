"""Addresses: one spelling for one page, and nothing for what is no page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.ingest.addresses import normalise


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("HTTPS://Halm.Example/News", "https://halm.example/News"),
        ("https://halm.example", "https://halm.example/"),
        ("https://halm.example:443/a#top", "https://halm.example/a"),
        ("http://halm.example:8080/a", "http://halm.example:8080/a"),
        ("https://halm.example./a", "https://halm.example/a"),
        ("https://ada:secret@halm.example/a", "https://halm.example/a"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/ü"),
        ("https://halm.example/a?b=2&utm_source=x&a=1&fbclid=y", "https://halm.example/a?b=2&a=1"),
        ("https://halm.example/a?utm_source=x", "https://halm.example/a"),
        ("https://halm.example/a/", "https://halm.example/a/"),
        ("  https://halm.example/a \n", "https://halm.example/a"),
    ],
)
def test_an_address_has_one_spelling(url: str, address: str) -> None:
    assert normalise(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "halm.example/a",
        "ftp://halm.example",
        "javascript:alert(1)",
        "https://",
        "https://localhost/",
        "https://a b.example",
        "https://halm.example:99999/",
        "https://[::1]/",
        "https://.example/",
        "https://halm.example/<script>",
        "//halm.example",
        "https://halm.example/\u202egpj",
        "https://" + "a" * 3000 + ".example",
        "data:text/plain,hi",
        "https://[x/",
    ],
)
def test_what_is_no_web_address_of_an_article_is_empty(url: str) -> None:
    assert normalise(url) == ""


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.text(max_size=40).map("https://halm.example/".__add__)
    | st.text(max_size=30).map("http://".__add__)
)
def test_normalising_twice_changes_nothing(url: str) -> None:
    once = normalise(url)
    assert normalise(once) == once
    assert once == "" or once.startswith(("http://", "https://"))
