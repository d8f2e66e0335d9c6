"""Where a verb of saying is a deed: who reveals a batch of letters hands them over, and has said nothing."""

from __future__ import annotations

from claims.extract.grammar import NUMBERS, PREPOSITIONS, RELATIVE
from claims.extract.speaker_words import OFFICES, RECORDS, UNNAMED
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

Range = tuple[int, int]
#: Verbs by which things are brought to light, too.
BRINGS_OUT = words_of("reveal disclose divulge show publicise")
#: What is kept, copied and handed over, besides what speaks as a document.
THINGS = RECORDS | words_of(
    "conversation conversations correspondence material materials archive archives copy copies screenshot "
    "screenshots page pages footage exhibit exhibits receipt receipts ledger ledgers contract contracts "
    "invoice invoices manuscript manuscripts map maps drawing drawings sketch sketches model prototype"
)
#: What is called into being: "called a strike".
CALLED = words_of(
    "meeting meetings election elections vote votes strike strikes referendum summit session sessions "
    "conference truce ceasefire halt"
)
#: Nouns of how many there are: what is meant stands behind "of".
AMOUNTS = words_of(
    "batch set series cache trove collection number handful string stack host pile bundle selection dozen "
    "dozens hundreds thousands range hoard tranche stash pair couple"
)


#: What somebody did not do with a thing is no statement: "did not mention the bridge". Of claims, it is one.
UNDONE = words_of(
    "disclose reveal recommend mention describe detail outline announce propose show request express "
    "publicise cite reference discuss advocate"
)
PEOPLE = OFFICES | UNNAMED
#: What people and things show without a word.
SIGNS = words_of(
    "sign signs interest symptoms courage mercy respect restraint patience resolve promise weakness strength "
    "improvement progress concern emotion affection"
)


def says_nothing(line: Line, lemma: str, content: Range, *, negated: bool) -> bool:
    """Tell whether no words are meant: what was not done with a thing, a sign that was shown, a person.

    "did not mention the bridge", "showed little interest in the mill", "contradicting the mayor".
    """
    if negated and lemma in UNDONE:
        return True
    first, stop = content
    if lemma == "show":
        head = next((at for at in range(first, stop) if line.low[at] in PREPOSITIONS), stop) - 1
        return head >= first and line.low[head] in SIGNS
    return lemma in ("contradict", "echo") and line.low[stop - 1] in PEOPLE


def is_deed(line: Line, lemma: str, content: Range) -> bool:
    """Tell whether the object of a verb is a thing that was brought out, and no words."""
    if lemma not in BRINGS_OUT and lemma != "call":
        return False
    first, stop = content
    if line.low[first] == "no" or (lemma == "call" and line.low[first] not in ("a", "an")):
        return False
    for place in range(first, stop):
        low = line.low[place]
        if line.quoted[place] >= 0:
            return False
        if low == "of" and place > first and line.low[place - 1] in AMOUNTS:
            first = place + 1
        elif low in PREPOSITIONS or low in RELATIVE or line.words[place] == "," or _shows(line, first, place):
            stop = place
            break
    return stop > first and line.low[stop - 1] in (CALLED if lemma == "call" else THINGS)


def is_called_into_being(line: Line, lemma: str, subject: Range, rest: Range | None) -> bool:
    """Tell whether a passive tells of a deed: "a meeting that had been called two days earlier".

    "The strike was called a mistake" tells what somebody says of it.
    """
    if lemma != "call":
        return False
    first, stop = subject
    head = next((at for at in range(first + 1, stop) if line.low[at] in PREPOSITIONS), stop) - 1
    if line.low[head] not in CALLED:
        return False
    return rest is None or line.low[rest[0]] in PREPOSITIONS or line.low[rest[0]] in NUMBERS


def _shows(line: Line, first: int, place: int) -> bool:
    """Tell whether a participle follows the thing: "letters showing that", not "incriminating letters"."""
    before = line.low[place - 1]
    return place > first and before in THINGS and line.low[place].endswith("ing")
