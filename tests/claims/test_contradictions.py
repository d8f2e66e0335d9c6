import re

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.queries.contradictions import contradictions_of
from claims.queries.keys import Turn
from sources.clocks import UNKNOWN
from tests.claims.pages import plain
from tests.factories.base import stated
from tests.factories.claims import (
    ClaimRelationFactory,
    StatementFactory,
    StatementLinkFactory,
    visible_statement,
)
from tests.factories.subjects import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

READER = AnonymousUser()
EARLY, LATE = stated("2031-05-02"), stated("2031-05-09")


@pytest.fixture
def orla(db):
    return SpeakerFactory(name="Orla Venn", slug="orla-venn")


@pytest.fixture
def claim(db):
    return ClaimFactory(visible=True, text="The fire was set")


def read(speaker, visitor=READER, turn=None):
    return contradictions_of([speaker.pk], visitor, turn=turn or Turn())


def told(rows):
    """(claim, stance of the speaker, [(who, stance)]) each."""
    return [(row.claim, row.stance, [(one.who.name, one.stance) for one in row.others]) for row in rows]


def other(claim, stance, name="Bo Tamm", said=LATE, **statement):
    return visible_statement(
        claim=claim, stance=stance, said=said, speaker=SpeakerFactory(name=name), **statement
    )


def test_whoever_denies_disputes_or_corrects_contradicts_whoever_asserts(orla, claim):
    visible_statement(speaker=orla, claim=claim, said=EARLY)
    other(claim, "repeats", "Ally")
    other(claim, "declines_to_answer", "Silent")
    for stance, name in (("denies", "A"), ("disputes", "B"), ("corrects", "C")):
        other(claim, stance, name)
    found = read(orla)
    assert told(found.by) == [
        ("The fire was set", "asserts", [("C", "corrects"), ("B", "disputes"), ("A", "denies")])
    ]
    assert found.of == ()


def test_a_speaker_who_denies_contradicts_those_who_assert_whatever_the_dates(orla, claim):
    visible_statement(speaker=orla, claim=claim, stance="denies", said=EARLY)
    other(claim, "asserts", said=LATE)
    found = read(orla)
    assert (found.by, told(found.of)) == (
        (),
        [("The fire was set", "denies", [("Bo Tamm", "asserts")])],
    )


@pytest.mark.parametrize(
    ("own", "theirs", "way"), [(EARLY, LATE, "by"), (LATE, EARLY, "of"), (EARLY, UNKNOWN, "by")]
)
def test_of_two_claims_the_later_one_contradicts_the_earlier(orla, claim, own, theirs, way):
    counter = ClaimFactory(visible=True, text="The fire was an accident")
    ClaimRelationFactory(from_claim=counter, to_claim=claim)
    visible_statement(speaker=orla, claim=claim, said=own)
    other(counter, "asserts", said=theirs)
    other(counter, "denies", "Doubter")
    found = {"by": read(orla).by, "of": read(orla).of}
    assert told(found.pop(way)) == [("The fire was set", "asserts", [("Bo Tamm", "asserts")])]
    assert list(found.values()) == [()]


@pytest.mark.parametrize("state", ["proposed", "rejected", "withdrawn"])
def test_only_a_confirmed_relation_sets_two_claims_against_each_other(orla, claim, state):
    counter = ClaimFactory(visible=True)
    proposed = {"decided_by": None, "decided_at": None} if state == "proposed" else {}
    ClaimRelationFactory(from_claim=claim, to_claim=counter, state=state, **proposed)
    ClaimRelationFactory(from_claim=claim, to_claim=counter, kind="supports")
    visible_statement(speaker=orla, claim=claim)
    other(counter, "asserts")
    assert (read(orla).by, read(orla).of) == ((), ())


def test_merged_claims_and_speakers_count_as_what_they_are_merged_into(orla, claim):
    merged = ClaimFactory(visible=True, merged_into=claim)
    same = SpeakerFactory(merged_into=orla)
    visible_statement(speaker=orla, claim=merged)
    visible_statement(speaker=same, claim=claim, stance="denies")
    other(claim, "denies")
    found = contradictions_of([orla.pk, same.pk], READER, turn=Turn())
    assert told(found.by) == [("The fire was set", "asserts", [("Bo Tamm", "denies")])]
    assert found.of == ()


def test_what_readers_may_not_see_contradicts_nobody_for_them_nor_is_it_counted(orla, claim, editor):
    visible_statement(speaker=orla, claim=claim)
    for number in range(5):
        StatementLinkFactory(
            statement=StatementFactory(proposed=True, version=other(claim, "repeats").article_version),
            claim=claim,
            stance="denies",
        )
        other(claim, "denies", f"Withdrawn {number}", version__article__withdrawn=True)
    hidden = ClaimFactory(text="Only for the desk")
    ClaimRelationFactory(from_claim=claim, to_claim=hidden)
    other(hidden, "asserts")
    visible_statement(speaker=orla, claim=hidden, stance="denies", said=EARLY)
    assert (read(orla).by, read(orla).of) == ((), ())
    assert [row.claim for row in read(orla, editor).by + read(orla, editor).of] == [
        "The fire was set",
        "Only for the desk",
    ]


def test_a_side_of_many_tells_the_latest_and_counts_the_others(orla, claim):
    visible_statement(speaker=orla, claim=claim)
    visible_statement(speaker=orla, claim=claim)
    for day in range(1, 6):
        other(claim, "denies", f"Day {day}", said=stated(f"2031-06-0{day}"))
    (row,) = read(orla).by
    assert [one.who.name for one in row.others] == ["Day 5", "Day 4", "Day 3"]
    assert (row.more, row.statements) == (2, 2)


def test_a_page_looks_through_so_many_statements_and_leads_to_the_older_ones(orla, claim, monkeypatch):
    monkeypatch.setattr("claims.queries.contradictions.WINDOW", 2)
    visible_statement(speaker=orla, claim=claim, said=stated("2030"))
    other(claim, "denies")
    for _ in range(2):
        visible_statement(speaker=orla, said=LATE)
    first = read(orla)
    assert (first.by, first.looked, first.newer) == ((), 2, "")
    second = read(orla, turn=Turn.read(after=first.older, before=""))
    assert (len(second.by), second.looked, second.older) == (1, 1, "")
    assert read(orla, turn=Turn.read(after="", before=second.newer)).looked == 2


@pytest.mark.parametrize("claims", [1, 3])
def test_the_page_takes_twelve_queries_and_leads_to_both_entries(
    client, orla, claims, django_assert_num_queries
):
    made = []
    for number in range(claims):
        claim = ClaimFactory(visible=True, text=f"Claim {number}", slug=f"claim-{number}")
        made.append((visible_statement(speaker=orla, claim=claim, said=EARLY), other(claim, "denies")))
    with django_assert_num_queries(12):
        response = client.get("/speakers/orla-venn/", {"part": "contradictions"})
    html = response.content.decode()
    assert sorted(re.findall(r'href="/claims/claim-(\d)/#s(\d+)"', html)) == sorted(
        (str(number), str(one.pk)) for number, pair in enumerate(made) for one in pair
    )
    assert "Who contradicted them" in plain(html)
