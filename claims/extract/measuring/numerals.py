"""Numbers in figures and words, as printed: value, bounds and whether it is a share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.extract.measuring.lexicon import Lexicon

#: So far before a number is looked for what it belongs to, in code points.
BEFORE = 48
#: The column that stores a figure has 18 digits before the point.
LARGEST = 1e18
PER_CENT = re.compile(r" ?%| ?per ?cent\b| ?Prozent\b", re.IGNORECASE)
DOZENS = ("dozen", "dutzend")


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number. start, end: where it is printed. open: without upper end. share: in per cent.

    plain: figures without separator, sign or scale, which may be a year or a name's. sign: of a currency.
    """

    start: int
    end: int
    low: float
    high: float
    open: bool = False
    share: bool = False
    about: bool = False
    plain: bool = False
    figures: bool = False
    sign: str = ""


def numerals(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Numeral]:
    """Yield the numbers in text[start:end], in order, a range as one. Linear."""
    small = in_small(text[start:end])
    at = start
    while match := lexicon.number.search(small, at - start):
        read = _read(match, lexicon)
        at = max(start + match.end(), at + 1)
        if read is None:
            continue
        one = replace(read, start=start + match.start(), end=start + match.end())
        joined = _range(text, one, end, start, lexicon)
        if joined:
            one, at = joined, joined.end
        yield one


def in_small(piece: str) -> str:
    """Return as many small letters: a search that ignores case is slow, and offsets must stay."""
    small = piece.lower()
    if len(small) == len(piece):
        return small
    return "".join(letter.lower()[:1] for letter in piece)  # a letter that becomes two: İ


def _range(text: str, first: Numeral, end: int, start: int, lexicon: Lexicon) -> Numeral | None:
    """Join "20 to 30", "20-30", "between 20 and 30"; what goes down or starts with "from" is no range."""
    before = text[max(start, first.start - BEFORE) : first.start]
    between = lexicon.patterns["BETWEEN"].search(before)
    name = "AND" if between else "RANGE"
    joint = lexicon.patterns[name].match(text, first.end, end) or _past_per_cent(
        text, first, end, lexicon, name
    )
    if joint is None or first.open or first.share or lexicon.patterns["FROM"].search(before):
        return None
    match = lexicon.amount.match(text, joint.end(), end)
    second = _read(match, lexicon) if match and not text[match.end() : match.end() + 1].isdigit() else None
    if second is None:
        return None
    low = first.low
    if match and (scale := _scale(match, lexicon)) and first.low < scale and first.low < second.high / scale:
        low *= scale
    if low >= second.high:
        return None
    begin = first.start - (len(between[0]) if between else 0)
    plain = first.plain and second.plain
    return replace(
        second, start=begin, low=low, plain=plain, figures=first.figures, sign=first.sign or second.sign
    )


def _past_per_cent(text: str, first: Numeral, end: int, lexicon: Lexicon, name: str) -> re.Match[str] | None:
    """Return what joins "1% to 3%", "1 per cent to 3 per cent": the unit may stand behind both."""
    sign = PER_CENT.match(text, first.end, end)
    joint = lexicon.patterns[name].match(text, sign.end(), end) if sign else None
    if joint is None:
        return None
    second = lexicon.amount.match(text, joint.end(), end)
    return joint if second and PER_CENT.match(text, second.end(), end) else None


def _scale(match: re.Match[str], lexicon: Lexicon) -> int:
    written = match["scale"] or match["priced"] or match["of_half"]
    if written is None and match["words"]:
        written = re.split(r"[ -]", match["words"])[-1]
        return value if (value := lexicon.numbers.get(written.lower(), 0)) >= 100 else 0
    return _scale_of(written.strip().lower(), lexicon) if written else 0


def _scale_of(written: str, lexicon: Lexicon) -> int:
    return {"m": 10**6, "k": 1000}.get(written) or lexicon.scales.get(written, 1)


def _read(match: re.Match[str], lexicon: Lexicon) -> Numeral | None:
    """Read one match of `lexicon.number` or `lexicon.amount`; None where its words are no number."""
    found = {name: part.lower() for name, part in match.groupdict().items() if part}
    numeral = Numeral(match.start(), match.end(), 0, 0)
    for read in (_share, _mass, _figures, _words):
        if told := read(found, numeral, lexicon):
            return told if told.high < LARGEST else None
    return None


def _exactly(numeral: Numeral, value: float) -> Numeral:
    return replace(numeral, low=value, high=value)


def _share(found: dict[str, str], numeral: Numeral, lexicon: Lexicon) -> Numeral | None:
    if "part" in found:
        part, whole = (_small(found[name], lexicon) for name in ("part", "whole"))
        told = part / whole if 0 < part < whole else None
    elif "shares" in found:
        told = _small(found["shares"], lexicon) / lexicon.parts[found["of_shares"]]
    elif part_name := found.keys() & {"a_share", "a_half", "by_share", "each_share"}:
        told = 1 / lexicon.parts[found[part_name.pop()]]
    else:
        return None
    return replace(_exactly(numeral, round(100 * told, 6)), share=True) if told and told <= 1 else None


def _small(written: str, lexicon: Lexicon) -> int:
    return int(written) if written.isdecimal() else lexicon.numbers.get(written, 1)


def _mass(found: dict[str, str], numeral: Numeral, lexicon: Lexicon) -> Numeral | None:
    """Words that name no number: thousands, several hundred, half a million."""
    if "times" in found:
        value = lexicon.source.TIMES[found["times"]] * lexicon.masses[found["mass"]]
        return replace(_exactly(numeral, value), open=True)
    if "lone_mass" in found:
        return replace(_exactly(numeral, lexicon.masses[found["lone_mass"]]), open=True)
    if "vague" in found:
        return replace(_exactly(numeral, 2 * lexicon.numbers[found["vague"]]), open=True)
    if "couple" in found:
        return replace(_exactly(numeral, 2), about=True)
    if name := found.keys() & {"half_of", "half_dozen"}:
        return _exactly(numeral, lexicon.numbers[found[name.pop()]] / 2)
    if "quarter_of" in found:
        share = 0.25 if found["quarters"].startswith(("a ", "eine ")) else 0.75
        return _exactly(numeral, share * lexicon.numbers[found["quarter_of"]])
    return None


def _figures(found: dict[str, str], numeral: Numeral, lexicon: Lexicon) -> Numeral | None:
    written = found.get("digits") or found.get("money")
    if not written:
        return None
    bare = written.translate({ord(mark): None for mark in lexicon.source.THOUSANDS})
    plain = bare == written and not found.keys() & {"scale", "priced", "sign", "half"} and bare.isdecimal()
    if len(bare) > 1 and bare[0] == "0" and bare[1].isdecimal():
        return None  # 0600, 007
    value = float(bare.replace(lexicon.source.POINT, ".")) + (0.5 if "half" in found else 0)
    scale = found.get("scale") or found.get("priced")
    value *= _scale_of(scale, lexicon) if scale else 1
    sign = lexicon.source.SIGNS.get(found["sign"][-1], "") if "sign" in found else ""
    return replace(_exactly(numeral, round(value, 6)), plain=plain, figures=True, sign=sign)


def _words(found: dict[str, str], numeral: Numeral, lexicon: Lexicon) -> Numeral | None:
    """Read "one hundred and twenty-five thousand"."""
    whole, group, last = 0.0, 0.0, 0
    for word in re.findall(r"[^\W\d_]+", found.get("words", "")):
        one = lexicon.numbers.get(word)
        if one is None:  # "and"
            continue
        if one >= 1000:
            whole, group = whole + (group or 1) * one, 0
        elif last and (one == 100 or word in DOZENS):
            group *= one
        elif last and last < 100 and not (last >= 20 and one < 10):
            return None  # "two three"
        else:
            group += one
        last = one
    value = whole + group + (0.5 if "and_half" in found else 0)
    if "of_half" in found:
        value *= _scale_of(found["of_half"].strip(), lexicon)
    return _exactly(numeral, value) if "words" in found else None
