"""Quotations without a verb of their own: whose they are."""

from __future__ import annotations

from claims.extract.drafts import Draft, Page
from claims.extract.grammar import DASHES
from claims.extract.labels import is_topic
from claims.extract.tokens import Line

#: A quotation of fewer words is a phrase in quotation marks, not somebody's sentence.
SENTENCE = 4
#: Tokens that a label before a colon may have: "MARA VELIK:".
LABEL = 5


def labelled(line: Line, kinds: frozenset[str]) -> Draft | None:
    """Read a paragraph that names its speaker beside the words: "VELIK: …", "“…” — Mara Velik"."""
    if "speech" not in kinds:
        return None
    count = len(line.words)
    first = 1 if count and line.quoted[0] >= 0 and not line.words[0][0].isalnum() else 0
    label = range(first, min(first + LABEL, count - 2)) if ":" in line.words[first : first + LABEL] else ()
    for place in label:
        word = line.words[place]
        if word == ":" and place > first:
            if place - first == 1 and len(line.words[first]) == 1:
                return None  # "A: …" speaks in an interview alone
            if is_topic(line.low[first:place], line.low[place + 1 :]):
                return None
            return Draft([(place + 1, count)], [(place, place + 1)], [(first, place)], ":",
                         "name before a colon", "speech", 0.8, count)  # fmt: skip
        if not (word.isupper() or word in (".", ",", "(", ")", "-")) or word.isdigit():
            break
    return _signed(line)


def _signed(line: Line) -> Draft | None:
    """ "“We will rebuild.” — Mara Velik" """
    if not line.quotations or line.quoted[0] != 0:
        return None
    quotation = line.quotations[0]
    dash = quotation.last + 2
    if not quotation.closed or dash + 1 >= len(line.words) or line.words[dash] not in DASHES:
        return None
    stop = len(line.words) - (line.words[-1] == ".")
    if stop - dash > 12 or not line.words[dash + 1][0].isupper():
        return None
    return Draft([(0, dash)], [(dash, dash + 1)], [(dash + 1, stop)], "—", "quotation signed with a name",
                 "speech", 0.9, len(line.words))  # fmt: skip


def attach_quotations(page: Page) -> None:
    """Give later quotations of a paragraph to the speaker who was quoted before them."""
    line = page.line
    if not line.quotations or not page.drafts:
        return
    covered = _covered(page)
    for quotation in line.quotations:
        if quotation.last - quotation.first + 1 < SENTENCE or covered[quotation.first]:
            continue
        begin = quotation.first - 1
        if begin > 0 and line.quoted[begin - 1] < 0 and line.words[begin - 1] not in ".!?…:)":
            continue
        earlier = [draft for draft in page.drafts if draft.speaker and draft.content[-1][0] < begin]
        quoting = [draft for draft in earlier if _quotes(page, draft)]
        owner = (quoting or earlier)[-1:]
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
