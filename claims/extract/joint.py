"""Two speakers of one sentence: "Velik and Arl said", but "the Ministry of Health and Sport" is one."""

from __future__ import annotations

import re

from claims.extract.found import Span
from claims.extract.speaker_words import BODIES, OFFICES, UNNAMED, UNNAMED_BODIES
from claims.extract.voices import looks_like_a_name, read_printed

_AND = re.compile(r",?\s+(?:and|as well as|along with|together with|und|sowie)\s+")
_BOTH = re.compile(r"^(?:both|sowohl)\s+")
_DETERMINED = re.compile(
    r"(?:the|a|an|his|her|its|their|two|three|several|some|der|die|das|ein|eine)\s", re.I
)
_BODY_OF = re.compile(r"\b(\w+)\s(?:of|for|on|von|für|des|der)\s[^,]*$")
_SPEAKERS = OFFICES | UNNAMED
_LONGEST = 300


def split_speakers(text: str, span: Span) -> list[Span]:
    """The spans of the several speakers in a speaker's span, or the span alone. Linear in its length."""
    start, end = span
    words = text[start:end]
    if end - start > _LONGEST or (" and " not in words and not _AND.search(words)):
        return [span]
    begin = start + (len(match[0]) if (match := _BOTH.match(words)) else 0)
    if begin > start:
        words = text[begin:end]
    for match in _AND.finditer(words):
        left, right = words[: match.start()], words[match.end() :]
        if _are_two(left, right):
            rest = split_speakers(text, (begin + match.end(), end))
            return [*_listed(left, begin), *rest]
    return [span]


def _are_two(left: str, right: str) -> bool:
    """Whether each side of an "and" can speak by itself."""
    determined = bool(_DETERMINED.match(right))
    if not determined:
        tied = _BODY_OF.search(left)
        if tied and (_is_noun(tied[1]) or tied[1].lower() in UNNAMED) and not read_printed(right).role:
            return False
        last = right.rsplit(" ", 1)[-1].lower()
        if last in BODIES and not _whole(left):
            return False  # "the Trade and Industry Ministry"
        if last.endswith("s") and last in _SPEAKERS and re.search(r"['’]s$", left):
            return False
    return _whole(left) and _whole(right, determined=determined) and not _one_with_two_offices(left, right)


def _one_with_two_offices(left: str, right: str) -> bool:
    """ "President and party leader Mara Velik", "Mara Velik, a doctor and campaigner"."""
    if _DETERMINED.match(right):
        return False
    first, second = read_printed(left), read_printed(right)
    if second.form == "person" and second.role and first.form in {"office", "mouthpiece", "crowd"}:
        return not first.many
    return second.form in {"office", "mouthpiece", "crowd"} and "," in left and not second.many


def _whole(words: str, *, determined: bool = False) -> bool:
    """Whether words are a speaker by themselves: a name, or a noun of an office, body or crowd."""
    printed = read_printed(words)
    if printed.form in {"nothing", "outlet"}:
        return False
    if printed.form == "pronoun":
        return True
    has_name = any(word[0].isupper() for word in words.split() if word.lower() not in {"the", "a", "an"})
    if not has_name and printed.head in {"men", "women", "friends", "family", "families", "relatives"}:
        return False
    article_and_word = re.fullmatch(r"(?:the|The)\s\w+", words)
    if article_and_word and has_name and printed.head not in BODIES and printed.form == "body":
        return determined or len(words) <= 8  # "the Trade [and Industry Ministry]" against "the UN"
    return (
        has_name
        or determined
        or _DETERMINED.match(words) is not None
        or printed.many
        or (printed.head in UNNAMED_BODIES)
    )


def _is_noun(word: str) -> bool:
    low = word.lower()
    return low in BODIES or low in OFFICES or low in UNNAMED or low.removesuffix("s") in OFFICES


def _listed(left: str, begin: int) -> list[Span]:
    """The speakers before the "and": "Velik, Arl" are two, "Velik, the mayor" is one."""
    pieces = left.split(", ")
    if len(pieces) == 1 or not all(looks_like_a_name(piece) for piece in pieces):
        return [(begin, begin + len(left))]
    spans, at = [], begin
    for piece in pieces:
        spans.append((at, at + len(piece)))
        at += len(piece) + 2
    return spans
