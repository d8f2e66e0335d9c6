"""What the database refuses of speakers, topics, claims, links, relations, revisions and the rest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sources.services.acting import acting, machine
from tests.factories import claims as made
from tests.factories.sources import PassageFactory
from tests.refusals import change, delete, refused

pytestmark = pytest.mark.usefixtures("person_writes")


def test_speakers_topics_claims_and_aliases_have_words():
    with refused("speaker_has_a_name"):
        made.SpeakerFactory(name="")
    with refused("topic_has_a_name"):
        made.TopicFactory(name="")
    with refused("claim_says_something"):
        made.ClaimFactory(text="")
    with refused("alias_is_not_empty"):
        made.SpeakerAliasFactory(spelling="")


def test_an_outlet_speaks_as_one_speaker_until_that_is_merged():
    speaker = made.SpeakerFactory(outlet=made.OutletFactory())
    with refused("speaker_one_an_outlet"):
        made.SpeakerFactory(outlet=speaker.outlet)
    assert made.SpeakerFactory(outlet=speaker.outlet, merged_into=speaker).pk
    assert made.SpeakerFactory(outlet=None).pk != made.SpeakerFactory(outlet=None).pk


def test_a_spelling_stands_once_a_speaker():
    alias = made.SpeakerAliasFactory(spelling="O. Venn")
    with refused("alias_once"):
        made.SpeakerAliasFactory(speaker=alias.speaker, spelling="O. Venn")
    assert made.SpeakerAliasFactory(spelling="O. Venn").pk


def test_nobody_is_affiliated_with_themselves():
    person = made.SpeakerFactory()
    with refused("affiliation_is_of_two"):
        made.AffiliationFactory(person=person, body=person)


def test_withdrawing_a_claim_needs_a_person_and_a_reason(person_writes):
    claim = made.ClaimFactory(visible=True)
    by = "claim_withdrawal_has_a_reason"
    with refused(by):
        change(claim, withdrawn_at=timezone.now(), withdrawn_reason="Wrong port.")
    with refused(by):
        change(claim, withdrawn_at=timezone.now(), withdrawn_by=person_writes)
    assert made.ClaimFactory(withdrawn=True).withdrawn_at


def test_a_claim_stands_once_under_a_topic_and_a_speaker_once_in_a_part():
    under, party = made.ClaimTopicFactory(), made.ClaimPartyFactory()
    with refused("claim_topic_once"):
        made.ClaimTopicFactory(claim=under.claim, topic=under.topic)
    with refused("party_once"):
        made.ClaimPartyFactory(claim=party.claim, speaker=party.speaker)
    assert made.ClaimPartyFactory(claim=party.claim, speaker=party.speaker, role="affected").pk


def test_a_statement_is_linked_to_a_claim_once_while_the_link_is_open():
    link = made.StatementLinkFactory()
    pair = {"statement": link.statement, "claim": link.claim}
    for state in ({}, {"proposed": True}):
        with refused("link_once"):
            made.StatementLinkFactory(**pair, stance="denies", **state)
    for state in ("rejected", "withdrawn"):
        change(link, state=state)
        again = made.StatementLinkFactory(**pair, stance="denies")
        delete(again)


@pytest.mark.parametrize("state", ["confirmed", "rejected", "withdrawn"])
def test_links_and_relations_are_decided_by_a_person_at_a_time(state):
    for missing in ({"decided_by": None}, {"decided_at": None}):
        with refused("link_decided_by_a_person"):
            made.StatementLinkFactory(state=state, **missing)
        with refused("relation_decided_by_a_person"):
            made.ClaimRelationFactory(state=state, **missing)


@pytest.mark.parametrize("factory", [made.StatementLinkFactory, made.ClaimRelationFactory])
def test_a_machine_proposes_links_and_relations_and_leaves_decided_ones_alone(factory):
    decided = factory()
    model = type(decided).__name__
    leaves, decides = f"{model}.machine_leaves_decided", f"{model}.only_people_decide"
    assert {leaves, decides} <= {
        "StatementLink.machine_leaves_decided", "StatementLink.only_people_decide",
        "ClaimRelation.machine_leaves_decided", "ClaimRelation.only_people_decide",
    }  # fmt: skip
    with acting(machine("match 1")):
        for act in (lambda: change(decided, method="machine"), lambda: delete(decided)):
            with refused(leaves):
                act()
        undecided = {"state": "proposed", "decided_by": None, "decided_at": None}
        statement = {"statement": decided.statement} if model == "StatementLink" else {}
        proposal = factory(**undecided, **statement)
        with refused(decides):
            change(proposal, state="confirmed", decided_by=decided.decided_by, decided_at=timezone.now())
        assert delete(proposal) == 1


def test_a_claim_is_not_related_to_itself():
    claim = made.ClaimFactory()
    with refused("relation_is_of_two"):
        made.ClaimRelationFactory(from_claim=claim, to_claim=claim)


@pytest.mark.parametrize("kind", ["contradicts", "same_as"])
def test_contradiction_and_sameness_stand_once_a_pair_whichever_comes_first(kind):
    relation = made.ClaimRelationFactory(kind=kind)
    with refused("relation_both_ways_once"):
        made.ClaimRelationFactory(from_claim=relation.to_claim, to_claim=relation.from_claim, kind=kind)
    change(relation, state="withdrawn")
    assert made.ClaimRelationFactory(from_claim=relation.to_claim, to_claim=relation.from_claim, kind=kind).pk


@pytest.mark.parametrize("kind", ["supports", "part_of", "derived_from", "updates"])
def test_other_relations_stand_once_a_direction(kind):
    relation = made.ClaimRelationFactory(kind=kind)
    with refused("relation_once"):
        made.ClaimRelationFactory(from_claim=relation.from_claim, to_claim=relation.to_claim, kind=kind)
    assert made.ClaimRelationFactory(from_claim=relation.to_claim, to_claim=relation.from_claim, kind=kind).pk


def test_a_decision_on_origins_is_of_two_statements_once_a_claim_with_a_reason():
    decision = made.OriginDecisionFactory()
    with refused("origin_is_of_two"):
        made.OriginDecisionFactory(first=decision.first, second=decision.first)
    with refused("origin_has_a_reason"):
        made.OriginDecisionFactory(reason="")
    with refused("origin_pair_once"):
        made.OriginDecisionFactory(
            claim=decision.claim, first=decision.second, second=decision.first, tie="split"
        )
    assert made.OriginDecisionFactory(first=decision.first, second=decision.second).pk


def test_an_assessment_has_one_author_and_grounds():
    with refused("assessment_has_one_author"):
        made.AssessmentFactory(by_outlet=made.OutletFactory(), by_body=made.SpeakerFactory(body=True))
    with refused("assessment_has_grounds"):
        made.AssessmentFactory(reasoning="")
    with refused("assessment_passage_is_an_outlets"):
        made.AssessmentFactory(passage=PassageFactory())
    assert made.AssessmentFactory(reasoning="", passage=PassageFactory(), by_outlet=made.OutletFactory()).pk


def test_an_assessment_replaces_another():
    assessment = made.AssessmentFactory()
    with refused("assessment_replaces_another"):
        change(assessment, replaces=assessment.pk)
    assert change(assessment, replaces=made.AssessmentFactory()) == 1


def test_deadline_and_reminder_of_a_request_come_after_it():
    asked = timezone.now()
    for deadline in (asked, asked - timedelta(hours=1)):
        with refused("reply_deadline_is_later"):
            made.ReplyRequestFactory(asked_at=asked, deadline=deadline)
    with refused("reply_reminder_is_later"):
        made.ReplyRequestFactory(asked_at=asked, reminded_at=asked - timedelta(hours=1))
    assert made.ReplyRequestFactory(asked_at=asked, deadline=asked + timedelta(hours=1), reminded_at=asked).pk


def test_a_request_has_one_contact_with_words():
    contact = made.ReplyContactFactory()
    with refused("reply_contact_is_not_empty"):
        made.ReplyContactFactory(words="")
    with refused("claims_replycontact_request_id_key"):
        made.ReplyContactFactory(request=contact.request)


def test_a_note_says_something_about_one_thing():
    with refused("note_says_something"):
        made.NoteFactory(text="")
    with refused("note_is_about_one_thing"):
        made.NoteFactory(claim=None)
    with refused("note_is_about_one_thing"):
        made.NoteFactory(passage=PassageFactory())
    assert made.NoteFactory(claim=None, passage=PassageFactory()).pk


def test_a_note_is_not_its_own_thread_and_names_a_person_once(person_writes):
    note = made.NoteFactory()
    with refused("note_is_not_its_own_thread"):
        change(note, thread=note.pk)
    assert change(made.NoteFactory(), thread=note) == 1
    made.NoteMentionFactory(note=note, user=person_writes)
    with refused("mention_once"):
        made.NoteMentionFactory(note=note, user=person_writes)


def test_a_note_is_resolved_by_a_person_at_a_time(person_writes):
    note = made.NoteFactory()
    for half in ({"resolved_at": timezone.now()}, {"resolved_by": person_writes}):
        with refused("note_resolved_by_a_person"):
            change(note, **half)
    assert change(note, resolved_at=timezone.now(), resolved_by=person_writes) == 1


def test_an_engine_reads_a_version_once():
    reading = made.ReadingFactory()
    with refused("reading_once"):
        made.ReadingFactory(article_version=reading.article_version)
    assert made.ReadingFactory(article_version=reading.article_version, engine_version="2").pk


def test_a_reading_is_leased_while_it_runs_and_says_why_it_failed():
    reading = made.ReadingFactory()
    with refused("reading_running_is_leased"):
        change(reading, state="running")
    with refused("reading_running_is_leased"):
        change(reading, leased_until=timezone.now())
    with refused("reading_failed_says_why"):
        change(reading, state="failed")
    assert change(reading, state="failed", note="The text is empty.") == 1


def test_a_reading_that_is_done_says_when_and_proposes_no_more_than_it_found():
    reading = made.ReadingFactory()
    with refused("reading_done_says_when"):
        change(reading, state="done")
    with refused("reading_proposes_what_it_found"):
        change(reading, found=1, proposed=2)
    assert change(reading, state="done", read_at=timezone.now(), found=2, proposed=2) == 1


def test_revisions_of_a_claim_are_numbered_without_gaps():
    claim, other = made.ClaimFactory(), made.ClaimFactory()
    for number in (0, 2):
        with refused("ClaimRevision.without_gaps"):
            made.ClaimRevisionFactory(claim=claim, number=number)
    made.ClaimRevisionFactory(claim=claim, number=1)
    with refused("ClaimRevision.without_gaps"):
        made.ClaimRevisionFactory(claim=claim, number=1)
    made.ClaimRevisionFactory(claim=claim, number=2)
    assert made.ClaimRevisionFactory(claim=other).number == 1


def test_a_claim_has_one_summary():
    claim = made.ClaimFactory()
    with refused("claims_claimsummary_pkey"):
        made.ClaimSummaryFactory(claim=claim)
