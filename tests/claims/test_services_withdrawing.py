"""Withdrawing hides with a reason and can be undone; a stale one does nothing."""

import pytest

from claims.models import Claim, Statement
from claims.services.claims import restore_claim, reword_claim, withdraw_claim
from claims.services.errors import AlreadyRecorded, Refused
from claims.services.statements import restore_statement, withdraw_statement
from sources.services.roots import Stale
from tests.claims.desk import ACCUSES
from tests.claims.saving import asserts, events, save
from tests.factories.base import stated
from tests.factories.claims import ClaimFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(editor, version):
    return save(editor, version, links=(asserts(),))


def test_a_withdrawn_statement_is_hidden_with_its_reason(editor, statement):
    withdraw_statement(editor=editor, statement=statement, expected=1, reason=" It was\na joke. ")
    gone = Statement.objects.get()
    assert (gone.state, gone.withdrawn_reason, gone.withdrawn_by) == ("withdrawn", "It was a joke.", editor)
    assert list(Statement.objects.visible()) == []
    claim = gone.links.get().claim
    assert claim.summary.state == "nothing_recorded"
    assert list(claim.revisions.values_list("moved", flat=True).order_by("number")) == [
        "statement",
        "withdrawal",
    ]


def test_history_keeps_the_reason(editor, statement):
    withdraw_statement(editor=editor, statement=statement, expected=1, reason="It was a joke.")
    assert events(statement)[-1] == (
        "update",
        f"user:{editor.pk}",
        "It was a joke.",
        f"statement:{statement.pk}",
        "2",
    )


def test_it_comes_back_as_it_was(editor, statement):
    withdraw_statement(editor=editor, statement=statement, expected=1, reason="It was a joke.")
    restore_statement(editor=editor, statement=statement, expected=2)
    back = Statement.objects.get()
    assert (back.state, back.withdrawn_at, back.withdrawn_reason, back.version) == ("confirmed", None, "", 3)
    assert list(Statement.objects.visible()) == [back]


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 401])
def test_a_reason_is_needed_and_short(editor, statement, reason):
    with pytest.raises(Refused):
        withdraw_statement(editor=editor, statement=statement, expected=1, reason=reason)
    assert Statement.objects.get().state == "confirmed"


def test_a_stale_withdrawal_and_a_stale_return_do_nothing(editor, statement):
    with pytest.raises(Stale):
        withdraw_statement(editor=editor, statement=statement, expected=7, reason="It was a joke.")
    assert Statement.objects.get().state == "confirmed"
    withdraw_statement(editor=editor, statement=statement, expected=1, reason="It was a joke.")
    with pytest.raises(Stale):
        restore_statement(editor=editor, statement=Statement.objects.get(), expected=1)
    assert Statement.objects.get().state == "withdrawn"


def test_only_what_stands_is_withdrawn_and_only_what_is_withdrawn_comes_back(editor, statement):
    proposal = StatementFactory(proposed=True)
    with pytest.raises(Refused, match="confirmed"):
        withdraw_statement(editor=editor, statement=proposal, expected=1, reason="It was a joke.")
    with pytest.raises(Refused, match="not withdrawn"):
        restore_statement(editor=editor, statement=statement, expected=1)


def test_a_withdrawn_statement_is_not_changed(editor, version, statement):
    withdraw_statement(editor=editor, statement=statement, expected=1, reason="It was a joke.")
    with pytest.raises(Refused, match="Bring it back"):
        save(editor, version, statement=statement, expected=2)


def test_a_twin_recorded_meanwhile_is_named(editor, version, statement):
    withdraw_statement(editor=editor, statement=statement, expected=1, reason="It was a joke.")
    twin = save(editor, version, ACCUSES)
    with pytest.raises(AlreadyRecorded) as refused:
        restore_statement(editor=editor, statement=statement, expected=2)
    assert refused.value.statement_id == twin.pk
    assert Statement.objects.get(pk=statement.pk).state == "withdrawn"


def test_a_claim_is_withdrawn_with_a_reason_and_brought_back(editor, statement):
    claim = statement.links.get().claim
    withdraw_claim(editor=editor, claim=claim, expected=1, reason="It names the wrong pier.")
    assert list(Claim.objects.visible()) == []
    assert Claim.objects.get().summary.state == "withdrawn"
    restore_claim(editor=editor, claim=claim, expected=2)
    assert list(Claim.objects.visible()) == [claim]
    assert list(claim.revisions.order_by("number").values_list("moved", flat=True)) == [
        "statement",
        "withdrawal",
        "restored",
    ]


def test_a_stale_withdrawal_of_a_claim_does_nothing(editor):
    claim = ClaimFactory(visible=True)
    with pytest.raises(Stale):
        withdraw_claim(editor=editor, claim=claim, expected=2, reason="It names the wrong pier.")
    assert list(Claim.objects.visible()) == [claim]


def test_a_reworded_claim_keeps_its_old_address(editor):
    claim = ClaimFactory(text="The fire was set", slug="the-fire-was-set", visible=True)
    reword_claim(
        editor=editor, claim=claim, expected=1, text=" The fire  was an accident ", event=stated("2031-05")
    )
    now = Claim.objects.get()
    assert (now.text, now.search_key) == ("The fire was an accident", "the fire was an accident")
    assert now.event == stated("2031-05")
    assert set(now.addresses.values_list("slug", "current")) == {
        ("the-fire-was-set", False),
        ("the-fire-was-an-accident", True),
    }


def test_words_taken_back_take_their_address_back(editor):
    claim = ClaimFactory(text="The fire was set", slug="the-fire-was-set", visible=True)
    reword_claim(editor=editor, claim=claim, expected=1, text="The fire was an accident")
    reword_claim(editor=editor, claim=claim, expected=2, text="The fire was set")
    assert claim.addresses.get(current=True).slug == "the-fire-was-set"


def test_rewording_without_a_date_leaves_the_date(editor):
    claim = ClaimFactory(event=stated("2031-05"))
    reword_claim(editor=editor, claim=claim, expected=1, text="The fire was an accident")
    assert Claim.objects.get().event == stated("2031-05")


@pytest.mark.parametrize("text", ["", "  ", "x" * 401])
def test_a_claim_says_something_and_is_short(editor, text):
    claim = ClaimFactory(text="The fire was set")
    with pytest.raises(Refused):
        reword_claim(editor=editor, claim=claim, expected=1, text=text)
    assert Claim.objects.get().text == "The fire was set"
