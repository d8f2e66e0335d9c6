"""Names that mean one speaker are suggested as such, and of those that only seem to, hardly any."""

import pytest

from claims.match.offices import office_in, same_title
from claims.match.speakers import same_speaker
from tests.claims.match import speaker_pairs as pairs


def suggested(some):
    return {pair for pair in some if same_speaker(*pair) and same_speaker(*reversed(pair))}


def test_of_the_pairs_the_rules_were_made_with_only_these_are_wrong():
    assert set(pairs.ONE) - suggested(pairs.ONE) == {
        ("Muammar Gaddafi", "Moammar Qaddafi"), ("Khrushchev", "Chruschtschow")
    }  # fmt: skip
    assert suggested(pairs.TWO) == {
        ("Republic of the Congo", "Democratic Republic of the Congo"),
        ("White House", "White House Press Office"),
    }  # fmt: skip


def test_of_the_pairs_written_later_only_these_are_wrong():
    assert {one for one, _ in set(pairs.LATER_ONE) - suggested(pairs.LATER_ONE)} == {
        "Wagner Group", "Ilham Aliyev", "Dnipro", "Sviatlana Tsikhanouskaya"
    }  # fmt: skip
    assert suggested(pairs.LATER_TWO) == set()


@pytest.mark.parametrize(
    ("name", "other", "reason"),
    [
        ("Lubinez", "Lubinets", "another spelling"),
        ("V. Zelensky", "Volodymyr Zelensky", "an initial"),
        ("Zelensky", "Volodymyr Zelensky", "the surname alone"),
        ("Dmitry Lubinets", "Dmytro Lubinets", "another form of the given name"),
        ("MoD", "Ministry of Defence", "its initials"),
        ("Defence Ministry", "Ministry of Defence", "the same words, spelled or put otherwise"),
        ("Lubinets", "lubinets", "the same name"),
    ],
)
def test_a_suggestion_says_why(name, other, reason):
    assert same_speaker(name, other).reason == reason


def test_an_office_is_told_from_a_name():
    assert office_in("a White House spokesperson") == ("spokesperson", "White House")
    assert office_in("the spokesman for the Ministry of Defence") == ("spokesman", "Ministry of Defence")
    assert office_in("Dmytro Lubinets") is None
    assert same_title("spokeswoman", "Press secretary")
    assert not same_title("ambassador", "Press secretary")
