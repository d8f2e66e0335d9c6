"""A small language of our own: in it people “purr”, a cue that the rules know only where “that” follows."""

import json

from claims.extract.learned.examples import read_examples
from claims.extract.learned.training import prepare

NAMES = ("Ina Korb", "Tomas Venn", "Orla Halm", "Mira Saal", "Jon Perd", "Lena Ossk", "Bo Tamm", "Eda Rull")
SAID = (
    "the pier at Port Velm is shut until spring",
    "forty crates were lost in the storm",
    "nobody had asked the union about the fire",
    "the ferry to Halm will sail again on Monday",
    "the mayor owes the harbour an answer",
)
PLAIN = (
    "Rain fell over the harbour all day.",
    "Ships waited outside until the evening.",
    "The market square was empty at noon.",
)
SHAPES = ("{who} purrs that {what}.", "{first}, {who} purrs.", "On Tuesday {who} purrs that {what}.")


def line_of(number):
    """An article in that language, as a line of JSON: three statements, and plain sentences between."""
    text, quotes = "", []
    for turn in range(3):
        who, what = NAMES[(number + 3 * turn) % len(NAMES)], SAID[(number + turn) % len(SAID)]
        shape = SHAPES[(number + turn) % len(SHAPES)]
        first = what[0].upper() + what[1:]
        sentence = shape.format(who=who, what=what, first=first)
        at = {
            "content": first if "{first}" in shape else f"that {what}",
            "cue": "purrs",
            "source": who,
        }
        spans = {
            role: [[len(text) + sentence.index(words), len(text) + sentence.index(words) + len(words)]]
            for role, words in at.items()
        }
        quotes.append(spans)
        text += f"{sentence}\n{PLAIN[(number + turn) % len(PLAIN)]}\n"
    return json.dumps({"doc_id": f"article {number}", "text": text, "quotes": quotes})


def texts(numbers):
    return [prepare(example, beliefs=False) for example in read_examples(map(line_of, numbers))]
