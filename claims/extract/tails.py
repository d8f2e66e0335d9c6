"""Where the outlet goes on in its own words behind a comma: of the words that were said, not in them."""

from __future__ import annotations

from claims.extract.grammar import TIMES
from claims.extract.lexicon import Lexicon
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: What somebody does by what is said: "…, contradicting the mayor", "…, without giving details".
DOES = words_of(
    "contradicting echoing reversing repeating speaking referring declining refusing invoking alluding"
)
SAYS_NO_MORE = words_of(
    "elaborating giving naming saying providing specifying offering going citing explaining"
)
#: "…, in an apparent threat to the town", "…, in the latest blow to the mill".
IN_A = frozenset((
    ("an", "apparent"), ("a", "reference"), ("a", "nod"), ("an", "echo"), ("the", "latest"), ("a", "sign"),
    ("a", "rare"), ("a", "clear"), ("a", "veiled"), ("an", "unusual"),
))  # fmt: skip
#: Verbs by which somebody else denies what was said before: "…, something Velik denies".
DENIES = words_of("deny dismiss reject dispute refute contest denounce condemn")
RANKED = words_of("first second third fourth fifth latest last strongest clearest starkest sharpest")
COUNTS = words_of(
    "a one two three four five six seven eight nine ten just only barely shortly soon hours days weeks"
)
UNITS = words_of("day days week weeks hour hours month months year years minutes shortly soon")


def is_outlets_own(line: Line, place: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether what begins behind a comma tells of the saying: "…, her third such promise"."""
    if place + 2 >= stop:
        return False
    low, behind, third = line.low[place : place + 3]
    if low in DOES:
        return True
    if behind == "having":
        return low in ("despite", "after", "before")
    if low == "without":
        return behind in SAYS_NO_MORE
    if low == "in":
        return (behind, third) in IN_A
    if low == "something" or (low in ("a", "an", "the") and behind in lexicon.nouns):
        return _others_deny(line, place + 2, stop, lexicon)
    if behind in RANKED:
        return third == "such" or (third in lexicon.nouns and low != "a")
    return (
        low in COUNTS
        and (behind in UNITS or low in UNITS)
        and not {"after", "before"}.isdisjoint((behind, third))
    )


def _others_deny(line: Line, place: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause about what was said follows: "a claim that Oren disputes"."""
    for at in range(place, min(place + 7, stop)):
        if line.words[at] == ",":
            return False
        readings = lexicon.verbs.get(line.low[at])
        if readings and readings[0][0].lemma in DENIES:
            return True
    return False


def is_called_so(line: Line, place: int, stop: int) -> bool:
    """Tell whether an object goes on behind an occasion: "his plan on Monday “a gift”", "Halm in May of"."""
    for at in range(place + 1, min(place + 5, stop)):
        if line.low[at] == "of" and line.low[at - 1] in TIMES and line.low[at + 1 : at + 2] != ["last"]:
            return line.low[at + 1].endswith("ing")
        if line.quoted[at] >= 0:
            return line.words[at - 1] != ","
        if not (line.low[at] in TIMES or line.low[at].isdigit() or line.low[at] in ("the", "a", "an")):
            return False
    return False
