"""The statements of an article as a W3C Web Annotation page (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

from typing import Any

from claims.exports.jsonld import absolute
from claims.exports.terms import PREFIX, vocabulary
from claims.queries.article import ArticlePage
from claims.queries.cards import Card, ClaimLink
from claims.queries.wording import address

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


def annotation_page(page: ArticlePage) -> dict[str, Any]:
    """One annotation a statement: its exact words, their place in code points, what they do to claims."""
    article = absolute(address("claims:article", pk=page.article.pk))
    here = absolute(address("claims:annotations", pk=page.article.pk))
    cards = [card for row in page.rows for card in row.cards] + list(page.elsewhere)
    return {
        "@context": [CONTEXT, {PREFIX: vocabulary()}],
        "id": here,
        "type": "AnnotationPage",
        "partOf": {
            "id": f"{here}#all",
            "type": "AnnotationCollection",
            "label": page.title,
            "total": len(cards),
        },
        "startIndex": 0,
        "items": [_annotation(card, article) for card in cards],
    }


def _annotation(card: Card, article: str) -> dict[str, Any]:
    told = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": card.who.name}
    return {
        "id": absolute(address("claims:statement", pk=card.pk)),
        "type": "Annotation",
        "motivation": "linking",
        "body": [told, *(_claim(link) for link in card.links)],
        "target": [_target(card, article, place) for place in range(len(card.marks))],
    }


def _claim(link: ClaimLink) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": absolute(link.address),
        f"{PREFIX}:stance": link.stance,
    }


def _target(card: Card, article: str, place: int) -> dict[str, Any]:
    """The exact words, and their place in the text shown now; words of an earlier text have none there."""
    selectors: list[dict[str, Any]] = [{"type": "TextQuoteSelector", "exact": card.words[place]}]
    if card.earlier is None:
        mark = card.marks[place]
        selectors.append({"type": "TextPositionSelector", "start": mark.start, "end": mark.end})
    return {"source": article, "selector": selectors}
