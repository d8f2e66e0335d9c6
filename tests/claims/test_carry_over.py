"""Where words stand in a later text: what goes by itself, what a person must see, and that it stays quick."""

import random
import time

import pytest

from benchmarks.carrying import correct, is_right, report, spans
from claims.alignment import Tokens, align
from claims.carry_over import carry_over

FIRE = "The union said the fire at the pier was set on purpose, and it called on the court."
LEFT = "The ministry, which had been asked twice, left the room without a word."
RAIN = "Rain fell on Port Velm all night, so that the ferry stayed where it was."
CAPTION = "The pier at noon."
MOVED = f"{RAIN}\n\n{CAPTION}\n\n{FIRE} {LEFT}\n"
ELSEWHERE = f"{LEFT}\n\n{RAIN} It was set on purpose.\n"
SCRIPTS = ("👩‍🚒 said 𝒏𝒐 – e\u0301t cetera.", "港口大火是故意放的。工会说。", "قال الاتحاد إن الحريق متعمد")
FIRST = f"{CAPTION}\n\n{FIRE} {LEFT}\n\n{CAPTION}\n\n{RAIN}\n"


def carried(old, new, words, nth=0):
    """(state, the words at each place) of the nth place where the words stand."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    found = carry_over(old, new, [(start, start + len(words))])[0]
    return found.anchoring, [new[a:b] for a, b in found.places]


CASES = {
    "nothing changed": (FIRST, FIRE, 0, "carried"),
    "a paragraph before it": (f"New.\n\n{FIRST}", FIRE, 0, "carried"),
    "within a word": (f"New.\n\n{FIRST}", "urpose", 0, "carried"),
    "other white space": (FIRST.replace("fire at", "fire\n  at"), FIRE, 0, "carried"),
    "one word is another": (FIRST.replace("purpose", "Monday"), FIRE, 0, "review"),
    "a word is put in": (FIRST.replace("was set", "was perhaps set"), FIRE, 0, "review"),
    "moved with its surroundings": (MOVED, "called on the court", 0, "carried"),
    "a caption that stays twice": (f"New.\n\n{FIRST}", CAPTION, 1, "carried"),
    "the first of two captions is gone": (FIRST.replace(f"{CAPTION}\n\n", "", 1), CAPTION, 0, "review"),
    "a third caption beside it": (FIRST.replace(CAPTION, f"{CAPTION}\n\n{CAPTION}"), CAPTION, 1, "review"),
    "the same words somewhere else": (ELSEWHERE, "set on purpose", 0, "review"),
    "gone": (f"{LEFT}\n\n{RAIN}\n", FIRE, 0, "orphan"),
    "an empty text": ("", FIRE, 0, "orphan"),
}  # fmt: skip


@pytest.mark.parametrize(("new", "words", "nth", "state"), CASES.values(), ids=CASES)
def test_only_what_is_certain_is_carried_over(new, words, nth, state):
    found, places = carried(FIRST, new, words, nth)
    assert found == state
    if state == "carried":
        assert places[0].split() == words.split()
    assert bool(places) == (state != "orphan")


def test_a_caption_goes_to_its_own_place_and_not_to_its_like():
    new = f"{FIRST}\n{CAPTION}\n\nThe end."
    at = FIRST.rindex(CAPTION)
    assert carry_over(FIRST, new, [(at, at + len(CAPTION))])[0].places == ((at, at + len(CAPTION)),)


def test_the_likeliest_places_come_first():
    new = FIRST.replace(f"{CAPTION}\n\n", "", 1).replace(RAIN, f"{RAIN}\n\n{CAPTION}")
    assert carried(FIRST, new, CAPTION)[1] == [CAPTION, CAPTION]
    assert carried(FIRST, FIRST.replace("purpose", "Monday"), FIRE)[1][0].startswith("The union said")


@pytest.mark.parametrize("text", SCRIPTS)
def test_places_are_code_points_in_every_script(text):
    words = text[2:-2].strip()
    assert carried(f"One.\n{text}", f"🔥 Another.\nOne.\n{text}", words) == ("carried", [words])


def test_partners_are_equal_words_in_the_same_order():
    old, new = Tokens.of("a b c d e f").words, Tokens.of("b x c a d f").words
    found = align(old, new)
    kept = [at for at in found if at >= 0]
    assert (kept, all(new[to] == old[at] for at, to in enumerate(found) if to >= 0)) == (sorted(kept), True)


def test_nothing_is_carried_to_a_wrong_place_in_random_corrections():
    rng, states = random.Random(3), []
    for _ in range(8):
        old = report(rng)
        letters = correct(rng, old)
        wanted = spans(old)
        for span, one in zip(wanted, carry_over(old, "".join(x for x, _ in letters), wanted), strict=True):
            states.append(one.anchoring)
            assert one.anchoring != "carried" or is_right(old, letters, span, one.places[0])
    assert states.count("carried") >= 0.8 * len(states)


@pytest.mark.thorough
@pytest.mark.parametrize("new", ["a " * 1_000_000, "".join(map(chr, range(33, 50_000))) * 40, ""])
def test_two_million_letters_take_seconds(new):
    old = "".join(report(random.Random(seed)) for seed in range(900))[:2_000_000]
    began = time.process_time()
    carry_over(old, new, spans(old)[::400])
    assert time.process_time() - began < 60
