"""What is said of an invented claim: by whom, in which stance, in which sentence, and where in it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from claims.choices import Mode, Stance, Voice
from claims.large import clocks
from claims.large.claims import Planned
from claims.large.people import Cast
from claims.large.people import Voice as Who
from claims.large.words import THEIRS, Skewed

_STANCES = [
    *[Stance.ASSERTS] * 62, *[Stance.REPEATS] * 12, *[Stance.DENIES] * 12, *[Stance.DECLINES] * 6,
    *[Stance.DISPUTES] * 4, *[Stance.CORRECTS] * 2, *[Stance.ADMITS_IN_PART] * 2,
]  # fmt: skip
_VOICES = [
    *[Voice.NAMED] * 72, *[Voice.UNNAMED] * 12, *[Voice.UNATTRIBUTED] * 7, *[Voice.OUTLET] * 5,
    *[Voice.RECORD] * 4,
]  # fmt: skip
_CUES = {
    Stance.ASSERTS: ("said", "told reporters", "stated", "wrote", "announced"),
    Stance.REPEATS: ("repeated", "said again"),
    Stance.ADMITS_IN_PART: ("conceded", "allowed"),
    Stance.DENIES: ("denied", "rejected the report"),
    Stance.DISPUTES: ("doubted", "questioned"),
    Stance.CORRECTS: ("corrected the report", "clarified"),
    Stance.DECLINES: ("would not say", "declined to confirm"),
}
_UNNAMED = ("an official", "a resident", "two witnesses", "a person close to the talks", "staff")


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence. spans are code points of the sentence: of the content, and of speaker and cue, or None.

    said, event: seven columns each. figure: the number in the content, "" where it is no figure. relays:
    whether it came through somebody.
    """

    claim: Planned
    voice: Voice
    stance: Stance
    mode: Mode
    speaker: Who | None
    printed: str
    sentence: str
    content: tuple[int, int]
    name: tuple[int, int] | None
    cue: tuple[int, int] | None
    said: str
    event: str
    figure: str
    relays: bool
    dropped: bool

    @property
    def words(self) -> str:
        """The content, exactly."""
        return self.sentence[self.content[0] : self.content[1]]


def say(rng: random.Random, cast: Cast, claim: Planned, *, local: Skewed[Who], day: int) -> Saying:
    """Somebody says something of the claim. local: who speaks oftenest here."""
    voice, stance = rng.choice(_VOICES), rng.choice(_STANCES)
    speaker, printed = _who(rng, cast, voice, local)
    content, cue = rng.choice(THEIRS).format(**claim.drawn), rng.choice(_CUES[stance])
    mode = Mode.DIRECT if rng.random() < 0.3 and printed else Mode.INDIRECT
    sentence, at = _sentence(voice, mode, printed, cue, content)
    number = str(claim.drawn["number"])
    return Saying(
        claim=claim,
        voice=voice,
        stance=stance,
        mode=mode,
        speaker=speaker,
        printed=printed,
        sentence=sentence,
        content=(at, at + len(content)),
        name=_place(sentence, printed),
        cue=_place(sentence, cue) if printed else None,
        said=clocks.draw(rng, max(day - int(rng.expovariate(0.5)), 0)),
        event=clocks.draw(rng, claim.day) if rng.random() < 0.3 else clocks.UNKNOWN,
        figure=number if number in content and rng.random() < 0.2 else "",
        relays=rng.random() < 0.1,
        dropped=rng.random() < 0.01,
    )


def _who(rng: random.Random, cast: Cast, voice: Voice, local: Skewed[Who]) -> tuple[Who | None, str]:
    """The speaker and how it is printed; ("" where nobody is)."""
    if voice == Voice.NAMED:
        speaker = local.draw() if rng.random() < 0.6 else cast.speakers.draw()
        return speaker, speaker.name
    if voice == Voice.RECORD:
        speaker = cast.records.draw()
        return speaker, speaker.name
    return None, rng.choice(_UNNAMED) if voice == Voice.UNNAMED else ""


def _sentence(voice: Voice, mode: Mode, printed: str, cue: str, content: str) -> tuple[str, int]:
    """The sentence, and where the content begins in it."""
    if not printed:
        begins = "We saw ourselves that " if voice == Voice.OUTLET else "Reportedly "
    elif mode == Mode.DIRECT:
        return f"“{content},” {printed} {cue}.", 1
    else:
        begins = f"{printed[0].upper()}{printed[1:]} {cue} that "
    return f"{begins}{content}.", len(begins)


def _place(sentence: str, words: str) -> tuple[int, int] | None:
    """Where the words stand outside of quotation marks: before the content or behind it."""
    at = sentence.rfind(words) if sentence.startswith("“") else sentence.find(words)
    return (at, at + len(words)) if words and at >= 0 else None
