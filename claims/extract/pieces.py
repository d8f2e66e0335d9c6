"""What stands between two spaces, cut into tokens once: the same pieces come again and again."""

from __future__ import annotations

import re
from operator import sub

TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Gov|Sen|Sens|Rep|Reps|Rev|Hon|Pres|Supt|Insp|Det|Messrs"
    "|Mme|Mlle|Fr|Sr|Jr|St|Mt|vs|No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Corp|Co|Ltd|Bros"
    "|approx|dept|est|etc|Ave|Blvd|Calif|Mass|Conn|Fla|Ill|Mich|Minn|Okla|Ore|Pa|Tenn|Tex|Va|Wash|Wis|Ariz|Ark"
    "|Colo|Del|Ga|Ind|Kan|Ky|La|Md|Mo|Mont|Neb|Nev|Ala|Wyo"
)
TOKEN = re.compile(
    rf"[^\W\d_]{{2,}}(?=[\s,])|(?<!\w)[A-Z]-(?:(?:[A-Z]\.)+|[A-Z][a-z]{{1,4}}\.)|(?:[^\W\d_]\.){{2,}}[^\W\d_]?\b|(?:[^\W\d_]\.){{2,}}|(?<!\w)(?:{TITLES})\.(?!\w)"
    r"|(?<!\w)[A-Z]\.(?=[ \u00a0][A-Z])|\d+(?:[.,:]\d+)*(?:[-‑]?\w+)*"
    r"|\w+(?:(?:['’\-‑&]|\.(?=[a-z]))\w+)*|''|``|’’|‘‘|--+|\.\.+|[^\w\s]"
)
#: An initial at the end of a piece: it keeps its full stop before a name only, where “U.S.” always does.
INITIAL = re.compile(r"(?<!\w)(?<!(?<!\w)[^\W\d_]\.)[A-Z]\.\Z")
_TITLED = frozenset(TITLES.split("|"))
#: Pieces kept, and the longest of them in code points: longer ones would fill the memory.
KEPT, LONGEST_KEPT = 20_000, 40

#: The tokens of a piece, as they stand and in lower case (straight apostrophes), and from each the way to the
#: next in code points: from the last one to what stands behind one space.
Piece = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]


class _Pieces(dict[str, Piece | None]):
    """Pieces that were cut before; None for one that ends with an initial: that hangs on what follows."""

    def __missing__(self, piece: str) -> Piece | None:
        made = None if piece[-1] == "." and INITIAL.search(piece) else _cut(piece)
        if len(piece) <= LONGEST_KEPT:
            if len(self) >= KEPT:
                self.clear()
            self[piece] = made
        return made


_pieces = _Pieces()
#: Return the piece as cut, or None where `piece_within` has to look at what follows.
piece_of = _pieces.__getitem__


def piece_within(text: str, start: int, end: int, piece: str) -> Piece:
    """Cut a piece that begins at a place of a text which is read up to `end`."""
    known = _pieces[piece]
    if known is not None:
        return known
    behind = start + len(piece)
    if behind + 1 < end and text[behind] in " \u00a0" and "A" <= text[behind + 1] <= "Z":
        words, low, steps = _cut(f"{piece} A")
        return words[:-1], low[:-1], steps[:-1]
    return _cut(piece)


def _cut(piece: str) -> Piece:
    if piece.isalpha():
        return (piece,), (piece.lower(),), (len(piece) + 1,)
    mark, word = piece[-1], piece[:-1]
    if mark in ",." and len(word) > 1 and word.isalpha() and word not in _TITLED:
        return (word, mark), (word.lower(), mark), (len(word), 2)
    found = [(match[0], match.start()) for match in TOKEN.finditer(piece)]
    words = tuple([word for word, _ in found])
    starts = [start for _, start in found]
    low = tuple([word.lower().replace("’", "'") for word in words])
    return words, low, tuple(map(sub, [*starts[1:], len(piece) + 1], starts))
