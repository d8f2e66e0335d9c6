"""What a publisher says of its own story is told by its words, with its place."""

import pytest

from sources.ingest.layout import BlockSpan
from sources.ingest.notices import FoundNotice, notice_kind, notices_in


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("This story has been retracted. An earlier version was wrong.", "retraction"),
        ("An earlier version of this story gave another age.", "correction"),
        ("Klarstellung: Gemeint war die Stadt Halm.", "clarification"),
        ("Updated: with comments of the company", "update"),
    ],
)
def test_a_notice_is_told_by_its_words(wording: str, kind: str) -> None:
    assert notice_kind(wording) == kind


def test_a_notice_is_its_words_without_the_white_space_around_them() -> None:
    text = "The ferry sank.\n\n Correction: it did not.\n\n"
    blocks = [BlockSpan(0, 17, "body", ""), BlockSpan(17, len(text), "notice", "")]
    (notice,) = notices_in(text, blocks)
    assert notice == FoundNotice("correction", 18, 41)
    assert text[notice.start : notice.end] == "Correction: it did not."
