"""A claim's state: the first that fits, and the words for it."""

from datetime import date

import pytest
from hypothesis import given, strategies

from claims.choices import ClaimState, Stance, Voice
from claims.state_words import MEANINGS, counts, lead, number_and_unnamed, score, state_words, tally, weight
from claims.states import Position, SummaryValues, admitted_by, in_a_row, known, state_of

TODAY = date(2031, 6, 2)


def test_every_state_has_a_meaning_that_begins_with_its_name():
    assert all(
        MEANINGS[state].startswith(state.label.split(" yet")[0].split(" without")[0]) for state in ClaimState
    )


def a(stance, speaker="speaker:1", voice=Voice.NAMED, name="Orla Venn"):
    return Position(stance=stance, voice=voice, speaker=speaker, name=name)


def unnamed(stance):
    return a(stance, speaker="", voice=Voice.UNNAMED, name="")


def nobody(stance):
    return a(stance, speaker="", voice=Voice.UNATTRIBUTED, name="")


ASSERTS, DENIES, DISPUTES = a(Stance.ASSERTS), a(Stance.DENIES, "speaker:2"), a(Stance.DISPUTES, "speaker:2")
REPEATS, ADMITS = a(Stance.REPEATS, "speaker:3"), a(Stance.ADMITS_IN_PART, "speaker:2")
CORRECTS, DECLINES = a(Stance.CORRECTS, "speaker:2"), a(Stance.DECLINES, "speaker:2")


@pytest.mark.parametrize(
    ("positions", "state"),
    [
        ([], ClaimState.NOTHING),
        ([ASSERTS], ClaimState.ASSERTED),
        ([unnamed(Stance.ASSERTS)], ClaimState.ASSERTED),
        ([ASSERTS, DENIES], ClaimState.DISPUTED),
        ([ASSERTS, DISPUTES], ClaimState.DISPUTED),
        ([unnamed(Stance.ASSERTS), DENIES], ClaimState.DISPUTED),
        ([ASSERTS, unnamed(Stance.DENIES)], ClaimState.DISPUTED),
        ([ASSERTS, nobody(Stance.DENIES)], ClaimState.DISPUTED),
        ([ASSERTS, DENIES, ADMITS], ClaimState.DISPUTED),
        ([ASSERTS, a(Stance.DENIES)], ClaimState.ASSERTED),
        ([ASSERTS, CORRECTS], ClaimState.ASSERTED),
        ([ASSERTS, ADMITS], ClaimState.ADMITTED_IN_PART),
        ([ADMITS], ClaimState.ADMITTED_IN_PART),
        ([DENIES], ClaimState.DENIED_ONLY),
        ([DENIES, DISPUTES], ClaimState.DENIED_ONLY),
        ([DISPUTES], ClaimState.QUESTIONED_ONLY),
        ([CORRECTS], ClaimState.QUESTIONED_ONLY),
        ([DECLINES], ClaimState.QUESTIONED_ONLY),
        ([REPEATS], ClaimState.REPEATED),
        ([nobody(Stance.ASSERTS)], ClaimState.REPEATED),
        ([REPEATS, DENIES], ClaimState.REPEATED),
        ([ASSERTS, REPEATS], ClaimState.ASSERTED),
    ],
)
def test_the_first_state_that_fits(positions, state):
    assert state_of(positions) == state


def test_a_counter_claim_disputes_only_what_is_asserted():
    assert state_of([ASSERTS], countered=True) == ClaimState.DISPUTED
    assert state_of([REPEATS], countered=True) == ClaimState.REPEATED
    assert state_of([], countered=True) == ClaimState.NOTHING


@given(strategies.lists(strategies.sampled_from([ASSERTS, DENIES, REPEATS, ADMITS, CORRECTS])))
def test_withdrawn_comes_before_everything_and_order_does_not_matter(positions):
    assert state_of(positions, withdrawn=True) == ClaimState.WITHDRAWN
    assert state_of(positions) == state_of(positions[::-1])


def test_known_speakers_are_counted_once():
    positions = [ASSERTS, ASSERTS, a(Stance.ASSERTS, "speaker:9"), unnamed(Stance.ASSERTS)]
    assert known(positions, Stance.ASSERTS) == 2


def test_who_admits_is_told_by_name():
    assert admitted_by([ASSERTS]) == ""
    assert admitted_by([ADMITS, ADMITS, unnamed(Stance.ADMITS_IN_PART)]) == "Orla Venn and an unnamed speaker"
    many = [a(Stance.ADMITS_IN_PART, f"speaker:{n}", name=f"Body {n}") for n in range(6)]
    assert admitted_by(many) == "Body 0 and 5 others"


def test_names_stand_in_a_row():
    assert [in_a_row(("A", "B", "C")[:n]) for n in range(4)] == ["", "A", "A and B", "A, B and C"]


# --- words ----------------------------------------------------------------------------------------

DISPUTED = SummaryValues(
    state=ClaimState.DISPUTED,
    asserting=5,
    asserting_unnamed=1,
    denying=2,
    questioning=1,
    repeating=3,
    outlets=7,
    origins=4,
    statements=12,
)


def test_a_disputed_claim_in_words():
    words = state_words(DISPUTED, as_of=TODAY)
    assert words.lead == "Disputed."
    assert words.parts == (
        ("asserts", "Asserted by 5 and 1 unnamed,"),
        ("repeats", "repeated by 3,"),
        ("denies", "denied by 2,"),
        ("disputes", "questioned by 1."),
    )
    assert words.rest == "7 outlets, 4 origins."


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "disputed", "admitted_by": "X"}, "Disputed; admitted in part by X."),
        ({"state": "disputed", "asserting": 1}, "Disputed by a claim that contradicts it."),
        ({"state": "disputed", "denying_unnamed": 1}, "Disputed."),
        ({"state": "admitted_in_part", "admitted_by": "X"}, "Admitted in part by X."),
        ({"state": "asserted"}, "Asserted, no answer recorded as of 2 Jun 2031."),
        ({"state": "asserted", "questioning": 1}, "Asserted."),
        ({"state": "repeated"}, "Repeated without a known origin."),
        ({"state": "nothing_recorded"}, "Nothing recorded yet."),
        ({"state": "denied_only"}, "Denied only."),
        ({"state": "withdrawn"}, "Withdrawn."),
    ],
)
def test_the_state_is_a_sentence(values, words):
    assert lead(SummaryValues(**values), as_of=TODAY) == words


@pytest.mark.parametrize(
    ("known", "unnamed", "words"),
    [(5, 0, "5"), (5, 1, "5 and 1 unnamed"), (0, 2, "2 unnamed"), (0, 0, ""), (1204, 0, "1,204")],
)
def test_the_unnamed_are_counted_apart(known, unnamed, words):
    assert number_and_unnamed(known, unnamed) == words


def test_repetition_alone_begins_the_sentence():
    assert counts(SummaryValues(repeating=1, denying=1)) == (
        ("repeats", "Repeated by 1,"),
        ("denies", "denied by 1."),
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"statements": 0}, ""),
        ({"statements": 1, "outlets": 1, "origins": 1}, "1 outlet, 1 origin."),
        ({"statements": 1, "origins_not_stated": 1}, "No outlet known, origin not stated."),
        (
            {"statements": 3, "outlets": 2, "origins": 1, "origins_not_stated": 2},
            "2 outlets, 1 origin, 2 not stated.",
        ),
    ],
)
def test_outlets_and_origins_in_words(values, words):
    assert weight(SummaryValues(**values)) == words


def test_lists_tally_what_is_taken():
    assert tally(DISPUTED) == (
        ("asserts", 6, "5 assert and 1 unnamed"),
        ("denies", 2, "2 deny"),
        ("disputes", 1, "1 questions"),
    )
    assert tally(SummaryValues(denying_unnamed=1)) == (("denies", 1, "1 unnamed denies"),)


def test_the_score_says_what_is_not_there():
    facts = {label: (value, small) for label, value, small in score(SummaryValues())}
    assert facts["Checked"] == ("0", "no check recorded")
    assert facts["Last moved"] == ("not yet", "")
