"""Sentences with marks: "[S The ministry] [C said] [Q that the road was closed]."

S speaker, C cue, Q content; a digit tells several statements of one text apart ("[S2 the mayor]"); a mark
that stands twice is one part in two pieces. Marks do not nest; any other capitals may serve for other parts.
"""

import re

MARK = re.compile(r"\[([A-Z]+\d?) ([^\[\]]*)\]")


def unmark(sentence):
    """Return the plain text, and by mark the spans of its pieces: half-open code points of that text."""
    text, spans, last = "", {}, 0
    for mark in MARK.finditer(sentence):
        text += sentence[last : mark.start()]
        spans.setdefault(mark[1], []).append((len(text), len(text) + len(mark[2])))
        text += mark[2]
        last = mark.end()
    return text + sentence[last:], {name: tuple(pieces) for name, pieces in spans.items()}


def expected(spans):
    """Return what is marked as statements: (speaker, cue, content) in the order of their content."""
    digits = sorted({name.lstrip("CSQ") for name in spans if name[0] == "Q"})
    found = [tuple(spans.get(role + digit, ()) for role in "SCQ") for digit in digits]
    return sorted(found, key=lambda one: one[2])
