"""Are passages carried over to the right place of a corrected text? 20,000 of them, in invented reports.

    .venv/bin/python benchmarks/carrying.py [--passages 20000] [--seed 7] [--texts FILE…]

Every correction changes words, adds and takes away sentences and paragraphs, moves a paragraph, repeats a
caption or drops one of two. The generator follows every letter, so that it knows where each passage went.
Exit code 1 where one was carried to a wrong place, or fewer than 85 % went by themselves. `--texts`: files to
correct as well.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from claims.carry_over import carry_over
from sources.choices import Anchoring

GOAL = 0.85
NAMES = ("Orla Venn", "Tomas Brade", "Ina Falk", "Jördis Tamm", "Pell Okona", "Mirsad Kovan")
BODIES = (
    *("the harbour ministry", "the dockers' union", "the port office"),
    *("the fire brigade", "the court of Velm"),
)
THINGS = (
    *("the fire", "the pier", "the ferry", "the crane", "the depot"),
    *("the night watch", "the grain store", "the signal tower"),
)
DEEDS = (
    *("was set on purpose", "had been closed", "burned for six hours"),
    *("was never inspected", "will reopen in spring"),
)
WHEN = ("on Monday", "on Thursday", "last week", "in March", "at dawn", "late on Friday")
ASIDES = (
    *("he said", "she said", "according to the report"),
    *("“It is a fairy tale”", "as it was told to reporters"),
)
SPEAKING = ("said", "told reporters")
CAPTION = "The pier of Port Velm at noon. Photo: T. Orm"

#: A text as letters, each with its number in the first text; None: it was not there.
Letters = list[tuple[str, int | None]]
Span = tuple[int, int]


def sentence(rng: random.Random) -> str:
    """One more sentence; many share most of their words."""
    pick = rng.choice
    words = f"{pick(BODIES)} {pick(SPEAKING)} {pick(WHEN)} that {pick(THINGS)} {pick(DEEDS)}"
    number = f", {pick(ASIDES)}, and {rng.randint(2, 900)} crates were lost" if rng.random() < 0.5 else ""
    return f"{words[:1].upper()}{words[1:]}{number}."


def report(rng: random.Random) -> str:
    """A headline, a caption that comes twice or three times, and paragraphs."""
    paragraphs = [
        " ".join(sentence(rng) for _ in range(rng.randint(1, 4))) for _ in range(rng.randint(6, 16))
    ]
    for _ in range(rng.randint(2, 3)):
        paragraphs.insert(rng.randrange(len(paragraphs)), CAPTION)
    return "\n\n".join([f"{rng.choice(NAMES)} speaks of {rng.choice(THINGS)}", *paragraphs]) + "\n"


def spans(text: str) -> list[Span]:
    """Every sentence, the middle half of each, and the words that name who speaks."""
    whole = [match.span() for match in re.finditer(r"[^\n.!?]{12,}[.!?]", text)]
    halves = [(start + (end - start) // 4, end - (end - start) // 4) for start, end in whole]
    named = [match.span() for match in re.finditer("|".join([*BODIES, "he said", "said"]), text)]
    return sorted({_bare(text, *span) for span in (*whole, *halves, *named)})


def _bare(text: str, start: int, end: int) -> Span:
    """Without white space around it."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def correct(rng: random.Random, text: str) -> Letters:
    """One correction: one to six changes, one after the other."""
    letters: Letters = [(letter, at) for at, letter in enumerate(text)]
    for _ in range(rng.randint(1, 6)):
        change = rng.choice(
            (_reword, _reword, _take_words, _add_words, _add_paragraph, _move, _caption, _take)
        )
        letters = change(rng, letters)
    return letters


def _new(text: str) -> Letters:
    return [(letter, None) for letter in text]


def _paragraphs(letters: Letters) -> list[Letters]:
    found: list[Letters] = [[]]
    for letter in letters:
        found[-1].append(letter)
        if letter[0] == "\n" and len(found[-1]) > 1 and found[-1][-2][0] == "\n":
            found.append([])
    return [one for one in found if one]


def _word(rng: random.Random, letters: Letters) -> Span:
    words = [match.span() for match in re.finditer(r"\w+", "".join(letter for letter, _ in letters))]
    return rng.choice(words)


def _reword(rng: random.Random, letters: Letters) -> Letters:
    start, end = _word(rng, letters)
    return letters[:start] + _new(rng.choice(("four", "corrected", "Sunday", "one"))) + letters[end:]


def _take_words(rng: random.Random, letters: Letters) -> Letters:
    start, _ = _word(rng, letters)
    return letters[:start] + letters[start + rng.randint(1, 60) :]


def _add_words(rng: random.Random, letters: Letters) -> Letters:
    start, _ = _word(rng, letters)
    return letters[:start] + _new(f"{rng.choice(ASIDES)}, ") + letters[start:]


def _add_paragraph(rng: random.Random, letters: Letters) -> Letters:
    parts = _paragraphs(letters)
    parts.insert(rng.randrange(len(parts)), _new(f"{sentence(rng)}\n\n"))
    return list(chain(*parts))


def _move(rng: random.Random, letters: Letters) -> Letters:
    parts = _paragraphs(letters)
    moved = parts.pop(rng.randrange(len(parts)))
    parts.insert(rng.randrange(len(parts) + 1), moved)
    return list(chain(*parts))


def _caption(rng: random.Random, letters: Letters) -> Letters:
    """Once more, or one of those that stand there no more."""
    parts = _paragraphs(letters)
    there = [at for at, part in enumerate(parts) if "".join(x for x, _ in part).startswith(CAPTION)]
    if there and rng.random() < 0.5:
        del parts[rng.choice(there)]
    else:
        parts.insert(rng.randrange(len(parts)), _new(f"{CAPTION}\n\n"))
    return list(chain(*parts))


def _take(rng: random.Random, letters: Letters) -> Letters:
    parts = _paragraphs(letters)
    if len(parts) > 4:
        del parts[rng.randrange(len(parts))]
    return list(chain(*parts))


def truth(letters: Letters) -> dict[int, int]:
    """Where each letter of the first text stands now."""
    return {came: at for at, (_, came) in enumerate(letters) if came is not None}


def is_right(old: str, letters: Letters, span: Span, place: Span) -> bool:
    """Whether the place has the words of the passage, and begins or ends with its very letter.

    Both, but where words were put in that repeat what stands there: nobody could tell which are the new ones.
    A paragraph that was taken out and put in again, or that changed places with its like, is the same between
    the same neighbours: nobody could tell, and nothing a reader sees would be wrong.
    """
    now = truth(letters)
    new = "".join(letter for letter, _ in letters)
    same_words = old[span[0] : span[1]].split() == new[place[0] : place[1]].split()
    if same_words and (now.get(span[0]) == place[0] or now.get(span[1] - 1) == place[1] - 1):
        return True
    (start, end), (there, until) = _paragraph(old, span), _paragraph(new, place)
    if old[start:end] != new[there:until] or span[0] - start != place[0] - there:
        return False
    before, after = (now.get(start - 3), now.get(end + 2)) if start > 2 else (None, None)
    return before is not None and (before, after) == (there - 3, until + 2)


def _paragraph(text: str, span: Span) -> Span:
    """The paragraph in which a stretch stands, without the line ends around it."""
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def corrections(seed: int, texts: Sequence[str]) -> Iterator[tuple[str, Letters]]:
    """Reports with their corrections, without end."""
    rng = random.Random(seed)
    while True:
        text = rng.choice(texts) if texts and rng.random() < 0.2 else report(rng)
        yield text, correct(rng, text)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--texts", nargs="*", type=Path, default=[])
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    took: list[float] = []
    texts = [path.read_text(encoding="utf-8") for path in given.texts]
    for old, letters in corrections(given.seed, texts):
        new, wanted = "".join(letter for letter, _ in letters), spans(old)
        began = time.perf_counter()
        found = carry_over(old, new, wanted)
        took.append(time.perf_counter() - began)
        for span, one in zip(wanted, found, strict=True):
            counts[one.anchoring] += 1
            if one.anchoring == Anchoring.CARRIED and not is_right(old, letters, span, one.places[0]):
                counts["wrong"] += 1
                print(f"WRONG {old[span[0] : span[1]]!r} {span} -> {one.places[0]}")
            if one.anchoring == Anchoring.REVIEW:
                counts["first"] += is_right(old, letters, span, one.places[0])
        if sum(counts[one] for one in Anchoring) >= given.passages:
            break
    return told(counts, took)


def told(counts: Counter[str], took: Sequence[float]) -> int:
    """Print the figures; the exit code."""
    total = sum(counts[one] for one in Anchoring)
    share = counts[Anchoring.CARRIED] / total
    print(f"{total} passages in {len(took)} corrections: {share:.1%} by themselves, {counts['wrong']} wrong")
    print(f"to review {counts[Anchoring.REVIEW]} (the first place right in {counts['first']}), ", end="")
    print(f"orphans {counts[Anchoring.ORPHAN]}")
    print(f"{1000 * sum(took) / len(took):.1f} ms a correction, the slowest {1000 * max(took):.1f}")
    return int(counts["wrong"] > 0 or share < GOAL)


if __name__ == "__main__":
    sys.exit(main())
