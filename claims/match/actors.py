"""The names in a wording, and who of them acts. Pure, and rough: enough to say that two are not the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extract.speaker_words import OPENERS
from claims.match.words import folded_words
from sources.ingest.sentences import words_of

_TOKEN = re.compile(r"[^\W_][\w’'-]*|[.!?:;,]")
_POSSESSIVE = re.compile(r"['’]s?$")
_LINKS = frozenset({"of", "the", "al", "de", "von", "van", "bin", "and"})
#: With a capital at the beginning of a sentence, and no names.
_OPENERS = OPENERS | words_of(
    "about army contrary everyone half more much never nobody police somebody troops yes"
)
#: Written with a capital in English, and no names.
_DATES = words_of("""
    monday tuesday wednesday thursday friday saturday sunday january february april june july august september
    october november december
""")
#: So end words that are rarely names: plurals, forms of verbs.
_GRAMMAR = re.compile(r"(?:[^su]s|ing|ed|ly|tion|ment)$")
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|got)\b[^.;]{0,60}?\b\w+(?:ed|en|wn|ght|lt|ft|id|un|et|ut|old|eld|ung|unk|ade|orn)\b"
    r"[^.;]{0,40}?\bby\s+(?:the\s+|a\s+|an\s+)?", re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actors:
    """The names of a wording. sure: by folded word, as printed; perhaps: a word that only begins a sentence.

    first: the name that acts, folded ("" where none does): the first one, in the passive the one behind "by".
    """

    sure: dict[str, str]
    perhaps: dict[str, str]
    first: str

    @property
    def any(self) -> dict[str, str]:
        """All of them."""
        return {**self.perhaps, **self.sure}


def actors_in(wording: str) -> Actors:
    """Find the words with a capital that are no mere beginning of a sentence."""
    sure: dict[str, str] = {}
    perhaps: dict[str, str] = {}
    begins, places = True, []
    tokens = list(_TOKEN.finditer(wording))
    for number, token in enumerate(tokens):
        word = _POSSESSIVE.sub("", token.group())
        if word[:1].isupper() and (key := "".join(folded_words(word))):
            if key in _DATES:
                continue
            if not (begins or _is_quoted(wording, token)) or _goes_on(tokens, number):
                sure[key] = word
                places.append((token.start(), key))
            elif key not in _OPENERS and not _GRAMMAR.search(key):
                perhaps[key] = word
                places.append((token.start(), key))
        begins = token.group() in ".!?:"
    return Actors(sure, perhaps, _first(wording, places))


def _is_quoted(wording: str, token: re.Match[str]) -> bool:
    """Whether a quotation begins with it."""
    return wording[: token.start()].endswith(tuple('“"„«‘'))


def _goes_on(tokens: list[re.Match[str]], number: int) -> bool:
    """Whether a capital follows, as in a name of two words; or it is a possessive or an abbreviation."""
    word = tokens[number].group()
    after = tokens[number + 1].group() if number + 1 < len(tokens) else ""
    possessive = word != _POSSESSIVE.sub("", word)
    known = word.lower() not in _OPENERS
    return known and (possessive or word.isupper() or (after[:1].isupper() and after.lower() not in _LINKS))


def _first(wording: str, places: list[tuple[int, str]]) -> str:
    passive = _PASSIVE.search(wording)
    behind = [key for start, key in places if passive and start >= passive.end()]
    if passive:
        return behind[0] if behind else ""
    return places[0][1] if places else ""
