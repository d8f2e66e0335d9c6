"""Atom (RFC 4287): what moved, an entry a revision, and what a search finds; newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from claims.exports.jsonld import absolute
from claims.queries.moves import Move


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. address: a path of this site; key: what it is told apart by for ever, as "claim:12".

    at: when it was last changed; since: when it came to be, which is part of its id.
    """

    title: str
    address: str
    note: str
    at: datetime
    since: datetime
    key: str


def atom(*, title: str, page: str, feed: str, entries: Iterable[FeedEntry]) -> str:
    """The feed at path `feed`, of the page at path `page`. An entry's id never changes."""
    made = Atom1Feed(
        title=title,
        link=absolute(page),
        feed_url=absolute(feed),
        description="",
        language="en",
        author_name=settings.SITE_NAME,
    )
    for entry in entries:
        made.add_item(
            title=entry.title,
            link=absolute(entry.address),
            description=entry.note,
            updateddate=entry.at,
            pubdate=entry.since,
            unique_id=_tag(entry),
        )
    return str(made.writeString("utf-8"))


def entry_of(move: Move) -> FeedEntry:
    """What moved, as an entry."""
    return FeedEntry(
        title=f"{move.words[:1].upper()}{move.words[1:]}: {move.text}",
        address=f"{move.address}?revision={move.number}",
        note=move.note,
        at=move.at,
        since=move.at,
        key=f"claim:{move.key}:{move.number}",
    )


def _tag(entry: FeedEntry) -> str:
    """A tag address (RFC 4151)."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"tag:{host},{entry.since:%Y-%m-%d}:{entry.key}"
