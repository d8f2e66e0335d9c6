"""What looks like a name: of an outlet, an agency, people. Words are data; a new language adds its own."""

from __future__ import annotations

import re


def _words(told: str) -> frozenset[str]:
    return frozenset(told.split())


#: Agencies, as they are credited in brackets. Names alone; what they write is not quoted here.
AGENCY = (
    r"(?:Reuters|REUTERS|AFP|AP|The Associated Press|Associated Press|dpa|DPA|UPI|EFE|ANSA|TASS|Tass|"
    r"Interfax|Xinhua|Kyodo|Ukrinform|PAP|APA|PTI|IANS|epd|KNA|sid|SID|Bloomberg|PA|PA Media)"
)
#: The last (or, with "The", any) word of what newspapers, stations and sites are called.
MASTHEAD = _words(
    "times post courier herald tribune gazette chronicle journal star mirror telegraph guardian "
    "observer independent mail express standard globe record news press review examiner inquirer "
    "sentinel dispatch bulletin argus echo radio broadcasting tv zeitung kurier bote nachrichten "
    "tageblatt rundschau anzeiger allgemeine presse merkur blatt spiegel welt stimme rundfunk "
    "volksblatt tagblatt morgenpost"
)
#: A line with one of these is a part of the page, a greeting or a section, and nobody's name.
NO_NAME = _words(
    "news world politics business sport sports opinion culture europe video videos live breaking latest "
    "more read share subscribe newsletter photo photos image exclusive analysis explained good morning "
    "evening home menu search today topics related support sign top story stories magazine podcast "
    "politik wirtschaft kultur ausland inland meinung startseite mehr lesen teilen bild foto the a an "
    "this our your of on at war january february march april may june july august september october "
    "november december monday tuesday wednesday thursday friday saturday sunday north south east west"
)
#: What no masthead begins with, though its last word be one.
GREETINGS = _words("good latest breaking world top more all our your support")
PARTICLES = _words("van von de der den di da al el bin la le du zu ter ten")
JOINS = re.compile(r"\s*,\s*|\s+(?:and|und|&)\s+")
NAME_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄ][\w.’'-]*")
ARTICLE = re.compile(r"(?:the|die|der|das|den|dem)\s+(?=[A-ZÄÖÜ])")
MOST_NAMES = 3


def bare_outlet(value: str) -> str:
    """Return the name without an article of speech in small letters, or a full stop after it."""
    value = value.strip()
    return ARTICLE.sub("", value, count=1).rstrip(".").strip() if ARTICLE.match(value) else value.rstrip(".")


def is_masthead(line: str) -> bool:
    """Say whether a line is what a newspaper, station or site is called, and nothing else."""
    words = line.split()
    if not 2 <= len(words) <= 5 or not all(
        NAME_WORD.fullmatch(word) or word in ("of", "für") for word in words
    ):
        return False
    plain = [word.casefold() for word in words]
    if plain[0] in GREETINGS:
        return False
    return plain[-1] in MASTHEAD or (plain[0] in ("the", "die", "der") and not MASTHEAD.isdisjoint(plain))


def is_names(line: str) -> bool:
    """Say whether a line is one to three names of people, and nothing else."""
    if len(line) > 120 or any(sign.isdigit() for sign in line):
        return False
    names = JOINS.split(line.strip())
    return len(names) <= MOST_NAMES and all(_is_name(name.split()) for name in names)


def _is_name(words: list[str]) -> bool:
    if not 2 <= len(words) <= 4:
        return False
    whole = [word for word in words if word not in PARTICLES]
    return (
        len(whole) >= 2
        and all(NAME_WORD.fullmatch(word) for word in whole)
        and not {word.casefold().strip(".") for word in words} & (NO_NAME | MASTHEAD)
    )
