"""How a wording differs from the one before it: pure rules, with invented sentences."""

from decimal import Decimal

import pytest

from claims.drift import Basis, Wording, drift, pairs
from claims.quantity import Quantity
from claims.word_changes import changes, stands_in

FIRST = "the fire at Port Velm was set by the dockers"


def figure(low, *, key=1, comparator="exactly", nature="counted", unit="", counted="crates", period=""):
    value = Decimal(low)
    return Quantity(key, value, value, comparator, unit, counted, period, nature)


def kinds(before, now):
    """What differs in the second of two wordings of one origin."""
    (_, found) = drift([Wording(origin=1, **before), Wording(origin=1, **now)])
    assert (found.basis, found.before) == (Basis.ORIGIN, 0)
    return [str(one.kind) for one in found.differences]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ({}, {}, []),
        ({}, {"hedges": ("reportedly",)}, ["hedge added"]),
        ({"hedges": ("reportedly",)}, {}, ["hedge dropped"]),
        ({"hedges": ("reportedly",)}, {"hedges": ("likely",)}, ["hedge added", "hedge dropped"]),
        ({"hedges": ("Reportedly",)}, {"hedges": ("reportedly",)}, []),
        # Nobody marked it as a hedge in the later wording, but the words stand there.
        ({"hedges": ("it is said",)}, {"words": f"It is said that {FIRST}"}, []),
        ({"quantities": (figure(40),)}, {"quantities": (figure(40),)}, []),
        ({"quantities": (figure(40),)}, {"quantities": (figure(50),)}, ["number changed"]),
        (
            {"quantities": (figure(40),)},
            {"quantities": (figure(40, comparator="more_than"),)},
            ["number changed"],
        ),
        ({"quantities": (figure(40),)}, {}, []),
        ({"quantities": (figure(40),)}, {"quantities": (figure(50, counted="ships"),)}, []),
        ({"quantities": (figure(40),)}, {"quantities": (figure(50, counted=""),)}, ["number changed"]),
        (
            {"quantities": (figure(40, nature="conditional"),)},
            {"quantities": (figure(40),)},
            ["condition dropped"],
        ),
        (
            {"quantities": (figure(40),)},
            {"quantities": (figure(40, nature="conditional"),)},
            ["condition added"],
        ),
        ({"named": True}, {"named": False}, ["speaker anonymised"]),
        ({"named": False}, {"named": True}, []),
        ({}, {"origin_dropped": True}, ["origin dropped"]),
        ({}, {"translated": True}, ["translated"]),
        ({"language": "en"}, {"language": "en-GB"}, []),
        ({"language": "de"}, {"language": "en"}, ["translated"]),
        # Across languages words are not compared: there is a hedge on either side.
        ({"language": "de", "hedges": ("wohl",)}, {"language": "en", "hedges": ("may",)}, ["translated"]),
        ({"language": "de"}, {"language": "en", "hedges": ("may",)}, ["hedge added", "translated"]),
        ({}, {"words": "nobody knows yet"}, ["other words"]),
    ],
)
def test_what_differs_is_told_by_its_kind(before, now, told):
    assert kinds({"words": FIRST} | before, {"words": FIRST} | now) == told


def test_a_speaker_is_anonymised_only_within_one_origin():
    named = Wording(FIRST, lane="asserts", speaker="a")
    (_, found) = drift([named, Wording(FIRST, lane="asserts", named=False)])
    assert (found.basis, found.differences) == (Basis.WORDS, ())


def test_a_wording_is_set_beside_its_origin_then_its_speaker_then_nearly_the_same_words():
    found = drift(
        [
            Wording(FIRST, origin=1, speaker="a", lane="asserts"),
            Wording("ships burn at night in the old port", speaker="b", lane="asserts"),
            Wording("a storm took the pier", origin=1, speaker="b", lane="asserts"),
            Wording("rain fell", speaker="b", lane="denies"),
            Wording(f"{FIRST} again", speaker="c", lane="asserts"),
            Wording(FIRST, speaker="d", lane="denies"),
        ]
    )
    assert [(one.basis, one.before) for one in found] == [
        (Basis.FIRST, None),
        (Basis.FIRST, None),
        (Basis.ORIGIN, 0),
        (Basis.SPEAKER, 2),
        (Basis.WORDS, 0),
        (Basis.FIRST, None),
    ]


def test_figures_of_two_wordings_are_paired_by_what_they_count():
    old = (figure(1, counted="ships"), figure(2, counted="crates"))
    new = (figure(3, counted="Crates"), figure(4, counted="ships"))
    assert [(one.counted, other.counted) for one, other in pairs(old, new)] == [
        ("ships", "ships"),
        ("crates", "Crates"),
    ]


@pytest.mark.parametrize(
    ("before", "now", "line"),
    [
        ("ten ships burned", "ten ships sank", "ten ships -burned +sank"),
        ("Ten ships burned", "ten ships burned in May", "ten ships burned +in May"),
        ("about ten ships burned there", "ten ships burned there", "-about ten ships burned there"),
        # One word that stayed between two changes goes with them.
        ("a b c one d e f", "a b c two d three e f", "a b c -one d +two d three e f"),
        ("a b", "c d", ""),
        ("", "c d", ""),
    ],
)
def test_two_wordings_in_one_line(before, now, line):
    signs = {"same": "", "removed": "-", "added": "+"}
    assert " ".join(signs[one.kind] + one.words.strip() for one in changes(before, now)) == line


def test_the_line_holds_both_wordings():
    before, now = "The gates, he said, may stay shut until May.", "The gates will stay shut (until June)."
    pieces = changes(before, now)
    assert "".join(one.words for one in pieces if one.kind != "removed") == now
    assert [one.kind for one in pieces if one.kind != "same"] != []


def test_words_stand_in_a_text_as_whole_words():
    assert stands_in("it is said", "It is said, so far, that")
    assert not stands_in("may", "in Mayfair")
