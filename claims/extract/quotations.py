"""Where quotations begin and end: straight, curly, doubled and angled marks, single ones, unclosed ones.

A mark opens or closes by what stands around it; where that does not tell, by whether one is open.
"""

from __future__ import annotations

from claims.extract.tokens import ASKING, LONGEST_SENTENCE, Line, Quotation

DOUBLE = frozenset(("“", "”", "„", "«", "»", '"', "''", "``", "‘‘", "’’", "‟"))
SINGLE = frozenset(("'", "‘", "’", "‚", "‹", "›", "`"))
MARKS = DOUBLE | SINGLE
#: How far a single mark is looked for its partner, in tokens.
REACH = 80


def find_quotations(line: Line, *, text: str) -> None:
    """Fill the line's quotations and say of each token in which it stands. Outermost ones only."""
    count = len(line.words)
    line.quoted = [-1] * count
    if MARKS.isdisjoint(line.words):
        return
    opened = -1
    marks = [index for index, word in enumerate(line.words) if word in MARKS]
    for index in marks:
        if line.words[index] not in DOUBLE:
            continue
        turn = _turn(line, index, text, opened >= 0)
        if turn == "open" and opened >= 0:
            if _nested(line, index, text):
                continue
            _keep(line, opened, _stop_before(line, opened, index), closed=False)
            opened = index
        elif turn == "open":
            opened = index
        elif opened >= 0:
            _keep(line, opened, index, closed=True)
            opened = -1
    if opened >= 0:
        _keep(line, opened, _stop_before(line, opened, count), closed=False)
    _find_single(line, text, marks)


def _turn(line: Line, index: int, text: str, is_open: bool) -> str:
    """Say whether a mark opens or closes."""
    before = text[line.starts[index] - 1 : line.starts[index]] if line.starts[index] > line.start else " "
    after = text[line.end_of(index) : line.end_of(index) + 1] if line.end_of(index) < line.end else " "
    left_free = before.isspace() or before in "([—–-/‘“"
    right_free = after.isspace() or after in ".,;:!?)]—–-’”"
    word = line.words[index]
    if word in ("“", "„", "«", "‘‘", "``"):
        if is_open and right_free and not left_free:
            return "close"
        return "close" if word == "“" and is_open and _german(line, index) else "open"
    if word in ("”", "»", "’’"):
        return "open" if not is_open and left_free and not right_free else "close"
    if left_free and not right_free:
        return "open"
    if right_free and not left_free:
        return "close"
    return "close" if is_open else "open"


def _german(line: Line, index: int) -> bool:
    """Tell whether the mark that is open before this one is the low one of German."""
    for place in range(index - 1, max(-1, index - 400), -1):
        if line.words[place] in ("„", "“", "”"):
            return line.words[place] == "„"
    return False


def _nested(line: Line, index: int, text: str) -> bool:
    """Tell whether an opening mark inside an open quotation has its own closing mark before the outer's."""
    closing = 0
    for place in range(index + 1, min(len(line.words), index + 400)):
        if line.words[place] in DOUBLE:
            if _turn(line, place, text, True) == "open":
                return False
            closing += 1
            if closing == 2:
                return True
    return False


def _stop_before(line: Line, opened: int, stop: int) -> int:
    """Where a quotation that was never closed ends: before "the mayor said.", or at `stop`."""
    for place in range(opened + 2, min(stop, opened + LONGEST_SENTENCE)):
        if line.words[place] == "," and _attributed(line, place + 1, stop):
            return place + 1
    return stop


def _attributed(line: Line, first: int, stop: int) -> bool:
    """Tell whether a few words behind a comma only say who said it."""
    for place in range(first, min(first + 7, stop)):
        if line.low[place] in ASKING:
            return place > first and (
                place + 1 == len(line.words) or line.words[place + 1] in (".", ",", "“", '"')
            )
        if not line.words[place][0].isalpha():
            return False
    return False


def _keep(line: Line, opened: int, stop: int, *, closed: bool) -> None:
    number = len(line.quotations)
    line.quotations.append(Quotation(opened + 1, stop - 1, False, closed))
    for place in range(opened, stop + (1 if closed else 0)):
        line.quoted[place] = number


def _find_single(line: Line, text: str, marks: list[int]) -> None:
    """Add the quotations in single marks that stand outside double ones; apostrophes are told apart."""
    for index in marks:
        if line.words[index] in SINGLE and line.quoted[index] < 0 and _opens(line, index, text):
            close = _partner(line, index, text)
            if close > 0:
                number = len(line.quotations)
                line.quotations.append(Quotation(index + 1, close - 1, True))
                line.quoted[index : close + 1] = [number] * (close + 1 - index)


def _opens(line: Line, index: int, text: str) -> bool:
    before = text[line.starts[index] - 1 : line.starts[index]] if line.starts[index] > line.start else " "
    after = text[line.end_of(index) : line.end_of(index) + 1]
    free = before.isspace() or before in "([—–-“"
    return free and after.isalnum() and line.words[index] not in ("’", "›")


def _partner(line: Line, index: int, text: str) -> int:
    """Return the token that closes a single mark, or -1. A possessive plural only where nothing else does."""
    doubtful = -1
    for place in range(index + 2, min(len(line.words), index + REACH)):
        if line.quoted[place] >= 0:
            break
        if line.words[place] not in ("'", "’", "›", "‘"):
            continue
        after = text[line.end_of(place) : line.end_of(place) + 1]
        glued = line.starts[place] == line.end_of(place - 1)
        if glued and not after.isalnum():
            if line.low[place - 1].endswith("s") and after == " " and line.words[place - 1] not in ".,!?":
                doubtful = place if doubtful < 0 else doubtful
                continue
            return place
    return doubtful
