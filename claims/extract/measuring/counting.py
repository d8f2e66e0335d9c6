"""What a number counts, in what unit, in what time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extract.measuring.lexicon import Lexicon
from claims.extract.measuring.numerals import Numeral

#: So far is looked for what is counted and for its period, in code points.
BEHIND = 90
WORDS = re.compile(r"(?P<word>[^\W_][\w’'-]*)(?P<space> )?")
OF = re.compile(r"\b(?:of|von|der|des) ")
MOST_WORDS = 6
#: Behind a number that alone is quoted: “thousands” of casualties.
CLOSING = ("”", "“", '"', "’", "'")
#: German: what may stand before the noun, which has a capital.
ADJECTIVE = re.compile(r"[^\W_A-ZÄÖÜ][\w-]*e[nrms]?")
CLAUSE = re.compile(r"[.!?;:](?:\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands behind a number. end: of its unit and its noun; done: what happened to them ("killed")."""

    end: int
    unit: str
    noun: str
    done: str


def counted(text: str, one: Numeral, at: int, start: int, end: int, lexicon: Lexicon) -> Counted:
    """Read unit and noun in text[start:end] from `at` on, where the number with "or more" behind it ends."""
    unit, stop = one.sign or ("%" if one.share else ""), at
    match = None if unit else lexicon.unit.match(text, at, end)
    if match and _is_unit(match, lexicon):
        unit, stop = _unit(match["unit"], lexicon), match.end()
    joined = text[at : at + 1] == "-"
    needs_of = bool(unit) and not one.share and not joined
    single = joined or one.high == 1
    noun, noun_end = _noun(text, stop, end, lexicon, needs_of=needs_of, single=single)
    behind = lexicon.patterns["DONE_BEHIND"].match(text, noun_end, end)
    before = None
    if not behind and not unit:
        before = lexicon.patterns["DONE_BEFORE"].search(text[max(0, one.start - 30) : one.start])
    done = behind or before
    if not noun and not unit and not behind:
        noun = _number_of(text, one, start, lexicon)
    stands = stop if text[stop : stop + 1] in CLOSING else noun_end  # half a quotation is no wording
    return Counted(stands, unit, noun, done["done"].lower() if done else "")


def _number_of(text: str, one: Numeral, start: int, lexicon: Lexicon) -> str:
    """Return what is counted where that stands before the number: "the number of prisoners rose to 40"."""
    before = CLAUSE.split(text[max(start, one.start - 2 * BEHIND) : one.start])[-1]
    found = list(lexicon.patterns["NUMBER_OF"].finditer(before))
    if not found:
        return ""
    begin = one.start - len(before) + found[-1].end()
    return _noun(text, begin - 1, one.start, lexicon, needs_of=False, single=False)[0]


def _is_unit(match: re.Match[str], lexicon: Lexicon) -> bool:
    """A letter alone is a unit where it is small and follows figures: 20 m, not "20 M"."""
    written = match["unit"]
    return len(written) > 2 or written in lexicon.units


def _unit(written: str, lexicon: Lexicon) -> str:
    return lexicon.units.get(written) or lexicon.units[written.lower()]


def _noun(text: str, at: int, end: int, lexicon: Lexicon, *, needs_of: bool, single: bool) -> tuple[str, int]:
    """Return the words up to the noun that is counted, and where they end; ("", at) where there is none.

    needs_of: behind a unit, "40 percent of the voters". single: a noun that is no plural may do.
    """
    if text[at : at + 1] in CLOSING:
        at += 1
    if text[at : at + 1] not in (" ", "-", "\u00a0"):
        return "", at
    lead = lexicon.patterns["BEFORE_NOUN"].match(text, at + 1, end)
    begin = lead.end() if lead else at + 1
    other = lexicon.amount.match(text, begin, end)
    if other and text[other.end() : other.end() + 1] == " ":  # "two of nine pumps"
        begin = other.end() + 1
    if needs_of and not (lead and OF.search(lead[0])):
        return "", at
    words = _words(text, begin, min(end, begin + BEHIND), lexicon)
    head = _head(words, lexicon, single=single or begin > at + 1)
    if head is None:
        return "", at
    stop = words[head].end("word")
    noun = text[begin:stop]
    return re.sub(r"['’]s?$", "", noun), stop


def _words(text: str, at: int, end: int, lexicon: Lexicon) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    while len(words) < MOST_WORDS and (match := WORDS.match(text, at, end)):
        word = match["word"]
        if (
            word.lower() in lexicon.stops
            or word.lower() in lexicon.numbers
            or (word.isdigit() and not _capital(words))
        ):
            break
        words.append(match)
        at = match.end()
        if match["space"] != " ":
            break
    return words


def _capital(words: list[re.Match[str]]) -> bool:
    """Say whether the last word may belong to a number behind it: "Boeing 737"."""
    return bool(words) and words[-1]["word"][0].isupper()


def _head(words: list[re.Match[str]], lexicon: Lexicon, *, single: bool) -> int | None:
    """The first plural with those that follow it ("police officers"); in German the first capital."""
    written = [match["word"] for match in words]
    if lexicon.language != "en":
        first = next((at for at, word in enumerate(written) if not ADJECTIVE.fullmatch(word)), None)
        return first if first is not None and written[first][0].isupper() else None
    found = next((at for at, word in enumerate(written) if _is_plural(word, lexicon)), None)
    if found is None and (not single or (written and written[0].endswith("ed"))):
        return None
    if found is None:
        done = re.compile(lexicon.source.DONE, re.IGNORECASE)
        held = next((at for at, word in enumerate(written) if done.fullmatch(word)), len(written))
        if held > 1 and written[1].endswith("ed"):
            held = 1
        return min(held, 2) - 1 if held else None
    while found + 1 < len(written) and _is_plural(written[found + 1], lexicon):
        found += 1
    return found


def _is_plural(word: str, lexicon: Lexicon) -> bool:
    low = word.lower()
    return low in lexicon.plurals or (
        low.endswith("s") and not low.endswith(("ss", "'s", "’s")) and low not in lexicon.no_plurals
    )


def period(text: str, start: int, begin: int, at: int, end: int, lexicon: Lexicon) -> str:
    """Return the words of the time in which so many were counted: "a week", "in the last three weeks", or "".

    begin, at: where number and noun begin and end. A rate stands close behind; a window behind, or before in
    the sentence.
    """
    behind = CLAUSE.split(text[at : min(end, at + BEHIND)], maxsplit=1)[0]
    if rate := lexicon.patterns["RATE"].search(behind[:40]):
        return rate[0]
    if window := lexicon.patterns["WINDOW"].search(behind):
        return window[0]
    before = CLAUSE.split(text[max(start, at - 2 * BEHIND) : begin])[-1]
    window = lexicon.patterns["WINDOW"].search(before)
    return window[0] if window else ""
