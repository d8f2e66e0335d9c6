"""What history says of the tables whose rows belong to a root, and to which root each of them belongs."""

from __future__ import annotations

from collections.abc import Mapping

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
    SpeakersApart,
    Statement,
    StatementLink,
    StatementPassage,
)
from claims.queries.history_of_desk import (
    APPROVAL,
    NOTE_IN_ARTICLE,
    NOTE_ON_CLAIM,
    REPLY,
    WORK_ON_ARTICLE,
    WORK_ON_CLAIM,
)
from claims.queries.history_words import Kept, Phrase
from sources.models import Article, Block, DeclaredFact, Overlap, Passage, PublisherNotice

_LINK: Mapping[str, str | Phrase] = {
    "statement": "statement",
    "claim": "claim",
    "stance": "stance",
    "reach": "reach",
    "state": "state",
    "method": "found by",
    "score": "score of the machine",
}
_WITHDRAWN = Phrase("withdrawn on {after}", "brought back; it had been withdrawn on {before}")

OF_CLAIM = (
    Kept(
        StatementLink,
        "Link with statement",
        ("claim",),
        ("statement",),
        _LINK,
        added="Statement {head} linked",
        removed="Link with statement {head} taken away",
    ),
    Kept(
        ClaimRelation,
        "Relation",
        ("from_claim", "to_claim"),
        ("from_claim", "kind", "to_claim"),
        {
            "from_claim": "claim",
            "kind": "kind",
            "to_claim": "other claim",
            "reason": "reason",
            "state": "state",
            "method": "found by",
        },
        added="Related: {head}",
    ),
    Kept(
        ClaimTopic,
        "Topic",
        ("claim",),
        ("topic",),
        {"topic": "topic"},
        added="Put under the topic {head}",
        removed="Taken from under the topic {head}",
    ),
    Kept(
        ClaimParty,
        "Party",
        ("claim",),
        ("speaker", "role"),
        {"speaker": "speaker", "role": "part in it"},
        added="Named as a party: {head}",
        removed="No longer named as a party: {head}",
        between=" as ",
    ),
    Kept(
        Assessment,
        "Check",
        ("claim",),
        ("verdict",),
        {
            "verdict": "verdict",
            "by_outlet": "outlet",
            "by_body": "body",
            "made": "date",
            "reasoning": "reasoning",
            "evidence": "evidence",
            "passage": "passage",
            "replaces": "in place of check number",
            "withdrawn_at": _WITHDRAWN,
        },
        added="Checked: {head}",
    ),
    Kept(
        Response,
        "Response of",
        ("claim",),
        ("party",),
        {
            "party": "party",
            "kind": "kind",
            "outlet": "outlet",
            "passage": "passage",
            "as_of": "date",
            "withdrawn_at": _WITHDRAWN,
        },
        added="Response of {head} recorded",
    ),
    REPLY,
    APPROVAL,
    WORK_ON_CLAIM,
    Kept(
        OriginDecision,
        "Decision on the origin of statements",
        ("claim",),
        ("first", "second"),
        {
            "first": "one statement",
            "second": "other statement",
            "tie": "decision",
            "reason": "reason",
        },
        added="Decided on the origin of statements {head}",
        between=" and ",
    ),
    NOTE_ON_CLAIM,
)
OF_STATEMENT = (
    Kept(
        StatementPassage,
        "Passage",
        ("statement",),
        ("passage", "part"),
        {"passage": "passage", "part": "part", "order": "place in the order"},
        added="Marked {head}",
        removed="No longer marked: {head}",
        between=" as ",
    ),
    Kept(
        StatementLink, "Link with claim", ("statement",), ("claim",), _LINK, added="Linked with claim {head}"
    ),
    Kept(
        Relay,
        "Relay",
        ("statement",),
        ("position",),
        {
            "position": "place in the chain",
            "actor_as_printed": "as printed",
            "speaker": "speaker",
            "outlet": "outlet",
            "channel": "channel",
            "cue_passage": "cue",
            "said": "date",
        },
    ),
    Kept(
        Figure,
        "Figure",
        ("statement",),
        ("wording",),
        {
            "wording": "wording",
            "comparator": "comparator",
            "low": "lower bound",
            "high": "upper bound",
            "unit": "unit",
            "counted": "what is counted",
            "period": "period",
            "nature": "nature",
            "passage": "passage",
            "derived_from": "derived from",
        },
        added="Figure {head} recorded",
    ),
)
OF_SPEAKER = (
    Kept(
        SpeakerAlias,
        "Spelling",
        ("speaker",),
        ("spelling",),
        {"spelling": "spelling", "language": "language"},
    ),
    Kept(
        Affiliation,
        "Affiliation of",
        ("person", "body"),
        ("person", "body"),
        {"person": "person", "body": "body", "title": "title", "since": "from", "until": "until"},
        between=" with ",
    ),
    Kept(
        SpeakersApart,
        "Decision that two are not the same,",
        ("first", "second"),
        ("first", "second"),
        {"first": "one speaker", "second": "other speaker", "reason": "reason"},
        added="Told apart: {head}",
        removed="No longer told apart: {head}",
        between=" and ",
    ),
)
OF_ARTICLE = (
    Kept(
        DeclaredFact,
        "Fact",
        ("article",),
        ("field", "value"),
        {
            "field": "field",
            "value": "value",
            "clock": "date",
            "origin": "from",
            "chosen": Phrase("in use", "no longer in use"),
        },
    ),
    Kept(
        Block,
        "Block at",
        ("version__article",),
        ("start",),
        {"kind": "kind", "start": "first code point", "end": "end", "reason": "why", "set_by": "set by"},
    ),
    # A passage that comes is told by the statement that marks it.
    Kept(
        Passage,
        "Passage",
        ("version__article",),
        ("exact",),
        {"anchoring": "place", "carried_to": "in the later text"},
        only_changes=True,
    ),
    Kept(
        PublisherNotice,
        "Publisher’s notice",
        ("article",),
        ("kind",),
        {"kind": "kind", "state": "state", "text": "text", "passage": "passage", "made": "date"},
    ),
    Kept(
        Overlap,
        "Overlap of",
        ("first", "second"),
        ("first", "second"),
        {
            "first": "one article",
            "second": "other article",
            "kind": "kind",
            "first_in_second": "share of the first found in the second",
            "second_in_first": "share of the second found in the first",
            "state": "state",
            "reason": "reason",
        },
        added="Overlap of {head} recorded",
        between=" and ",
    ),
    WORK_ON_ARTICLE,
    NOTE_IN_ARTICLE,
)

#: Root → the tables whose rows are its members.
MEMBERS: Mapping[type[Model], tuple[Kept, ...]] = {
    Claim: OF_CLAIM,
    Statement: OF_STATEMENT,
    Speaker: OF_SPEAKER,
    Article: OF_ARTICLE,
}
