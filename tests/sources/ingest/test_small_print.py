from itertools import combinations

from sources.ingest.duplicates import shingles
from sources.ingest.likeness import Compared, judge
from sources.ingest.small_print import drop_small_print
from tests.sources.alike import words

END = "\n".join(" ".join(words(30, seed)) for seed in (90, 91))


def tied(*pages):
    """(first, second, kind) of what is left of pages given as (outlet, body); headlines all differ."""
    bodies = {number: body for number, (_, body) in enumerate(pages)}
    compared = {
        number: Compared(shingles(body), outlet, f"headline {number}")
        for number, (outlet, body) in enumerate(pages)
    }
    judged = {
        (low, high): likeness
        for low, high in combinations(bodies, 2)
        if (likeness := judge(compared[low], compared[high]))
    }
    return [(*pair, likeness.kind) for pair, likeness in drop_small_print(judged, compared, bodies).items()]


def own(seed, count=40):
    return " ".join(words(count, seed))


def test_two_items_of_one_column_share_nothing_but_its_end():
    for outlet in (1, None):
        assert tied((outlet, f"{own(1)}\n{END}"), (outlet, f"{own(2)}\n{END}")) == []
    assert tied((1, f"{own(1)}\n{END}"), (2, f"{own(2)}\n{END}")) == [(0, 1, "shares_text")]


def test_what_one_outlet_ends_its_pages_with_ties_no_other_outlets_to_it():
    pages = [(1, f"{own(1)}\n{END}"), (1, f"{own(2)}\n{END}"), (2, f"{own(3)}\n{END}")]
    assert tied(*pages) == []


def test_a_report_that_was_brought_up_to_date_stays_tied_to_what_it_was():
    longer = "\n".join(own(seed) for seed in range(60, 66))
    assert tied((1, f"{own(1)}\n{longer}"), (1, f"{own(2)}\n{longer}")) == [(0, 1, "reprint")]
    assert tied((1, f"{own(1)}\n{END}"), (1, END)) == [(0, 1, "reprint")]
    assert tied((1, f"{own(1)}\n{END}"), (1, f"{own(1)} {own(2)}\n{END}")) == [(0, 1, "reprint")]


def test_words_quoted_above_the_common_end_are_shared_text():
    quoted = own(7, 25)
    first, second = f"{own(1, 80)} {quoted}\n{END}", f"{own(2, 80)} {quoted}\n{END}"
    assert tied((1, first), (1, second)) == [(0, 1, "shares_text")]


def test_turns_of_phrase_of_one_outlet_are_no_shared_text():
    phrases = [own(seed, 8) for seed in range(30, 34)]
    first, second = (
        " ".join(f"{own(start + n, 20)} {phrase}" for n, phrase in enumerate(phrases)) for start in (40, 50)
    )
    assert tied((1, first), (1, second)) == []
    assert tied((1, first), (2, second)) == [(0, 1, "shares_text")]
