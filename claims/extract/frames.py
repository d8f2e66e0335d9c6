"""What follows a verb that attributes: a clause, a quotation, an infinitive, an object."""

from __future__ import annotations

from claims.extract.contents import clause_end, object_end, trim
from claims.extract.cues import Cue, cues_at
from claims.extract.deeds import is_deed, says_nothing
from claims.extract.drafts import Page, Range
from claims.extract.endings import before_saying
from claims.extract.finite import begins_infinitive, has_finite, has_verb, starts_clause, surely_finite
from claims.extract.grammar import (
    BE,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    END_MARKS,
    HE,
    MODAL,
    NUMBERS,
    PREPOSITIONS,
    SUBORDINATORS,
    TIMES,
    VERBS,
    WH,
    is_adverb,
)
from claims.extract.speaker_spans import begins_adjunct
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: Verbs that also take a thing, which no clause without "that" is: "wrote two letters", "protested the fees".
THINGS = words_of(
    "write protest clarify read post learn find project forecast recite blog chant hear hold tell"
)
WHOM = words_of("him her them us me it you")
#: How far behind a verb its content may begin, past addressees and occasions, in tokens.
REACH = 18


def content_of(page: Page, cue: Cue, stop: int) -> tuple[str, Range, Range | None, str] | None:
    """Return frame, content, addressee and kind where the verb's frames are met by what follows."""
    line = page.line
    frames = page.frames_of(cue.verb)
    if not frames:
        return None
    place = cue.stop
    while (
        place < stop and is_adverb(line.low[place]) and line.low[place] not in ("so", "all", "both", "there")
    ):
        place += 1
    if place >= stop or (line.low[cue.first] == "having" and line.low[place : place + 2] == ["that", ","]):
        return None  # "having said that, …" says nothing more
    if line.words[place] in DASHES:
        place = _past_aside(line, place, stop)
    return (
        _quoted(page, frames, place, stop)
        or _clause(page, frames, place, stop)
        or _to(page, frames, place, stop)
        or _after_preposition(page, frames, place, stop)
        or _past_circumstances(page, frames, place, stop)
        or _addressed(page, frames, place, stop)
        or _bare(page, cue, frames, place, stop)
        or _number(page, frames, place, stop)
        or _object(page, cue, frames, place, stop)
    )


def _past_aside(line: Line, dash: int, stop: int) -> int:
    """Return where words go on behind "– without giving proof –", or the dash where they do not."""
    for at in range(dash + 2, min(dash + REACH, stop - 1)):
        if line.words[at] in DASHES:
            return at + 1
    return dash


Content = tuple[str, Range, Range | None, str]


def _made(
    page: Page, frame: str, first: int, end: int, kind: str, addressee: Range | None = None
) -> Content | None:
    content = trim(page.line, first, end)
    return (frame, content, addressee, kind) if content else None


def _quoted(page: Page, frames: dict[str, str], place: int, stop: int) -> Content | None:
    line = page.line
    kind = frames.get("quote")
    if kind is None:
        return None
    if line.words[place] in (":", ",") and place + 1 < stop and line.quoted[place + 1] >= 0:
        return _made(
            page, "quotation behind its verb", place + 1, _quotation_end(page, place + 1, stop), kind
        )
    if line.words[place] == ":":
        return _made(page, "words behind a colon", place + 1, stop, kind)
    if line.quoted[place] >= 0:
        return _made(
            page, "quotation behind its verb", place, clause_end(page.line, place, stop, page.lexicon), kind
        )
    return None


def _quotation_end(page: Page, place: int, stop: int) -> int:
    """A quotation after a comma or colon goes to its end, with what completes the sentence."""
    return clause_end(page.line, place, stop, page.lexicon)


def _clause(page: Page, frames: dict[str, str], place: int, stop: int) -> Content | None:
    line = page.line
    kind = frames.get("clause") or frames.get("that")
    if kind is None:
        return None
    if line.words[place] == ",":
        place = next((at + 1 for at in range(place + 2, min(place + REACH, stop - 1))
                      if line.words[at] == "," and line.low[at + 1] == "that"), place)  # fmt: skip
    if line.low[place] == "that" or (
        line.low[place] in WH and line.low[place] not in ("when", "which", "who")
    ):
        return _made(page, "clause behind its verb", place, clause_end(line, place, stop, page.lexicon), kind)
    return None


def _to(page: Page, frames: dict[str, str], place: int, stop: int) -> Content | None:
    line = page.line
    kind = frames.get("to")
    if kind is None or line.low[place] != "to" or place + 1 >= stop:
        return None
    if line.low[place + 1] in DETERMINERS or (line.words[place + 1][0].isupper() and line.kind != "headline"):
        return None
    end = clause_end(line, place, stop, page.lexicon)
    return _made(page, "infinitive behind its verb", place, end, kind)


def _after_preposition(page: Page, frames: dict[str, str], place: int, stop: int) -> Content | None:
    line = page.line
    word = line.low[place]
    kind = frames.get("to_" if word == "to" else word) if word in PREPOSITIONS else None
    if kind is None or place + 1 >= stop or (word == "on" and line.low[place + 1] in TIMES):
        return None
    return _made(
        page, f"“{word}” behind its verb", place + 1, object_end(line, place + 1, stop, page.lexicon), kind
    )


def _past_circumstances(page: Page, frames: dict[str, str], place: int, stop: int) -> Content | None:
    """ "said in a statement on Monday that …", "said Monday the road …" """
    line = page.line
    kind = frames.get("clause")
    if kind is None or not begins_adjunct(line, place):
        return None
    if line.low[place] == "to" and begins_infinitive(line, place, stop):
        return None
    for at in range(place, min(place + REACH, stop)):
        if line.words[at] == "," and _others(page, at + 1, stop):
            return None
        if line.low[at] == "that" and line.low[at - 1] not in PREPOSITIONS:
            return _made(page, "clause behind its verb", at, clause_end(line, at, stop, page.lexicon), kind)
        if line.quoted[at] >= 0:
            if line.words[at - 1] in (",", ":"):
                return _made(page, "quotation behind its verb", at, _quotation_end(page, at, stop), kind)
            return None
        if line.words[at] in END_MARKS or line.words[at] == ";":
            break
        if line.words[at] == ":":
            return _made(page, "words behind a colon", at + 1, stop, kind)
    return _past_day(page, kind, place, stop)


def _others(page: Page, first: int, stop: int) -> bool:
    """Tell whether somebody else says something behind a comma: "asked if it would respond, Velik said"."""
    named = range(first + 1, min(first + 5, stop))
    return any(cue.shape == "finite" and cue.verb.spoken for at in named
               for cue in cues_at(page.line, at, first, page.lexicon))  # fmt: skip


def _past_day(page: Page, kind: str, place: int, stop: int) -> Content | None:
    """ "admitted under questioning he had …", "said on Monday the road …": a clause without "that" """
    line = page.line
    for at in range(place + 2, min(place + 10, stop - 1)):
        if line.words[at] in (",", ";") or line.low[at] in WH or line.low[at] in CONJUNCTIONS:
            break
        if line.low[at] in HE and line.low[at] != "you" and line.low[at - 1] not in PREPOSITIONS:
            if line.low[at - 1] in page.lexicon.verbs or not has_finite(page, at, stop):
                break  # "emails he wrote in May show she knew"
            return _made(page, "clause behind its verb", at, clause_end(line, at, stop, page.lexicon), kind)
    at = begun = place + (line.low[place] == "on")
    while at < stop and (line.low[at] in TIMES or line.low[at].isdigit()):
        at += 1
    if at > begun and at < stop and starts_clause(line, at):
        return _made(page, "clause behind its verb", at, clause_end(line, at, stop, page.lexicon), kind)
    return None


def _addressed(page: Page, frames: dict[str, str], place: int, stop: int) -> Content | None:
    """ "told reporters that …", "told the panel: “…”", "told her he would …" """
    line = page.line
    if "addressee" not in frames:
        return None
    kind = frames["addressee"]
    for at in range(place + 1, min(place + REACH, stop)):
        low = line.low[at]
        if (
            low == "that"
            or low in ("how", "why", "whether", "what")
            or (low in HE and line.low[at - 1] not in PREPOSITIONS and not has_verb(line, place, at))
        ) and (low != "that" or line.low[at - 1] not in PREPOSITIONS):
            end = clause_end(line, at, stop, page.lexicon)
            return _made(page, "clause behind its verb", at, end, kind, (place, at))
        if line.quoted[at] >= 0:
            return _made(
                page, "quotation behind its verb", at, _quotation_end(page, at, stop), kind, (place, at)
            )
        if low == "to" and begins_infinitive(line, at, stop) and not line.low[place].endswith("ing"):
            first = place if "to" in frames else at
            end = clause_end(line, at, stop, page.lexicon)
            return _made(page, "infinitive behind its verb", first, end, kind, (place, at))
        if line.words[at] in END_MARKS or line.words[at] == ";":
            return None
    return None


def _bare(page: Page, cue: Cue, frames: dict[str, str], place: int, stop: int) -> Content | None:
    """ "said the road was closed": a clause without "that" """
    line = page.line
    kind = frames.get("clause")
    if kind is None or not starts_clause(line, place) or line.low[place] in TIMES:
        return None
    if line.low[place] in ("while", "after", "before", "because", "until"):
        return None
    if line.low[place] == "when" and "what" in line.low[max(0, cue.first - 6) : cue.first]:
        return None  # "that was what she said when she left"
    end = clause_end(line, place, stop, page.lexicon)
    if "object" in frames or cue.verb.lemma in THINGS:
        if not surely_finite(page, place, end):
            return None
    elif not has_finite(page, place, end):
        return None
    return _made(page, "clause behind its verb", place, end, kind)


def _number(page: Page, frames: dict[str, str], place: int, stop: int) -> Content | None:
    """ "put the number at 40": a number that somebody gives"""
    line = page.line
    if "number" not in frames or line.low[place] not in DETERMINERS:
        return None
    at = next((at for at in range(place + 2, min(place + 7, stop - 1)) if line.low[at] == "at"), 0)
    given = range(at + 1, min(at + 5, stop))
    if not at or not any(line.low[one][0].isdigit() or line.low[one] in NUMBERS for one in given):
        return None
    return _made(
        page, "number behind its verb", place, object_end(line, place, stop, page.lexicon), frames["number"]
    )


def _object(page: Page, cue: Cue, frames: dict[str, str], place: int, stop: int) -> Content | None:
    line = page.line
    kind = frames.get("object")
    if kind is None or line.words[place] in END_MARKS or line.words[place] in (",", ";", ")", ":"):
        return None
    if line.low[place] in PREPOSITIONS or line.low[place] in CONJUNCTIONS:
        return None
    if line.low[place] in WHOM and place + 1 < stop and line.low[place + 1] in BE:
        return None  # "whether they will forgive him is open"
    low = line.low[place]
    if kind == "speech" and (low in VERBS or low in SUBORDINATORS or low in BE or low in MODAL):
        return None  # "the woman he attacked says", "it began to show when"
    end = object_end(line, place, stop, page.lexicon)
    if kind == "speech":
        end = before_saying(line, place, end)
    content = _made(page, "object of its verb", place, end, kind)
    if content is None or _says_nothing(line, content[1]):
        return None
    lemma = cue.verb.lemma
    deed = cue.shape == "finite" and is_deed(line, lemma, content[1])
    return None if deed or says_nothing(line, lemma, content[1], negated=cue.negated) else content


def _says_nothing(line: Line, content: Range) -> bool:
    """Tell whether a range is somebody's name alone, or "him": whoever is praised or called has no words."""
    if content[1] - content[0] == 1 and line.low[content[0]] in WHOM:
        return True
    words = line.words[content[0] : content[1]]
    return all(word[0].isupper() or word in ("of", "the", "and", ",", ".") for word in words)
