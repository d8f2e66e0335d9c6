"""From drafts in tokens to attributions in code points, with their mode."""

from __future__ import annotations

from claims.extract.drafts import Draft, Range
from claims.extract.found import Attribution, Span
from claims.extract.interviews import ANSWER
from claims.extract.tokens import Line

#: From which share of quoted words on a content is a direct quotation.
DIRECT = 0.9


def attributions_of(lines: list[Line], read: list[list[Draft]]) -> list[Attribution]:
    """Return the attributions of all paragraphs in the order of their content."""
    found = []
    for line, drafts in zip(lines, read, strict=True):
        for draft in drafts:
            found.append(_attribution(line, draft))
    return sorted(found, key=lambda one: one.content)


def _attribution(line: Line, draft: Draft) -> Attribution:
    content = sorted(draft.content)
    return Attribution(
        content=_spans(line, content) + draft.content_spans,
        cue=draft.cue_spans or _spans(line, draft.cue),
        speaker=draft.speaker_spans or _spans(line, draft.speaker),
        lemma=draft.lemma,
        frame=draft.frame,
        kind=draft.kind,
        mode="direct" if draft.frame == ANSWER else _mode(line, content),
        score=draft.score,
        negated=draft.negated,
        passive=draft.passive,
        addressee=line.span(*draft.addressee) if draft.addressee else None,
    )


def _spans(line: Line, ranges: list[Range]) -> tuple[Span, ...]:
    """Turn token ranges into code points; ranges that touch become one."""
    if len(ranges) == 1:
        return (line.span(*ranges[0]),)
    joined: list[Range] = []
    for first, stop in ranges:
        if joined and joined[-1][1] >= first:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((first, stop))
    return tuple(line.span(first, stop) for first, stop in joined)


def _mode(line: Line, content: list[Range]) -> str:
    if not line.quotations or all(max(line.quoted[first:stop]) < 0 for first, stop in content):
        return "indirect"
    inside = [
        number >= 0
        for first, stop in content
        for word, number in zip(line.words[first:stop], line.quoted[first:stop], strict=True)
        if word[0].isalnum()
    ]
    quoted = sum(inside)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= DIRECT * len(inside) else "mixed"
