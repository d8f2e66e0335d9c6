"""Hostile archives: each gives texts or sentences, at little cost, and never anything else."""

import io
import time
import tracemalloc

import pytest

from sources.ingest.archive import read_archive
from tests.sources.ingest.hostile_zips import HOSTILE, lined


def read(content):
    return list(read_archive(io.BytesIO(content), name="b.zip"))


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_archive_gives_texts_or_sentences(what):
    content, codes = HOSTILE[what]
    found = read(content)
    assert all((file.content is None) != (file.problem is None) for file in found)
    assert all(file.problem is None or file.problem.sentence.endswith(".") for file in found)
    assert all(file.name.isprintable() and file.name.startswith(("b.zip", "…")) for file in found)
    if codes is not None:
        assert [file.problem.code if file.problem else "" for file in found] == codes


def test_there_are_enough_of_them():
    assert len(HOSTILE) >= 40


def test_a_hundred_thousand_lines_are_counted_and_not_unpacked():
    content = lined(100_000)
    tracemalloc.start()
    began = time.monotonic()
    (found,) = read(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found.problem.code, peak < 20_000_000, time.monotonic() - began < 2) == (
        "too_many_entries",
        True,
        True,
    )


@pytest.mark.thorough
def test_no_hostile_archive_takes_much_memory():
    tracemalloc.start()
    for content, _ in HOSTILE.values():
        for _ in read_archive(io.BytesIO(content), name="b.zip"):
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000
