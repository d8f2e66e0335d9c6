"""Words that lead to a date and make another of it: since, until, early in, two days after, about."""

from __future__ import annotations

import re

from sources.ingest.when.amounts import ABOUT, COUNT
from sources.ingest.when.points import LEAD

SINCE = re.compile(r"s(?:o?n{0,2}=?)")
UNTIL = re.compile(r"(?:j|J=)[tx]{0,2}n{0,2}")
BEFORE = re.compile(r"[B<]|E=")
AFTER = re.compile(r"H")
FROM_ON = re.compile(r"5")
OFFSET = re.compile(rf"{ABOUT}{COUNT}(?P<unit>[UV])(?P<side>[HB<])|w(?P<the>U)(?P<of_the>[HB])")
PART = re.compile(rf"(?:t|{LEAD})(?:(?P<part>[eml])(?:[UV](?=f))?f?-?|(?P<first>1)[UV]f|(?P<last>L)[UV]f)")
WEEK_OF = re.compile(r"[io]?[wx]?(?P<week>U)f")
OF_DAY = re.compile(r"[io]?[wx]?Pf")
ABOUT_DATE = re.compile(r"n?(?P<about>n)[wx]?")
#: Before anything else is tried for "from … to": whether a word that joins stands among the known words.
JOINED_SOON = re.compile(r"[^|;]{1,40}?[tj&-]")
JOINED = re.compile(r"[tj&-](?:t|[wx])?")
OPENING = re.compile(r"(?P<lead>[rbf])|(?P<short>[io]?[wx]?)")
