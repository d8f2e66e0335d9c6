"""How stories end: with an agency's sign, and with who wrote and published them."""

import pytest

from tests.sources.ingest.test_layout import BODY, kind_of

LAST = "The council will hear the engineers of the works on Monday"


@pytest.mark.parametrize(
    "line",
    [
        f"{LAST}. (dpa/lno)",
        f"{LAST} (dpa/xyz)",
        f"{LAST}. (Reuters)",
        f"“{LAST}.” AFP",
        "It will meet again. (KNA)",
    ],
)
def test_a_last_paragraph_that_an_agency_signs_is_text(line: str) -> None:
    assert kind_of(line, *BODY, line) == ["body"]
    assert kind_of(line, *BODY, line, "Published by Halm Courier", "© Halm Courier 2031") == ["body"]


@pytest.mark.parametrize("line", ["A ferry at Halm on Monday. (AFP)", "A ferry at Halm (dpa/xyz)"])
def test_above_and_between_paragraphs_it_credits_a_picture(line: str) -> None:
    assert kind_of(line, "Mayor accuses water company", line, *BODY) == ["caption"]
    assert kind_of(line, *BODY[:2], line, BODY[2]) == ["caption"]


def test_a_credit_without_a_sentence_below_the_text_is_a_pictures() -> None:
    line = "A ferry at Halm, seen from the old pier (AFP)"
    assert kind_of(line, *BODY, line) == ["caption"]


def test_the_sign_alone_is_a_source() -> None:
    assert kind_of("(dpa/lno)", *BODY, "(dpa/lno)") == ["source"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Published by Halm Courier", "source"),
        ("Herausgegeben von der Halmer Zeitung", "source"),
        ("Written by Ada Weber and Kofi Abara", "byline"),
        ("Redaktion: Ada Weber", "byline"),
    ],
)
def test_who_wrote_and_who_published_stands_below_the_text(line: str, kind: str) -> None:
    assert kind_of(line, *BODY, line) == [kind]


@pytest.mark.parametrize(
    "line",
    ["Published by the council on Monday, the report names nobody.", "Edited by hand, the list was wrong."],
)
def test_a_sentence_that_begins_so_is_text(line: str) -> None:
    assert kind_of(line, *BODY[:2], line, BODY[2]) == ["body"]
