"""A claim at the desk: its words, its relations, withdrawn and brought back."""

import pytest
from django.urls import reverse

from claims.models import Claim, ClaimRelation
from tests.claims.desk import page
from tests.factories.claims import (
    ClaimFactory,
    ClaimPartyFactory,
    ClaimRelationFactory,
    ClaimTopicFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory(text="The fire was set", slug="fire", visible=True)


@pytest.fixture
def other():
    return ClaimFactory(text="A cable caused the fire at the pier", slug="cable", visible=True)


def address(name="desk-claim", slug="fire", **more):
    return reverse(f"claims:{name}", kwargs={"slug": slug, **more})


def rewording(text="The fire was set on purpose", expected=1, **fields):
    form = {"words-text": text, "words-reason": "", "words-expected": expected, "event-date": ""}
    return {**form, **{name.replace("_", "-"): value for name, value in fields.items()}}


def relating(name, kind="contradicts", expected=1, **fields):
    form = {"relate-kind": kind, "relate-reason": "One excludes the other.", "relate-expected": expected}
    return {**form, "other-name": name, **{key.replace("_", "-"): value for key, value in fields.items()}}


def test_the_page_shows_words_relations_statements_parties_and_topics(editor_client, claim, other):
    ClaimRelationFactory(from_claim=other, to_claim=claim, kind="supports", reason="It names the cable.")
    StatementLinkFactory(
        statement=StatementFactory(speaker=SpeakerFactory(name="Orla Venn")), claim=claim, stance="denies"
    )
    ClaimPartyFactory(claim=claim, speaker=SpeakerFactory(name="Harbour Ministry"), role="accused")
    ClaimTopicFactory(claim=claim, topic=TopicFactory(name="Port Velm"))
    content = page(editor_client.get(address()))
    for shown in (
        "is supported by",
        "It names the cable.",
        "Orla Venn",
        "accused: ",
        "Harbour Ministry",
        "Port Velm",
    ):
        assert shown in content


def test_a_proposal_is_told_from_what_is_recorded_on_the_claim(editor_client, claim):
    StatementLinkFactory(statement=StatementFactory(proposed=True), claim=claim, proposed=True)
    StatementLinkFactory(statement=StatementFactory(), claim=claim)
    content = page(editor_client.get(address()))
    assert "1 statement, 1 proposal to decide" in content
    assert ("Decide" in content, "Edit" in content) == (True, True)


def test_other_words_and_a_date_are_saved_under_a_new_address(editor_client, claim):
    response = editor_client.post(address(), rewording(event_date="2031-05", event_basis="inferred"))
    assert response.url == address(slug="the-fire-was-set-on-purpose")
    claim.refresh_from_db()
    assert (claim.text, claim.event.precision, claim.event.basis) == (
        "The fire was set on purpose",
        "month",
        "inferred",
    )


def test_an_old_address_leads_to_the_new(editor_client, claim):
    editor_client.post(address(), rewording())
    assert editor_client.get(address()).url == address(slug="the-fire-was-set-on-purpose")


def test_empty_words_are_refused(editor_client, claim):
    assert editor_client.post(address(), rewording(text=" ")).status_code == 422
    assert Claim.objects.get().text == "The fire was set"


def test_a_stale_rewording_shows_both_texts_and_can_be_saved_on_top(editor_client, claim):
    editor_client.post(address(), rewording(text="The fire was set by somebody"))
    mine = rewording(text="The fire was no accident")
    slug = "the-fire-was-set-by-somebody"
    response = editor_client.post(address(slug=slug), mine)
    content = page(response)
    assert response.status_code == 409
    assert "The fire was set by somebody" in content and "The fire was no accident" in content
    assert 'name="words-expected" value="2"' in content
    editor_client.post(address(slug=slug), {**mine, "words-expected": 2})
    assert Claim.objects.get().text == "The fire was no accident"


def test_a_relation_is_found_by_words_asked_about_and_recorded(editor_client, claim, other):
    asked = editor_client.post(address("desk-claim-relate"), relating("cable fire"))
    assert asked.status_code == 422
    assert f'name="other-pick" value="claim:{other.pk}"' in page(asked)
    form = relating("cable fire", other_asked="cable fire", other_pick=f"claim:{other.pk}")
    response = editor_client.post(address("desk-claim-relate"), form, follow=True)
    relation = ClaimRelation.objects.get()
    assert (relation.from_claim, relation.to_claim, relation.kind) == (claim, other, "contradicts")
    assert "Related: this claim contradicts “A cable caused the fire at the pier”." in page(response)


def test_words_that_no_claim_has_are_said(editor_client, claim):
    response = editor_client.post(address("desk-claim-relate"), relating("taxes on tea"))
    assert "No claim has words like “taxes on tea”" in page(response)
    assert "A new claim" not in page(response)


def test_a_relation_needs_another_claim(editor_client, claim):
    assert "Type some words of the other claim." in page(
        editor_client.post(address("desk-claim-relate"), relating(""))
    )
    response = editor_client.post(address("desk-claim-relate"), relating("the fire was set"))
    assert "cannot be related to itself" in page(response)


def test_a_stale_relation_is_a_409_that_keeps_it(editor_client, claim, other):
    editor_client.post(address("desk-claim-relate"), relating("A cable caused the fire at the pier"))
    stale = relating("A cable caused the fire at the pier", kind="updates")
    response = editor_client.post(address("desk-claim-relate"), stale)
    assert response.status_code == 409
    assert "updates “A cable caused the fire at the pier”" in page(response)
    assert 'name="relate-expected" value="2"' in page(response)
    assert ClaimRelation.objects.count() == 1


def test_a_relation_is_removed_with_a_reason_from_either_end(editor_client, claim, other):
    relation = ClaimRelationFactory(from_claim=other, to_claim=claim)
    remove = address("desk-relation-withdraw", pk=relation.pk)
    assert editor_client.post(remove, {"expected": 1, "reason": ""}).status_code == 422
    assert editor_client.post(remove, {"expected": 1, "reason": "They agree."}).status_code == 302
    assert ClaimRelation.objects.get().state == "withdrawn"
    assert editor_client.post(remove, {"expected": 2, "reason": "They agree."}).status_code == 302


def test_a_stale_removal_is_a_409_that_keeps_the_reason(editor_client, claim, other):
    relation = ClaimRelationFactory(from_claim=claim, to_claim=other)
    editor_client.post(address(), rewording())
    slug = "the-fire-was-set-on-purpose"
    remove = address("desk-relation-withdraw", slug=slug, pk=relation.pk)
    response = editor_client.post(remove, {"expected": 1, "reason": "They agree."})
    assert response.status_code == 409
    assert 'value="They agree."' in page(response)
    assert ClaimRelation.objects.get().state == "confirmed"


def test_a_claim_is_withdrawn_with_a_reason_and_brought_back(editor_client, claim):
    withdraw = address("desk-claim-withdraw")
    assert editor_client.post(withdraw, {"withdraw-reason": "", "withdraw-expected": 1}).status_code == 422
    editor_client.post(withdraw, {"withdraw-reason": "It names the wrong pier.", "withdraw-expected": 1})
    assert "It names the wrong pier." in page(editor_client.get(address()))
    editor_client.post(address("desk-claim-restore"), {"expected": 2})
    assert Claim.objects.get().withdrawn_at is None


def test_stale_withdrawals_and_returns_are_409s(editor_client, claim):
    editor_client.post(address(), rewording(text="The fire was set", event_date="2031"))
    withdraw = {"withdraw-reason": "It names the wrong pier.", "withdraw-expected": 1}
    response = editor_client.post(address("desk-claim-withdraw"), withdraw)
    assert response.status_code == 409
    assert 'name="withdraw-reason" value="It names the wrong pier."' in page(response)
    assert editor_client.post(address("desk-claim-restore"), {"expected": 1}).status_code == 409


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_at_any_length(
    editor_client, claim, django_assert_num_queries, number
):
    for _ in range(number):
        StatementLinkFactory(claim=claim)
        ClaimRelationFactory(from_claim=claim)
        ClaimPartyFactory(claim=claim)
        ClaimTopicFactory(claim=claim)
    with django_assert_num_queries(14):
        editor_client.get(address())


def test_there_is_no_page_of_a_claim_that_is_not_there(editor_client, db):
    assert editor_client.get(address(slug="nothing")).status_code == 404


def test_readers_are_refused(client, reader_client, claim):
    assert client.get(address()).status_code == 302
    assert reader_client.post(address("desk-claim-relate")).status_code == 403
