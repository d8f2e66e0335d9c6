"""Sameness and likeness."""

from sources.ingest.duplicates import containment, digest, shingles


def test_the_digest_is_of_the_bytes() -> None:
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_shingles_are_runs_of_three_words_whatever_their_case_and_marks() -> None:
    assert shingles("The bridge, at HALM.") == {("the", "bridge", "at"), ("bridge", "at", "halm")}
    assert shingles("Halm closed") == {("halm", "closed")}
    assert shingles("…") == frozenset()


def test_containment_is_a_share_and_has_a_direction() -> None:
    short, long = shingles("the bridge at halm"), shingles("the bridge at halm is closed")
    assert (containment(short, long), containment(long, short)) == (1.0, 0.5)
    assert containment(frozenset(), long) == 0.0
