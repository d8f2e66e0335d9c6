"""Reading a text takes work in proportion to its length, whatever its lines are.

Work is the number of lines of the project's own code that are run: the same on every machine.
"""

import os
import sys
import time
from itertools import cycle, islice
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.ingest import pipeline
from sources.ingest.facts import Declared
from sources.ingest.layout import lay_out
from sources.ingest.limits import BLOCKS, TEXT_BYTES
from sources.ingest.pipeline import ParsedArticle, read_article

PROSE = (
    "The mayor of Halm accused the water company on Tuesday of hiding test results for three years, a charge "
    "that the company called absurd and that would be answered in court before long."
)
OPEN = "The mayor of Halm and four dates"
LINES = {
    "prose": PROSE,
    "sentence": "Nobody had asked.",
    "open": OPEN,
    "label": "A word",
    "numbered": f"12. {OPEN}",
    "bullet": "- Nobody had asked.",
    "key": "Key: value",
    "colon": "The dates that she named:",
    "question": "Who had asked?",
    "quote": "“Nobody had asked,” she said.",
    "date": "12 October 2031",
    "update": "Updated: 12 October 2031 at 10:00",
    "byline": "By Ilse Tamm and Ina Falk",
    "credit": f"{OPEN} (Photo: AFP)",
    "agency": f"{OPEN} Getty Images",
    "related": "Read also",
    "comments": "Comments",
    "plea": "Dear readers",
    "summary": "Summary",
    "notice": "Correction: the water is clean.",
    "source": "Source: paper.example",
    "copyright": "© 2031 Halm Courier",
    "box": "- Another story",
    "mixed": "The Cоurt of Hаlm",
    "misread": "Itâ€™s the cafÃ© of Halm",
}
STORY = "\n".join([PROSE] * 4)
MANY = 300
#: Twice the work, and a little for chance; going through all lines for each would make it 3 or 4 times.
AT_MOST = 2.2


def work_of(text: str) -> int:
    """Read the text; return how many lines of code were run for it."""
    package, count = pipeline.__file__.rpartition("/")[0], 0

    def in_package(_: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return in_package

    def on_call(frame: FrameType, event: str, argument: Any) -> Any:
        return in_package if frame.f_code.co_filename.startswith(package) else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        read(text)
    finally:
        sys.settrace(before)
    return count


def read(text: str) -> ParsedArticle:
    return read_article(text.encode(), name="a.txt", declared=Declared(), manifest_facts={})


def text_of(head: str, repeated: list[str], tail: str, lines: int) -> str:
    """A text with that many lines in its middle; every second one has a number, so that they differ."""
    middle = (
        f"{line[:-1]} {number}{line[-1]}" if number % 2 else line
        for number, line in enumerate(islice(cycle(repeated), lines))
    )
    return "\n".join([head, *middle, tail])


def growth(head: str, repeated: list[str], tail: str) -> float:
    """How many times the work it is when the middle has twice as many lines."""
    once, twice = (work_of(text_of(head, repeated, tail, lines)) for lines in (MANY, 2 * MANY))
    return twice / once


@pytest.mark.parametrize("tail", ["", PROSE], ids=["no text below", "text below"])
@pytest.mark.parametrize("head", [OPEN, STORY], ids=["headline above", "text above"])
@pytest.mark.parametrize("line", LINES)
def test_twice_the_lines_are_twice_the_work(line: str, head: str, tail: str) -> None:
    assert growth(head, [LINES[line]], tail) < AT_MOST


@settings(
    deadline=None, max_examples=200 if os.environ.get("CLAIMTRACK_THOROUGH") == "1" else 20, derandomize=True
)
@given(
    st.sampled_from([OPEN, STORY]),
    st.lists(st.sampled_from(sorted(LINES.values())), min_size=2, max_size=6, unique=True),
    st.sampled_from(["", PROSE]),
)
def test_twice_the_lines_of_any_mixture_are_twice_the_work(head: str, lines: list[str], tail: str) -> None:
    assert growth(head, lines, tail) < AT_MOST


@pytest.mark.parametrize(
    "line",
    ["Key: value", "1" * 99, f"© 2031 {' ' * 50}-{' ' * 40}x", f"- {OPEN}, as nobody had asked", "Ã© Cоurt"],
    ids=["keys", "digits", "spaces", "points", "damage"],
)
def test_the_largest_text_is_read_in_seconds(line: str) -> None:
    text = (line + "\n") * (TEXT_BYTES // len(f"{line}\n".encode()))
    started = time.process_time()
    assert read(text).text == text
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        "word, " * 333_000,
        "a" * 2_000_000,
        "a\n" * 1_000_000,
        "\n" * 2_000_000,
        "Read also:\nSome title\n" * 80_000,
        "“" * 2_000_000,
    ],
    ids=["one line", "one word", "short lines", "blank lines", "boxes", "quotes"],
)
def test_the_largest_text_is_laid_out_in_bounded_time_and_blocks(text: str) -> None:
    started = time.process_time()
    blocks = lay_out(text)
    assert time.process_time() - started < 4
    assert len(blocks) <= BLOCKS
