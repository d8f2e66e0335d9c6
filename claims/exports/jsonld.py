"""A claim as JSON-LD: schema.org's Claim, Quotation and ClaimReview, and our own terms for the rest.

A ClaimReview stands only where this desk assessed the claim: what others found is told as their work. No
rating is given anywhere, since there is no score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from claims.exports.terms import PREFIX, vocabulary
from claims.queries.checks import Check
from claims.queries.claim_page import ClaimPage
from claims.queries.entries import Entry
from claims.queries.figures import FigureRow
from claims.queries.related import Related
from claims.queries.wording import Hop
from claimtrack.words import iso

Node = dict[str, Any]


def claim_document(page: ClaimPage, path: str) -> Node:
    """The claim at that path with all that readers see on its page. Dates: ISO 8601, in our terms EDTF."""
    itself = absolute(path)
    line = page.timeline
    node: Node = {
        "@context": context(),
        "@id": itself,
        "@type": "Claim",
        "url": itself,
        "text": page.text,
        "inLanguage": "en",
        "version": page.revision,
        "dateModified": iso(page.moved) if page.moved else None,
        "publisher": _desk(),
        "about": [{"@type": "Thing", "name": name, "url": _absolute(to)} for name, to in page.topics],
        f"{PREFIX}:state": page.state.lead,
        f"{PREFIX}:happened": page.event.edtf if page.event.known else None,
        "appearance": [_quotation(entry, itself, _origin(page, entry)) for entry in line.entries],
        "review": [_review(check, page.text, itself) for check in line.checks if check.own],
        "subjectOf": [_others_check(check) for check in line.checks if not check.own],
        **_relations((*line.counter, *line.related)),
    }
    return _told(node)


def context() -> list[Any]:
    """What the words of a document mean."""
    return [
        "https://schema.org",
        {PREFIX: vocabulary(), **{f"{PREFIX}:{one}": {"@container": "@list"} for one in ("hops", "hedges")}},
    ]


def absolute(path: str) -> str:
    """The address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def _absolute(path: str) -> str | None:
    return absolute(path) if path else None


def _told(node: Mapping[str, Any]) -> Node:
    """Without what is not known: nothing is told as empty."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _desk() -> Node:
    return {"@type": "Organization", "name": settings.SITE_NAME, "url": absolute("/")}


def _quotation(entry: Entry, claim: str, origin: int | None) -> Node:
    return _told(
        {
            "@id": f"{claim}#{entry.anchor}",
            "@type": "Quotation",
            "text": " … ".join(entry.words),
            "inLanguage": entry.language,
            "creator": _told({"@type": "Thing", "name": entry.who.name, "url": _absolute(entry.who.address)}),
            "isPartOf": _article(entry),
            f"{PREFIX}:{entry.stance}": {"@id": claim},
            f"{PREFIX}:reach": entry.reach,
            f"{PREFIX}:said": entry.said.edtf if entry.said.known else None,
            f"{PREFIX}:happened": entry.event.edtf if entry.event.known else None,
            f"{PREFIX}:recorded": iso(entry.recorded),
            f"{PREFIX}:hedges": list(entry.hedges),
            f"{PREFIX}:hops": [_hop(hop) for hop in entry.hops],
            f"{PREFIX}:originDropped": entry.origin_dropped or None,
            f"{PREFIX}:origin": origin,
            f"{PREFIX}:figures": [_figure(row) for row in entry.figures],
        }
    )


def _article(entry: Entry) -> Node:
    outlet = _told({"@type": "Organization", "name": entry.outlet, "url": _absolute(entry.outlet_address)})
    return _told(
        {
            "@type": "NewsArticle",
            "headline": entry.title,
            "url": absolute(entry.passage),
            "sameAs": entry.publisher,
            "publisher": outlet if entry.outlet_address else None,
            "datePublished": entry.published.machine,
        }
    )


def _hop(hop: Hop) -> Node:
    return _told(
        {"@type": "Thing", "name": hop.name, "url": _absolute(hop.address), "description": hop.words}
    )


def _figure(row: FigureRow) -> Node:
    low, high = row.quantity.low, row.quantity.high
    return _told(
        {
            "@type": "QuantitativeValue",
            "name": row.wording,
            "minValue": float(low) if low is not None else None,
            "maxValue": float(high) if high is not None else None,
            "unitText": row.counted,
            "description": ", ".join(part for part in (row.amount, row.period, row.nature) if part),
        }
    )


def _review(check: Check, text: str, claim: str) -> Node:
    return _told(
        {
            "@id": f"{claim}#{check.anchor}",
            "@type": "ClaimReview",
            "author": _desk(),
            "claimReviewed": text,
            "itemReviewed": {"@id": claim},
            "reviewBody": check.reasoning,
            "datePublished": check.made.machine,
            "citation": list(check.evidence),
            f"{PREFIX}:verdict": check.kind,
        }
    )


def _others_check(check: Check) -> Node:
    return _told(
        {
            "@type": "CreativeWork",
            "author": {"@type": "Organization", "name": check.by},
            "abstract": check.reasoning or check.words,
            "datePublished": check.made.machine,
            "citation": list(check.evidence),
            f"{PREFIX}:verdict": check.kind,
        }
    )


def _relations(related: Iterable[Related]) -> Node:
    """By the relation's own term, against its direction under "@reverse"."""
    there: dict[str, list[Node]] = {}
    back: dict[str, list[Node]] = {}
    for one in related:
        way = there if one.leads_there else back
        way.setdefault(f"{PREFIX}:{one.kind}", []).append(
            {"@id": absolute(one.address), "@type": "Claim", "text": one.text}
        )
    return {**there, **({"@reverse": back} if back else {})}


def _origin(page: ClaimPage, entry: Entry) -> int | None:
    """The number of the origin to which an entry goes back, where it is stated."""
    for number, origin in enumerate(page.timeline.origins.views, start=1):
        if origin.stated and any(row.entry.anchor == entry.anchor for row in origin.rows):
            return number
    return None
