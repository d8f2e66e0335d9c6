"""The timeline of a claim: what its page is made of, in order, finished."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.choices import Stance
from claims.queries.entries import entries_of, links_of, web_address
from claims.queries.timeline import timeline
from claims.queries.wording import NOWHERE
from sources.clocks import UNKNOWN
from tests.factories.base import stated
from tests.factories.claims import (
    AssessmentFactory,
    ClaimFactory,
    ClaimPartyFactory,
    ClaimRelationFactory,
    FigureFactory,
    RelayFactory,
    ResponseFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
    StatementPassageFactory,
    visible_statement,
)
from tests.factories.sources import ArticleVersionFactory, OutletFactory

pytestmark = pytest.mark.django_db

TODAY = date(2031, 6, 2)
READER = AnonymousUser()


@pytest.fixture
def claim():
    return ClaimFactory(visible=True)


def read(claim, visitor=READER):
    return timeline(claim, visitor, today=TODAY)


def statements(steps):
    return [step.entry.statement for step in steps]


# --- order ----------------------------------------------------------------------------------------


def test_statements_stand_in_the_order_in_which_they_were_said_finer_dates_first(claim):
    said = ["2031-05", "2031-05-13", "2031-05-01", "2031", "2031-05-13T09:00", "../2031-05-03"]
    made = {edtf: visible_statement(claim=claim, said=stated(edtf)).pk for edtf in said}
    order = ["2031", "2031-05-01", "2031-05", "../2031-05-03", "2031-05-13", "2031-05-13T09:00"]
    assert statements(read(claim).dated) == [made[edtf] for edtf in order]


def test_of_two_on_one_day_the_one_recorded_first_stands_first(claim):
    first, second = (visible_statement(claim=claim) for _ in range(2))
    assert statements(read(claim).dated) == [first.pk, second.pk]


def test_what_has_no_date_stands_apart_at_the_end_and_is_numbered_on(claim):
    undated = visible_statement(claim=claim, said=UNKNOWN)
    dated = visible_statement(claim=claim)
    line = read(claim)
    assert (statements(line.dated), statements(line.undated)) == ([dated.pk], [undated.pk])
    assert [entry.number for entry in line.entries] == [1, 2]
    assert line.undated[0].entry.said.words == "not known"


def test_checks_stand_among_the_statements_in_a_lane_of_their_own(claim):
    visible_statement(claim=claim, stance=Stance.DENIES, said=stated("2031-05-12"))
    AssessmentFactory(claim=claim, made=stated("2031-05-11"))
    AssessmentFactory(claim=claim, made=stated("2031-05-13"), verdict="evidence")
    line = read(claim)
    assert [step.lane for step in line.dated] == ["checked", "denies", "checked"]
    assert [(check.letter, check.glyph) for check in line.checks] == [("a", "tried"), ("b", "checked")]
    assert line.empty == ("No statement asserts this claim.", "No statement questions or corrects it.")


# --- one entry ------------------------------------------------------------------------------------


def test_an_entry_says_who_said_what_when_and_where_it_stands(claim):
    version = ArticleVersionFactory(article__outlet=OutletFactory(name="Velm Courier"))
    statement = visible_statement(
        claim=claim,
        version=version,
        words=["the fire at Port Velm", "a fairy tale"],
        speaker=SpeakerFactory(name="Orla Venn", slug="orla-venn"),
        speaker_as_printed="Mrs Venn",
        role_as_printed="spokeswoman of the port",
        mode="direct",
        event=stated("2031-05"),
    )
    StatementPassageFactory(statement=statement, words="called the account", part="hedge")
    (entry,) = read(claim).entries
    assert (entry.who.name, entry.who.address) == ("Orla Venn", "/speakers/orla-venn/")
    assert entry.who.detail == "spokeswoman of the port, printed “Mrs Venn”"
    assert (entry.words, entry.quoted) == (("the fire at Port Velm", "a fairy tale"), True)
    assert entry.hedges == ("called the account",)
    assert (entry.said.words, entry.said.edtf) == ("12 May 2031", "2031-05-12")
    assert (entry.event.words, entry.event.edtf) == ("May 2031", "2031-05")
    assert (entry.published.words, entry.recorded) == ("12 May 2031", statement.recorded_at)
    assert entry.passage == f"/articles/{version.article_id}/#s{statement.pk}"
    assert (entry.outlet, entry.publisher) == ("Velm Courier", version.article.address)
    assert (entry.stance, entry.word, entry.lane, entry.reach) == ("asserts", "asserts", "asserts", "")


def test_relays_are_hops_from_the_speaker_to_the_outlet(claim):
    statement = visible_statement(claim=claim, speaker=SpeakerFactory(name="Orla Venn"))
    RelayFactory(statement=statement, position=1, actor_as_printed="ntv")
    RelayFactory(statement=statement, position=2, actor_as_printed="the Kyiv paper", channel="report")
    (entry,) = read(claim).entries
    assert [(hop.name, hop.kind) for hop in entry.hops] == [
        ("Orla Venn", "origin"),
        ("the Kyiv paper", "relay"),
        ("ntv", "relay"),
        (entry.outlet, "published"),
    ]


def test_an_origin_left_out_leads_to_the_entry_that_names_it(claim):
    full = visible_statement(claim=claim)
    visible_statement(claim=claim, unnamed=True, origin_dropped=True, fuller_chain=full)
    elsewhere = visible_statement()
    visible_statement(claim=claim, unnamed=True, origin_dropped=True, fuller_chain=elsewhere)
    assert [entry.fuller for entry in read(claim).entries] == ["", f"s{full.pk}", ""]


@pytest.mark.parametrize(
    ("voice", "name", "detail"),
    [
        ({"unnamed": True}, "an official of the ministry", "unnamed"),
        ({"unattributed": True}, "Nobody is named", "the article does not say whose words these are"),
        ({"by_outlet": True}, "Velm Courier", "in its own words"),
    ],
)
def test_a_voice_without_a_known_speaker_is_worded(claim, voice, name, detail):
    visible_statement(claim=claim, version__article__outlet=OutletFactory(name="Velm Courier"), **voice)
    (entry,) = read(claim).entries
    assert (entry.who.name, entry.who.detail, entry.who.address) == (name, detail, "")


def test_words_that_bring_their_own_marks_get_no_others(claim):
    visible_statement(claim=claim, words="“a fairy tale”", mode="direct")
    assert read(claim).entries[0].quoted is False


def test_a_statement_of_a_merged_claim_stands_under_the_target_and_says_so(claim):
    merged = ClaimFactory(visible=True, merged_into=claim)
    statement = visible_statement(claim=merged)
    StatementLinkFactory(statement=statement, claim=claim, stance=Stance.DENIES)
    entries = read(claim).entries
    assert sorted((entry.stance, entry.merged_from) for entry in entries) == [
        ("asserts", merged.text),
        ("denies", ""),
    ]
    assert len({entry.anchor for entry in entries}) == 2
    assert read(merged).entries == ()


def test_what_does_not_stand_is_not_shown_even_to_editors(claim, editor):
    StatementLinkFactory(claim=claim, statement=StatementFactory(withdrawn=True))
    StatementLinkFactory(claim=claim, rejected=True)
    StatementLinkFactory(claim=claim, proposed=True)
    visible_statement(claim=claim, version__article__withdrawn=True)
    assert read(claim).entries == read(claim, editor).entries == ()


def test_only_web_addresses_become_links():
    assert web_address("https://courier.example/1") == "https://courier.example/1"
    assert web_address("javascript:alert(1)") == ""


# --- cost -----------------------------------------------------------------------------------------


# A single article is a copy of none: nobody asks.
@pytest.mark.parametrize(("count", "queries"), [(1, 12), (3, 13)])
def test_a_timeline_takes_the_same_queries_however_long(claim, count, queries, django_assert_num_queries):
    for _ in range(count):
        statement = visible_statement(claim=claim)
        RelayFactory(statement=statement, speaker=SpeakerFactory(), actor_as_printed="")
        FigureFactory(statement=statement)
        AssessmentFactory(claim=claim)
        ClaimPartyFactory(claim=claim)
        ResponseFactory(claim=claim)
        ClaimRelationFactory(from_claim=claim, to_claim=ClaimFactory(visible=True))
    with django_assert_num_queries(queries):
        read(claim)


def test_finishing_entries_asks_the_database_nothing(claim, django_assert_num_queries):
    statement = visible_statement(claim=claim)
    RelayFactory(statement=statement)
    links = links_of(claim.pk)
    with django_assert_num_queries(0):
        entries_of(claim.pk, links, NOWHERE)
