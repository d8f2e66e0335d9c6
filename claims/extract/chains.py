"""Words within words: "A said B had denied it" is B's, through A. Comes before anybody gets a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.extract.channels import is_media
from claims.extract.found import Attribution, Span
from claims.extract.quoting import Reading, read_quoting, speaker_of
from claims.extract.voices import read_printed
from sources.ingest.sentences import words_of

_VERBS = {
    "said": "say",
    "says": "say",
    "say": "say",
    "told": "tell",
    "tells": "tell",
    "claimed": "claim",
    "claims": "claim",
    "claim": "claim",
    "denied": "deny",
    "denies": "deny",
    "deny": "deny",
    "insisted": "insist",
    "reported": "report",
    "stated": "state",
    "announced": "announce",
    "confirmed": "confirm",
    "warned": "warn",
    "acknowledged": "acknowledge",
    "admitted": "admit",
    "conceded": "concede",
    "rejected": "reject",
    "argued": "argue",
    "accused": "accuse",
    "estimated": "estimate",
    "estimates": "estimate",
}
_INNER = re.compile(
    r"(?:that )?(?P<who>(?!it\b|he\b|she\b|they\b|we\b|I\b|you\b|there\b|this\b|nobody\b|no one\b)"
    r"[^,;:.“”\"]{2,60}?(?:, [^,;:.“”\"]{2,60},)?) (?:(?:have|had|has|also|recently|later|previously"
    r"|repeatedly) ){0,2}"
    rf"(?P<verb>{'|'.join(_VERBS)})(?P<to> (?:reporters|journalists|it|them|him|her|[A-Z]\w+(?: "
    rf"[A-Z]\w+)?|(?:the |a |an )?[\w-]+(?: [\w-]+)?(?= that )))?(?: that)? "
)
_DROPPED = re.compile(
    r"(?:that )?(?P<cue>it (?:was|had been|is|has been) (?:widely |also |previously )?(?:reported"
    r"|claimed|alleged|rumou?red|said)"
    r"|there (?:were|had been|have been|are) (?:\w+ )?(?:reports|claims|allegations|rumou?rs)|(?:\w+ "
    r")?(?:reports|rumou?rs) "
    r"(?:suggested|said|indicated|claimed|suggest|say))\b(?P<that>[^.;,]{0,40}? that )?"
)
#: Verbs whose content is a clause: only such a clause can begin with somebody else's words.
_CLAUSE_VERBS = words_of("say tell report write add state claim note explain announce reveal suggest confirm")
_OPEN_ENDS = words_of(
    "to of for and or with in on at by the a from not be been as is was are were which that what"
)
_NO_SPEAKER = words_of("nothing pronoun utterance outlet")
_OWN_WORD = words_of("who which what that anyone everyone nobody those")
_MOSTLY = 0.6


def read_chains(text: str, attributions: Sequence[Attribution]) -> list[Reading]:
    """Return a reading for each attribution, in their order; those that are hops of others are `gone`."""
    readings = [Reading(at, one) for at, one in enumerate(attributions)]
    for at, reading in enumerate(readings):
        following = readings[at + 1] if at + 1 < len(readings) else None
        before = readings[at - 1] if at else None
        if reading.gone or not reading.one.content:
            continue
        read_quoting(text, reading, before)
        _according_to_joint(text, reading, following)
        _citing(text, reading, readings)
        if not reading.gone:
            _nested(reading, readings, at)
            _inner(text, reading)
    return readings


def _according_to_joint(text: str, reading: Reading, following: Reading | None) -> None:
    """ "According to the Herald, both A and B claim …": the paper is a hop, and A and B speak."""
    one = reading.one
    if not one.lemma.startswith("according") or following is None or not one.speaker or not following.one.cue:
        return
    inner, first, last = following.one, one.content[0][0], one.content[-1][1]
    cue = inner.cue[0][0]
    if not (
        one.speaker[0][0] < first < cue and last <= cue and inner.content[-1][1] > cue and cue - first <= 300
    ):
        return
    if "\n" in text[first:cue] or re.search(r"[.!?][”\"]?\s", text[first:cue]):
        return
    reading.gone = True
    words = text[first:cue].rstrip()
    whole = (first, first + len(words))
    speaker = (whole,) if read_printed(words).form not in _NO_SPEAKER else inner.speaker
    following.one = replace(inner, speaker=speaker)
    following.outer.append((one.speaker[0][0], one.speaker[-1][1]))


def _citing(text: str, reading: Reading, readings: list[Reading]) -> None:
    """ "The agency reported, citing the harbour master": an outlet's words are those of whom it cites."""
    one = reading.one
    if one.lemma == "cite" and one.cue and text.startswith(("citing", "quoting"), one.cue[0][0]):
        for other in readings[max(0, reading.index - 1) : reading.index + 2]:
            speaker = speaker_of(other.one)
            if other is reading or other.gone or speaker is None or not _near(other.one, one):
                continue
            reading.gone = True
            _cited(text, other, (one.content[0][0], one.content[-1][1]))
            return
    if len(one.speaker) == 1 and (
        match := re.search(r", citing ([^,]{3,90}),?$", text[slice(*one.speaker[0])])
    ):
        start = one.speaker[0][0]
        reading.one = replace(one, speaker=((start, start + match.start()),))
        _cited(text, reading, (start + match.start(1), start + match.end(1)))


def _near(one: Attribution, other: Attribution) -> bool:
    first, second = one.cue or one.content, other.cue
    return bool(first and second) and abs(first[0][0] - second[0][0]) < 200


def _cited(text: str, reading: Reading, cited: Span) -> None:
    speaker = speaker_of(reading.one)
    printed = read_printed(text[slice(*cited)])
    if speaker is None or not is_media(text[slice(*speaker)]) or printed.form in {"nothing", "record"}:
        return
    reading.one = replace(reading.one, speaker=(cited,))
    reading.outer.append(speaker)
    reading.why = "the outlet cites whom the words are from"


def _nested(reading: Reading, readings: list[Reading], at: int) -> None:
    """An attribution that stands whole in another's content came through that one's speaker."""
    outer = reading.one
    speaker = speaker_of(outer)
    low, high = outer.content[0][0], outer.content[-1][1]
    if speaker is None or at + 1 == len(readings):
        return
    following = readings[at + 1].one
    if (following.cue or following.content)[0][0] > high:
        return
    for inner in readings[at + 1 : at + 6]:
        parts = [*inner.one.content, *inner.one.cue, *inner.one.speaker]
        if not inner.one.speaker or not parts or min(part[0] for part in parts) < low:
            continue
        last = max(part[1] for part in parts)
        if last > high or inner.outer or speaker is None:
            continue
        inner.outer = [*reading.outer, speaker]
        size = sum(end - start for start, end in inner.one.content)
        if size >= _MOSTLY * (high - low):
            reading.gone = True


def _inner(text: str, reading: Reading) -> None:
    """The speaker whom the content of an indirect statement begins with, or the words that it was said."""
    one = reading.one
    speaker = speaker_of(one)
    if reading.gone or speaker is None or one.mode == "direct" or len(one.content) != 1:
        return
    low, high = one.content[0]
    if dropped := _DROPPED.match(text, low, high):
        reading.outer.append(speaker)
        content = (dropped.end(), high) if dropped["that"] and high - dropped.end() > 8 else (low, high)
        cue = (*one.cue, dropped.span("cue")) if content[0] > low else one.cue
        reading.one = replace(one, speaker=(), content=(content,), cue=cue)
        reading.dropped = True
        reading.why = "who reported it is left out"
        return
    if not (one.lemma in _CLAUSE_VERBS or one.lemma.startswith("according")) or one.negated:
        return
    match = _INNER.match(text, low, high)
    if match is None or high - match.end() < 8:
        return
    words = match["who"]
    if words.rsplit(" ", 1)[-1] in _OPEN_ENDS:
        return
    printed = read_printed(words)
    if printed.form in _NO_SPEAKER or printed.form == "record" or set(words.lower().split()) & _OWN_WORD:
        return
    if not (any(word[0].isupper() for word in words.split()) or printed.form in {"office", "crowd", "body"}):
        return
    reading.outer.append(speaker)
    reading.one = replace(
        one,
        speaker=(match.span("who"),),
        cue=(match.span("verb"),),
        lemma=_VERBS[match["verb"]],
        content=((match.end(), high),),
    )
    reading.why = "the words are said to be somebody else's"
