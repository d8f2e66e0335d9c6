"""A denial answers the claims it names, and those of the same party that it covers by its words."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.match.answers import Denial, Told, answered, sweeping

AT = datetime(2031, 5, 12, tzinfo=UTC)
PORT, DAM = 1, 2
MINISTRY, OTHERS = 7, 8


def answers(wording, told, likeness=None, **denial):
    denial = {"parties": frozenset({MINISTRY}), "at": AT, **denial}
    return [(one.claim, one.reach) for one in answered(Denial(wording, **denial), told, likeness or {})]


def told(claim, *, party=MINISTRY, here=True, at=()):
    text = "The ministry of Velm burned the port" if claim == PORT else "The dam of Velm leaked"
    return Told(claim, text, frozenset({party}), here, at)


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("the ministry rejected all insinuations", "all insinuations"),
        ("We firmly deny any of these baseless allegations", "any of these baseless allegations"),
        ("denied any involvement", "any involvement"),
        ("“This is a lie,” she said", "This is a lie"),
        ("Groundless accusations, he said", "Groundless accusations"),
        ("we had nothing to do with it", "nothing to do with it"),
        ("denied that the port was closed", ""),
        ("denied having paid for the ferry", ""),
    ],
)
def test_words_that_reach_further_than_they_name_are_known(wording, words):
    assert sweeping(wording) == words


def test_a_claim_in_whose_words_it_is_said_is_named():
    assert answers("denied that the port was burned", [told(PORT)], {PORT: 0.6}) == [(PORT, "names")]


def test_what_is_told_in_the_article_of_the_party_that_denies_is_covered():
    there = [told(PORT), told(DAM, party=OTHERS)]
    assert answers("rejected all insinuations", there) == [(PORT, "covers")]


def test_a_party_may_also_be_known_by_its_name():
    denial = {"parties": frozenset(), "names": frozenset({"ministry"})}
    assert answers("rejected all insinuations", [told(PORT, party=OTHERS)], **denial) == [(PORT, "covers")]


@pytest.mark.parametrize(
    ("text", "concerned"),
    [
        ("The ministry burned the port", "the ministry"),
        ("Guards of Velm Port sold the keys", "Velm Port"),
    ],
)
def test_the_reason_names_whom_the_claim_is_about_as_the_claim_does(text, concerned):
    denial = Denial("rejected all insinuations", names=frozenset({"the", "ministry", "port", "velm"}), at=AT)
    (found,) = answered(denial, [Told(PORT, text, here=True)], {})
    assert found.reason == f"“all insinuations” covers what is claimed of {concerned} in the same article"


def test_the_is_nobodys_name():
    denial = {"parties": frozenset(), "names": frozenset({"the", "of"})}
    assert answers("rejected all insinuations", [told(PORT, party=OTHERS)], **denial) == []


def test_elsewhere_it_must_have_been_told_within_a_week():
    days = [
        told(PORT, here=False, at=(AT - timedelta(days=6),)),
        told(DAM, here=False, at=(AT - timedelta(days=8),)),
    ]
    assert answers("rejected all insinuations", days) == [(PORT, "covers")]
    assert answers("rejected all insinuations", days, at=None) == []


def test_a_denial_of_one_thing_covers_nothing_else():
    assert answers("denied that the gate was open", [told(PORT), told(DAM)]) == []


def test_what_is_named_comes_before_what_is_covered_and_the_reason_says_by_which_words():
    first, second = answered(
        Denial("rejected all claims about the dam", frozenset({MINISTRY}), at=AT),
        [told(PORT), told(DAM)],
        {DAM: 0.7},
    )
    assert (first.claim, first.reach, second.claim, second.reach) == (DAM, "names", PORT, "covers")
    assert second.reason == "“all claims” covers what is claimed of the same party in the same article"
