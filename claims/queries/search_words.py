"""What a search looks for: folded words, each with the other spellings of a name that sounds like it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Func, QuerySet, TextField
from django.db.models.functions import Coalesce

from claims.match.sounds import name_sounds, sounding
from claims.models import Speaker, SpeakerAlias
from claims.queries.known import COMMON
from claims.queries.shapes import Prepared, Slots, TextSlots
from claims.queries.shapes_joined import Question
from claimtrack.roles import Visitor, is_editor
from sources.folding import ALIASES, fold

#: Words that are looked for; what stands behind them is left out, and said so.
MOST_WORDS = 12
#: Letters from which on a word may be the beginning of a longer one, and a name be spelt otherwise.
BEGINS, SPELT = 4, 4
#: The configuration of vectors over folded words.
FOLDED = "simple"
#: Names that are looked at for another spelling of one word.
NAMES = 200

#: A printed word, without what stands around it.
_PRINTED = re.compile(r"\w(?:\S*\w)?")
#: What folding may turn into other letters, or leaves out within a word.
_NOT_PLAIN = re.compile(r"[^\x00-\x26\x28-\x5f\x61-\x7f\s]\S*")
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word. spellings: folded, its own first; printed: as texts may have it that are not folded."""

    spellings: tuple[str, ...]
    printed: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its own folded spelling."""
        return self.spellings[0]


class _Found(dict[str, tuple[int, int]]):
    """Of printed words with what stands around them: where in it one stands that was found; (0, 0) for none.

    Each is looked at once.
    """

    def __init__(self, words: Iterable[Word]) -> None:
        super().__init__()
        self._whole = frozenset(one for word in words for one in word.spellings)
        self._begun = tuple(one for one in self._whole if begins(one))

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        """One of these stands in every plain word that was found."""
        known = (old for old, new in ALIASES.items() if new in self._whole or new.startswith(self._begun))
        return (*self._whole, *known)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where in a text a word was found: from, to. Most of it has none of their letters: what has them is
        looked at, and what is not plain.
        """
        plain = text.isascii() and "'" not in text and "`" not in text
        near = set() if plain else {_start(text, odd.start()) for odd in _NOT_PLAIN.finditer(text)}
        small = text.lower()
        if len(small) != len(text):
            small = "".join(one.lower() if one.isascii() else one for one in text)
        for letters in self._letters:
            place = small.find(letters)
            while place >= 0:
                near.add(_start(text, place))
                place = small.find(letters, place + 1)
        told = []
        for start in sorted(near):
            first, end = self[text[start:].split(None, 1)[0]]
            if end:
                told.append((start + first, start + end))
        return told

    def __missing__(self, token: str) -> tuple[int, int]:
        span, parts = _printed(token)
        for part in parts:
            if part in self._whole or part.startswith(self._begun):
                self[token] = span
                return span
        self[token] = (0, 0)
        return 0, 0


@dataclass(frozen=True, slots=True)
class Sought:
    """The words of a search, in order, each once. left_out: typed words that are not looked for."""

    words: tuple[Word, ...] = ()
    left_out: int = 0
    _found: _Found = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_found", _Found(self.words))

    def __bool__(self) -> bool:
        return bool(self.words)

    def marked(self, text: str) -> Pieces:
        """The text in pieces, in order: (piece, whether it is a word that was found)."""
        pieces, told = list[tuple[str, bool]](), 0
        for start, end in self._found.places(text):
            if start > told:
                pieces.append((text[told:start], False))
            pieces.append((text[start:end], True))
            told = end
        if told < len(text):
            pieces.append((text[told:], False))
        return tuple(pieces)

    @property
    def others(self) -> tuple[str, ...]:
        """Other spellings that are looked for as well."""
        return tuple(one for word in self.words for one in word.spellings[1:])


def _start(text: str, place: int) -> int:
    """Where what stands at a place begins, behind a space."""
    return place + 1 - len(text[: place + 1].rsplit(None, 1)[-1])


def begins(spelling: str) -> bool:
    """Whether a folded word also finds longer ones: numbers and the shortest words stand for themselves."""
    return len(spelling) >= BEGINS and not spelling.isdigit()


def vector_query(words: Iterable[Word], *, config: str = FOLDED) -> SearchQuery:
    """All of the words, each in any of its spellings, for a text search vector of that configuration."""
    return SearchQuery(vector_terms(words, config=config), config=config, search_type="raw")


def vector_terms(words: Iterable[Word], *, config: str = FOLDED, exactly: bool = False) -> str:
    """The same as PostgreSQL reads it. exactly: no longer words."""
    return " & ".join(
        _any(word.spellings if config == FOLDED else word.printed, exactly=exactly) for word in words
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, taken apart. printed: by folded word, as it was typed; taken: the words that are
    looked for, folded; left_out: how many more there are."""

    printed: Mapping[str, Sequence[str]]
    taken: Sequence[str]
    left_out: int

    @property
    def question(self) -> Question | None:
        """Which names are spelt otherwise: sound like one of the words. None where no name could."""
        sounds = {sound for key in self._spelt for sound in name_sounds(key)}
        return Question(_SPELT, {"sounds": sorted(sounds)}) if sounds else None

    @property
    def plain(self) -> Sought:
        """The words as they are spelt."""
        return self._sought({})

    def sought(self, rows: Iterable[tuple[int, str]], visitor: Visitor) -> Sought:
        """The words in any spelling of names that the visitor may see. rows: the answer.

        One query where there are such names.
        """
        return self._sought(_names_like(self._spelt, rows, visitor))

    def _sought(self, names: Mapping[str, Iterable[tuple[str, str]]]) -> Sought:
        words = tuple(_word(key, self.printed[key], names.get(key, ())) for key in self.taken)
        return Sought(words, left_out=self.left_out)

    @property
    def _spelt(self) -> list[str]:
        return [key for key in self.taken if len(key) >= SPELT]


def take_apart(typed: str) -> Typed:
    """What somebody typed: each word once, in order, those that say something."""
    printed: dict[str, list[str]] = {}
    for token in typed.split():
        for key in (folded := fold(token).split()):
            printed.setdefault(key, []).extend([token.casefold()] if len(folded) == 1 else [])
    telling = [key for key in printed if key not in COMMON] or list(printed)
    taken = telling[:MOST_WORDS]
    return Typed(printed, taken, left_out=len(telling) - len(taken))


def _word(key: str, typed: Sequence[str], names: Iterable[tuple[str, str]]) -> Word:
    found = list(names)
    spellings = dict.fromkeys([key, *(folded for folded, _ in found)])
    known = (old for old, new in ALIASES.items() if new in spellings)
    printed = dict.fromkeys([*spellings, *typed, *known, *(one for _, one in found)])
    return Word(tuple(spellings), tuple(printed))


def _names_like(
    keys: Sequence[str], rows: Iterable[tuple[int, str]], visitor: Visitor
) -> Mapping[str, list[tuple[str, str]]]:
    """By word: words of names that are spelt otherwise and sound the same, as (folded, printed).

    rows: speakers, over merges, with a spelling in which a word sounds like one of these.
    """
    alike = {key: sounding(key) for key in keys}
    found = [
        (key, speaker, folded, printed)
        for speaker, spelling in rows
        for folded, printed, heard in _words_of(spelling)
        for key in keys
        if (folded == key and printed != key) or (folded != key and heard == alike[key])
    ]
    seen = _seen({speaker for _, speaker, _, _ in found}, visitor)
    names: dict[str, list[tuple[str, str]]] = {}
    for key, speaker, folded, printed in found:
        if speaker in seen:
            names.setdefault(key, []).append((folded, printed))
    return names


class LookedUp(Func):
    """What stands in a slot, which the server learns when it answers: it plans once for all values."""

    template = "(SELECT %(expressions)s)"


def _sounding() -> QuerySet[Any, Any]:
    heard: Any = {"heard__overlap": LookedUp(TextSlots("sounds"), output_field=ArrayField(TextField()))}
    alike = Func(F("search_key"), function="name_sounds", output_field=ArrayField(TextField()))
    own = Speaker.objects.order_by().alias(heard=alike).filter(**heard)
    led = SpeakerAlias.objects.order_by().alias(heard=alike).filter(**heard)
    names = own.values_list(Coalesce("merged_into_id", "pk"), "name")[:NAMES]
    aliases = led.values_list(Coalesce("speaker__merged_into_id", "speaker_id"), "spelling")[:NAMES]
    found: QuerySet[Any, Any] = names.union(aliases, all=True)
    return found


_SPELT: Prepared[Any] = Prepared(_sounding)
_SEEN: dict[bool, Prepared[Any]] = {
    for_editor: Prepared(
        partial(
            lambda visible: (
                (Speaker.objects.visible() if visible else Speaker.objects.all())
                .filter(pk__in=Slots("speakers"))
                .order_by()
                .values_list("pk")
            ),
            not for_editor,
        )
    )
    for for_editor in (False, True)
}


@lru_cache(maxsize=4_096)
def _words_of(spelling: str) -> tuple[tuple[str, str, str], ...]:
    """The words of a name: folded, as printed, and as they sound. The same names are looked at again."""
    tokens = ((fold(token).split(), token.casefold()) for token in spelling.split())
    return tuple((one[0], printed, sounding(one[0])) for one, printed in tokens if len(one) == 1)


def _seen(speakers: set[int], visitor: Visitor) -> set[int]:
    """Those that the visitor may see: a name that is hidden does not tell how it is spelt."""
    if not speakers:
        return set()
    return {pk for (pk,) in _SEEN[is_editor(visitor)].rows(speakers=list(speakers))}


def _any(spellings: Iterable[str], *, exactly: bool) -> str:
    terms = (re.sub(r"[^\w]", "", one) for one in spellings)
    each = " | ".join(
        f"'{term}'{':*' if begins(term) and not exactly else ''}" for term in dict.fromkeys(terms) if term
    )
    return f"({each})"


@lru_cache(maxsize=16_384)
def _printed(token: str) -> tuple[tuple[int, int], tuple[str, ...]]:
    """Where a word stands in what is printed without spaces, and the word folded; texts bring them again and
    again."""
    printed = _PRINTED.search(token)
    return (printed.span(), tuple(fold(printed[0]).split())) if printed else ((0, 0), ())
