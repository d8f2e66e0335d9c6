"""Who has spoken so far in a text, and whom "he", "she" or "they" can point back to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extract.found import Paragraph, Span
from claims.extract.mentions import Mentions
from claims.extract.speaker_words import IT, THEY

#: Paragraphs that a pronoun reaches back over.
REACH = 3
#: Contents that are looked through for a name that somebody is only quoted with.
_RECENT = 6
#: The first word of a sentence, past a title.
_HEADS = re.compile(r"(?:(?<=\n)|^|[.!?][\"”’]?\s+)(?:(?:Mr|Mrs|Ms|Dr)\.? )?([A-Z][\w’'-]+)\b", re.M)
#: In code points, for texts without paragraphs.
_FARTHEST = 3000
#: What somebody wrote, and the words by which a sentence says so.
_WRITINGS = re.compile(
    r" (statement|letter|update|X|Twitter|Telegram|Facebook|social media|post|posted|a report|its report)\b"
)
_CALLED = {
    "X": "post",
    "Twitter": "post",
    "Telegram": "post",
    "Facebook": "post",
    "social media": "post",
    "posted": "post",
    "a report": "report",
    "its report": "report",
}


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker, resolved. voice, basis: as `Found` has them. name: None where it is not known.

    why: how it was resolved, in words an editor understands, "" where it stands there. form: as `Printed`
    has it. gender: "he", "she" or "". many: "they" can point back to it.
    """

    voice: str
    name: str | None = None
    basis: str = "printed"
    role: str = ""
    speaks_for: str = ""
    why: str = ""
    form: str = "nothing"
    gender: str = ""
    many: bool = False


UNKNOWN = Who("named", why="it is not clear who speaks")


class Heard:
    """The speakers of a text so far, in the order in which they spoke."""

    def __init__(self, mentions: Mentions, paragraphs: Sequence[Paragraph]) -> None:
        self.mentions = mentions
        self.starts = [paragraph.start for paragraph in paragraphs]
        self.spoken: list[tuple[int, Who]] = []
        self.genders: dict[str, str] = {}
        self.contents: list[Span] = []
        self.writers: dict[str, Who] = {}

    def remember(self, at: int, who: Who, content: Sequence[Span]) -> None:
        """Somebody has spoken at a place: what follows may point back."""
        self.spoken.append((at, who))
        self.contents.extend(content)

    def note_writing(self, words: str, who: Who) -> None:
        """Remember whose "statement" or "post" it is, where the words around say that there is one."""
        for match in _WRITINGS.finditer(words):
            self.writers[_CALLED.get(match[1], match[1])] = who

    def last(self, at: int) -> tuple[int, Who | None]:
        """Where and who spoke last before a place; nobody where that was long ago."""
        for place, who in reversed(self.spoken):
            if place < at:
                near = self._paragraph(at) - self._paragraph(place) <= REACH
                return (place, who) if near else (place, None)
        return 0, None

    def they(self, word: str, at: int, *, many: bool) -> Who:
        """Whom "they" or "it" stands for: a body, or for "they" several people, that spoke last."""
        _, last = self.last(at)
        if last is not None and last.name is None and last.voice == "named":
            return UNKNOWN
        if word not in THEY and word not in IT:
            return UNKNOWN
        if last is not None and (last.form == "body" or (last.many and many)):
            return replace(last, role="", basis="resolved", why=f"“{word}” points back to who spoke last")
        return UNKNOWN

    def he_or_she(self, gender: str, at: int) -> Who:
        """Whom "he" or "she" stands for: who spoke last, or the subject before, unless another competes."""
        place, last = self.last(at)
        unknown = replace(UNKNOWN, form="person", gender=gender)
        nearer = self._subject_nearer(place, at, gender)
        if nearer:
            why = f"“{gender}” points back to the subject before"
            return Who("named", nearer, "resolved", form="person", gender=gender, why=why)
        if last is not None and not self._fits(last, gender):
            if last.form == "person" and last.name is None and last.gender in {"", gender}:
                return unknown  # somebody spoke whom we do not know: it may be that one
            place, last = self._last_fitting(gender, at)
        others = self._subjects(place + 1 if last is not None else self._reach(at), at, gender)
        if last is not None:
            if others - {last.name}:
                both = " or ".join(sorted(others | {last.name or "somebody unnamed"}))
                return replace(unknown, why=f"“{gender}” may be {both}")
            if last.name:
                self.genders.setdefault(last.name, gender)
            why = f"“{gender}” points back to who spoke last"
            return replace(last, role="", basis="resolved", why=why, gender=gender)
        if len(others) == 1 and self._is_sure(next(iter(others)), gender):
            why = f"“{gender}” points back to the subject before"
            return Who("named", next(iter(others)), "resolved", form="person", gender=gender, why=why)
        return unknown

    def _subject_nearer(self, place: int, at: int, gender: str) -> str:
        """The last person who heads a sentence of this paragraph, where nobody has spoken in it yet.

        "" where nobody does, or where it is not sure that the pronoun fits. place: where somebody spoke last.
        """
        begin = self.starts[max(0, self._paragraph(at) - 1)] if self.starts else 0
        if place >= begin or at - begin > _FARTHEST:
            return ""
        heads = [
            (one.start, one.name)
            for one in self.mentions.between(begin, at)
            if self.mentions.is_subject(one) and not self._is_quoted(one.start)
        ]
        for match in _HEADS.finditer(self.mentions.text, begin, at):
            if match[1] in self.mentions.by_surname and len(full := self.mentions.called(match[1])) == 1:
                heads.append((match.start(1), full[0]))
        name = max(heads)[1] if heads else ""
        return name if name and self._is_sure(name, gender) else ""

    def _is_sure(self, name: str, gender: str) -> bool:
        """Whether a person who has not spoken is known to be "he" or "she"."""
        known = self.mentions.by_surname.get(name.rsplit(" ", 1)[-1], ())
        return self.genders.get(name) == gender or any(
            one.name == name and one.gender == gender for one in known
        )

    def _paragraph(self, at: int) -> int:
        return bisect_right(self.starts, at)

    def _reach(self, at: int) -> int:
        low = self.starts[max(0, self._paragraph(at) - 1 - REACH)] if self.starts else 0
        return max(low, at - _FARTHEST)

    def _last_fitting(self, gender: str, at: int) -> tuple[int, Who | None]:
        low = self._reach(at)
        for place, who in reversed(self.spoken):
            if place < low:
                break
            if place < at and self._fits(who, gender):
                return place, who
        return 0, None

    def _fits(self, who: Who, gender: str) -> bool:
        """Whether "he" or "she" can be that speaker: one person, not known to be the other."""
        if who.voice == "unnamed":
            return not who.many and who.gender in {"", gender}
        if who.name is None:
            return False
        if who.form != "person" and (who.many or " " in who.name):
            return False
        return (who.gender or self.genders.get(who.name, "")) in {"", gender}

    def _subjects(self, start: int, end: int, gender: str) -> set[str]:
        """The persons who head a sentence in a stretch, outside of what others are quoted with."""
        found = set()
        for mention in self.mentions.between(start, end):
            known = mention.gender or self.genders.get(mention.name, "")
            fits = (known or mention.role) and known in {"", gender}
            if fits and self.mentions.is_subject(mention) and not self._is_quoted(mention.start):
                found.add(mention.name)
        return found

    def _is_quoted(self, at: int) -> bool:
        return any(low <= at < high for low, high in self.contents[-_RECENT:])
