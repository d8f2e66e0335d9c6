"""What the words of a speaker say by themselves: a name, an office, a body, a crowd, a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.extract.owners import LEADING, bare, body_only, owner_after, owner_before
from claims.extract.relatives import HANDLED
from claims.extract.speaker_words import (
    BODIES,
    MOUTHPIECES,
    OFFICES,
    OPENERS,
    PRONOUNS,
    RECORDS,
    TITLES,
    UNNAMED,
    UNNAMED_BODIES,
    UTTERANCES,
    gender_of,
)
from sources.ingest.naming import PARTICLES
from sources.ingest.sentences import words_of


@dataclass(frozen=True, slots=True)
class Printed:
    """A speaker's words, taken apart. All parts are as printed, "" where there is none.

    form: person, body, office, mouthpiece ("a spokesman of X"), crowd (people without a name), record,
    utterance ("the statement", somebody's), pronoun, outlet ("this newspaper") or nothing. name: without
    titles and articles. role: the office beside it. of: the body that an office, mouthpiece or utterance
    belongs to. head: its noun in lower case. definite: it points at somebody ("the ministry"). many: "they".
    """

    form: str
    name: str = ""
    role: str = ""
    of: str = ""
    head: str = ""
    gender: str = ""
    definite: bool = False
    many: bool = False


NOTHING = Printed("nothing")
#: A name with a verb and its object behind it, where a speaker's span has taken them along.
_VERB_INSIDE = re.compile(r"((?:[A-Z][\w’'-]*\s)*[A-Z][\w’'-]*)\s(?:\w+\s){0,3}?\w+(?:ed|s)\s(?:a|an)\s")
#: Where the noun of a phrase ends and what hangs on it begins.
_HANGS = re.compile(
    r"\s(?:of|for|in|at|from|with|on|who|whose|which|that|familiar|close|near|among|inside|behind|by|to|about"
    r"|speaking|involved|briefed|working|living|representing|quoted|cited|von|des|der|aus|in)\s"
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]{0,60}[)\]]")
#: When it was said, where a speaker's span has taken it along.
_ADJUNCT = re.compile(
    r"(?: (?:(?:late |early )?on (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|afternoon|evening|night))?"
    r"|(?:last|this|earlier this) (?:week|month|year|spring|summer|autumn|winter|\w+day)|yesterday|today"
    r"|earlier|later|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|in a statement|also|has|had|have))+$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"^(.*?\S)['’]s?\s+(.+)$")
_OURSELVES = re.compile(
    r"(?:this|our) (?:newspaper|paper|magazine|website|site|reporter|correspondent)s?|we", re.IGNORECASE
)
_AFTER_OFFICE = words_of("of for at in to from on with von des der")
_PARTICLES = PARTICLES | words_of("del della dos ibn o'")
#: Ways in which somebody makes a record their own words.
MADE = words_of(
    "published released issued written compiled prepared signed sent posted commissioned made shared"
)
#: Behind the noun of a record these begin a clause about it.
_CLAUSE_WORDS = words_of("that which the he she they it spread shot")
_CLAUSE = re.compile(r"\s(?:that|which|who|whose)\s")
_KNOWN_HEADS = OFFICES | UNNAMED | BODIES
_NO_SORT = _AFTER_OFFICE | _PARTICLES | OPENERS
#: A name has no more words without a capital than this, those that hang on it left aside.
_SMALL_IN_A_NAME = 2
_EDGES = ' ,;:–—-"“”„‘\t\n'
#: A speaker's words are not read further than this.
_LONGEST = 400


@lru_cache(maxsize=2048)
def read_printed(words: str) -> Printed:
    """What a speaker's own words say, before anything around them is asked. Anything may be given."""
    words = words.replace(" -- ", ", ").replace(" — ", ", ").replace(" – ", ", ")
    words = _ADJUNCT.sub("", _BRACKETS.sub("", " ".join(words[:_LONGEST].split())).strip(_EDGES))
    if words.endswith(("'s", "’s", "s'", "s’")):  # "Velik's claim"
        words = words[: -1 if words[-1] in "'’" else -2]
    if not words:
        return NOTHING
    if _OURSELVES.fullmatch(words):
        return Printed("outlet", name=words)
    first = words.split(" ", 1)[0].lower()
    first = first.removesuffix("'s").removesuffix("’s")
    if first in PRONOUNS and len(words) <= len(first) + 2:
        return Printed("pronoun", head=first, many=first in {"they", "them"})
    if words.lower() in OPENERS:
        return NOTHING
    before, comma, after = words.partition(", ")
    if comma:
        return _with_apposition(before.strip(_EDGES), after.strip(_EDGES))
    return _read_phrase(words)


def _with_apposition(before: str, after: str) -> Printed:
    """ "Mara Velik, the mayor of Oster" or "the mayor of Oster, Mara Velik"."""
    first = _read_phrase(before)
    inner = after.split(", ")[0]
    if first.form in {"office", "mouthpiece", "crowd", "nothing"} and looks_like_a_name(inner):
        role = before.removeprefix("the ").removeprefix("The ")
        name = _untitled(inner)
        return Printed("person", name=name, role=role, of=first.of, gender=gender_of(name, f"{role} {inner}"))
    if first.form == "body" and first.name.islower() and looks_like_a_name(inner):
        return Printed("body", inner, before.removeprefix("the ").removeprefix("The "), head=inner.lower())
    if first.form in {"person", "body"} and " " not in first.name and re.match(r"(?:of|from) ", after):
        return first
    if not first.role and (first.form == "person" or (first.form == "body" and " " not in first.name)):
        second = _read_phrase(inner)
        if second.form in {"office", "mouthpiece", "crowd"} and second.head in _KNOWN_HEADS:
            role = after if len(after) <= 120 else inner
            return Printed("person", first.name, role, second.of, gender=gender_of(first.name, role))
    return first


def looks_like_a_name(words: str) -> bool:
    """Whether words are one to four words with capitals that name no body: likely a person's name."""
    parts = words.split()
    return (
        0 < len(parts) <= 5
        and all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)
        and parts[0][0].isupper()
        and parts[-1].lower() not in BODIES
        and parts[-1].lower() not in OFFICES
        and parts[0].lower() not in OPENERS
    )


def _untitled(name: str) -> str:
    parts = name.split()
    while len(parts) > 1 and parts[0].lower() in TITLES:
        parts.pop(0)
    return " ".join(parts)


def _read_phrase(words: str) -> Printed:
    if words[:7].lower() == "one of ":  # "one of them", "one of the guards"
        return Printed("crowd", head="one")
    match = LEADING.match(words)
    definite = bool(match and match[1])
    indefinite = bool(match and match[2])
    rest = bare(words)
    parts = rest.split()
    if not parts:
        return NOTHING
    held = _office_and_name(parts)
    if held is not None:
        return held
    record = _record_with_clause(rest, parts)
    if record is not None:
        return record
    if (inside := _VERB_INSIDE.match(rest)) is not None:  # "the board this week gave a report"
        rest = inside[1]
    hangs = _HANGS.search(rest)
    stem = rest[: hangs.start()] if hangs else rest
    of = owner_after(rest[hangs.start() :]) if hangs else ""
    by = bool(of) and rest.startswith((" by ", " from "), len(stem))
    possessive = _POSSESSIVE.match(stem)
    head = stem.rsplit(" ", 1)[-1].lower().strip("'’")
    if possessive:
        of, stem = bare(possessive[1]), possessive[2]
    elif not of:
        of = owner_before(stem.split()[:-1])
    if rest.lower().startswith(("former ", "ex-", "retired ")):
        of = ""
    return _by_head(rest, stem, head, of, definite, indefinite, bool(possessive) or by)


def _record_with_clause(rest: str, parts: list[str]) -> Printed | None:
    """ "Videos spread on the net", "a memo the Courier has seen"; "figures released by the port" are its."""
    for at, word in enumerate(parts[:4]):
        head = word.lower()
        if head not in RECORDS or (at and word != head) or at + 1 == len(parts):
            continue
        behind = parts[at + 1]
        if behind in MADE and parts[at + 2 : at + 3] == ["by"]:
            return Printed("record", of=owner_after(rest[rest.index(" by ") :]), head=head)
        if behind.endswith("ed") or behind in HANDLED or behind in _CLAUSE_WORDS:
            return Printed("record", head=head)
    return None


def _office_and_name(parts: list[str]) -> Printed | None:
    """ "Foreign Ministry spokeswoman Mara Velik", "Dr Arl", "Velik of the Harbour Board"."""
    last = next((at for at in range(len(parts) - 2, -1, -1) if _is_office(parts[at])), None)
    if last is not None:
        name, _, _ = " ".join(parts[last + 1 :]).partition(" of ")
        if looks_like_a_name(name):
            role = " ".join(parts[: last + 1])
            owner = owner_before(parts[:last]) if parts[last].lower() in MOUTHPIECES else ""
            titled = parts[last].lower() in TITLES
            return Printed("person", name, "" if titled else role, owner, gender=gender_of(name, role))
    sort = next((at for at in range(len(parts) - 1, -1, -1) if not parts[at][0].isupper()), None)
    if sort is not None and sort < len(parts) - 1 and _describes(parts[sort], sort):
        name, role = " ".join(parts[sort + 1 :]), " ".join(parts[: sort + 1])
        return Printed("body", name, role, head=parts[-1].lower())  # "the agency Tarnpress"
    return None


def _describes(word: str, at: int) -> bool:
    """Whether a small word before a name says what sort of thing it is."""
    if word in BODIES:
        return True
    return at > 0 and word.isalpha() and len(word) > 3 and word not in _NO_SORT


def _is_office(word: str) -> bool:
    low = word.lower()
    return low in OFFICES or low in TITLES or (low.endswith("s") and low[:-1] in OFFICES)


def _by_head(
    rest: str, stem: str, head: str, of: str, definite: bool, indefinite: bool, owned: bool
) -> Printed:
    """What the phrase is by its last noun."""
    words = stem.split()
    lower = not any(word[0].isupper() for word in rest.split())
    many = head.endswith("s") or head in {"people", "men", "women", "police"}
    if head in UTTERANCES and (definite or owned) and not _is_of_a_name(words):
        return Printed("utterance", head=head, of=of, definite=definite)
    if head in RECORDS and not _is_of_a_name(words):
        return Printed("record", _record_name(stem), of=of if owned else "", head=head)
    if head in UNNAMED_BODIES and (head != "police" or lower):
        return Printed("crowd", head=head, of=of, many=True)
    if head in _KNOWN_HEADS:
        return _by_known_head(rest, head, of, definite, indefinite, lower, many)
    if lower:
        record = next((word for word in rest.lower().split()[:4] if word in RECORDS), "")
        if record:  # "another video filmed from above"
            return Printed("record", head=record)
        return Printed("crowd" if many or indefinite else "nothing", head=head, many=True)
    if looks_like_a_name(stem) and " " in stem and not definite:
        return Printed("person", stem, rest[len(stem) :].strip(), head=head, gender=gender_of(stem, ""))
    small = sum(word[0].islower() for word in words)
    if small > _SMALL_IN_A_NAME or small == len(words):
        return Printed("crowd" if many else "nothing", head=head, many=True)
    return Printed("body", _from_capital(rest) if small else rest, head=head, definite=definite)


def _from_capital(words: str) -> str:
    """ "nonpartisan Commission on Ports" without its adjective."""
    parts = words.split()
    first = next((at for at, part in enumerate(parts) if part[0].isupper()), 0)
    return " ".join(parts[first:])


def _by_known_head(
    rest: str, head: str, of: str, definite: bool, indefinite: bool, lower: bool, many: bool
) -> Printed:
    """What an office, a body or people without a name are by their articles."""
    gender = gender_of("", head)
    if head in UNNAMED and (indefinite or many or head not in OFFICES):
        return Printed("crowd", head=head, of=body_only(of), many=many)
    if head in MOUTHPIECES:
        return Printed("mouthpiece", head=head, of=body_only(of), definite=definite, gender=gender)
    if head in OFFICES:
        form = "crowd" if indefinite and not of else "office"
        return Printed(form, rest, of=of, head=head, definite=definite, gender=gender)
    if indefinite:
        return Printed("crowd", head=head, many=True)
    rest = _CLAUSE.split(rest, maxsplit=1)[0]
    own = head.capitalize() in rest.split()
    return Printed("body", _from_capital(rest) if own else rest, head=head, definite=definite or lower)


def _is_of_a_name(words: list[str]) -> bool:
    """Whether the last noun is part of a name ("Oster Report"), no ordinary word."""
    return words[-1][0].isupper() and len(words) > 1


def _record_name(stem: str) -> str:
    """A document's name where it has one of its own; "a leaked memo" has none, nor has "Radio intercepts"."""
    return stem if any(word[0].isupper() for word in stem.split()[1:]) else ""
