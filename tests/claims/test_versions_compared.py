import pytest

from claims.excerpts import Excerpt
from claims.versions_compared import LONGEST, Text, compare


def text(*lines, shown=None, readable=None):
    """Lines of a text; which of them are shown and readable, by number (default: all)."""
    spans, at = [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    numbers = range(len(lines))
    return Text(
        "\n".join(lines),
        [spans[n] for n in (numbers if readable is None else readable)],
        [Excerpt(*spans[n], "body") for n in (numbers if shown is None else shown)],
    )


def told(old, new):
    """Each row as (old, new): words that only one side has in brackets, moved ones in braces."""
    marks = {"same": "{}", "own": "[{}]", "moved": "{{{}}}"}

    def side(stretch):
        return stretch and "".join(marks[piece.kind].format(piece.words) for piece in stretch.pieces)

    return [(side(row.old), side(row.new)) for row in compare(old, new).rows]


def test_changed_words_are_marked_on_their_own_side():
    old = text("The fire at pier 4 was not set.", "Nobody was hurt.")
    new = text("The fire at pier 5 was not an accident.", "Nobody was hurt.")
    assert told(old, new) == [
        ("The fire at pier [4 ]was not [set].", "The fire at pier [5 ]was not [an accident]."),
        ("Nobody was hurt.", "Nobody was hurt."),
    ]


def test_a_single_word_that_stayed_between_two_changes_belongs_to_the_change():
    assert told(text("Ten men, two boats"), text("Six men, four boats")) == [
        ("[Ten ]men, [two ]boats", "[Six ]men, [four ]boats")
    ]
    assert told(text("one a two"), text("three a four")) == [("[one a two]", "[three a four]")]


def test_what_only_one_side_has_stands_in_its_place_in_the_order():
    old = text("Gone from the text.", "Stays here.", "Ends.")
    new = text("Stays here.", "Put in between them.", "Ends.")
    assert told(old, new) == [
        ("[Gone from the text.]", None),
        ("Stays here.", "Stays here."),
        (None, "[Put in between them.]"),
        ("Ends.", "Ends."),
    ]


def test_many_words_that_stand_elsewhere_were_moved():
    lines = "one two three four five six seven eight", "a b c d e f g h i j"
    assert told(text(*lines), text(*reversed(lines))) == [
        ("{one two three four five six seven eight}", None),
        ("a b c d e f g h i j", "a b c d e f g h i j"),
        (None, "{one two three four five six seven eight}"),
    ]


def test_what_is_not_shown_is_not_told_whatever_changed_in_it():
    old = text("Shown here.", "A secret of four words.", shown=[0])
    new = text("Shown here.", "Another secret.", "And more.", shown=[0])
    assert told(old, new) == [("Shown here.", "Shown here.")]


def test_shown_words_that_the_other_text_has_where_it_is_not_shown_did_not_change():
    old, new = text("Said so.", "The next one."), text("Said so.", "The next one.", shown=[0])
    assert told(old, new) == [("Said so.", "Said so."), ("The next one.", None)]
    assert [row.same for row in compare(old, new).rows] == [True, True]


def test_what_is_not_of_the_article_is_no_partner():
    old, new = text("Subscribe now."), text("Subscribe now.", "Else.", readable=[1], shown=[1])
    assert told(old, new) == [("[Subscribe now.]", None), (None, "[Else.]")]


def test_texts_without_words_and_texts_that_are_too_long():
    assert compare(text(), text()).rows == ()
    assert compare(text("a"), text("a " * LONGEST)) is None


@pytest.mark.parametrize(
    "words", ["قال الشاهد إن الحريق كان حادثا", "火災は事故だった", "e\u0301te\u0301 𝔘nd"]
)
def test_the_pieces_of_a_stretch_are_its_words_to_the_letter(words):
    row = compare(text(words), text(f"{words} x")).rows[0]
    assert ("".join(p.words for p in row.old.pieces), "".join(p.words for p in row.new.pieces)) == (
        words,
        f"{words} x",
    )
