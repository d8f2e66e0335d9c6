"""What stands beside a claim's statements: figures, checks, answers, other claims, origins."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from claims.choices import Stance
from claims.models import Figure
from claims.queries.figures import amount
from claims.queries.timeline import timeline
from tests.factories.base import stated
from tests.factories.claims import (
    AssessmentFactory,
    ClaimFactory,
    ClaimPartyFactory,
    ClaimRelationFactory,
    FigureFactory,
    OriginDecisionFactory,
    RelayFactory,
    ResponseFactory,
    SpeakerFactory,
    visible_statement,
)
from tests.factories.sources import ArticleVersionFactory, PassageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory(visible=True)


def read(claim, visitor=None):
    return timeline(claim, visitor or AnonymousUser(), today=date(2031, 6, 2))


def test_figures_are_as_reported_with_who_passed_them_on(claim):
    statement = visible_statement(claim=claim, speaker=SpeakerFactory(name="Orla Venn"))
    RelayFactory(statement=statement, actor_as_printed="ntv")
    FigureFactory(statement=statement)
    (row,) = read(claim).figures
    assert (row.who, row.through, row.wording, row.amount) == (
        "Orla Venn",
        "ntv",
        "about forty crates",
        "about 36 to 44",
    )
    assert (row.counted, row.period, row.nature, row.derived) == ("crates", "", "estimated", False)


@pytest.mark.parametrize(
    ("low", "high", "comparator", "words"),
    [
        ("5200", "5200", "exactly", "5,200"),
        ("40", None, "at_least", "at least 40"),
        (None, "90", "up_to", "up to 90"),
        ("36", "44", "exactly", "36 to 44"),
        ("0.500000", "0.500000", "about", "about 0.5"),
        (None, None, "exactly", "no number"),
        ("0", None, "more_than", "more than 0"),
        (None, "0", "exactly", "0"),
    ],
)
def test_an_amount_in_words(low, high, comparator, words):
    low, high = (Decimal(end) if end else None for end in (low, high))
    figure = Figure(low=low, high=high, comparator=comparator)
    assert amount(figure) == words


def test_an_outlets_words_are_shown_where_the_visitor_may_see_the_article(claim, editor):
    seen = visible_statement(claim=claim).article_version
    hidden = ArticleVersionFactory()
    for version in (seen, hidden):
        AssessmentFactory(
            claim=claim,
            by_outlet=version.article.outlet,
            passage=PassageFactory(version=version, words="a fairy tale"),
            reasoning="",
        )
    assert [check.words for check in read(claim).checks] == ["a fairy tale", ""]
    assert [check.passage for check in read(claim).checks] == [f"/articles/{seen.article_id}/", ""]
    assert [check.words for check in read(claim, editor).checks] == ["a fairy tale"] * 2


def test_a_check_that_was_replaced_or_withdrawn_is_gone(claim):
    first = AssessmentFactory(claim=claim, made=stated("2031-05-14"))
    AssessmentFactory(claim=claim, replaces=first)
    AssessmentFactory(claim=claim, withdrawn_at=timezone.now())
    (check,) = read(claim).checks
    assert (check.by, check.replaces) == ("This desk", "14 May 2031")


def test_every_accused_party_has_its_answer_or_that_none_is_recorded(claim):
    spoke, behind, refused, silent = (SpeakerFactory(body=True) for _ in range(4))
    for party in (spoke, behind, refused, silent):
        ClaimPartyFactory(claim=claim, speaker=party)
    visible_statement(claim=claim, stance=Stance.DENIES, speaker=SpeakerFactory(body=True, merged_into=spoke))
    visible_statement(claim=claim, stance=Stance.DISPUTES, unnamed=True, speaks_for=behind)
    ResponseFactory(claim=claim, party=refused, kind="declined", as_of=stated("2031-05-14"))
    ResponseFactory(claim=claim, party=SpeakerFactory(name="Port Velm"), kind="none_yet")
    answers = read(claim).answers
    told = [[step.entry.stance if step.entry else step.sentence for step in one.steps] for one in answers]
    assert told == [
        ["denies"],
        ["disputes"],
        ["declined to respond, 14 May 2031"],
        [],
        ["no response recorded as of 2 Jun 2031"],
    ]
    assert [one.role for one in answers[2:]] == ["accused", "accused", ""]
    assert answers[4].party == "Port Velm"


def test_counter_claims_stand_beside_it_with_their_own_state(claim, editor):
    counter, part, hidden = ClaimFactory(visible=True), ClaimFactory(visible=True), ClaimFactory()
    ClaimRelationFactory(from_claim=part, to_claim=claim, kind="part_of")
    ClaimRelationFactory(from_claim=claim, to_claim=counter, reason="Both cannot be so.")
    ClaimRelationFactory(from_claim=hidden, to_claim=claim)
    line = read(claim)
    assert [(one.text, one.words, one.reason) for one in line.counter] == [
        (counter.text, "Contradicted by", "Both cannot be so.")
    ]
    assert line.counter[0].state.lead == "Nothing recorded yet."
    assert [(one.text, one.words) for one in line.related] == [(part.text, "Has as a part")]
    assert [one.shown for one in read(claim, editor).counter] == [True, False]


# --- origins --------------------------------------------------------------------------------------


def test_origins_say_why_statements_are_one_and_count_none_that_is_not_stated(claim):
    speaker = SpeakerFactory(name="Orla Venn")
    for _ in range(2):
        visible_statement(claim=claim, speaker=speaker)
    visible_statement(claim=claim, unattributed=True, words="a fairy tale")
    visible_statement(claim=claim, stance=Stance.DENIES)
    known, unknown = read(claim).origins.views
    assert (known.weight, known.names, known.stated) == ("2 outlets · 1 origin", "Orla Venn", True)
    assert [row.why for row in known.rows] == [
        "",
        "with 1: same speaker, 100% of the words are the same",
    ]
    assert (unknown.weight, unknown.stated) == ("1 outlet · origin not stated", False)


def test_a_split_that_does_not_hold_is_told_to_editors(claim):
    speaker = SpeakerFactory()
    one, _, three = (visible_statement(claim=claim, speaker=speaker) for _ in range(3))
    OriginDecisionFactory(claim=claim, first=one, second=three, tie="split")
    (words,) = read(claim).origins.still_tied
    assert words.startswith("An editor split 1 and 3, and they stay one origin through 2:")
