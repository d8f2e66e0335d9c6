"""History for people: versions in sentences, field by field, with actor and reason."""

import pytest
from django.urls import reverse

from claims.models import Claim
from claims.queries.history import AS_FOUND, history_of
from claims.services.claims import create_claim, reword_claim, withdraw_claim
from claims.services.inputs import RelayInput, SpeakerChoice
from claims.services.relations import relate_claims
from claims.services.speakers import add_alias, create_speaker
from claims.services.statements import withdraw_statement
from sources.clocks import parse_edtf
from sources.services.acting import acting, machine, person
from sources.services.roots import change
from tests.claims.desk import ACCUSES, DENIES, page
from tests.claims.saving import asserts, save
from tests.factories.claims import ClaimFactory, SpeakerFactory, StatementFactory
from tests.factories.sources import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(editor):
    return create_claim(actor=person(editor), text="The fire was set")


def told(root, number):
    """The sentences of one version."""
    return next(one for one in history_of(root).versions if one.number == number).sentences


def numbers(root):
    return [one.number for one in history_of(root).versions]


def test_the_first_version_of_a_claim_says_what_it_began_with(claim):
    assert "Text set to “The fire was set”." in told(claim, 1)


def test_a_changed_field_is_told_with_both_values_its_actor_and_its_reason(claim, editor):
    reword_claim(
        editor=editor,
        claim=claim,
        expected=1,
        text="The fire was set on purpose",
        event=parse_edtf("2031-05-12", zone="UTC", basis="stated"),
        reason="The union said so.",
    )
    newest = history_of(claim).versions[0]
    assert (newest.number, newest.actor, newest.reason) == (2, "edith", "The union said so.")
    assert newest.sentences == (
        "Text changed from “The fire was set” to “The fire was set on purpose”.",
        "Date of the event set to 12 May 2031.",
    )


def test_versions_stand_newest_first(claim, editor):
    for version in (1, 2):
        reword_claim(editor=editor, claim=claim, expected=version, text=f"Words {version}")
    assert numbers(claim) == [3, 2, 1]


def test_a_version_can_be_undone_to_unless_it_is_the_present_one(claim, editor):
    reword_claim(editor=editor, claim=claim, expected=1, text="Other words")
    versions = history_of(claim).versions
    assert [(one.leads_back, one.can_undo) for one in versions] == [(False, True), (True, False)]


def test_withdrawing_a_claim_is_told_with_its_reason(claim, editor):
    withdraw_claim(editor=editor, claim=claim, expected=1, reason="It named the wrong pier.")
    assert "Reason of the withdrawal: “It named the wrong pier.”" in told(claim, 2)


def test_a_relation_is_told_on_both_claims(claim, editor):
    other = create_claim(actor=person(editor), text="A cable caused it")
    relate_claims(editor=editor, claim=claim, expected=1, other=other, kind="contradicts")
    sentence = (
        "Related: “The fire was set” contradicts “A cable caused it”; state confirmed; found by an editor."
    )
    assert sentence in told(claim, 2)
    assert sentence in told(other, 2)


def test_a_statement_is_told_with_its_words_hops_and_links(editor, version):
    made = save(
        editor, version, ACCUSES, relays=(RelayInput(actor_as_printed="state media"),), links=(asserts(),)
    )
    sentences = told(made, 1)
    assert f"Marked “{ACCUSES}” as content." in sentences
    assert "Relay 1 added: as printed “state media”." in sentences
    assert (
        "Linked with claim “The fire was set”: stance asserts; reach names it; state confirmed; "
        "found by an editor." in sentences
    )
    assert "Speaker set to “Orla Venn”." in sentences
    assert "Mode set to indirect." in sentences


def test_changed_members_of_a_statement_are_told_under_its_version(editor, version):
    made = save(editor, version, ACCUSES, links=(asserts(),))
    link = made.links.get()
    save(
        editor,
        version,
        DENIES,
        statement=made,
        expected=1,
        links=(asserts(link.claim, stance="denies"),),
        reason="It was the ministry's sentence.",
    )
    sentences = told(made, 2)
    assert f"No longer marked: “{ACCUSES}” as content." in sentences
    assert f"Marked {DENIES} as content." in sentences
    assert "Link with claim “The fire was set”: stance changed from asserts to denies." in sentences


def test_confirming_a_proposal_is_told_as_a_change_of_state(editor, version):
    with acting(machine("engine rules 1")):
        found = StatementFactory(proposed=True, version=version, words=ACCUSES)
    save(editor, version, ACCUSES, statement=found, expected=1)
    assert "State changed from proposed, not checked to confirmed." in told(found, 2)
    assert told(found, 1) == (AS_FOUND,)
    assert [(one.number, one.leads_back or one.can_undo) for one in history_of(found).versions] == [
        (2, False),
        (1, False),
    ]


def test_a_speaker_is_told_with_its_spellings(editor):
    speaker = create_speaker(actor=person(editor), name="Orla Venn", kind="person")
    add_alias(actor=person(editor), speaker=speaker, spelling="O. Venn", language="en")
    assert "Spelling “O. Venn” added: language “en”." in told(speaker, 2)


def test_an_article_that_no_person_changed_has_no_versions_to_tell(editor_client):
    with acting(machine("import")):
        article = ArticleFactory()
    response = editor_client.get(reverse("claims:article-history", kwargs={"pk": article.pk}))
    assert "No person has changed this article" in page(response)


def test_an_article_that_a_person_changed_is_told_from_what_was_found(editor):
    with acting(machine("import")):
        article = ArticleFactory(headline="Fire at the port")
    with acting(person(editor), reason="A misprint."):
        change(article, actor=person(editor), expected=None, headline="Fire at Port Velm")
    assert told(article, 1) == (AS_FOUND,)
    assert told(article, 2) == ("Headline changed from “Fire at the port” to “Fire at Port Velm”.",)


def test_a_machine_is_named_as_one(editor):
    with acting(machine("sample")):
        speaker = create_speaker(actor=machine("sample"), name="Orla Venn", kind="person")
    assert [one.actor for one in history_of(speaker).versions] == ["machine sample"]


@pytest.mark.parametrize("changes", [1, 3])
def test_the_history_of_a_claim_costs_the_same_however_long(
    claim, editor, changes, django_assert_num_queries
):
    for version in range(1, changes + 1):
        withdraw_claim(editor=editor, claim=claim, expected=version, reason=f"Reason {version}.")
    with django_assert_num_queries(16):
        history_of(claim)


@pytest.mark.parametrize("changes", [1, 3])
def test_the_history_of_a_statement_costs_the_same_however_long(
    editor, version, changes, django_assert_num_queries
):
    made = save(editor, version, ACCUSES, links=(asserts(),))
    claim = Claim.objects.get()
    for number in range(1, changes + 1):
        words = (DENIES, ACCUSES)[number % 2]
        save(editor, version, words, statement=made, expected=number, links=(asserts(claim),))
    with django_assert_num_queries(11):
        history_of(made)


@pytest.fixture
def addresses(version):
    """The page of each kind of thing."""
    made = StatementFactory(version=version, words=ACCUSES, speaker=SpeakerFactory(slug="venn"))
    ClaimFactory(slug="fire", visible=True)
    return [
        reverse("claims:claim-history", kwargs={"slug": "fire"}),
        reverse("claims:speaker-history", kwargs={"slug": "venn"}),
        reverse("claims:statement-history", kwargs={"pk": made.pk}),
        reverse("claims:article-history", kwargs={"pk": version.article_id}),
    ]


def test_every_page_opens_for_editors(editor_client, addresses):
    assert [editor_client.get(address).status_code for address in addresses] == [200] * 4


def test_no_page_opens_for_readers(client, reader_client, addresses):
    assert [client.get(address).status_code for address in addresses] == [302] * 4
    assert [reader_client.get(address).status_code for address in addresses] == [403] * 4


def test_what_is_not_there_has_no_history(editor_client, db):
    gone = [f"/{kind}/nowhere/history/" for kind in ("claims", "speakers")]
    gone += [f"/{kind}/999999/history/" for kind in ("statements", "articles")]
    assert [editor_client.get(address).status_code for address in gone] == [404] * 4


def test_an_old_address_leads_to_the_history_at_the_current_one(editor_client, editor, claim):
    old = claim.addresses.get().slug
    reword_claim(editor=editor, claim=claim, expected=1, text="Other words")
    response = editor_client.get(reverse("claims:claim-history", kwargs={"slug": old}))
    assert response.headers["Location"] == "/claims/other-words/history/"


def test_markup_in_a_reason_is_shown_as_words(editor_client, editor, claim):
    withdraw_claim(editor=editor, claim=claim, expected=1, reason="<script>alert(1)</script>")
    content = page(editor_client.get("/claims/the-fire-was-set/history/"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert "<script>alert" not in content


def test_a_withdrawn_statement_keeps_its_history(editor_client, editor, version):
    made = save(editor, version, ACCUSES)
    withdraw_statement(editor=editor, statement=made, expected=1, reason="Wrong person.")
    content = page(editor_client.get(f"/statements/{made.pk}/history/"))
    assert "State changed from confirmed to withdrawn." in content


def test_the_pages_of_editors_lead_to_the_history(editor_client, client, addresses):
    for shown, address in zip(("/desk/claims/fire/", "/speakers/venn/"), addresses, strict=False):
        assert f'href="{address}"' in page(editor_client.get(shown))
    assert f'href="{addresses[3]}"' in page(editor_client.get(addresses[3].removesuffix("history/")))


def test_a_name_of_digits_is_quoted_as_any_other(editor, version):
    made = save(editor, version, ACCUSES, speaker=SpeakerChoice(new_name="1984"))
    assert "Speaker set to “1984”." in told(made, 1)
