"""Who speaks: a speaker's words resolved to a name. Two candidates that compete leave it open."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from claims.extract.found import Paragraph, Span
from claims.extract.heard import UNKNOWN, Heard, Who
from claims.extract.mentions import Mentions
from claims.extract.speaker_words import BODIES, COMPANIES, HE, PUBLIC, RECORDINGS, SHE, UNIQUE
from claims.extract.voices import Printed, read_printed

_HANGS_ON = re.compile(r" (?:of|for|in|on|at) ")
_GOVERNED = re.compile(r"\b(?:in|of|at|from|for|to|the|near|by|with|on) $")
_RELATIVE = frozenset({"who", "who ", "whic"})
_NAME_BEFORE = re.compile(r"((?:[A-Z][\w’'-]*\.? )*[A-Z][\w’'-]*),? $")


class Namer:
    """Resolves the speakers of one text in the order in which they speak."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], *, outlet: str = "") -> None:
        self.text = text
        self.outlet = outlet.casefold()
        self.mentions = Mentions(text, paragraphs)
        self.heard = Heard(self.mentions, paragraphs)
        self._reads: dict[str, Callable[[Printed, int], Who]] = {
            "person": self._person,
            "body": self._body,
            "office": self._office,
            "mouthpiece": self._mouthpiece,
            "utterance": self._document,
            "record": self._document,
            "pronoun": self._pronoun,
            "crowd": self._crowd,
            "outlet": self._outlet,
        }

    def who(self, words: str, at: int) -> Who:
        """The speaker whom the words at a place stand for. Remembers nobody: see `remember`."""
        if words[:4].lower() in _RELATIVE:
            return self._before_relative(at)
        if words.isupper() and (as_written := words.title()).split(" ")[-1] in self.mentions.by_surname:
            words = as_written  # a label: "VELIK: …"
        printed = read_printed(words)
        read = self._reads.get(printed.form)
        if read is not None:
            return read(printed, at)
        return Who("unnamed", form="crowd", many=True) if words.strip() else UNKNOWN

    def _before_relative(self, at: int) -> Who:
        """ "Velik, who said …": the name before."""
        match = _NAME_BEFORE.search(self.text, max(0, at - 80), at)
        if match is None or _GOVERNED.search(self.text, max(0, match.start() - 12), match.start()):
            return UNKNOWN
        return self.who(match[1], match.start())

    def remember(self, at: int, who: Who, content: Sequence[Span]) -> None:
        """Somebody has spoken at a place: what follows may point back."""
        self.heard.remember(at, who, content)

    def last(self, at: int) -> Who | None:
        """Who spoke last before a place, if it was not long ago."""
        return self.heard.last(at)[1]

    def interviewed(self, at: int) -> Who:
        """Who answers where only "A:" stands: the one person whom the text names before."""
        before = self.mentions.between(0, at)
        named = list(dict.fromkeys(one.name for one in before if one.name[1] != "."))  # not "Q. Did"
        surnames = {name.rsplit(" ", 1)[-1] for name in named}
        if len(surnames) != 1:
            return replace(UNKNOWN, why="it is not clear who answers")
        return Who("named", named[0], "resolved", form="person", why="the only person named before")

    def _person(self, printed: Printed, at: int) -> Who:
        who = Who("named", printed.name, role=printed.role, form="person", gender=printed.gender)
        if " " in printed.name:
            return who
        return self._by_surname(printed.name, who)

    def _by_surname(self, surname: str, who: Who) -> Who:
        full = self.mentions.called(surname)
        if not full:
            return who
        if len(full) > 1:
            why = f"{' and '.join(full[:3])} are both named"
            return replace(who, name=None, why=why, form="person")
        mention = self.mentions.by_surname[surname][0]
        gender = who.gender or mention.gender
        why = "the full name stands elsewhere in the text"
        return replace(who, name=full[0], basis="resolved", why=why, form="person", gender=gender)

    def _body(self, printed: Printed, at: int) -> Who:
        name = printed.name
        if self.outlet and name.casefold() == self.outlet:
            return Who("outlet", form="body")
        who = Who("named", name, role=printed.role, form="body", many=True)
        if not printed.role and printed.head in BODIES and name[0].isupper() and " " in name:
            self.mentions.add_body(at, name)
        if " " not in name and name[0].isupper() and not printed.definite and printed.head not in BODIES:
            found = self._by_surname(name, who)
            if found is not who:
                return found
        if full := self.mentions.shorts.get(name.casefold()):
            return _resolved(who, full, "the full name stands elsewhere in the text")
        if printed.head in BODIES:
            return self._longer(printed, at, who)
        return who

    def _longer(self, printed: Printed, at: int, who: Who) -> Who:
        """ "the ministry" or "the Foreign Ministry": the fuller name that was given before."""
        name, lower = printed.name, not any(word[0].isupper() for word in printed.name.split())
        tail = name.split(" in ")[0].casefold()
        before = self.mentions.named_bodies(printed.head, before=at)
        full = list(dict.fromkeys(one for _, one in before if _ends_with(one, tail) and one != name))
        if not full and lower and " " not in name:
            full = list(dict.fromkeys(one for _, one in before))
        if not full and not lower:
            return who
        if len(full) == 1:
            return _resolved(who, full[0], f"“{name}” is named in full in the text")
        if (known := self._the_body(printed.head, at)) is not None:
            return known
        if full and lower:
            return replace(who, name=None, why=f"{' and '.join(full[:3])} are both named")
        if " " in name.split(" in ")[0]:
            return who
        return replace(who, name=None, why=f"it is not said which {name}") if lower else who

    def _the_body(self, head: str, at: int) -> Who | None:
        """The body of a noun that spoke last, with none of its kind named since."""
        place, last = self.heard.last(at)
        before = self.mentions.named_bodies(head, before=at)
        loose = last is not None and last.form == "person" and not last.gender and not last.role
        if last is not None and last.name and (last.form == "body" or (loose and head in COMPANIES)):
            fits = _head_of(last.name) == head or last.role.lower().rsplit(" ", 1)[-1] == head
            if not fits and head in COMPANIES and _head_of(last.name) not in PUBLIC:
                fits = not before
            since = {name for where, name in before if where > place and name != last.name}
            if fits and not since:
                return _resolved(last, last.name, "it spoke last")
        if (
            head in COMPANIES
            and not before
            and last is not None
            and last.speaks_for
            and last.voice == "unnamed"
        ):
            return Who(
                "named",
                last.speaks_for,
                "resolved",
                form="body",
                many=True,
                why="its spokesperson spoke last",
            )
        names = list(dict.fromkeys(name for _, name in before))
        if len(names) == 1:
            return Who("named", names[0], "resolved", form="body", many=True, why="it was named before")
        return None

    def owner(self, words: str, at: int) -> str:
        """The full name of a body that words stand for, or the words."""
        if not words:
            return ""
        printed = read_printed(words)
        if printed.form not in {"body", "person"}:
            return words
        who = (
            self._body(replace(printed, definite=True), at)
            if printed.form == "body"
            else self._person(printed, at)
        )
        return who.name or ("" if " " not in words and words.lower() in BODIES else words)

    def _outlet(self, printed: Printed, at: int) -> Who:
        return Who("outlet")

    def _crowd(self, printed: Printed, at: int) -> Who:
        if printed.head == "police" and (named := self._the_body("police", at)):
            return named
        owner = self.owner(printed.of, at)
        return Who("unnamed", speaks_for=owner, form="crowd", gender=printed.gender, many=printed.many)

    def _office(self, printed: Printed, at: int) -> Who:
        role = printed.name
        holders = self.mentions.holding(printed.head, before=at)
        who = Who("named", role=role, form="person", gender=printed.gender)
        named = any(word[0].isupper() for word in printed.name.split())
        if named and printed.of:
            fitting = [one for one in holders if self._holds(one, printed.of)]
            if len(fitting) == 1:
                return _resolved(who, fitting[0], "the holder of the office is named in the text")
            if printed.head in UNIQUE:
                return replace(who, name=printed.name, role="")
        if len(holders) == 1:
            return _resolved(who, holders[0], "the holder of the office is named in the text")
        place, last = self.heard.last(at)
        if last is not None and last.name in holders:
            since = {mention.name for mention in self.mentions.between(place + 1, at)} & set(holders)
            if not since - {last.name}:
                return _resolved(who, last.name, "the holder of the office spoke last")
        why = f"{' and '.join(holders[:3])} both fit" if holders else "nobody was named with that office"
        return replace(who, why=why)

    def _holds(self, name: str, of: str) -> bool:
        """Whether the text gave a person an office of that body or place."""
        known = self.mentions.by_surname.get(name.rsplit(" ", 1)[-1], [])
        if name in self.mentions.titled:
            return True
        return any(of in mention.role for mention in known[:40] if mention.name == name)

    def _mouthpiece(self, printed: Printed, at: int) -> Who:
        if printed.definite or printed.of:
            holders = self.mentions.holding(printed.head, before=at) if printed.definite else []
            if printed.of and holders:
                holders = [one for one in holders if self._holds(one, printed.of)] or holders
            if len(holders) == 1:
                who = Who("named", role=printed.head, form="person", gender=printed.gender)
                return _resolved(who, holders[0], "the holder of the office is named in the text")
        owner = self.owner(printed.of, at)
        last = self.last(at)
        if not owner and printed.definite and last is not None and last.voice == "unnamed" and not last.many:
            return replace(last, basis="resolved", why="spoke last")
        return Who("unnamed", speaks_for=owner, role="", form="crowd", gender=printed.gender)

    def _document(self, printed: Printed, at: int) -> Who:
        """ "the statement" is its author's; what has no author that is named is a record."""
        recording = printed.head in RECORDINGS
        if printed.of and not recording:
            owner = self.who(printed.of, at)
            return replace(owner, role="", why=owner.why or f"the {printed.head} is theirs")
        if printed.form == "utterance":
            last = self.heard.writers.get("post" if printed.head == "tweet" else printed.head) or self.last(
                at
            )
            if last is not None and last.voice == "named":
                return replace(last, role="", basis="resolved", why=f"the {printed.head} was named before")
            if printed.head in {"statement", "post", "tweet", "message", "announcement"}:
                return UNKNOWN
        return Who(
            "record", printed.name or None, form="record", why="" if printed.name else "it has no name"
        )

    def _pronoun(self, printed: Printed, at: int) -> Who:
        word = printed.head
        if word in HE or word in SHE:
            return self.heard.he_or_she("he" if word in HE else "she", at)
        return self.heard.they(word, at, many=printed.many)


def _resolved(who: Who, name: str, why: str) -> Who:
    return replace(who, name=name, basis="resolved", why=why)


def _head_of(name: str) -> str:
    return _HANGS_ON.split(name, maxsplit=1)[0].rsplit(" ", 1)[-1].lower()


def _ends_with(full: str, tail: str) -> bool:
    low = full.casefold()
    return (
        low == tail
        or low.endswith(f" {tail}")
        or low.startswith((f"{tail} of ", f"{tail} in ", f"{tail} for ", f"{tail} on "))
    )
