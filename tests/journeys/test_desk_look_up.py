"""The keyboard desk in a browser: what has no number is looked up; quick and refused keys do no harm."""

import pytest
from playwright.sync_api import expect

from claims.models import Claim, ClaimRelation, Statement
from tests.claims.desk import ACCUSES, DENIES, LAST, desk_article
from tests.claims.saving import asserts, save
from tests.factories.claims import ClaimFactory, SpeakerAliasFactory, SpeakerFactory, StatementFactory
from tests.journeys.by_keys import CLAIM, proposals

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def far_claims(editor, version):
    """A claim that the page has no number for: one that nobody linked lately, and another much like it."""
    save(editor, version, ACCUSES, links=(asserts(CLAIM),))
    ClaimFactory(visible=True, text="The flood destroyed 30 houses in Holm")
    return ClaimFactory(visible=True, text="The flood destroyed 300 houses in Holm")


def test_a_claim_without_a_number_is_looked_up_and_taken_by_keys(desk, editor):
    version = desk_article()
    far = far_claims(editor, version)
    page = desk(version).to(DENIES[:20]).press("c", "s", "1")
    page.says("Saved: Orla Venn.")
    page.press("l", "d", "/").type("flood 300 houses")
    page.says("Found for “flood 300 houses”: 2. Enter, then a number takes one.")
    page.press("Enter")
    assert page.page.evaluate("document.activeElement.id") == "text"
    page.press("1")
    page.says(f"Saved: denies “{far.text}”.")
    made = Statement.objects.latest("pk")
    assert [(one.claim, one.stance) for one in made.links.all()] == [(far, "denies")]
    page.press("g", "/")
    page.type("flood 30").press("Enter")
    page.says("A number takes one.")
    page.press("1")
    page.page.wait_for_url(f"**/desk/claims/{Claim.objects.get(text__contains=' 30 ').addresses.get().slug}/")
    assert page.broken == []


def test_what_is_looked_up_in_vain_is_written_as_a_new_claim_and_other_letters_do_nothing(desk, editor):
    version = desk_article()
    far_claims(editor, version)
    page = desk(version).to(DENIES[:20]).press("c", "s", "1")
    page.says("Saved: Orla Venn.")
    page.press("l", "z")
    page.says("z is no answer here. Esc leaves the question.")
    page.press("d", "/")
    page.type("Nobody was aboard the tug").press("Enter")
    page.says("Found for “Nobody was aboard the tug”: 0. Try other words.")
    page.page.locator("#next").get_by_role("button", name="A new claim").click()
    page.press("Enter")
    page.says("Saved: denies “Nobody was aboard the tug”.")
    expect(page.page.locator("#claims")).to_contain_text("Nobody was aboard the tug")


def test_without_a_connection_what_is_looked_up_waits_and_the_numbers_act(desk, editor):
    version = desk_article()
    far = far_claims(editor, version)
    page = desk(version).to(DENIES[:20]).press("c")
    page.says("Marked. Nobody")
    page.page.context.set_offline(True)
    page.press("l", "d", "/")
    page.type("flood 300")
    page.says("The connection is lost: “flood 300” is looked up as soon as it is back.")
    page.page.context.set_offline(False)
    page.says("Found for “flood 300”: 2.")
    page.page.locator("#next").get_by_role("button", name=far.text).click()
    page.says(f"Saved: denies “{far.text}”.")


@pytest.mark.thorough
def test_claims_are_related_and_a_speaker_named_that_have_no_number(desk, editor):
    version = desk_article()
    far = far_claims(editor, version)
    known = SpeakerFactory(name="Bryn Oake", description="a clerk")
    SpeakerAliasFactory(speaker=known, spelling="The Clerk of Holm", search_key="the clerk of holm")
    page = desk(version).to(DENIES[:20]).press("c")
    page.says("Marked. Nobody")
    page.press("s", "/").type("clerk of holm").press("Enter")
    page.says("Found for “clerk of holm”: 1.")
    expect(page.page.locator("#next .found small")).to_contain_text("also “The Clerk of Holm”")
    page.press("1")
    page.says("Saved: Bryn Oake.")
    page.press("r", "/")
    page.type("flood 300").press("Enter")
    page.says("A number takes one.")
    page.press("1", "c", "/")
    page.type("flood").press("Enter")
    page.says("Found for “flood”: 1.")  # a claim is not related with itself
    page.press("1", "Enter")
    page.says("Related:")
    made = ClaimRelation.objects.get()
    assert (made.from_claim, made.to_claim.text) == (far, "The flood destroyed 30 houses in Holm")


def test_with_ten_speakers_a_key_after_the_first_number_acts_at_once(desk, editor):
    version = desk_article()
    first = save(editor, version, ACCUSES, links=(asserts(CLAIM),))
    for number in range(11):
        StatementFactory(version=version, words=LAST, speaker=SpeakerFactory(name=f"Voice of Pier {number}"))
    page = desk(version).to(DENIES[:20])
    page.press(*"csl")  # one more for the list of speakers
    page.press("Escape")
    page.press(*"s1ld1")
    page.says(f"Saved: denies “{CLAIM}”.")
    made = Statement.objects.latest("pk")
    assert (made.speaker, made.links.get().stance) == (first.speaker, "denies")


def test_a_refused_step_puts_the_proposal_back_and_leaves_the_turn_where_the_editor_went(desk):
    version = desk_article()
    SpeakerFactory(name="Harbour Ministry of Holm", kind="body")
    first, second = proposals(version, speaker=None, speaker_as_printed="the harbour ministry")
    page = desk(version)
    page.hold()
    page.press("a")
    expect(page.page.locator("li.now blockquote")).to_have_text(DENIES)
    expect(page.page.locator(f"#c{first.pk}")).to_be_hidden()
    page.let_go()
    page.says("Press e to open the form.")
    expect(page.page.locator(f"#c{first.pk}")).to_be_visible()
    expect(page.page.locator("li.now")).to_have_id(f"c{second.pk}")
    page.press("x")
    page.says("Nobody is asked about it again.")
    expect(page.page.locator("#proposals > li")).to_have_count(1)
    states = {one.pk: one.state for one in Statement.objects.filter(pk__in=[first.pk, second.pk])}
    assert states == {first.pk: "proposed", second.pk: "rejected"}
