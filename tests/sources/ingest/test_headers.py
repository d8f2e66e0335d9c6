"""Header lines: six keys, nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.ingest.headers import NO_HEADER, read_header

ALL = (
    "Outlet: The Halm Courier\nURL: https://halm.example/a\nPublished: 2023-10-27\n"
    "Headline:  Mayor: “Enough” \nByline:\nLanguage: en\n\n\nThe text.\n"
)


def test_all_six_keys_are_read_with_their_places() -> None:
    header = read_header(ALL)
    assert [(fact.field, fact.value) for fact in header.facts] == [
        ("outlet", "The Halm Courier"),
        ("address", "https://halm.example/a"),
        ("published", "2023-10-27"),
        ("headline", "Mayor: “Enough”"),
        ("language", "en"),
    ]
    assert all(ALL[fact.start : fact.end] == fact.value for fact in header.facts)
    assert ALL[header.end :] == "The text.\n"


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine: a headline with a colon\n\nText.\n",
        "Outlet: The Halm Courier\nEditor: Ada\n\nText.\n",
        "Outlet: The Halm Courier\nText without a blank line.\n\nMore.\n",
        "outlet: The Halm Courier\n\nText.\n",
        "\nOutlet: The Halm Courier\n\nText.\n",
        " Outlet: The Halm Courier\n\nText.\n",
        "Outlet: A\nOutlet: B\n\nText.\n",
        "Outlet: The Halm Courier\n",
        "Outlet: The Halm Courier",
        "",
        "\n\n",
    ],
)
def test_anything_else_is_no_header(text: str) -> None:
    assert read_header(text) == NO_HEADER


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["Outlet:", "URL: x", "Byline: A\u2028B", "", " ", "x", "Language:\ten"])).map(
        "\n".join
    )
)
def test_spans_always_hold_what_they_say(text: str) -> None:
    header = read_header(text)
    assert 0 <= header.end <= len(text)
    assert all(text[fact.start : fact.end] == fact.value and fact.end <= header.end for fact in header.facts)
