"""How many dates in words are found and rightly read: .venv/bin/python benchmarks/clocks.py

Scores the lists of tests/sources/ingest/clock_sentences.py, whose answers were written down first, and tells
every miss; then the 7 x 7 weekdays over 160 weeks, and the speed on a long text.
"""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sources.clocks import parse_edtf, to_edtf  # noqa: E402
from sources.ingest.when.finding import find_expressions  # noqa: E402
from sources.ingest.when.resolving import resolve, resolve_wording  # noqa: E402
from tests.sources.ingest.clock_sentences import (  # noqa: E402
    ENGLISH,
    GERMAN,
    KINDS,
    LATER,
    LATER_GERMAN,
    NOTHING,
)

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Row = tuple[str, str, str]


def read(row: Row, language: str) -> tuple[list[tuple[str, str]], tuple[str, str]]:
    """What is found in the sentence, and what should be: words and EDTF."""
    published, marked, edtf = row
    wanted = marked[marked.index("[") + 1 : marked.index("]")]
    sentence = marked.replace("[", "").replace("]", "")
    clock = parse_edtf(published)
    found = find_expressions(sentence, language=language)
    return [(one.wording, to_edtf(resolve(one, clock))) for one in found], (wanted, edtf)


def score(name: str, rows: tuple[Row, ...], language: str) -> None:
    """Print how many rows have the right answer, how many the right words too, and the misses."""
    right = exact = 0
    for row in rows:
        found, (words, edtf) = read(row, language)
        hit = any(value == edtf and (wording in words or words in wording) for wording, value in found)
        right += hit
        exact += found == [(words, edtf)]
        if found != [(words, edtf)]:
            print(f"  {'words' if hit else 'MISS '} {row[1]} wanted {edtf!r}, found {found}")
    print(f"{name}: {right} of {len(rows)} read rightly, {exact} with exactly these words and nothing else")


def weekdays() -> tuple[int, int]:
    """How many of all weekdays seen from 160 weeks of days lie outside the seven days up to publication."""
    wrong = tried = 0
    for offset in range(7 * 160):
        published = date(2022, 1, 3) + timedelta(days=offset)
        for name in DAYS:
            clock = resolve_wording(f"on {name}", parse_edtf(published.isoformat()), language="en")
            day = clock.earliest.date() if clock.earliest else published
            tried += 1
            wrong += not (0 <= (published - day).days <= 6 and day.weekday() == DAYS.index(name))
    return wrong, tried


def main() -> None:
    """Print all of it."""
    score("the 32 kinds", KINDS, "en")
    score("English", ENGLISH, "en")
    score("German", GERMAN, "de")
    score("later list, English", LATER, "en")
    score("later list, German", LATER_GERMAN, "de")
    found = [one for language, text in NOTHING for one in find_expressions(text, language=language)]
    print(f"no dates: {len(found)} found in {len(NOTHING)} sentences {[one.wording for one in found]}")
    wrong, tried = weekdays()
    print(f"weekdays: {wrong} wrong of {tried}")
    text = " ".join(row[1].replace("[", "").replace("]", "") for row in (*KINDS, *ENGLISH)) * 100
    begun = time.process_time()
    number = len(find_expressions(text, language="en"))
    spent = time.process_time() - begun
    print(f"{len(text) / spent / 1000:.0f},000 characters a second, {spent / number * 1e6:.0f} µs each")


if __name__ == "__main__":
    main()
