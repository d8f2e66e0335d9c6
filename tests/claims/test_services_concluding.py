"""Figures, parts, checks, responses, topics, parties, origins, notices, reprints and proposals."""

from decimal import Decimal

import pytest

from claims.choices import (
    FigureNature,
    Mode,
    OriginTie,
    Part,
    PartyRole,
    ResponseKind,
    Stance,
    Verdict,
    Voice,
)
from claims.models import ClaimRevision, Statement
from claims.services.assess import AssessmentInput, ResponseInput, assess_claim, record_response
from claims.services.errors import Refused
from claims.services.figures import FigureInput, record_figure
from claims.services.findings import Engine, ProposalInput
from claims.services.origins import decide_origin
from claims.services.parts import mark_part
from claims.services.proposals import propose
from claims.services.publishing import decide_reprint
from claims.services.topics import create_topic, name_party, put_under_topic
from claims.summaries import check
from sources.services.roots import Stale
from tests.claims.desk import ACCUSES, DENIES
from tests.claims.saving import asserts, save, words_of

ENGINE = Engine("rules", "1")


@pytest.fixture
def statement(editor, version):
    return save(editor, version, ACCUSES, links=(asserts(),))


@pytest.fixture
def claim(statement):
    return statement.links.get().claim


def last_moved():
    return ClaimRevision.objects.latest("pk").moved


def figure(version, **fields):
    (words,) = words_of(version, "the fire at Port Velm")
    return FigureInput(words=words, nature=FigureNature.COUNTED, **fields)


def found(version, *stretches, **fields):
    given = {"voice": Voice.NAMED, "mode": Mode.INDIRECT, "speaker_as_printed": "the ministry", **fields}
    return ProposalInput(content=words_of(version, *stretches), **given)


def test_a_figure_moves_its_claim_and_keeps_its_words(editor, version, statement, claim):
    made = record_figure(
        editor=editor,
        statement=statement,
        expected=1,
        data=figure(version, low=Decimal(3), high=Decimal(3)),
    )
    assert (made.wording, statement.version, last_moved()) == ("the fire at Port Velm", 2, "figure")
    claim.summary.refresh_from_db()
    assert claim.summary.has_figures
    assert list(check()) == []


def test_a_figure_whose_bounds_are_exchanged_is_refused(editor, version, statement):
    data = figure(version, low=Decimal(4), high=Decimal(3))
    with pytest.raises(Refused, match="Exchange them"):
        record_figure(editor=editor, statement=statement, expected=1, data=data)


def test_a_hedge_is_marked_once_and_content_not_at_all(editor, version, statement):
    (words,) = words_of(version, "set deliberately")
    for expected in (1, 2):
        mark_part(editor=editor, statement=statement, expected=expected, part=Part.HEDGE, words=words)
    assert [one.passage.exact for one in statement.parts.filter(part="hedge")] == ["set deliberately"]
    with pytest.raises(Refused):
        mark_part(editor=editor, statement=statement, expected=3, part=Part.CONTENT, words=words)


def test_a_check_needs_grounds_and_stands_beside_the_claim(editor, claim):
    with pytest.raises(Refused, match="rests on"):
        assess_claim(editor=editor, claim=claim, expected=1, data=AssessmentInput(Verdict.TRIED))
    data = AssessmentInput(Verdict.TRIED, reasoning="Nobody would talk.")
    assess_claim(editor=editor, claim=claim, expected=1, data=data)
    claim.summary.refresh_from_db()
    assert (claim.summary.checked, last_moved()) == (1, "check")
    with pytest.raises(Stale):
        assess_claim(editor=editor, claim=claim, expected=1, data=data)


def test_a_response_is_recorded_with_the_claim(editor, claim, union):
    data = ResponseInput(party=union, kind=ResponseKind.DECLINED)
    made = record_response(editor=editor, claim=claim, expected=1, data=data)
    assert (made.party, made.recorded_by, claim.version) == (union, editor, 2)
    assert list(check()) == []


def test_topics_and_parties_are_given_once(editor, claim, union):
    with pytest.raises(Refused):
        create_topic(editor=editor, name="  ")
    topic = create_topic(editor=editor, name="The harbour fire")
    for expected in (1, 3):
        put_under_topic(editor=editor, claim=claim, expected=expected, topic=topic)
        name_party(editor=editor, claim=claim, expected=expected + 1, speaker=union, role=PartyRole.ACCUSED)
    assert topic.addresses.get().slug == "the-harbour-fire"
    assert (claim.topics.get(), claim.parties.get().speaker) == (topic, union)


def test_a_later_word_on_an_origin_replaces_the_earlier_one(editor, version, statement, claim):
    other = save(editor, version, DENIES, links=(asserts(claim),), speaker=None, voice=Voice.UNATTRIBUTED)
    for expected, tie in enumerate((OriginTie.JOINED, OriginTie.SPLIT), 1):
        claim.refresh_from_db()
        decision = decide_origin(
            editor=editor,
            claim=claim,
            expected=expected,
            first=other,
            second=statement,
            tie=tie,
            reason="The same sentence.",
        )
    assert (claim.origin_decisions.get(), decision.tie, last_moved()) == (decision, "split", "origin")
    with pytest.raises(Refused, match="two statements"):
        decide_origin(
            editor=editor, claim=claim, expected=3, first=other, second=other, tie=tie, reason="Why not."
        )


def test_an_article_is_no_reprint_of_itself(editor, version):
    with pytest.raises(Refused, match="another article"):
        decide_reprint(
            editor=editor,
            article=version.article,
            expected=version.article.version,
            original=version.article,
            reason="The same words.",
        )


def test_a_proposal_waits_for_a_person_and_moves_no_claim(version, claim):
    before = ClaimRevision.objects.count()
    data = found(version, DENIES, score=0.5, links=((claim.pk, Stance.DENIES),))
    made = propose(engine=ENGINE, version=version, data=data)
    assert (made.state, made.speaker, made.decided_by) == ("proposed", None, None)
    assert (made.proposed_engine, made.proposed_version, made.proposed_score) == ("rules", "1", 0.5)
    assert made.last_actor.username == "machine"
    link = made.links.get()
    assert (link.state, link.method, link.stance) == ("proposed", "machine", "denies")
    assert (made.events.count(), ClaimRevision.objects.count()) == (0, before)
    assert list(check()) == []


def test_what_is_recorded_or_was_proposed_is_not_proposed_again(version, statement):
    assert propose(engine=ENGINE, version=version, data=found(version, DENIES)) is not None
    assert propose(engine=ENGINE, version=version, data=found(version, DENIES)) is None
    assert (
        propose(engine=ENGINE, version=version, data=found(version, ACCUSES, speaker_as_printed="")) is None
    )
    assert Statement.objects.count() == 2
