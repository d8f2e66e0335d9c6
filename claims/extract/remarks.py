"""What the outlet itself says of an answer or of evidence. It is nobody's statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from claims.extract.found import Attribution, Paragraph, Remark
from claims.extract.remark_phrases import ENGLISH, GERMAN, NEEDS, TRIGGERS, Phrase

_SENTENCE_END = re.compile(r"(?<![ .][A-Z])(?<!Mr)(?<!Dr)(?<!Ms)(?<!Mrs)[.!?]+[\"”’»]?(?=\s|$)|\n")
_BREAK = re.compile(
    r"(?:, (?:and |but |while |although |though )?| (?:but|and|while|although) |; |: | [–—-] )"
)
_GOES_ON = re.compile(r",? (?:but|and) (?!(?:\w+ )?(?:no|any) )|; | [–—-] ")
_SAID = re.compile(r"\b(?:said|says|told|according to|added|claimed|insisted|argued|sagte|laut)\b")
_REQUEST = re.compile(
    r"(?:requests?|calls?|messages?|e?-?mails?|questions?|letters?)[^.]{0,40}? to "
    r"(.+?)(?: for comment.*)?$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"^(?:and|but|while|although|though|that|however|meanwhile)\b,? ?", re.IGNORECASE)
#: What stands before such a verb without being a party.
_NO_PARTY = re.compile(
    r"^(?:(?:it|that|this|these|those|which|who|they|he|she|we)\b|(?:the |their |its )?(?:claims?"
    r"|reports?|allegations?"
    r"|videos?|footage|figures?|authenticity|number|accounts?|information|assertions?|recordings?"
    r"|images?|photos?)\b"
    r"|(?:so far|on \w+day|as of \w+|by \w+|when asked)$)",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(.{2,60}?)['’]s? (?:claim|report|allegation|account|assertion|accusation|statement)s?\b"
)
_LONGEST = 600
_LONGEST_PARTY = 90


def find_remarks(text: str, paragraphs: Sequence[Paragraph], *, language: str) -> list[Remark]:
    """Return the remarks in order, not overlapping. language: "en" or "de"; others are read as English.

    What stands inside quotation marks, or is said to be somebody's words, is no remark of the outlet. Takes
    time linear in the text: a sentence longer than 600 code points is not read.
    """
    code = "de" if language[:2].lower() == "de" else "en"
    phrases = GERMAN if code == "de" else ENGLISH
    found: list[Remark] = []
    for paragraph in paragraphs:
        if _may_be_in(text[paragraph.start : paragraph.end], code):
            found.extend(_in_paragraph(text, paragraph, code, phrases))
    return found


def is_remark(attribution: Attribution, remarks: Sequence[Remark]) -> bool:
    """Whether an attribution lies within a remark, so that it is nobody's statement. remarks: in order.

    A claim that has an owner stands, whatever is remarked of it: "the army's claim that …".
    """
    owned = attribution.speaker and attribution.frame == "what a noun names"
    if not attribution.cue or not remarks or owned:
        return False
    start, end = attribution.cue[0][0], attribution.cue[-1][1]
    at = bisect_right(remarks, start, key=lambda one: one.start) - 1
    return at >= 0 and end <= remarks[at].end


def _may_be_in(words: str, code: str) -> bool:
    """One cheap look: whether words have both what refuses or checks and what is refused or checked."""
    low = words.lower()
    for trigger in TRIGGERS[code]:
        if trigger in low:
            return any(need in low for need in NEEDS[code])
    return False


def _in_paragraph(
    text: str, paragraph: Paragraph, code: str, phrases: tuple[Phrase, ...]
) -> Iterator[Remark]:
    inside, start = False, paragraph.start
    ends = [match.end() for match in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end)]
    for end in [*ends, paragraph.end]:
        if end - start <= _LONGEST and _may_be_in(text[start:end], code):
            yield from _in_sentence(text, start, end, phrases, inside)
        inside = is_quoted(text[start:end], inside)
        start = end


def is_quoted(words: str, inside: bool) -> bool:
    """Whether a quotation is open after some words, where one was or was not before them."""
    if '"' in words and words.count('"') % 2:
        inside = not inside
    opened, closed = max(words.rfind("“"), words.rfind("„")), words.rfind("”")
    if opened != closed:
        inside = opened > closed
    return inside


def _in_sentence(
    text: str, start: int, end: int, phrases: tuple[Phrase, ...], inside: bool
) -> Iterator[Remark]:
    sentence = text[start:end]
    low = sentence.lower()
    if len(low) != len(sentence):
        return
    hits = [
        (match.start(), -match.end(), match, phrase)
        for phrase in phrases
        if any(word in low for word in phrase.needs)
        for match in phrase.pattern.finditer(low)
    ]
    done = 0
    for at, _, match, phrase in sorted(hits, key=lambda hit: hit[:2]):
        if at < done or is_quoted(sentence[:at], inside) or _is_said(low, at):
            continue
        first, last = _clause(sentence, at, match.end())
        first = max(first, done)
        yield Remark(
            start + first, start + last, phrase.kind, phrase.what, _party(sentence, first, match, phrase)
        )
        done = last


def _is_said(low: str, at: int) -> bool:
    """Whether the words before a place make it somebody's saying; not in "X said …, but Y did not"."""
    cut = max(low.rfind(", but ", 0, at), low.rfind("; ", 0, at), low.rfind(", and ", 0, at), 0)
    return _SAID.search(low, cut, at) is not None


def _clause(sentence: str, at: int, stop: int) -> tuple[int, int]:
    """Where the clause around a phrase begins and ends in its sentence: an apposition does not cut it."""
    first = len(sentence) - len(sentence.lstrip())
    breaks = [match for match in _BREAK.finditer(sentence, 0, at + 1) if match.end() <= at]
    if breaks and breaks[-1].end() == at and breaks[-1][0] == ", ":  # "Velik, the mayor, did not …"
        breaks = breaks[:-2]
    if breaks and not re.match(r"(?:which|who|whose)\b", sentence[breaks[-1].end() :]):
        first = breaks[-1].end()
    following = _GOES_ON.search(sentence, stop)
    return first, following.start() if following else len(sentence.rstrip())


def _party(sentence: str, first: int, match: re.Match[str], phrase: Phrase) -> str:
    """Whom the remark is about, as printed; "" where no party is printed."""
    if match.groupdict().get("of"):
        return sentence[match.start("of") : match.end("of")].strip()
    if not phrase.subject:
        return ""
    words = _JOINT.sub("", sentence[first : match.start()].strip(" ,;:–—"))
    if request := _REQUEST.match(words):
        return request[1].strip()
    if owned := _OWNED.match(words):
        return owned[1]
    words = re.split(
        r", (?:which|who|a|an|the|whose) ", re.sub(r" (?:itself|also|so far|still)$", "", words)
    )[0]
    return "" if _NO_PARTY.match(words) or len(words) > _LONGEST_PARTY else words
