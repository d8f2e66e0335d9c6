"""What the reading of statements takes and gives. Pure: plain data, no database.

Offsets are half-open code points of the article's text. Choices are spelled as `claims.choices` stores them;
they are repeated here as words, since nothing in this folder imports Django.

The way through: blocks → tokens → quotations → cues → contents and speakers (`Attribution`) → what it means
(name, voice, relays, stance) and what stands in it (hedges, figures, dates) → `Found`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sources.clocks import ClockValue

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that is read by itself, with the kind of the block it stands in (glossary)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words, and what marks them as somebody's: before anything is concluded from it.

    content, cue, speaker: spans in order; speaker and cue may be empty. lemma: the cue's verb or noun in its
    plain form ("say", "according to", "allegation"), "" for a quotation without one. frame: the construction
    that it was read by, in words a person understands ("quotation before its verb"). kind: "speech", "belief"
    or "intention". negated: the cue itself is negated ("did not say"). passive: the cue is in the passive
    ("is accused of"). addressee: whom it was said to or of ("accused X of"), a span or None.
    mode: direct, indirect or mixed. score: 0 to 1.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: tuple[Span, ...]
    lemma: str
    frame: str
    kind: str
    mode: str
    score: float
    negated: bool = False
    passive: bool = False
    addressee: Span | None = None


@dataclass(frozen=True, slots=True)
class FoundRelay:
    """One hop between the outlet and the speaker; position 1 is nearest to the outlet.

    start, end: where it is printed. actor: its resolved name, or None where it is unnamed.
    """

    position: int
    actor: str | None
    printed: str
    channel: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A number in a statement, with its own words. low, high: bounds, one of them None where it is open.

    comparator, nature: as `claims.choices` spells them. counted: what is counted ("drones"). period: "week".
    """

    start: int
    end: int
    wording: str
    low: float | None
    high: float | None
    comparator: str
    unit: str
    counted: str
    period: str
    nature: str


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Words of a date in or beside a statement, resolved. clock: "said" or "event"."""

    start: int
    end: int
    clock: str
    value: ClockValue


@dataclass(frozen=True, slots=True)
class Remark:
    """What the outlet itself says of an answer or of evidence. kind: "response" or "assessment".

    what: none_yet, declined, not_asked (response) or tried, evidence, confirmed, refuted (assessment).
    party: whom it is about, as printed; "" where it is not said.
    """

    start: int
    end: int
    kind: str
    what: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as the machine reads it.

    speaker_name: the resolved name, None where it is not known; basis: printed or resolved. speaks_for: the
    body that an unnamed speaker belongs to ("a spokesman of X"), "" where none is known. reasons: why it was
    read so, in words an editor understands.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: tuple[Span, ...]
    speaker_name: str | None
    basis: str
    role: str
    voice: str
    mode: str
    stance: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    origin_dropped: bool = False
    speaks_for: str = ""
    relays: tuple[FoundRelay, ...] = ()
    hedges: tuple[Span, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    figures: tuple[FoundFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """All that was read in a text. note: what was left out and why, "" where nothing was."""

    statements: tuple[Found, ...]
    remarks: tuple[Remark, ...]
    note: str = ""
