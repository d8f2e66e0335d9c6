"""The words that attribute: read from `words/en.toml`, with all their forms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_name("words") / "en.toml"
#: Two spellings of one verb; the first is the one that the list gives.
SPELLINGS = (("ise", "ize"), ("our", "or"))


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb. particle: "out" in "point out", else "". frames: what it takes, each with its kind.

    spoken: those of its frames that are speech.
    """

    lemma: str
    particle: str
    frames: dict[str, str]
    spoken: dict[str, str]


@dataclass(slots=True)
class Lexicon:
    """verbs: form ("says") to the readings it has, each with its tense ("plain", "s", "ed", "en", "ing").

    nouns, nouns_with: a noun to the frames or prepositions it takes. also_nouns: forms that may be nouns.
    according: first word to phrases. marks: every word at which an attribution may begin to be read; closing:
    of these, the verbs that may stand behind their content; named: what attributes without being a verb;
    emerges: verbs whose "it" is nobody;
    hearsay: adverbs that alone mark words as somebody's.
    """

    verbs: dict[str, list[tuple[Verb, str]]] = field(default_factory=dict)
    nouns: dict[str, dict[str, str]] = field(default_factory=dict)
    nouns_with: dict[str, dict[str, str]] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    also_nouns: frozenset[str] = frozenset()
    according: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    emerges: frozenset[str] = frozenset()
    hearsay: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the English list; read once."""
    data = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    made = Lexicon()
    for lemma, frames in _senses(data["verbs"]).items():
        head, _, particle = lemma.partition("_")
        spoken = {name: kind for name, kind in frames.items() if kind == "speech"}
        verb = Verb(lemma.replace("_", " "), particle, frames, spoken)
        for spelling in _spellings(head):
            for form, tense in _forms(spelling, data["irregular"].get(spelling, "")):
                made.verbs.setdefault(form, []).append((verb, tense))
    _add_names(made, data)
    unsaid = data["unsaid"]
    made.hearsay = frozenset(unsaid["hearsay"].split())
    made.emerges = frozenset(unsaid["emerges"].split())
    made.named = frozenset(":").union(made.nouns, made.nouns_with, made.adjectives, made.emerges)
    made.marks = frozenset(";").union(made.verbs, made.named, made.according, made.hearsay)
    made.closing = frozenset(
        form
        for form, readings in made.verbs.items()
        if any("trailing" in verb.frames or "quote" in verb.frames for verb, _ in readings)
    )
    return made


def _add_names(made: Lexicon, data: dict[str, Any]) -> None:
    """Add what attributes without being a verb: nouns, adjectives, phrases."""
    for frame, words in data["nouns"].items():
        for word in words.split():
            made.nouns.setdefault(word, {})[frame] = word
    for key, words in data["nouns_with"].items():
        kind, preposition = key.split("_")
        for word in words.split():
            made.nouns_with.setdefault(word, {})[preposition] = kind
    for kind, words in data["adjectives"].items():
        for word in words.split():
            made.adjectives.setdefault(word, kind)
    made.also_nouns = frozenset(data["also_nouns"]["words"].split())
    for phrase in data["according"]["phrases"].strip().splitlines():
        parts = tuple(phrase.split())
        made.according.setdefault(parts[0], []).append(parts)


def _senses(groups: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """Frames of each verb with their kind; a verb may stand in several groups, speech goes before belief."""
    senses: dict[str, dict[str, str]] = {}
    for group in groups:
        for word in group["words"].split():
            for frame in group["frames"].split():
                senses.setdefault(word, {}).setdefault(frame, group["kind"])
    return senses


def _spellings(verb: str) -> set[str]:
    found = {verb}
    for one, other in SPELLINGS:
        if verb.endswith(one):
            found.add(verb.removesuffix(one) + other)
    return found


def _forms(verb: str, irregular: str) -> list[tuple[str, str]]:
    """Return each form with its tense; a regular past is both "ed" and, after a helping verb, "en"."""
    if irregular:
        third, past, participle, ing = irregular.split()
        forms = [(verb, "plain"), (third, "s"), (past, "ed"), (participle, "en"), (ing, "ing")]
        if verb == "label" or verb == "signal":
            forms += [(f"{verb}ed", "ed"), (f"{verb}ing", "ing")]
        return list(dict.fromkeys(forms)) if past != participle else [one for one in forms if one[1] != "en"]
    return [(verb, "plain"), (_third(verb), "s"), (_past(verb), "ed"), (_ing(verb), "ing")]


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _past(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"
