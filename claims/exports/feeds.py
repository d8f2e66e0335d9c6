"""What moved, as Atom (RFC 4287): an entry a revision, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from claims.exports.jsonld import absolute
from claims.queries.moves import Move


def atom(*, title: str, page: str, feed: str, moves: Iterable[Move]) -> str:
    """The feed at path `feed`, of the page at path `page`. An entry's id never changes."""
    made = Atom1Feed(
        title=title,
        link=absolute(page),
        feed_url=absolute(feed),
        description="",
        language="en",
        author_name=settings.SITE_NAME,
    )
    for move in moves:
        made.add_item(
            title=f"{_sentence(move.words)}: {move.text}",
            link=f"{absolute(move.address)}?revision={move.number}",
            description=move.note,
            updateddate=move.at,
            pubdate=move.at,
            unique_id=_tag(move),
        )
    return str(made.writeString("utf-8"))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _tag(move: Move) -> str:
    """A tag address (RFC 4151) of the revision."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"tag:{host},{move.at:%Y-%m-%d}:claim:{move.key}:{move.number}"
