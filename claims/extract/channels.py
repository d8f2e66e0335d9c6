"""By which way words came: a broadcast, a briefing, a network. And which names are those of media."""

from __future__ import annotations

import re

from sources.ingest.sentences import words_of

_MEDIA = words_of(
    "herald times post news gazette tribune courier journal guardian telegraph daily tv radio "
    "newspaper broadcaster magazine channel media press television outlet outlets website portal "
    "weekly reuters afp ap dpa tass interfax xinhua bbc cnn npr sky bloomberg podcast programme "
    "express mail mirror chronicle observer independent zeitung newspapers reporters agency ansa efe "
    "kyodo nachrichten fernsehen rundfunk sender spiegel presse"
)
_PLAIN = words_of(
    "media press television outlet outlets newspapers newspaper radio tv reports agency agencies "
    "website websites channel channels broadcaster magazine medien fernsehen"
)
_NOT_AN_AGENCY = re.compile(
    r"\b(?:intelligence|security|space|border|energy|tax|health|aid|refugee"
    r"|police|safety|weather"
    r"|environment\w*|meteorolog\w+|nuclear|spy)\b",
    re.IGNORECASE,
)
_CHANNELS = (
    ("Telegram", re.compile(r"\btelegram\b", re.I)),
    ("X", re.compile(r"\bon (?:X|Twitter)\b|\b[Tt]weet")),
    ("Facebook", re.compile(r"\bfacebook\b", re.I)),
    (
        "state media",
        re.compile(
            r"\bstate(?:-run|-owned)?(?: news)? (?:media|television|tv|agency|broadcaster|radio)\b", re.I
        ),
    ),
    ("broadcast", re.compile(r"\b(?:tv|television|radio|broadcast\w*|aired|fernsehen|rundfunk)\b", re.I)),
    ("interview", re.compile(r"\binterview\b", re.I)),
    ("briefing", re.compile(r"\b(?:briefing|(?:news|press) conference|pressekonferenz)\b", re.I)),
    ("social media", re.compile(r"\bsocial media\b", re.I)),
)


def channel_of(words: str) -> str:
    """The channel that words name, "" where they name none."""
    return next((name for name, pattern in _CHANNELS if pattern.search(words)), "")


def is_media(words: str) -> bool:
    """Whether a name is that of a paper, a broadcaster or an agency of news."""
    low = [part.strip("(),.’'").removesuffix("'s").removesuffix("’s") for part in words.lower().split()]
    if not low:
        return False
    named = any(part in _MEDIA or (part.endswith("press") and len(part) > 6) for part in low)
    return named and not ("agency" in low and _NOT_AN_AGENCY.search(words))


def is_unnamed_media(words: str) -> bool:
    """Whether only the sort is said: "state media", "a local newspaper", "Tarnish television"."""
    parts = words.split()
    return bool(parts) and parts[-1].lower() in _PLAIN and not (len(parts) > 1 and parts[-1][0].isupper())
