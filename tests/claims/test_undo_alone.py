"""Undoing one change alone: what came later stays, and where it stands on the change it is refused."""

import pytest

from claims.choices import LinkState
from claims.models import Claim, ClaimRevision, Statement
from claims.services.claims import create_claim, reword_claim, withdraw_claim
from claims.services.errors import Overtaken, Refused
from claims.services.inputs import SpeakerChoice
from claims.services.merging import merge_claims, merge_speakers
from claims.services.statements import withdraw_statement
from claims.services.undoing import undo_claim
from claims.services.undoing_statements import undo_statement
from sources.clocks import UNKNOWN, parse_edtf
from sources.services.acting import person
from tests.claims.desk import ACCUSES, DENIES, page
from tests.claims.saving import asserts, save
from tests.factories.base import settle
from tests.factories.claims import ClaimFactory, SpeakerFactory, visible_statement

pytestmark = pytest.mark.django_db

WHY = "It was a slip."
DAY = parse_edtf("2031-05-12", zone="UTC", basis="stated")


@pytest.fixture
def claim(editor):
    """Version 2 gave it a day, version 3 other words."""
    made = create_claim(actor=person(editor), text="The fire was set")
    reword_claim(editor=editor, claim=made, expected=1, text="The fire was set", event=DAY)
    reword_claim(editor=editor, claim=made, expected=2, text="A cable burned")
    return made


def alone(editor, claim, number, reason=WHY):
    """Undo version `number` of a claim, and nothing else."""
    return undo_claim(
        editor=editor, claim=claim, expected=claim.version, back_to=number - 1, reason=reason, alone=True
    )


def test_one_change_is_undone_and_what_came_later_stays(editor, claim):
    alone(editor, claim, 2)
    assert (claim.event, claim.text, claim.version) == (UNKNOWN, "A cable burned", 4)
    assert claim.events.latest("pgh_id").pgh_reason == f"Undo of version 2: {WHY}"


def test_an_undone_change_is_made_again_by_undoing_the_undo(editor, claim):
    alone(editor, claim, 2)
    alone(editor, claim, 4)
    assert (claim.event, claim.text, claim.version) == (DAY, "A cable burned", 5)


def test_a_change_on_which_later_work_stands_is_not_undone(editor, claim):
    reword_claim(editor=editor, claim=claim, expected=3, text="A cable burned through")
    with pytest.raises(Overtaken, match="Version 4 changed the same again"):
        alone(editor, claim, 3)
    assert Claim.objects.get().text == "A cable burned through"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_an_undo_asks_for_a_reason_of_few_words(editor, claim, reason):
    with pytest.raises(Refused):
        alone(editor, claim, 3, reason)
    assert Claim.objects.get().version == 3


def test_undoing_a_withdrawal_alone_brings_the_claim_back_to_readers(editor, claim):
    visible_statement(claim=claim)
    withdraw_claim(editor=editor, claim=claim, expected=3, reason="It named the wrong pier.")
    alone(editor, claim, 4)
    assert (claim.withdrawn_at, ClaimRevision.objects.latest("pk").moved) == (None, "restored")


def again(editor, statement, expected, *, stance):
    """Saved anew with the other sentence and that stance, by the same speaker."""
    return save(
        editor,
        statement.article_version,
        DENIES,
        statement=statement,
        expected=expected,
        speaker=SpeakerChoice(speaker_id=statement.speaker_id),
        links=(asserts(Claim.objects.get(), stance=stance),),
    )


@pytest.fixture
def statement(editor, version):
    """Version 2 has other words, version 3 another stance."""
    made = save(editor, version, ACCUSES, links=(asserts("The fire was set"),))
    again(editor, made, 1, stance="asserts")
    return again(editor, made, 2, stance="denies")


def undone(editor, statement, number):
    undo_statement(
        editor=editor,
        statement=statement,
        expected=statement.version,
        back_to=number - 1,
        reason=WHY,
        alone=True,
    )
    settle()
    return Statement.objects.get()


def words(statement):
    return [part.passage.exact for part in statement.parts.all()]


def stances(statement):
    return [link.stance for link in statement.links.filter(state=LinkState.CONFIRMED)]


def test_the_words_of_a_statement_are_undone_and_its_later_stance_stays(editor, statement):
    statement = undone(editor, statement, 2)
    assert (words(statement), stances(statement)) == ([ACCUSES], ["denies"])


def test_a_stance_that_was_changed_again_is_not_undone(editor, statement):
    again(editor, statement, 3, stance="repeats")
    with pytest.raises(Overtaken, match="changed the same again"):
        undone(editor, statement, 3)
    assert stances(statement) == ["repeats"]


def test_the_withdrawal_of_a_statement_is_undone_and_undone_again(editor, statement):
    withdraw_statement(editor=editor, statement=statement, expected=3, reason="Wrong person.")
    statement = undone(editor, statement, 4)
    assert (statement.state, statement.version) == ("confirmed", 5)
    statement = undone(editor, statement, 5)
    assert (statement.state, statement.withdrawn_reason) == ("withdrawn", f"Undo of version 5: {WHY}")


def test_nothing_else_of_a_withdrawn_statement_is_undone(editor, statement):
    withdraw_statement(editor=editor, statement=statement, expected=3, reason="Wrong person.")
    with pytest.raises(Overtaken, match="Bring it back"):
        undone(editor, statement, 3)


def test_the_page_has_a_button_for_each_change_and_answers_409_where_later_work_stands_on_it(
    editor_client, editor, claim
):
    reword_claim(editor=editor, claim=claim, expected=3, text="A cable burned through")
    address = "/claims/a-cable-burned-through/history/"
    content = page(editor_client.get(address))
    assert content.count("<summary>Undo this change</summary>") == 3
    sent = {"expected": 4, "back_to": 2, "do": "alone"}
    response = editor_client.post(f"{address}undo/", {**sent, "reason": WHY})
    assert (response.status_code, "Undo that first" in page(response)) == (409, True)
    assert editor_client.post(f"{address}undo/", sent).status_code == 422
    response = editor_client.post(f"{address}undo/", {**sent, "back_to": 3, "reason": WHY}, follow=True)
    assert f"Reason: Undo of version 4: {WHY}" in page(response)


def test_the_history_of_a_target_leads_to_unmerging_what_is_merged_into_it(editor_client, editor):
    fire, blaze = ClaimFactory(slug="fire", visible=True), ClaimFactory(slug="blaze", visible=True)
    merge_claims(editor=editor, claim=blaze, expected=1, into=fire, reason="The same.")
    venn, other = SpeakerFactory(slug="venn"), SpeakerFactory(slug="o-venn")
    merge_speakers(editor=editor, speaker=other, expected=1, into=venn, reason="The same.")
    visible_statement(claim=blaze)
    assert 'href="/desk/claims/blaze/merge/"' in page(editor_client.get("/claims/fire/history/"))
    assert 'href="/desk/speakers/o-venn/merge/"' in page(editor_client.get("/speakers/venn/history/"))
    content = page(editor_client.get("/desk/claims/blaze/merge/"))
    assert "1 statement of its own, told under its own name again." in content
