"""How a name sounds, as far as ways to write it in Latin letters differ. Pure.

The same letters are exchanged by `name_sounds` in the database (a migration), so that an index knows them.
"""

from __future__ import annotations

from sources.folding import fold

#: Letters that stand for the same, each with its stand-in, in the order in which they are exchanged; "_" is
#: the end of a word.
EXCHANGED = (
    "schtsch s shch s szcz s tsch h tch h sch s sh s zh s ts s tz s cz s ce se ci si cy sy z s ph f th t kh h"
    " gh h ch h g h ck k c k q k x ks w v ff f our_ or_ re_ er_ ou u oo u ie e ye e je e yi i iy i ij i yj i"
    " y i j i ii i ii i ee i ss s nn n ll l tt t mm m pp p rr r kk k hh h vv v dd d bb b"
)
_LETTERS = [letters.replace("_", " ") for letters in EXCHANGED.split()]
_PAIRS = tuple(zip(_LETTERS[::2], _LETTERS[1::2], strict=True))
_VOWELS = str.maketrans("", "", "aeiou")


def sounding(folded: str) -> str:
    """A folded name with one letter for all that are written for it: "lubinets" is "lubines"."""
    name = f" {folded} "
    for written, letter in _PAIRS:
        name = name.replace(written, letter)
    return name.strip()


def name_sounds(spelling: str) -> list[str]:
    """The consonants of each word of a name, as they sound; words of vowels alone are left out."""
    return [bare for word in sounding(fold(spelling)).split() if (bare := word.translate(_VOWELS))]
