"""What the words of a speaker say by themselves: a name, an office, a body, a crowd, a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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
    is_adjective_of_a_nation,
)
from claims.extract.wordlists import words_of


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
_LEADING = re.compile(
    r"(?:(the|that|this|its|their|his|her|der|die|das|dem|den)|(a|an|one|another|some|two|three|four"
    r"|five|many|several"
    r"|few|most|other|more than \w+|at least \w+|ein|eine|both|even|only|unnamed|anonymous))\s+",
    re.IGNORECASE,
)
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
    r"|earlier|later|(?:mon|tues|wednes|thurs|fri|satur|sun)day|in a statement|also|has|had|have))+$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"^(.*?\S)['’]s?\s+(.+)$")
_OURSELVES = re.compile(
    r"(?:this|our) (?:newspaper|paper|magazine|website|site|reporter|correspondent)s?|we", re.IGNORECASE
)
_AFTER_OFFICE = words_of("of for at in to from on with von des der")
_PARTICLES = words_of("de da di du del della van von der den bin al el ibn la le dos zu ter ten o'")
_BEFORE_OFFICE = words_of("former senior chief top then acting deputy new")
_KNOWN_HEADS = OFFICES | UNNAMED | BODIES
_NO_SORT = _AFTER_OFFICE | _PARTICLES | OPENERS
_EDGES = ' ,;:–—-"“”„‘\t\n'
#: A speaker's words are not read further than this.
_LONGEST = 400


@lru_cache(maxsize=2048)
def read_printed(words: str) -> Printed:
    """What a speaker's own words say, before anything around them is asked. Anything may be given."""
    words = _ADJUNCT.sub("", _BRACKETS.sub("", " ".join(words[:_LONGEST].split())).strip(_EDGES))
    if not words:
        return NOTHING
    if _OURSELVES.fullmatch(words):
        return Printed("outlet", name=words)
    first = words.split(" ", 1)[0].lower()
    if words.lower() in PRONOUNS:
        return Printed("pronoun", head=words.lower(), many=first in {"they", "them"})
    before, comma, after = words.partition(", ")
    if comma:
        return _with_apposition(before.strip(_EDGES), after.strip(_EDGES))
    return _read_phrase(words)


def _with_apposition(before: str, after: str) -> Printed:
    """ "Mara Velik, the mayor of Oster" or "the mayor of Oster, Mara Velik"."""
    first = _read_phrase(before)
    inner = after.split(", ")[0]
    if first.form in {"office", "mouthpiece", "crowd"} and looks_like_a_name(inner):
        role = _bare(before)
        return Printed("person", name=inner, role=role, of=first.of, gender=gender_of(inner, role))
    if first.form in {"person", "body"} and " " not in first.name and re.match(r"(?:of|from) ", after):
        return first
    if first.form in {"person", "body"} and not first.role:
        second = _read_phrase(inner)
        if second.form in {"office", "mouthpiece", "crowd"}:
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


def _bare(words: str) -> str:
    """Without its articles and counting words."""
    while match := _LEADING.match(words):
        words = words[match.end() :]
    return words


def _read_phrase(words: str) -> Printed:
    match = _LEADING.match(words)
    definite = bool(match and match[1])
    indefinite = bool(match and match[2])
    rest = _bare(words)
    parts = rest.split()
    if not parts:
        return NOTHING
    held = _office_and_name(parts)
    if held is not None:
        return held
    hangs = _HANGS.search(rest)
    stem = rest[: hangs.start()] if hangs else rest
    of = _owner_after(rest[hangs.start() :]) if hangs else ""
    by = bool(of) and rest.startswith((" by ", " from "), len(stem))
    possessive = _POSSESSIVE.match(stem)
    head = stem.rsplit(" ", 1)[-1].lower().strip("'’")
    if possessive:
        of, stem = _bare(possessive[1]), possessive[2]
    elif not of:
        of = _owner_before(stem.split()[:-1])
    if rest.lower().startswith(("former ", "ex-", "retired ")):
        of = ""
    return _by_head(rest, stem, head, of, definite, indefinite, bool(possessive) or by)


def _office_and_name(parts: list[str]) -> Printed | None:
    """ "Foreign Ministry spokeswoman Mara Velik", "Dr Arl", "Velik of the Harbour Board"."""
    last = next((at for at in range(len(parts) - 2, -1, -1) if _is_office(parts[at])), None)
    if last is not None:
        name, _, _ = " ".join(parts[last + 1 :]).partition(" of ")
        if looks_like_a_name(name):
            role = " ".join(parts[: last + 1])
            owner = _owner_before(parts[:last]) if parts[last].lower() in MOUTHPIECES else ""
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
        return Printed("crowd" if many or indefinite else "nothing", head=head, many=many)
    if looks_like_a_name(stem) and " " in stem and not definite:
        return Printed("person", stem, rest[len(stem) :].strip(), head=head, gender=gender_of(stem, ""))
    return Printed("body", rest, head=head, definite=definite)


def _by_known_head(
    rest: str, head: str, of: str, definite: bool, indefinite: bool, lower: bool, many: bool
) -> Printed:
    """What an office, a body or people without a name are by their articles."""
    gender = gender_of("", head)
    if head in UNNAMED and (indefinite or many or head not in OFFICES):
        return Printed("crowd", head=head, of=_body_only(of), many=many)
    if head in MOUTHPIECES:
        return Printed("mouthpiece", head=head, of=_body_only(of), definite=definite, gender=gender)
    if head in OFFICES:
        form = "crowd" if indefinite and not of else "office"
        return Printed(form, rest, of=of, head=head, definite=definite, gender=gender)
    if indefinite:
        return Printed("crowd", head=head, many=True)
    return Printed("body", rest, head=head, definite=definite or lower)


def _is_of_a_name(words: list[str]) -> bool:
    """Whether the last noun is part of a name ("Oster Report"), no ordinary word."""
    return words[-1][0].isupper() and len(words) > 1


def _record_name(stem: str) -> str:
    """A document's name where it has one of its own; "a leaked memo" has none, nor has "Radio intercepts"."""
    return stem if any(word[0].isupper() for word in stem.split()[1:]) else ""


def _owner_after(tail: str) -> str:
    """The body after "of", "for", "at": up to where the next thing begins."""
    match = re.match(r"\s(?:of|for|at|from|in|with|by|von|des|der)\s(.+)", tail)
    if match is None:
        return ""
    owner = re.split(r",|\s(?:who|which|that|in|on|with|and|speaking|told|said)\s", match[1])[0]
    owner = _bare(owner)
    return owner if any(word[0].isupper() for word in owner.split()) or _is_body(owner) else ""


def _owner_before(parts: list[str]) -> str:
    """The body that stands before an office: "White House", "Foreign Ministry", "harbour authority"."""
    words = list(parts)
    while words and words[0].lower() in _BEFORE_OFFICE:
        words.pop(0)
    words = [word.removesuffix("'s").removesuffix("’s") for word in words]
    if not words:
        return ""
    if words[-1].lower() in BODIES:
        return " ".join(words)
    while words and not words[-1][0].isupper():
        words.pop()
    return " ".join(words) if words and all(word[0].isupper() for word in words) else ""


def _is_body(words: str) -> bool:
    last = re.split(r"\s(?:of|for|in|at)\s", words)[0].rsplit(" ", 1)[-1]
    return last.lower() in BODIES


def _body_only(of: str) -> str:
    """Leaves out mere nationalities: "Tarnish officials" speak for nobody who is named."""
    return "" if of and " " not in of and is_adjective_of_a_nation(of) else of
