"""Where a text names persons and bodies in full: what a surname, an office or "the ministry" can point at."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.found import Paragraph
from claims.extract.speaker_words import BODIES, OFFICES, OPENERS, TITLES, gender_of
from sources.ingest.sentences import words_of

_WORD = r"(?:[A-Z\u00c0-\u00de]\.|[A-Z\u00c0-\u00de][\w'’-]*)"
_LINK = r"(?:of |for |of the |de |von |van |der |den |del |di |da |al |bin |ibn )"
_NAMES = re.compile(rf"{_WORD}(?: {_LINK}?{_WORD})+")
_SHORT = re.compile(r" ?\(([A-Z][A-Za-z]{1,7})\)")
_BODY_LINK = re.compile(r" (?:of|for|on|in|at) ")
_PLACES = words_of(
    "new north south east west northern southern eastern western central san saint st lake port mount "
    "fort great upper lower greater old"
)
#: What stands between the head of a sentence and a name that is still its subject.
_SUBJECT_PREFIX = re.compile(r"(?:^|[.!?:;\n][\"”’]?\s+|^[\"“]?)((?:[\w’'-]+,? ){0,5})$")
_GOVERNS = re.compile(
    r"\b(?:to|with|of|by|for|from|against|about|on|after|before|than|like|at|over|and) $", re.I
)
_ROLE_AFTER = re.compile(r",? ?(?:the |a |an |who is |who was )([^,.;\n]{3,90})[,.]")
_PAUSE = re.compile(r"[.,:;!?“”\"()]\s*")
_MEDIA = words_of("news times post tv radio herald gazette courier tribune press journal telegraph media")
#: Somebody who is brought in as a relative is not who the surname alone means.
KIN = words_of("wife husband son daughter brother sister father mother widow widower cousin uncle aunt")
_REACH = 70
#: So many of a kind are looked at, the nearest.
_NEAREST = 40
_UNTITLED = frozenset({"headline", "crosshead", "byline", "dateline", "header"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A full name and where it stands. role: the words of an office beside it, "" without one."""

    start: int
    end: int
    name: str
    role: str
    gender: str


class Mentions:
    """The full names of a text, by surname and by the noun of a body. Made once, in one pass."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self.text = text
        self.persons: list[Mention] = []
        self.by_surname: dict[str, list[Mention]] = {}
        self.bodies: dict[str, list[tuple[int, str]]] = {}
        self.by_office: dict[str, list[Mention]] = {}
        self.shorts: dict[str, str] = {}
        self.titled: set[str] = set()
        self._titles: dict[str, str] = {}
        self._called: dict[str, list[str]] = {}
        self._small: set[str] = set()
        self.headline_end = max((one.end for one in paragraphs if one.kind == "headline"), default=0)
        for paragraph in paragraphs:
            titled = paragraph.kind in _UNTITLED
            for match in _NAMES.finditer(text, paragraph.start, paragraph.end):
                self._take(match[0], match.start(), titled)
        self._starts = [person.start for person in self.persons]
        self._give_titles()

    def _take(self, words: str, start: int, titled: bool) -> None:
        parts = words.split(" ")
        while len(parts) > 1 and (parts[0].lower() in OPENERS or parts[0].lower() in TITLES):
            start += len(parts.pop(0)) + 1
        parts[-1] = parts[-1].removesuffix("'s").removesuffix("’s").rstrip("’'")
        if len(parts) > 1 and parts[0].endswith(("'s", "’s", "s'", "s’")) and not self._is_body(parts):
            start += len(parts.pop(0)) + 1
        office = next((at for at in range(len(parts) - 2, -1, -1) if parts[at].lower() in OFFICES), None)
        if office is None and self._is_body(parts):
            self.add_body(start, " ".join(parts))
            return
        if office is not None and office + 2 == len(parts):
            self._titles.setdefault(parts[-1], parts[office].lower())
        if titled or (office is None and not 1 < len(parts) <= 4):
            return
        name = parts[office + 1 :] if office is not None else parts
        if (
            not name
            or name[-1].lower() in OFFICES
            or name[0].lower() in _PLACES
            or name[-1].lower() in BODIES
            or name[-1].lower() in _MEDIA
        ):
            return
        if office is not None and len(parts) > office + 1 and _is_of(parts[office + 1]):
            return
        at = start + (len(" ".join(parts[: office + 1])) + 1 if office is not None else 0)
        self._add_person(at, " ".join(name), " ".join(parts[: office + 1]) if office is not None else "")

    def _give_titles(self) -> None:
        """Give the office of "Mayor Oren" to Jon Oren, where the text names one person of that surname."""
        for surname, office in self._titles.items():
            if surname in self.by_surname and len(full := self.called(surname)) == 1:
                mention = next(one for one in self.by_surname[surname] if one.name == full[0])
                self.titled.add(mention.name)
                self.by_office.setdefault(office, []).append(mention)

    def _is_body(self, parts: list[str]) -> bool:
        if parts[-1].lower() in BODIES:
            return True
        return any(part.lower() in BODIES and _is_of(parts[at + 1]) for at, part in enumerate(parts[:-1]))

    def add_body(self, start: int, name: str) -> None:
        """Remember a body's full name under its noun; also under its letters, where brackets give them."""
        head = _BODY_LINK.split(name)[0].rsplit(" ", 1)[-1].lower()
        insort(self.bodies.setdefault(head, []), (start, name))
        short = _SHORT.match(self.text, start + len(name))
        if short:
            self.shorts.setdefault(short[1].casefold(), name)
        self.shorts.setdefault("".join(part[0] for part in name.split()).casefold(), name)

    def _add_person(self, start: int, name: str, role: str) -> None:
        before = "" if role else self._role_before(start)
        role = role or before or self._role_after(start + len(name))
        if " " not in name:
            return
        mention = Mention(start, start + len(name), name, role, gender_of(name, role))
        self.persons.append(mention)
        self.by_surname.setdefault(name.rsplit(" ", 1)[-1], []).append(mention)
        for word in role.lower().split():
            if word in OFFICES:
                self.by_office.setdefault(word, []).append(mention)

    def _role_before(self, start: int) -> str:
        words = self.text[max(0, start - _REACH) : start].rstrip(" ,").rsplit("\n", 1)[-1].split(" ")[-5:]
        if words[-1].lower() not in OFFICES and words[-1].lower() not in TITLES:
            return ""
        cut = next(
            (at for at in range(len(words) - 2, -1, -1) if words[at].endswith((".", ",", ":", ";"))), -1
        )
        return " ".join(words[cut + 1 :])

    def _role_after(self, end: int) -> str:
        match = _ROLE_AFTER.match(self.text, end, end + 110)
        return match[1] if match else ""

    def called(self, surname: str) -> list[str]:
        """The distinct full names that end in a surname. Where some are sure to be persons, only those."""
        if surname not in self._called:
            self._called[surname] = self._persons_called(self.by_surname.get(surname, []))
        return self._called[surname]

    def _persons_called(self, mentions: list[Mention]) -> list[str]:
        count = Counter(mention.name for mention in mentions)
        sure = {mention.name for mention in mentions if mention.gender or mention.role}
        if not sure and mentions and self._is_place(mentions[0]):
            return []
        if not sure:  # what heads one sentence alone may be any words ("Poor Oster")
            sure = {one.name for one in mentions if count[one.name] > 1 or not self._is_first(one)}
        kin = {mention.name for mention in mentions if mention.role.rsplit(" ", 1)[-1].lower() in KIN}
        others = {mention.name for mention in mentions} - kin
        if kin and len(others) == 1:  # "Oren" is not "his wife, Eva Oren"
            return list(others)
        names = [name for name in count if name in sure]
        return [name for name in names if not any(name != one and name.endswith(f" {one}") for one in names)]

    def _is_place(self, mention: Mention) -> bool:
        """Whether the text says "in Oster", so that "Poor Oster" is nobody."""
        return f" in {mention.name.rsplit(' ', 1)[-1]}" in self.text

    def _is_first(self, mention: Mention) -> bool:
        before = self.text[max(0, mention.start - 2) : mention.start].strip(' "“')
        return not before or before[-1] in ".?!\n"

    def holding(self, office: str, *, before: int) -> list[str]:
        """The distinct persons to whom the text gave an office before a place; a headline looks ahead."""
        if before < self.headline_end:
            before = len(self.text)
        holders = [mention.name for mention in self.by_office.get(office, ()) if mention.start < before]
        return list(dict.fromkeys(holders[-_NEAREST:]))

    def between(self, start: int, end: int) -> list[Mention]:
        """The persons named in a stretch, in order."""
        return self.persons[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def named_bodies(self, head: str, *, before: int) -> list[tuple[int, str]]:
        """Where bodies of a noun were named before a place, nearest last; "Oster police" as well."""
        if head not in self._small:
            self._small.add(head)
            self._find_small(head)
        known = self.bodies.get(head, [])
        if before < self.headline_end:
            before = len(self.text)
        stop = bisect_left(known, (before, ""))
        return known[max(0, stop - _NEAREST) : stop]

    def _find_small(self, head: str) -> None:
        """Add the bodies whose noun is written small: "Oster police", "the Tarnish customs police"."""
        at = self.text.find(f" {head}")
        while at >= 0:
            end = at + 1 + len(head)
            if not self.text[end : end + 1].isalpha():
                line = self.text[max(0, at - 40) : end].rsplit("\n", 1)[-1]
                words = _PAUSE.split(line)[-1].split(" ")[-4:]
                first = next((one for one, word in enumerate(words[:-1]) if _begins_a_name(word)), None)
                if first is not None and all(word[:1].isupper() for word in words[first:-1]):
                    name = " ".join(words[first:])
                    self.bodies.setdefault(head, []).append((end - len(name), name))
            at = self.text.find(f" {head}", end)
        self.bodies.get(head, []).sort()

    def is_subject(self, mention: Mention) -> bool:
        """Whether a name stands at the head of its sentence."""
        low = max(0, mention.start - _REACH)
        before = self.text[low : mention.start]
        prefix = _SUBJECT_PREFIX.search(before)
        return prefix is not None and not _GOVERNS.search(prefix[1])


def _is_of(word: str) -> bool:
    return word in {"of", "for"}


def _begins_a_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in OPENERS
