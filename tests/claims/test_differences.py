"""Two texts word by word."""

from hypothesis import given
from hypothesis import strategies as some

from claims.differences import MOST_PIECES, Run, differences


def own(side):
    return [run.words for run in side if run.own]


def test_the_words_that_only_one_side_has_are_its_own():
    mine, theirs = differences("The fire was set on Friday.", "The fire was laid on Friday, late.")
    assert (own(mine), own(theirs)) == (["set"], ["laid", ", late"])


def test_neighbouring_words_that_changed_are_one_run():
    mine, theirs = differences("The union says so.", "The harbour ministry says so.")
    assert (own(mine), own(theirs)) == (["union"], ["harbour ministry"])


def test_what_stands_on_one_side_alone_is_wholly_its_own():
    assert differences("", "Later.") == ((), (Run("Later.", True),))


def test_equal_texts_have_nothing_of_their_own():
    assert differences("The same", "The same") == ((Run("The same", False),),) * 2


def test_texts_too_long_to_compare_differ_as_wholes():
    long = "a " * MOST_PIECES
    assert own(differences(long, f"{long}b")[0]) == [long]


@given(some.text("ab .", max_size=30), some.text("ab .", max_size=30))
def test_the_runs_of_a_side_are_its_text(mine, theirs):
    left, right = differences(mine, theirs)
    assert "".join(run.words for run in left) == mine
    assert "".join(run.words for run in right) == theirs
    assert (not own(left) and not own(right)) == (mine == theirs)
