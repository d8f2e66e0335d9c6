"""What history says of each table: which columns it tells, and under which words of the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from claims.models import Assessment, Claim, Figure, Note, ReplyRequest, Speaker, Statement, Topic
from sources.models import Article, ArticleVersion, ImportBatch, Outlet, Passage


@dataclass(frozen=True, slots=True)
class Phrase:
    """How one column's change is said where "label changed from … to …" would not be what a person did.

    put: it was empty. cleared: it is empty now. changed: from one value to another; empty: as `put`.
    """

    put: str
    cleared: str
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """One table as history tells it.

    noun: what a row is called. via: its columns that lead to the root (none: the row is the root). heads:
    columns that tell one row from the next, said with `between` in between. fields: column or clock → label,
    in the order of telling. added, removed: what was done when a row came or went, with {head} in it.
    only_changes: rows that come are told by what they come with.
    """

    model: type[Model]
    noun: str
    via: tuple[str, ...]
    heads: tuple[str, ...]
    fields: Mapping[str, str | Phrase]
    added: str = ""
    removed: str = ""
    between: str = " "
    only_changes: bool = False


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
    Note: "text",
    ReplyRequest: "pk",
}
#: Named by a number, which is not quoted.
COUNTED = ("pk", "number")

_WITHDRAWN: Mapping[str, str | Phrase] = {
    "withdrawn_at": Phrase("Withdrawn on {after}", "Brought back; it had been withdrawn on {before}"),
    "withdrawn_reason": Phrase(
        "Reason of the withdrawal: {after}", "The withdrawal no longer stands; its reason was {before}"
    ),
}
_MERGED = Phrase(
    "Merged into {after}",
    "Unmerged from {before}; it stands for itself again",
    "Moved along with a merge, from {before} to {after}",
)

CLAIM = Kept(
    Claim,
    "claim",
    (),
    (),
    {
        "text": "Text",
        "event": "Date of the event",
        "visible_since": Phrase(
            "Shown to readers from {after}", "Hidden from readers; it had been shown from {before}"
        ),
        "merged_into": _MERGED,
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
        "origin_dropped": Phrase(
            "Noted that the outlet left out where it came from",
            "No longer noted that the outlet left out where it came from",
        ),
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
        "outlet": "Outlet it stands for",
        "merged_into": _MERGED,
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
        "removed_at": Phrase("Removed for legal reasons on {after}", "Legal removal of {before} taken back"),
        **_WITHDRAWN,
    },
)
TOPIC = Kept(Topic, "topic", (), (), {"name": "Name", "description": "Description", "merged_into": _MERGED})
OUTLET = Kept(
    Outlet,
    "outlet",
    (),
    (),
    {
        "name": "Name",
        "aliases": "Other spellings",
        "kind": "Kind",
        "country": "Country",
        "language": "Language",
        "zone": "Time zone",
        "domain": "Domain",
        "merged_into": _MERGED,
    },
)

ROOTS: Mapping[Any, Kept] = {
    Claim: CLAIM,
    Statement: STATEMENT,
    Speaker: SPEAKER,
    Article: ARTICLE,
    Topic: TOPIC,
    Outlet: OUTLET,
}


def changed(label: str | Phrase, before: str, after: str) -> str:
    """One field's change as a sentence; empty words stand for nothing."""
    if isinstance(label, Phrase):
        phrase = label.cleared if not after else label.changed if before and label.changed else label.put
        return ended(phrase.format(before=before, after=after))
    if not before:
        return ended(f"{label} set to {after}")
    if not after:
        return ended(f"{label} taken away; it was {before}")
    return ended(f"{label} changed from {before} to {after}")


def ended(sentence: str) -> str:
    """With one full stop at its end: a quotation may bring its own."""
    return sentence if sentence.endswith((".”", ".")) else f"{sentence}."
