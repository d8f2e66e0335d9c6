"""The grammar of single dates, as patterns over the letters of `tokens`.

Every pattern is of bounded length (no star, no plus), so that a place is tried in bounded time.
"""

from __future__ import annotations

from sources.ingest.when import meanings
from sources.ingest.when.patterns import rules

LEAD = "k?[iorv]?[wx]?"
REL_UNIT = r"f?[wx]?T?(?P<rel>[LTXZ])(?P<unit>U)"
BEFORE_DAY = rf"{LEAD}(?:W,?[wx]?)?"
TOP = rules(
    (
        (rf"{BEFORE_DAY}(?P<date>[DdS])", meanings.in_figures),
        (rf"{BEFORE_DAY}(?P<day>[ON1])f?(?P<month>M)(?:,?(?P<year>Y)|{REL_UNIT})?", meanings.day_and_month),
        (
            r"k?o?[wx]?(?:W,?)?(?P<month>M)w?(?P<day>[ON])(?:,?(?P<year>Y)|" + REL_UNIT + ")?",
            meanings.day_and_month,
        ),
        (rf"{LEAD}(?P<month>M)(?:f?(?:[wx]?U)?,?(?P<year>Y)|{REL_UNIT})", meanings.month),
        (rf"{LEAD}T?(?P<rel>[LTXZ])(?P<month>M)", meanings.month),
        (r"k?[iv](?:wUf)?(?P<month>M)", meanings.month),
        (rf"{LEAD}(?P<season>[Q9])(?:f?(?:[wx]?U)?,?(?P<year>Y)|{REL_UNIT})", meanings.season),
        (rf"{LEAD}T?(?P<rel>[LTXZ])(?P<season>[Q9])", meanings.season),
        (r"k?[iv][wx]?(?P<season>Q)", meanings.season),
        (rf"{LEAD}(?:T?(?P<rel>[LTXZ]))?(?P<weekday>W)P?", meanings.weekday),
        (rf"{LEAD}(?P<weekday>W)P?{REL_UNIT}", meanings.weekday_of_week),
        (r"T?(?P<rel>[LTXZ])(?P<unit>U),?o?(?P<weekday>W)P?", meanings.weekday_of_week),
        (r"[io]?[wx]?(?P<part>P)(?:fW)?[to]x?(?P<weekday>W)", meanings.night_to),
        (r"(?P<today>y)P?", meanings.today),
        (r"6", meanings.overnight),
        (r"o?w?(?P<unit>U)[BH](?P<today>y)", meanings.day_before),
        (rf"{LEAD}(?P<rel>[LT])P", meanings.this_part),
        (r"k?[iorv]?x?(?P<rel>[LTX])(?P<unit>U)", meanings.unit),
        (r"[EJ]i?(?P<rel>T)(?P<unit>U)", meanings.unit),
        (r"[EJ]iw(?P<unit>U)", meanings.unit),
        (r"k?[iorv>]?[wx]?(?:T?(?P<rel>[LTXZ]))?(?P<weekend>K)", meanings.weekend),
        (
            r"[iov]?[wx]?(?P<share>[O1L])(?P<kind>[hq])U?f?[wx]?"
            r"(?:U?(?P<year>Y)|(?:T?(?P<rel>[LTXZ]))?(?P<unit>U))",
            meanings.share_of_year,
        ),
        (r"[iov]?[wx]?(?P<decade>z)[UV]?", meanings.decade),
        (r"k?[iv][wx]?U?(?P<year>Y)", meanings.year),
        (r"o[wx](?P<day>O)(?=;|$)", meanings.day_of_month),
    )
)
#: Complete only behind "since", "until", "from … to", "early" and the like.
BARE = rules(
    (
        (r"[wx]?(?P<month>M)", meanings.month),
        (r"[wx]?U?(?P<year>Y)", meanings.year),
        (r"[wx]?(?P<season>Q)", meanings.season),
    )
)
DAY_ALONE = rules(((r"[wx]?(?P<day>[ON])", meanings.day_of_month),))
THE_UNIT = rules(((r"[wx](?P<unit>U)", meanings.unit),))
