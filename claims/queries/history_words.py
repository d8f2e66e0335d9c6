"""What history says of each table: which columns it tells, under which words of the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from claims.models import (
    Affiliation,
    Assessment,
    Claim,
    ClaimParty,
    ClaimRelation,
    ClaimTopic,
    Figure,
    OriginDecision,
    Relay,
    Response,
    Speaker,
    SpeakerAlias,
    Statement,
    StatementLink,
    StatementPassage,
    Topic,
)
from sources.models import (
    Article,
    ArticleVersion,
    DeclaredFact,
    ImportBatch,
    Outlet,
    Passage,
    PublisherNotice,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One table as history tells it.

    noun: what a row is called. via: its columns that name the root ("": the row is the root). heads: columns
    that tell one row from the next. fields: column or clock → label, in the order of telling.
    """

    model: type[Model]
    noun: str
    via: tuple[str, ...]
    heads: tuple[str, ...]
    fields: Mapping[str, str]


#: The column by which a row of each table is named.
NAMES: Mapping[type[Model], str] = {
    User: "username",
    Speaker: "name",
    Claim: "text",
    Topic: "name",
    Outlet: "name",
    Article: "headline",
    ArticleVersion: "number",
    ImportBatch: "pk",
    Passage: "exact",
    Statement: "pk",
    Figure: "wording",
    Assessment: "pk",
}

_WITHDRAWN = {"withdrawn_at": "Date of the withdrawal", "withdrawn_reason": "Reason of the withdrawal"}

CLAIM = Kept(
    Claim,
    "claim",
    (),
    (),
    {
        "text": "Text",
        "event": "Date of the event",
        "visible_since": "Date from which readers see it",
        "merged_into": "Target of the merge",
        **_WITHDRAWN,
    },
)
STATEMENT = Kept(
    Statement,
    "statement",
    (),
    (),
    {
        "state": "State",
        "article_version": "Version of the article",
        "voice": "Voice",
        "speaker": "Speaker",
        "speaker_as_printed": "Speaker as printed",
        "role_as_printed": "Role as printed",
        "speaks_for": "Speaks for",
        "speaker_basis": "How the speaker is known",
        "mode": "Mode",
        "said": "Date it was said",
        "event": "Date of the event",
        "language": "Language",
        "translated": "Translation",
        "origin_dropped": "Origin dropped",
        "fuller_chain": "Statement with the fuller chain",
        **_WITHDRAWN,
    },
)
SPEAKER = Kept(
    Speaker,
    "speaker",
    (),
    (),
    {
        "name": "Name",
        "kind": "Kind",
        "description": "Description",
        "external_id": "External id",
        "outlet": "Outlet",
        "merged_into": "Target of the merge",
    },
)
ARTICLE = Kept(
    Article,
    "article",
    (),
    (),
    {
        "headline": "Headline",
        "byline": "Byline",
        "outlet": "Outlet",
        "credited_to": "Credited to",
        "address": "Address",
        "language": "Language",
        "original_language": "Original language",
        "published": "Date of publication",
        "display": "What readers are shown",
        "current_version": "Current version",
        "batch": "Batch",
        "same_as": "Other save of",
        "reprint_of": "Reprint of the article",
        "reprint_of_outlet": "Reprint from the outlet",
        "translation_of": "Translation of the article",
        "translation_of_outlet": "Translation from the outlet",
        "removed_at": "Legal removal",
        **_WITHDRAWN,
    },
)

_LINK = {"stance": "stance", "reach": "reach", "state": "state", "method": "found by"}

#: Root → the tables whose rows are its members.
MEMBERS: Mapping[type[Model], tuple[Kept, ...]] = {
    Claim: (
        Kept(StatementLink, "Link with statement", ("claim",), ("statement",), _LINK),
        Kept(
            ClaimRelation,
            "Relation",
            ("from_claim", "to_claim"),
            ("from_claim", "kind", "to_claim"),
            {"reason": "reason", "state": "state"},
        ),
        Kept(ClaimTopic, "Topic", ("claim",), ("topic",), {}),
        Kept(ClaimParty, "Party", ("claim",), ("speaker", "role"), {}),
        Kept(
            Assessment,
            "Check",
            ("claim",),
            ("verdict",),
            {
                "by_outlet": "outlet",
                "by_body": "body",
                "made": "date",
                "reasoning": "reasoning",
                "withdrawn_at": "withdrawal",
            },
        ),
        Kept(
            Response,
            "Response",
            ("claim",),
            ("party",),
            {"kind": "kind", "as_of": "date", "withdrawn_at": "withdrawal"},
        ),
        Kept(
            OriginDecision,
            "Decision on the origin of statements",
            ("claim",),
            ("first", "second"),
            {"tie": "decision", "reason": "reason"},
        ),
    ),
    Statement: (
        Kept(StatementPassage, "Passage", ("statement",), ("part", "passage"), {}),
        Kept(StatementLink, "Link with claim", ("statement",), ("claim",), _LINK),
        Kept(
            Relay,
            "Relay",
            ("statement",),
            ("position",),
            {
                "actor_as_printed": "as printed",
                "speaker": "speaker",
                "outlet": "outlet",
                "channel": "channel",
                "said": "date",
            },
        ),
        Kept(
            Figure,
            "Figure",
            ("statement",),
            ("wording",),
            {
                "comparator": "comparator",
                "low": "lower bound",
                "high": "upper bound",
                "unit": "unit",
                "counted": "what is counted",
                "period": "period",
                "nature": "nature",
                "derived_from": "derived from",
            },
        ),
    ),
    Speaker: (
        Kept(SpeakerAlias, "Spelling", ("speaker",), ("spelling",), {"language": "language"}),
        Kept(
            Affiliation,
            "Affiliation",
            ("person", "body"),
            ("person", "body"),
            {"title": "title", "since": "from", "until": "until"},
        ),
    ),
    Article: (
        Kept(
            DeclaredFact,
            "Fact",
            ("article",),
            ("field", "value"),
            {"clock": "date", "chosen": "in use"},
        ),
        Kept(
            PublisherNotice, "Publisher’s notice", ("article",), ("kind",), {"text": "text", "made": "date"}
        ),
    ),
}

ROOTS: Mapping[Any, Kept] = {Claim: CLAIM, Statement: STATEMENT, Speaker: SPEAKER, Article: ARTICLE}


def changed(label: str, before: str, after: str) -> str:
    """One field's change as a sentence; empty words stand for nothing."""
    if not before:
        return ended(f"{label} set to {after}")
    if not after:
        return ended(f"{label} taken away; it was {before}")
    return ended(f"{label} changed from {before} to {after}")


def ended(sentence: str) -> str:
    """With one full stop at its end: a quotation may bring its own."""
    return sentence if sentence.endswith((".”", ".")) else f"{sentence}."
