"""The visible rule list: phrases by which saved web pages give away what is not the article.

The phrases are data, one file a language (phrases/*.toml); a new language is a new file. Here stands what a
sort of phrase means: what the line is, why (in words for an editor), how far it reaches, how long it may be.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LONGEST_LINE = 400  # code points: no label, plea or credit is longer
TRIMMED = " .:!…>»*-–›|[]()"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a sort of phrase makes of a line of at most so many words.

    reach: line, list, summary, comments or plea (see reaches).
    """

    kind: str
    reason: str
    reach: str = "line"
    words: int = 40


COPYRIGHT_LINE = "copyright line"
COMMENTS = Rule("furniture", "readers' comments", "comments")
SUBSCRIBE = Rule("furniture", "asks to subscribe or to support", words=25)
COPYRIGHTED = Rule("furniture", COPYRIGHT_LINE, words=25)

#: By the names that the files of phrases use. Where a line fits two, the earlier one counts.
SORTS = {
    "related": Rule("furniture", "leads to other stories", "list"),
    "pointer": Rule("teaser", "points to another story or a video", words=30),
    "comments": COMMENTS,
    "talk": Rule("furniture", "readers' comments", words=14),
    "thread": Rule("furniture", "part of a thread of readers' comments", words=5),
    "address": Rule("furniture", "the publisher speaks to its readers", "plea", words=12),
    "newsletter": Rule("furniture", "newsletter box", words=60),
    "subscribe": SUBSCRIBE,
    "page": Rule("furniture", "part of the page, not of the story"),
    "share": Rule("furniture", "share button", words=8),
    "mistakes": Rule("furniture", "asks readers to report mistakes", words=25),
    "cookies": Rule("furniture", "cookie notice", words=80),
    "legal": Rule("furniture", "legal line", words=25),
    "notice": Rule("notice", "the publisher's word on its own story", words=80),
    "agency": Rule("notice", "the agency's word on what is new in its story", words=10),
    "writers": Rule("byline", "names who wrote and edited", words=30),
    "summary": Rule("summary", "label of a summary", "summary"),
    "source": Rule("source", "names where the story comes from", words=12),
    "publisher": Rule("source", "names who published it", "names", words=12),
    "makers": Rule("byline", "names who made it", "names", words=14),
}
RANK = {sort: rank for rank, sort in enumerate(SORTS)}

SUPPORT = re.compile(r"(?:support (?:the|us|our|independent)\b|unterstützen sie )[^.]{0,50}!")
COMMENT_COUNT = re.compile(
    r"[\[(]? ?\d{0,5} ?(?:reader |user )?(?:comments?|kommentare?|leserkommentare?)"
    r" ?:? ?(?:\( ?\d{1,5} ?\))? ?[\])]?|\d{1,5} (?:responses|thoughts|comments|replies) (?:to|on) .{1,200}"
)
GALLERY = re.compile(r"(?:image|photo|slide|picture|bild|foto) ?\d{1,3} ?(?:of|von|/) ?\d{1,3}")
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)[^/]{0,60}?\b(?:19|20)\d\d\b")
CREDIT_SIGN = re.compile(
    r"\((?:picture|photo|image|pic|foto|bild|credit)s?\s?:"
    r"|^(?:picture|photo|image|foto|bild|bildquelle|bildrechte|credit)s?\s?:|^image (?:source|caption),"
    r"|^(?:photo|image|picture)s? (?:credits?|courtesy|by)\b|\b(?:photo|image|picture) (?:credits?|by)\s?:"
)
CREDIT_START = ("photo", "image", "picture", "foto", "bild")
AGENCIES = (
    "getty images", "getty", "shutterstock", "alamy", "istock", "picture alliance", "imago", "afp", "reuters",
    "tass", "dpa", "epa", "ap photo",
)  # fmt: skip
CREDIT_SLASH = re.compile(
    r"[\w.] ?/ ?(?:ap|efe|ria novosti|xinhua|anadolu|ap photo)\b|\b(?:ap|afp|reuters|dpa|epa) ?/ ?\w"
    r"|©\s?\w+ ?/"
)
TYPOGRAPHY = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("“", '"'), ("”", '"'), ("„", '"'))


@dataclass(slots=True)
class Phrases:
    """The phrases of all languages, so arranged that a line is looked up, not searched.

    whole, ends: sort by phrase. starts: (phrase, sort) by first word. anywhere: (words of a line at most,
    phrase, sort).
    any_end: the phrases of `ends`, to ask for all of them at once.
    words: the single words of a list (little, controls, talk, votes, ago, before_number), of all languages.
    """

    whole: dict[str, str] = field(default_factory=dict)
    starts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)
    anywhere: list[tuple[int, str, str]] = field(default_factory=list)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    any_end: tuple[str, ...] = ()

    def add(self, language: Mapping[str, Any]) -> None:
        """Add one language, as its file spells it. Raises KeyError for a sort that is not in SORTS."""
        for sort, ways in sorted(language["rules"].items(), key=lambda item: RANK[item[0]]):
            for phrase in ways.get("whole", ()):
                self.whole.setdefault(phrase.strip(TRIMMED), sort)
            for phrase in ways.get("start", ()):
                self.starts.setdefault(_first(phrase), []).append((phrase, sort))
            self.ends |= {phrase: sort for phrase in ways.get("end", ()) if phrase not in self.ends}
            self.anywhere += [(SORTS[sort].words, phrase, sort) for phrase in ways.get("anywhere", ())]
        self.any_end = tuple(self.ends)
        for name, words in language["words"].items():
            self.words[name] = self.words.get(name, frozenset()) | frozenset(words.split())

    def sorts_of(self, plain: str, words: int) -> Iterator[str]:
        """Yield every sort that a (plain) line of so many words fits."""
        bare = plain.strip(TRIMMED)
        if bare in self.whole:
            yield self.whole[bare]
        for phrase, sort in self.starts.get(_first(plain), ()):
            if _begins(plain, phrase):
                yield sort
        tail = plain.rstrip(TRIMMED)
        if tail.endswith(self.any_end):
            yield from (sort for phrase, sort in self.ends.items() if tail.endswith(phrase))
        # Most lines are longer than any in which these are sought.
        for most, phrase, sort in self.anywhere:
            if words <= most and phrase in plain:
                yield sort


def _first(plain: str) -> str:
    return plain.partition(" ")[0].rstrip(":,?")


def _begins(plain: str, phrase: str) -> bool:
    rest = plain[len(phrase) : len(phrase) + 1]
    return plain.startswith(phrase) and not (phrase[-1].isalnum() and rest.isalnum())


def read_phrases(files: Iterable[Path]) -> Phrases:
    """Read the files of several languages."""
    phrases = Phrases()
    for file in files:
        phrases.add(tomllib.loads(file.read_text(encoding="utf-8")))
    return phrases


PHRASES = read_phrases(sorted((Path(__file__).parent / "phrases").glob("*.toml")))


def plain(line: str) -> str:
    """Return the line as the rules read it: lower case, straight apostrophes, single spaces."""
    return plain_of(line.split())


def plain_of(words: Iterable[str]) -> str:
    """Return the line of these words, as `plain` does.

    To search a text for six signs is faster than to look each of its characters up, and mostly leaves
    plain ASCII, of which the small letters are made at once.
    """
    line = " ".join(words)
    if not line.isascii():
        for sign, usual in TYPOGRAPHY:
            line = line.replace(sign, usual)
    return line.casefold()


def rule_for(line: str, words: int, phrases: Phrases = PHRASES) -> Rule | None:
    """Return the first rule, in the order of SORTS, that the (plain) line fits."""
    if len(line) > LONGEST_LINE or not line:
        return None
    if COMMENT_COUNT.fullmatch(line):
        return COMMENTS
    if SUPPORT.fullmatch(line):
        return SUBSCRIBE
    if GALLERY.fullmatch(line):
        return SORTS["page"]
    if words <= COPYRIGHTED.words and COPYRIGHT.match(line):
        return COPYRIGHTED
    fitting = (sort for sort in phrases.sorts_of(line, words) if words <= SORTS[sort].words)
    sort = min(fitting, key=RANK.__getitem__, default=None)
    return SORTS[sort] if sort else None


def has_credit(line: str, *, stopped: bool) -> bool:
    """Say whether a (plain) line credits a picture; a sentence may well end in the name of an agency."""
    if len(line) > LONGEST_LINE:
        return False
    if (":" in line or line.startswith(CREDIT_START)) and CREDIT_SIGN.search(line):
        return True
    return not stopped and (_ends_in_agency(line) or ("/" in line and bool(CREDIT_SLASH.search(line))))


def _ends_in_agency(line: str) -> bool:
    bare = line.removesuffix(")")
    agency = next((name for name in AGENCIES if bare.endswith(name)), "") if bare.endswith(AGENCIES) else ""
    return bool(agency) and not bare[: -len(agency)][-1:].isalnum()
