"""Whether a clause stands behind a verb of saying, though no "that" says so."""

from __future__ import annotations

from claims.extract.drafts import Page
from claims.extract.grammar import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    END_MARKS,
    HAVE,
    HE,
    HELPING,
    MODAL,
    PREPOSITIONS,
    VERBS,
    WH,
)
from claims.extract.tokens import Line


def begins_infinitive(line: Line, to: int, stop: int) -> bool:
    """Tell whether "to" goes with a verb: "to pay", not "to the panel"."""
    following = line.low[to + 1] if to + 1 < stop else "the"
    return following not in DETERMINERS and line.words[to + 1].islower()


def starts_clause(line: Line, place: int) -> bool:
    """Tell whether a token may be the first of a clause."""
    low = line.low[place]
    if low in END_MARKS or line.words[place] in (",", ")", ";", ":"):
        return False
    return (
        low not in PREPOSITIONS and low not in CONJUNCTIONS and line.words[place][0].isalnum()
    ) or line.words[place] == "$"


def surely_finite(page: Page, first: int, stop: int) -> bool:
    """Tell whether a verb of a clause stands in the range before a comma or relative pronoun."""
    line = page.line
    if line.low[first] in HE and line.low[first] not in ("it", "you"):
        return True
    for place in range(first + 1, stop):
        low = line.low[place]
        if line.words[place] == "," or low in WH or low == "that" or (low in CONJUNCTIONS and low != "and"):
            return False
        if low in BE or low in HAVE or low in MODAL or low in DO or low in VERBS or low.endswith("n't"):
            return low not in ("being", "having", "been")
        if (
            (
                low.endswith("ed")
                and line.low[place - 1] not in DETERMINERS
                and line.low[place - 1] not in PREPOSITIONS
            )
            and place + 1 < stop
            and (line.low[place + 1] in DETERMINERS or line.low[place + 1] in PREPOSITIONS)
        ):
            return True
    return False


def has_finite(page: Page, first: int, stop: int) -> bool:
    """Tell whether something in the range may be the verb of a clause."""
    line = page.line
    for place in range(first + 1, stop):
        low = line.low[place]
        if low in HELPING or low in VERBS or low.endswith(("ed", "n't")) or "'" in line.low[place - 1]:
            return True
        if (line.words[place].islower() and low.endswith("s") and len(low) > 3) or low in page.lexicon.verbs:
            return True
    return first < stop and "'" in line.low[first]


def has_verb(line: Line, first: int, stop: int) -> bool:
    """Tell whether more than an addressee stands in a range: "warned the dam could break, while it …"."""
    return any(line.low[at] in BE or line.low[at] in MODAL for at in range(first, stop))
