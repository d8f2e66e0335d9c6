"""Sentences of a block, as spans into the text."""

from __future__ import annotations

import re


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


# A stop, what closes after it, then white space. A quoted stop may be followed by "Kirby said.", so what
# comes next decides.
# With one class of signs at its beginning, a search skips what is none of them ten times as fast.
_CLOSED = r"[\"'”’»«)\]\u201c\u2018]{0,4}(?=\s)"
STOP = re.compile(
    r"[.…!?。！？\n](?:"
    rf"(?<=\.)\.{{0,5}}{_CLOSED}|(?<=…)…*{_CLOSED}|(?<=[!?])[!?]{{0,5}}{_CLOSED}"
    r"|(?<=[。！？])[。！？]*[」』”]{0,2}|(?<=\n)\s*\n)"
)
NEXT = re.compile(r"\s*[\"'“‘„‚»«(\[¿¡–—-]{0,4}\s?(\S?)")
LAST_WORD = re.compile(r"[^\s\"'“”„«»()\[\]]{1,20}$")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
# Never the end of a sentence: titles and words that lead to what follows.
TITLES = words_of("""
    mr mrs ms dr prof gen col maj capt lt sgt cpl adm cmdr brig gov sen rep rev hon pres st sr messrs mme mlle
    hr fr dipl-ing ing frhr vs v cf e.g i.e z.b d.h u.a bzw bzgl ggf sog ca vgl evtl insb mind max nr no nos
    pp vol art approx est fig dept
""")
# These end a sentence only where a word follows that begins sentences: "the U.S. Army", "in the U.S. The".
ENDS_OR_NOT = words_of("""
    inc ltd corp co jr bros etc usw u.s u.k u.n e.u d.c u.s.a a.m p.m jan feb mar apr jun jul aug sep sept oct
    nov dec mio mrd tsd
""")
OPENERS = words_of("""
    the a an he she it they we i you this that these those there but and in on at as after before when
    while if however meanwhile according his her its their der die das er sie es wir ich ein eine aber und
    im am nach vor wenn als dies diese
""")
SHORT = TITLES | ENDS_OR_NOT
NUMBERED = frozenset({"no", "nos", "nr", "art", "fig", "vol", "pp", "max", "mind", "est"})
GERMAN_DAY = re.compile(r"\d{1,2}")
AFTER_GERMAN_DAY = re.compile(
    r"\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert)\b"
)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of text[start:end] as half-open code-point spans, without outer white space.

    Together they hold every character that is no white space. Linear in the stretch.
    """
    spans: list[tuple[int, int]] = []
    begin, last = start, start + len(text[start:end].rstrip())
    for stop in STOP.finditer(text, start, end):
        first, after = stop.span()
        if after >= last:
            break  # the last sentence ends there, whatever it ends with
        if first < begin or not (_is_plain(text, begin, first, after) or _ends(text, begin, stop, end)):
            continue
        _add(spans, text, begin, after)
        begin = after
    _add(spans, text, begin, end)
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end].rstrip()
    stripped = piece.lstrip()
    if stripped:
        last = start + len(piece)
        spans.append((last - len(stripped), last))


def _is_plain(text: str, begin: int, first: int, after: int) -> bool:
    """Whether it is what most are, of which nothing more need be asked: one full stop after a word that is
    never shortened, and a capital or a figure after the white space."""
    following = text[after + 1 : after + 2]
    if after - first > 1 or text[first] != "." or not following.isalnum() or following.islower():
        return False
    word = text[max(text.rfind(" ", begin, first) + 1, begin) : first]
    return len(word) > 2 and word.isalpha() and word.casefold() not in SHORT


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    mark = stop.group()
    if mark[0] in "\n。！？":
        return True
    following = NEXT.match(text, stop.end(), min(end, stop.end() + 60))
    letter = following[1] if following else ""
    if letter and letter.islower():
        return False
    if mark.startswith(("…", "..", "!", "?")):
        return not _speaker_follows(text, stop, end)
    return _full_stop_ends(text, begin, stop, end)


def _full_stop_ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Decide about one full stop before a capital, a figure or the end."""
    before = LAST_WORD.search(text, max(begin, stop.start() - 21), stop.start())
    word = before.group().casefold() if before else ""
    after = text[stop.end() : min(end, stop.end() + 30)].lstrip()
    if len(stop.group()) > 1:  # a closing quotation mark or bracket follows the stop
        return not _speaker_follows(text, stop, end)
    if word in TITLES:
        return word in NUMBERED and not after[:1].isdigit() and word != "nr"
    if len(word) == 1 and word.isalpha() and word != "i":
        return False  # an initial: "J. K. Weber"
    if word in ENDS_OR_NOT or DOTTED.fullmatch(word):
        return _opens(after)
    return not (
        GERMAN_DAY.fullmatch(word) and AFTER_GERMAN_DAY.match(text, stop.end(), min(end, stop.end() + 30))
    )


def _opens(after: str) -> bool:
    first = re.match(r"[\"'“‘„»«(\[]*([^\W\d_]+)", after)
    return bool(first and (first[1].casefold() in OPENERS or after[0] in '"“„»«'))


CUES = (
    "said|says|told|asked|added|wrote|claimed|warned|insisted|replied|explained|declared|announced|stated|argued"
    "|sagte|sagt|erklärte|betonte|schrieb|fragte|meinte|behauptete|warnte|teilte"
)
SPEAKER = re.compile(rf"\s+(?:[A-ZÄÖÜ][\w’'-]{{1,30}}\s){{1,4}}(?:{CUES})\b|\s+(?:{CUES})\b")


def _speaker_follows(text: str, stop: re.Match[str], end: int) -> bool:
    """Say whether `!" Kirby said` follows: the quotation ended, its sentence did not."""
    closing = stop.group().rstrip("\"'”’»«)]“‘")
    quoted = closing != stop.group()
    return (
        quoted and closing[-1:] in "!?…" and bool(SPEAKER.match(text, stop.end(), min(end, stop.end() + 150)))
    )
