"""The words that two texts share, as places in one of them."""

from __future__ import annotations

from sources.ingest.duplicates import SHINGLE, WORD, Shingles, words_of


def shared_stretches(text: str, runs: Shingles) -> list[tuple[int, int]]:
    """Return where runs of three words of another text stand, in code points, in order and joined.

    `runs`: the other text's shingles. A run lies between the first letter of its first word and the last of
    its last; what stands between two that touch belongs to the stretch.
    """
    places: list[tuple[str, int, int]] = []
    for found in WORD.finditer(text):
        # A sign that becomes two words, or none, has one place all the same.
        places += [(word, *found.span()) for word in words_of(found[0])]
    stretches: list[tuple[int, int]] = []
    for index in range(len(places) - SHINGLE + 1):
        window = places[index : index + SHINGLE]
        if tuple(word for word, _, _ in window) not in runs:
            continue
        start, end = window[0][1], window[-1][2]
        if stretches and index and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches
