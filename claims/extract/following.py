"""Quotations without a verb of their own: whose they are."""

from __future__ import annotations

from claims.extract.attribution import Draft, Page

#: A quotation of fewer words is a phrase in quotation marks, not somebody's sentence.
SENTENCE = 4


def attach_quotations(page: Page) -> None:
    """Give later quotations of a paragraph to the speaker who was quoted before them."""
    line = page.line
    covered = _covered(page)
    for _number, quotation in enumerate(line.quotations):
        if quotation.last - quotation.first + 1 < SENTENCE or covered[quotation.first]:
            continue
        begin = quotation.first - 1
        if begin > 0 and line.quoted[begin - 1] < 0 and line.words[begin - 1] not in ".!?…:)":
            continue
        earlier = [draft for draft in page.drafts if draft.speaker and draft.content[-1][0] < begin]
        quoting = [draft for draft in earlier if _quotes(page, draft)]
        owner = (quoting or earlier)[-1:] if quoting or earlier else []
        if owner:
            stop = quotation.last + (2 if quotation.closed else 1)
            owner[0].content.append((begin, stop))


def _covered(page: Page) -> list[bool]:
    covered = [False] * len(page.line.words)
    for draft in page.drafts:
        for first, stop in draft.content:
            covered[first:stop] = [True] * (stop - first)
    return covered


def _quotes(page: Page, draft: Draft) -> bool:
    return any(page.line.quoted[first] >= 0 for first, _ in draft.content)
