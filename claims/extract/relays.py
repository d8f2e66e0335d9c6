"""Through whom words came, read off the sentence: "told Reuters", "in comments carried by state media"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.extract.channels import channel_of, is_media
from claims.extract.found import Attribution, Span
from claims.extract.sentences import Around

_NP = r"((?:(?:the|a|an|this|our) )?(?:[\w’'&.-]+ ){0,7}?[\w’'&-]+)"
_STOP = (
    r"(?=[,;:.!?“”\"()]|$| (?:on (?:\w+day|the \w+|\d)|in (?!Oster\b)|that|at|during|as|before|after|who"
    r"|when|and|last|this"
    r"|earlier|yesterday|about|while|ahead|from|by|said|has|had|was|is)\b)"
)
_LED = re.compile(rf"\b(?:[Aa]ccording to|as reported by|[Cc]iting) {_NP}{_STOP}")
_CARRIED = re.compile(
    r"\b(?:comments?|remarks?|statements?|words|speech|footage|video|message|letter|post)\b[^,.;]{0,30}? "
    rf"(?:reported|carried|published|broadcast|aired|quoted|cited|relayed|released|run|printed|shown) "
    rf"(?:by|on|in) {_NP}{_STOP}"
    rf"|\b(?:as )?(?:quoted|cited|reported|carried) by {_NP}{_STOP}"
)
_TALKED = re.compile(
    rf"\b(?:interviews? (?:with|to|for|on|by|published (?:by|in))|[Ss]peaking (?:to|on|with)|[Tt]alking "
    rf"to|interviewed by|wrote in|written in"
    rf"|article (?:in|for)|appearance on|appearing on) {_NP}{_STOP}"
)
_ON_AIR = re.compile(rf"\bon {_NP}{_STOP}")
_TOLD = re.compile(rf"\s*{_NP}{_STOP}")
_REPORTED = re.compile(rf",? {_NP} (?:reported|reports|has reported)\b")
_HINT = re.compile(r"ccording|reported|iting |carried|published|broadcast|aired|quoted|cited|relayed"
                   r"|released|interview"
                   r"|[Ss]peaking|[Tt]alking|wrote|article|appear| on | by ")  # fmt: skip
_GENERIC = frozenset(
    ["reporters", "journalists", "it", "them", "us", "me", "him", "her", "lawmakers", "people", "everyone"]
)


@dataclass(frozen=True, slots=True)
class Hop:
    """A relay before its name is resolved. rank: 0 stands nearest to the outlet."""

    span: Span
    channel: str
    rank: int


def find_hops(text: str, one: Attribution, near: Around) -> Iterator[Hop]:
    """Yield the hops that a sentence names beside an attribution. Looks at no more than the sentence."""
    yield from _told(text, one, near)
    for low, high in (near.lead, near.middle, near.tail):
        if high - low < 6 or not _HINT.search(text, low, high):
            continue
        if low != near.lead[0] or not one.lemma.startswith("according"):
            yield from _hops(text, _LED, low, high, 0, "")
        yield from _hops(text, _CARRIED, low, high, 2, "")
        for hop in _hops(text, _TALKED, low, high, 3, "interview"):
            if is_media(text[slice(*hop.span)]):
                yield hop
        for hop in _hops(text, _ON_AIR, low, high, 3, "broadcast"):
            if channel_of(text[slice(*hop.span)]) in {"broadcast", "state media"}:
                yield hop
    low, high = near.tail
    if high - low > 10 and (match := _REPORTED.match(text, low, high)) and is_media(match[1]):
        yield Hop(match.span(1), "report", 0)


def _hops(text: str, pattern: re.Pattern[str], low: int, high: int, rank: int, channel: str) -> Iterator[Hop]:
    for match in pattern.finditer(text, low, high):
        group = next(at for at in range(1, len(match.groups()) + 1) if match[at])
        if match[group].lower() in _GENERIC or match[group][0].isdigit():
            continue
        if match[0].startswith(("citing", "Citing")):
            continue
        if (
            pattern is _CARRIED
            and not is_media(match[group])
            and text[match.start(group) - 3 : match.start(group)] in {"on ", "in "}
        ):
            continue
        named = channel_of(match[group]) or channel or (channel_of(text[low:high]) if rank else "")
        yield Hop(match.span(group), named or ("report" if is_media(match[group]) else ""), rank)


def _told(text: str, one: Attribution, near: Around) -> Iterator[Hop]:
    """ "told the Oster Herald": the paper, where it is one."""
    if one.lemma != "tell" or not one.cue:
        return
    if one.addressee is not None:
        span = one.addressee
    else:
        low = one.cue[-1][1]
        match = _TOLD.match(text, low, max(near.tail[1], near.middle[1]))
        if match is None:
            return
        span = match.span(1)
    words = text[span[0] : span[1]]
    span = (span[0], span[0] + len(words.rstrip(" ,")))
    if words.split(" ", 1)[0].lower() in _GENERIC or words.lower().startswith(
        ("his ", "her ", "their ", "its ", "my ")
    ):
        return
    if words.lower() not in _GENERIC and is_media(words):
        yield Hop(span, channel_of(words) or "interview", 3)
