import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.choices import PartyRole
from claims.queries.said_of import concerns_of, count_concerns
from tests.claims.pages import plain, version
from tests.factories.base import stated
from tests.factories.claims import (
    ClaimPartyFactory,
    ReplyContactFactory,
    ReplyRequestFactory,
    ResponseFactory,
    visible_statement,
)
from tests.factories.sources import OutletFactory, passage_of
from tests.factories.subjects import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

READER = AnonymousUser()
TODAY = date(2031, 6, 1)


@pytest.fixture
def port(db):
    return SpeakerFactory(body=True, name="Port of Velm", slug="port")


def party(port, text="The port hid the fire", role=PartyRole.ACCUSED, **claim):
    made = ClaimFactory(**{"visible": True, "text": text, **claim})
    ClaimPartyFactory(claim=made, speaker=port, role=role)
    return made


def read(port, visitor=READER, *, after=0, before=0):
    return concerns_of([port.pk], visitor, after=after, before=before, today=TODAY)


def test_claims_with_a_part_in_them_stand_with_that_part_the_last_recorded_first(port):
    party(port, "Older", PartyRole.AFFECTED)
    both = party(port, "Newer")
    ClaimPartyFactory(claim=both, speaker=port, role=PartyRole.ACTOR)
    found = [(row.claim, row.role) for row in read(port).rows]
    assert found == [("Newer", "actor, accused"), ("Older", "affected")]


def test_an_accused_party_without_an_answer_is_told_to_be_silent_as_of_today(port):
    party(port)
    party(port, "It suffered", PartyRole.AFFECTED)
    assert [row.silent for row in read(port).rows] == ["", "No response recorded as of 1 Jun 2031"]


def test_answers_are_its_own_words_what_outlets_say_it_did_and_that_we_asked(port):
    claim = party(port)
    visible_statement(speaker=port, claim=claim, stance="denies", said=stated("2031-05-03"))
    ResponseFactory(claim=claim, party=port, kind="declined", as_of=stated("2031-05-01"))
    ResponseFactory(claim=claim, party=port, as_of=stated("2031-05-02"))
    ReplyContactFactory(request=ReplyRequestFactory(claim=claim, party=port))
    ReplyRequestFactory(claim=claim, party=SpeakerFactory())
    (row,) = read(port).rows
    assert [(one.stance, one.said.words) for one in row.own] == [("denies", "3 May 2031")]
    told = [step.sentence for step in row.steps]
    assert told[:2] == ["declined to respond, 1 May 2031", "no response recorded as of 2 May 2031"]
    assert (len(told), told[2][:6], row.silent) == (3, "asked ", "")


def test_only_its_latest_own_words_are_told(port):
    claim = party(port)
    for day in range(1, 6):
        visible_statement(speaker=port, claim=claim, stance="denies", said=stated(f"2031-05-0{day}"))
    (row,) = read(port).rows
    assert [one.said.words[0] for one in row.own] == ["5", "4", "3"]


def test_a_claim_that_readers_do_not_see_is_neither_told_nor_counted(port, editor):
    party(port)
    party(port, "Hidden", visible=False)
    party(port, "Gone", withdrawn=True)
    assert [row.claim for row in read(port).rows] == ["The port hid the fire"]
    assert (count_concerns([port.pk], READER).number, count_concerns([port.pk], editor).number) == (1, 3)
    assert [row.shown for row in read(port, editor).rows] == [False, False, True]


def test_a_party_of_a_merged_claim_or_merged_itself_counts_for_the_target(port):
    target = ClaimFactory(visible=True, text="The target")
    same = SpeakerFactory(body=True, merged_into=port)
    claim = ClaimFactory(visible=True, merged_into=target)
    ClaimPartyFactory(claim=claim, speaker=same)
    ResponseFactory(claim=claim, party=same, as_of=stated("2031-05-02"))
    found = concerns_of([port.pk, same.pk], READER, after=0, before=0, today=TODAY)
    assert [(row.claim, len(row.steps)) for row in found.rows] == [("The target", 1)]


def test_the_passage_of_a_response_is_left_out_where_readers_do_not_see_its_article(port):
    made = version()
    claim = party(port)
    ResponseFactory(claim=claim, party=port, passage=passage_of(made, "Nobody was hurt"))
    assert read(port).rows[0].steps[0].passage == ""
    visible_statement(version=made, words="Rain fell later")
    assert read(port).rows[0].steps[0].passage == f"/articles/{made.article_id}/"


def test_pages_follow_one_another_both_ways(port, monkeypatch):
    monkeypatch.setattr("claims.queries.said_of.PAGE", 2)
    for number in range(3):
        party(port, f"Claim {number}")
    first = read(port)
    second = read(port, after=first.older)
    assert [row.claim for row in (*first.rows, *second.rows)] == ["Claim 2", "Claim 1", "Claim 0"]
    assert (first.newer, second.older) == (0, 0)
    assert read(port, before=second.newer) == first


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_fifteen_queries_however_many_claims(client, port, number, django_assert_num_queries):
    for one in range(number):
        claim = party(port, f"Claim {one}")
        ResponseFactory(claim=claim, party=port, outlet=OutletFactory())
        visible_statement(speaker=port, claim=claim)
    with django_assert_num_queries(15):
        html = client.get("/speakers/port/", {"part": "of"}).content.decode()
    assert len(re.findall(r"No response recorded", html)) == number
    assert f"Said of it {number}" in plain(html)
