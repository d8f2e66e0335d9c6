"""Somebody is quoted by somebody: "the ministry quoted the Herald", "she is reported to have said"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from claims.extract.found import Attribution, Span


@dataclass(slots=True)
class Reading:
    """An attribution on its way to a statement. index: which it was. outer: whom it came through, nearest the
    outlet first. dropped: the origin was left out ("it was reported"). gone: it is only a hop of another.
    """

    index: int
    one: Attribution
    outer: list[Span] = field(default_factory=list)
    dropped: bool = False
    gone: bool = False
    why: str = ""


_AS_SAYING = re.compile(
    r"\b(was |were |is |are |been )?(?:quoted|quotes|quoting|cited|cites"
    r"|citing)\s(?:(?:by|in) ([^,;.]{2,80}?) |"
    r"([^;.]{2,140}?),? )?as\s(?:having )?$"
)
_THEN_SAYING = re.compile(
    r"\s(?:(?:by|in) (?P<by>[^,;.]{2,80}?) |(?P<who>[^;.]{2,140}?),? )?(?P<say>as "
    r"(?:having )?(?:saying|said|telling"
    r"|writing|claiming|stating|warning)(?: that)?):? "
)
_STOP = re.compile(r"[.!?][”\"]?(?=\s|$)|\n|$")
_TO_HAVE_SAID = re.compile(r"to have (?:said|told|claimed|written|replied|added|stated)")
_BEFORE = re.compile(r"([“\"„][^“”\"„]{3,600}[”\"“])\s*$")


def read_quoting(text: str, reading: Reading, before: Reading | None) -> None:
    """Give the words to who is quoted; the one who quotes becomes a hop. before: the reading before it."""
    _quoted_as_saying(text, reading, before)
    _quoted_whole(text, reading)
    _reported_to_have_said(text, reading)


def speaker_of(one: Attribution) -> Span | None:
    """The span from the first to the last of a speaker's words, None where there are none."""
    return (one.speaker[0][0], one.speaker[-1][1]) if one.speaker else None


def _quoted_whole(text: str, reading: Reading) -> None:
    """ "The ministry quoted the Herald as saying …", where it was read as one."""
    one = reading.one
    if not one.cue or one.lemma not in {"quote", "cite"}:
        return
    low = one.cue[-1][1]
    match = _THEN_SAYING.match(text, low, low + 260)
    if match is None:
        return
    agent = match.span("by") if match["by"] else None
    if one.passive:
        first = one.content[0]
        origin, outer = first, agent
    else:
        origin, outer = match.span("who"), speaker_of(one)
        if match["who"] is None:
            return
    stop = _STOP.search(text, match.end(), match.end() + 600)
    end = max(stop.start() if stop else match.end(), one.content[-1][1])
    if end - match.end() < 4:
        return
    reading.one = replace(
        one,
        speaker=(origin,),
        cue=((one.cue[0][0], low), match.span("say")),
        passive=False,
        content=((match.end(), end),),
        lemma="say",
    )
    if outer and outer != origin:
        reading.outer.append(outer)
    reading.why = "quoted through somebody else"


def _reported_to_have_said(text: str, reading: Reading) -> None:
    """“…”, Velik is reported to have said: the quotation is hers."""
    one = reading.one
    if not one.passive or len(one.content) < 2 or one.speaker:
        return
    if not _TO_HAVE_SAID.match(text, *one.content[-1]):
        return
    quoted = _BEFORE.search(text, max(0, one.content[0][0] - 620), one.content[0][0])
    if quoted is None:
        return
    reading.one = replace(
        one,
        speaker=(one.content[0],),
        content=(quoted.span(1),),
        mode="direct",
        passive=False,
        cue=(*one.cue, one.content[-1]),
        lemma="say",
    )
    reading.why = "the words are reported to be theirs"


def _quoted_as_saying(text: str, reading: Reading, before: Reading | None) -> None:
    """ "The ministry quoted the Herald as saying …", "Velik was quoted by the Herald as saying …"."""
    one = reading.one
    if not one.cue:
        return
    start = one.cue[-1][0]
    if not text.startswith(
        ("saying", "telling", "writing", "claiming", "stating", "warning", "denying"), start
    ):
        return
    match = _AS_SAYING.search(text, max(0, start - 200), start)
    if match is None:
        return
    cue = ((match.start() + (len(match[1]) if match[1] else 0), one.cue[-1][1]),)
    if before is not None and before.one.cue and match.start() <= before.one.cue[-1][0] <= start:
        before.gone = True
    speaker = speaker_of(one) or (speaker_of(before.one) if before is not None else None)
    if match[1]:
        origin, outer = speaker, match.span(2) if match[2] else None
    else:
        origin, outer = match.span(3) if match[3] else None, speaker
    if origin is None:
        return
    reading.one = replace(one, speaker=(origin,), cue=cue)
    if outer and outer != origin:
        reading.outer.append(outer)
    reading.why = "quoted through somebody else"
