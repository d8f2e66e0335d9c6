"""The sentences of a text, found once: a version never changes, and its editors open it again and again."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

from sources.ingest.sentences import sentences

#: Half-open, in code points of the text.
Spans = tuple[tuple[int, int], ...]
#: Texts remembered in a process, and sentences of one: a longer text is looked through each time.
MOST, LONGEST = 256, 2_000

#: By what a text and the bounds of its blocks come to: no word of a text outlives its removal here.
_kept: OrderedDict[bytes, tuple[Spans, ...]] = OrderedDict()
_lock = Lock()


def spans_of(text: str, blocks: Spans) -> tuple[Spans, ...]:
    """The sentences of each block, in the order of the text; none crosses a block."""
    key = blake2b(f"{blocks}{text}".encode(), digest_size=32).digest()
    with _lock:
        found = _kept.pop(key, None)
        if found is not None:
            _kept[key] = found
            return found
    found = tuple([tuple(sentences(text, start, end)) for start, end in blocks])
    if sum(map(len, found)) <= LONGEST:
        with _lock:
            _kept[key] = found
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return found
