"""What differs between a statement and a claim that seem the same is said aloud."""

import pytest

from claims.match.actors import actors_in
from claims.match.amounts import amounts_in
from claims.match.guards import Side, differences, worth
from claims.match.negation import is_negated
from sources.clocks import parse_edtf

NOT_SO = "negated: the statement says that it is not so"
#: (statement, claim, what is said)
TABLE = [
    ("It cost 300 jobs", "The yard's closing cost 200 jobs", "another figure: 300 jobs against 200 jobs"),
    ("More than 200 people died", "300 people died", ""),
    ("Under 200 people died", "300 people died", "another figure: Under 200 people against 300 people"),
    ("Half a million people fled", "The flood drove out 500,000 people", ""),
    ("Nine of 14 drones fell", "Ten of 14 fell", "another figure: Nine of 14 drones against Ten"),
    ("200 tonnes were lost", "200 barrels were lost", "another unit: 200 tonnes against 200 barrels"),
    ("100 drones a week come", "100 drones a year come", "another period: 100 drones a week against a year"),
    ("40 per cent of ships sank", "40 ships sank", "another unit: 40 per cent of ships against 40 ships"),
    ("Brevin fired on the ferry", "Aldany fired on the ferry", "another name: Brevin against Aldany"),
    ("The mayor Ivo Pell was paid", "Odran Pell was paid", "another name: Ivo against Odran"),
    ("Men of Halm broke the dam", "Men of Velm broke the dam", "another name: Halm against Velm"),
    ("Velm attacked Halm", "Halm attacked Velm", "the roles are exchanged: here Velm acts, there Halm"),
    ("Halm was attacked by Velm", "Velm attacked Halm", ""),
    ("Mr Lubinez came to Kyiv", "Mr Lubinets came to Kiev", ""),
    ("We never fired on the ferry", "Aldany fired on the ferry", NOT_SO),
    ("The ferry was hit", "The ferry was not hit", "negated: the claim says that it is not so"),
    ("Velm opened the dam and warned nobody", "Velm opened the dam", ""),
    ("The lorries carried grain, not weapons", "The lorries carried weapons", NOT_SO),
    ("It is not true, we say, that Velm opened the dam", "Velm opened the dam", NOT_SO),
    ("Nobody was told, but Velm did not open the dam", "Velm opened the dam", NOT_SO),
    ("All gates were closed", "The gates were opened", "the opposite: closed against open"),
    ("On Tuesday the gates of Velm broke", "The gates of Velm broke", ""),
    ("Nobody denied the attack", "The attack took place", ""),
    ("Not only the ferry was hit", "The ferry was hit", ""),
    ("It fell on 3 May 2031", "It fell on 5 May 2031", "another date: 3 May 2031 against 5 May 2031"),
    ("It fell on 3 May 2031", "It fell in May 2031", ""),
    ("Since 2029 the wells are dry", "In 2029 the wells fell dry", ""),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "claim", "said"), TABLE)
def test_what_differs_is_said_and_nothing_else(statement, claim, said):
    found = differences(Side(statement), Side(claim))
    assert [one.sentence for one in found] == ([said] if said else [])


def test_a_name_known_of_the_speaker_or_a_party_is_not_another_actor():
    statement = Side("Our troops never crossed the Orm", names=("General Dassel of Aldany",))
    assert differences(statement, Side("Aldany crossed the Orm")) == differences(
        Side("Aldany's troops never crossed the Orm"), Side("Aldany crossed the Orm")
    )


def test_a_recorded_date_outranks_the_words():
    on_third, on_fifth = (parse_edtf(day, basis="stated") for day in ("2031-05-03", "2031-05-05"))
    said = differences(Side("It fell on Friday", event=on_third), Side("It fell", event=on_fifth))
    assert [one.sentence for one in said] == ["another date: 3 May 2031 against 5 May 2031"]


def test_the_more_differs_the_less_a_likeness_is_worth():
    same = Side("Velm lost 200 ships on 3 May 2031")
    other = differences(Side("Halm lost 300 ships on 5 May 2031"), same)
    assert [one.kind for one in other] == ["actor", "figure", "date"]
    assert worth(other) < worth(other[:1]) < worth(differences(same, same)) == 1


@pytest.mark.parametrize(
    ("wording", "read"),
    [
        ("more than 200,000 soldiers a week", [(200000, ("soldier",), "week")]),
        ("two dozen villagers and $3bn", [(24, ("villager",), ""), (3e9, (), "")]),
        ("In 2031, on 12 May, nobody came", []),
        ("about 2.5 million tonnes", [(2250000, ("ton",), "")]),
    ],
)
def test_numbers_are_read_with_what_they_count(wording, read):
    found = [(one.low, one.counted[:1], one.period) for one in amounts_in(wording)]
    assert found == [(pytest.approx(low), counted, period) for low, counted, period in read]


def test_two_denials_take_each_other_back():
    assert [is_negated(one) for one in ("He did not deny it", "He didn't", "without warning")] == [
        False, True, False
    ]  # fmt: skip


def test_who_acts_is_the_first_name_or_in_the_passive_the_one_behind_by():
    wordings = ("The ferry of Velm was sunk by Aldany", "Velm sank it", "It sank")
    assert [actors_in(one).first for one in wordings] == ["aldany", "velm", ""]
