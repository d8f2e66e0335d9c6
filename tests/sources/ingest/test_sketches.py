"""Which texts are worth comparing, and what the comparison means. Texts are invented words."""

import random

import pytest

from sources.choices import OverlapKind
from sources.ingest.duplicates import shingles
from sources.ingest.likeness import Compared, Likeness, judge
from sources.ingest.sketches import COMMON, KEPT, SHORTEST, Candidate, candidates, sketch


def words(count, seed):
    rng = random.Random(seed)
    return [f"w{rng.randrange(5000)}" for _ in range(count)]


def compared(text, *, outlet=None, headline=""):
    return Compared(shingles(text), outlet, headline)


def looked_at(*texts, extra=None):
    """The pairs that are looked at among texts numbered from 0; extra: {value: other holders}."""
    made = {number: sketch(" ".join(text)) for number, text in enumerate(texts)}
    holders = {}
    for number, one in made.items():
        for value in one.values:
            holders.setdefault(value, []).append(number)
    for value in extra(made) if extra else ():
        holders[value] += range(1000, 1000 + COMMON)
    return list(candidates({0: made[0]}, holders, made))


def test_a_sketch_is_a_small_sample_that_a_part_of_the_text_shares():
    long = sketch(" ".join(words(2000, 1)))
    half = sketch(" ".join(words(2000, 1)[:1000]))
    assert KEPT / 2 * 0.7 < len(long.values) <= KEPT
    assert len(set(half.values) & set(long.values)) > 10
    assert sketch(" ".join(words(SHORTEST + 1, 1))).values == ()
    assert len(sketch(" ".join(words(SHORTEST + 2, 1))).values) == SHORTEST


def test_letters_and_marks_that_only_look_different_make_no_difference():
    text = " ".join(words(100, 1))
    assert sketch(f"Cafe in Kyiv {text}") == sketch(f"CAFÉ in Kyiv\N{SOFT HYPHEN} {text}")


@pytest.mark.parametrize("kept", [1.0, 0.5, 0.25])
def test_a_copy_is_looked_at_whatever_its_length(kept):
    story = words(800, 2)
    assert looked_at(story, story[: int(800 * kept)], words(800, 3)) == [Candidate(0, 1, common=False)]


def test_a_copy_with_every_seventh_word_changed_is_looked_at():
    story = words(600, 2)
    changed = [word if place % 7 else f"other{place}" for place, word in enumerate(story)]
    assert looked_at(story, changed) == [Candidate(0, 1, common=False)]


def test_what_many_texts_hold_is_looked_at_only_where_nearly_all_is_the_same():
    story = words(600, 2)

    def everything(made):
        return made[0].values

    assert looked_at(story, story[:200] + words(400, 3), extra=everything) == []
    assert looked_at(story, story[:590], extra=everything) == [Candidate(0, 1, common=True)]


def test_a_pair_that_was_told_before_is_weighed_again_though_older_texts_hold_the_same():
    story = words(600, 2)
    made = {0: sketch(" ".join(story)), 1: sketch(" ".join(story))}
    assert list(candidates({0: made[0]}, {}, made)) == []
    assert list(candidates({0: made[0]}, {}, made, [(0, 1)])) == [Candidate(0, 1, common=False)]


STORY = words(400, 5)


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (STORY, OverlapKind.ANOTHER_SAVE),
        (STORY[:200], OverlapKind.REPRINT),
        (STORY[:280] + words(120, 6), OverlapKind.REPRINT),
        (STORY[:100] + words(300, 6), OverlapKind.SHARES_TEXT),
        (STORY[:40] + words(360, 6), None),
    ],
    ids=["all", "half of it", "most of it", "a quoted part", "a phrase"],
)
def test_how_much_is_shared_says_what_it_is(other, kind):
    found = judge(compared(" ".join(STORY)), compared(" ".join(other)))
    assert (found and found.kind) == kind


def test_another_outlet_or_headline_makes_the_same_text_a_reprint():
    text = " ".join(STORY)
    same = Likeness(OverlapKind.ANOTHER_SAVE, 1.0, 1.0)
    assert judge(compared(text, outlet=1, headline="x"), compared(text, outlet=1, headline="x")) == same
    others = ({"outlet": 2, "headline": "x"}, {"headline": "x"}, {"outlet": 1})
    for other in (compared(text, **given) for given in others):
        assert judge(compared(text, outlet=1, headline="x"), other) == Likeness(OverlapKind.REPRINT, 1.0, 1.0)


def test_the_shares_have_a_direction():
    found = judge(compared(" ".join(STORY)), compared(" ".join(STORY[:200])))
    assert found == Likeness(OverlapKind.REPRINT, pytest.approx(198 / 398), 1.0)


def test_boilerplate_and_a_few_words_are_no_tie():
    most = " ".join(STORY[:300] + words(100, 6))
    assert judge(compared(" ".join(STORY)), compared(most), common=True) is None
    assert judge(compared(" ".join(STORY)), compared(" ".join(STORY[:300])), common=True) is None
    nearly = compared(" ".join(STORY[:390]), outlet=1)
    assert judge(compared(" ".join(STORY)), nearly, common=True).kind == "reprint"
    assert judge(compared(" ".join(STORY[:13])), compared(" ".join(STORY[:13]))) is None
