"""What an attribution means: who speaks, in which voice, through whom, and what it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.chains import read_chains
from claims.extract.channels import channel_of, is_media, is_unnamed_media
from claims.extract.found import Attribution, Found, FoundRelay, Paragraph, Span
from claims.extract.heard import Who
from claims.extract.interviews import ANSWER
from claims.extract.joint import split_speakers
from claims.extract.naming import Namer
from claims.extract.quoting import Reading
from claims.extract.relays import Hop, find_hops
from claims.extract.sentences import Around, around
from claims.extract.stances import find_stance

_LONGEST_ROLE = 300


def find_meaning(
    text: str,
    paragraphs: Sequence[Paragraph],
    attributions: Sequence[Attribution],
    *,
    language: str = "en",
    outlet: str = "",
    credited: Span | None = None,
) -> list[tuple[Found, ...]]:
    """Return for each attribution what it means, in their order: several for joint speakers ("A and B said").

    None at all where an attribution is only a hop of the one inside it. attributions: in the order of the
    text. outlet: its printed name, which is never a relay. credited: where the text says whom it was taken
    from ("Source: X"): the relay nearest to the outlet, where that is another. Hedges, dates and figures are
    not looked for here. Takes time linear in the text; never raises.
    """
    reader = _Reader(text, paragraphs, outlet=outlet, credited=credited)
    found: list[tuple[Found, ...]] = [()] * len(attributions)
    readings = [reading for reading in read_chains(text, attributions) if not reading.gone]
    for reading in sorted(readings, key=_place):
        found[reading.index] = tuple(reader.read(reading))
    return found


def _place(reading: Reading) -> int:
    one = reading.one
    return min(start for start, _ in (one.speaker or one.cue or one.content))


class _Reader:
    """Reads the attributions of one text in the order of their speakers."""

    def __init__(
        self, text: str, paragraphs: Sequence[Paragraph], *, outlet: str, credited: Span | None
    ) -> None:
        self.text, self.paragraphs, self.outlet = text, paragraphs, outlet
        self.namer = Namer(text, paragraphs, outlet=outlet)
        self.credited = credited

    def read(self, reading: Reading) -> Iterator[Found]:
        """Yield the statements of a reading, one for each of its speakers."""
        one = reading.one
        near = around(self.text, self.paragraphs, self.namer.heard.starts, one)
        hops = self._hops(reading, near)
        stance, why = find_stance(self.text, one, tail=self.text[near.tail[0] : near.tail[1]])
        if reading.dropped and stance == "repeats":
            stance, why = "asserts", ""  # it is the hop that rests on others, not the origin
        for speaker in self._speakers(one):
            at = speaker[0] if speaker else _place(reading)
            who = self._who(reading, speaker, at)
            spans = (speaker,) if speaker and len(one.speaker) == 1 else one.speaker
            reasons = tuple(dict.fromkeys(part for part in (one.frame, reading.why, who.why, why) if part))
            yield Found(
                content=one.content,
                cue=one.cue,
                speaker=spans,
                speaker_name=who.name,
                basis=who.basis,
                role=who.role[:_LONGEST_ROLE],
                voice=who.voice,
                mode=one.mode,
                stance=stance,
                kind=one.kind,
                score=one.score,
                reasons=reasons,
                origin_dropped=reading.dropped,
                speaks_for=who.speaks_for,
                relays=tuple(self._relays(hops, who)),
            )
            self.namer.remember(at, who, one.content)
            self._note_writing(reading, near, who)

    def _note_writing(self, reading: Reading, near: Around, who: Who) -> None:
        """Who wrote what is later called "the statement" or "the post": of a chain, who stands nearest."""
        if reading.outer:
            start, end = reading.outer[-1]
            who = self.namer.who(self.text[start:end], start)
        if who.voice == "named" and who.name:
            self.namer.heard.note_writing(near.words(self.text), who)

    def _speakers(self, one: Attribution) -> list[Span | None]:
        if not one.speaker:
            return [None]
        if len(one.speaker) > 1:
            return [(one.speaker[0][0], one.speaker[-1][1])]
        return list(split_speakers(self.text, one.speaker[0]))

    def _who(self, reading: Reading, speaker: Span | None, at: int) -> Who:
        one = reading.one
        if speaker is not None:
            if len(one.speaker) > 1:
                return self.namer.who(" ".join(self.text[start:end] for start, end in one.speaker), at)
            return self.namer.who(self.text[speaker[0] : speaker[1]], at)
        if reading.dropped:
            return Who("unnamed", form="crowd")
        if one.frame == ANSWER:
            return self.namer.interviewed(at)
        if one.mode == "indirect" or one.passive:
            return Who("unattributed")
        last = self.namer.last(at)
        if last is not None and last.name:
            return Who(
                "named",
                last.name,
                "resolved",
                form=last.form,
                gender=last.gender,
                many=last.many,
                why="the quotation goes on from who spoke last",
            )
        return Who("named", why="it is not clear who speaks")

    def _hops(self, reading: Reading, near: Around) -> list[Hop]:
        """All hops, nearest to the outlet first."""
        text = self.text
        hops = [Hop(self.credited, "report", -1)] if self.credited else []
        context = near.words(text) if reading.outer else ""
        for span in reading.outer:
            words = text[span[0] : span[1]]
            named = channel_of(words) or channel_of(context) or ("report" if is_media(words) else "")
            hops.append(Hop(span, named, 1))
        hops += find_hops(text, reading.one, near)
        return sorted(hops, key=lambda hop: hop.rank)

    def _relays(self, hops: list[Hop], who: Who) -> Iterator[FoundRelay]:
        position, seen = 1, {self.outlet.casefold(), (who.name or "").casefold()}
        places: list[Span] = []
        for hop in hops:
            start, end = hop.span
            printed = self.text[start:end].strip()
            actor = self._actor(printed, start)
            keys = {
                printed.casefold().removeprefix("the "),
                (actor or printed).casefold().removeprefix("the "),
            }
            if keys & seen - {""} or any(low < end and start < high for low, high in places):
                continue
            seen |= keys
            places.append(hop.span)
            yield FoundRelay(position, actor, printed, hop.channel, start, end)
            position += 1

    def _actor(self, printed: str, at: int) -> str | None:
        if is_unnamed_media(printed):
            return None
        who = self.namer.who(printed, at)
        return who.name if who.voice == "named" else None
