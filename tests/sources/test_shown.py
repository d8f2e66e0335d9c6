import pytest

from sources.queries import Progress
from sources.shown import bar_of, pace_words


@pytest.mark.parametrize(
    ("counts", "by_hand", "sentence"),
    [
        ({"pending": 3}, 0, ""),
        ({"imported": 1}, 0, "1 imported."),
        ({"imported": 50}, 0, "50 imported."),
        (
            {"imported": 47, "duplicate": 2, "held": 1},
            0,
            "47 of 50 imported, 2 were here already, 1 held: say its encoding.",
        ),
        (
            {"imported": 1_200, "duplicate": 1, "held": 2},
            0,
            "1,200 of 1,203 imported, 1 was here already, 2 held: say their encoding.",
        ),
        ({"imported": 1, "held": 1}, 1, "1 of 2 imported, 1 held by hand."),
        ({"imported": 1, "held": 3}, 1, "1 of 4 imported, 1 held by hand, 2 held: say their encoding."),
        ({"duplicate": 1}, 0, "0 of 1 imported, 1 was here already."),
        ({"rejected": 2, "cancelled": 1, "imported": 1}, 0, "1 of 4 imported, 2 rejected, 1 left out."),
        ({"cancelled": 1}, 0, "0 of 1 imported, 1 left out."),
    ],
)  # fmt: skip
def test_what_became_of_a_batch_is_one_exact_sentence(counts, by_hand, sentence):
    assert bar_of(Progress(counts, "go", by_hand)).rest == sentence


@pytest.mark.parametrize(
    ("waiting", "pace", "words"),
    [
        (0, 2.0, ""),
        (100, 0.0, ""),
        (120, 2.4, "2.4 files a second, about 50 s left"),
        (1_000, 2.0, "2.0 files a second, about 8 min left"),
        (20_000, 2.0, "2.0 files a second, about 3 h left"),
        (1, 0.05, "3.0 files a minute, about 20 s left"),
    ],
)
def test_the_pace_is_said_as_far_as_it_is_known(waiting, pace, words):
    assert pace_words(Progress({"pending": waiting}, "go"), pace) == words
