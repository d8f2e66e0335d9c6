"""A second pair of eyes: where the site asks for it, readers see no claim that nobody else approved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import ApprovalState
from claims.models import Claim, ClaimApproval, ClaimRevision, SiteSettings, Statement
from claims.services.approving import approve_claim, ask_to_show, send_back
from claims.services.claims import create_claim, reword_claim, withdraw_claim
from claims.services.errors import Refused
from claims.services.merging import merge_claims, unmerge_claim
from claims.services.undoing import undo_claim
from sources.services.acting import acting, machine, person
from sources.services.roots import Stale
from tests.claims.desk import desk_article
from tests.claims.pages import plain
from tests.claims.saving import asserts, save
from tests.factories.base import desk_editor
from tests.factories.claims import ClaimFactory
from tests.factories.desk import ClaimApprovalFactory
from tests.factories.site import SiteSettingsFactory

pytestmark = pytest.mark.django_db
QUEUE = "/desk/approvals/"
WORDS = "The fire was set"


@pytest.fixture
def switched_on():
    SiteSettingsFactory(second_pair=True)


@pytest.fixture
def waiting(editor, switched_on):
    """A claim that the editor made, with a statement."""
    save(editor, desk_article(), links=(asserts(WORDS),))
    return Claim.objects.get()


def at(claim, step=""):
    return f"/desk/claims/{claim.addresses.get(current=True).slug}/{step}"


def seen(claim):
    return Claim.objects.visible().filter(pk=claim.pk).exists()


def asked_by(claim):
    return ClaimApproval.objects.get(claim=claim, state=ApprovalState.WAITING).asked_by


def test_off_by_default_a_new_claim_is_seen_at_once(editor):
    claim = create_claim(actor=person(editor), text=WORDS)
    assert (seen(claim), ClaimApproval.objects.count()) == (True, 0)


def test_a_new_claim_waits_and_nothing_shows_it_or_its_statements(editor, client, waiting):
    address = f"/claims/{waiting.addresses.get().slug}/"
    assert (seen(waiting), asked_by(waiting), ClaimRevision.objects.count()) == (False, editor, 0)
    assert client.get(address).status_code == 404
    assert WORDS not in client.get("/").content.decode() + client.get("/claims/").content.decode()
    assert "Orla Venn" not in client.get("/speakers/").content.decode()
    assert not Statement.objects.visible().exists()


def test_another_editor_approves_and_readers_see_it(client, admin, admin_client, waiting):
    assert "Approve: readers see it" in admin_client.get(at(waiting)).content.decode()
    answer = admin_client.post(at(waiting, "approve/"), {"expected": waiting.version})
    assert answer.headers["Location"] == at(waiting)
    assert client.get(f"/claims/{waiting.addresses.get().slug}/").status_code == 200
    row = ClaimApproval.objects.get()
    assert (row.state, row.decided_by) == ("approved", admin)
    assert list(ClaimRevision.objects.values_list("claim", "number")) == [(waiting.pk, 1)]
    assert "what became of it" in plain(
        admin_client.get(f"/claims/{waiting.addresses.get().slug}/history/").content.decode()
    )


def test_nobody_approves_their_own_also_by_hand(editor_client, waiting):
    page = editor_client.get(at(waiting)).content.decode()
    assert "You asked for another editor’s approval" in plain(page) and "Approve: readers" not in page
    answer = editor_client.post(at(waiting, "approve/"), {"expected": waiting.version})
    assert (answer.status_code, seen(waiting)) == (422, False)
    assert "Another editor approves it." in plain(answer.content.decode())


def test_whoever_words_it_last_is_the_one_who_asks(editor, admin, waiting):
    reword_claim(editor=admin, claim=waiting, expected=waiting.version, text="It was set on fire")
    assert asked_by(waiting) == admin
    with pytest.raises(Refused, match="wrote its words last"):
        approve_claim(editor=admin, claim=waiting, expected=waiting.version)
    undo_claim(editor=editor, claim=waiting, expected=2, back_to=1, reason="It was right.")
    assert asked_by(waiting) == editor
    approve_claim(editor=admin, claim=waiting, expected=waiting.version)
    assert seen(waiting)


def test_what_is_approved_is_what_was_read(editor, admin, admin_client, waiting):
    reword_claim(editor=editor, claim=waiting, expected=1, text="It was set on fire by hand")
    with pytest.raises(Stale):
        approve_claim(editor=admin, claim=Claim.objects.get(), expected=1)
    assert asked_by(waiting) == editor
    answer = admin_client.post(at(waiting, "approve/"), {"expected": 1})
    assert (answer.status_code, seen(waiting)) == (409, False)
    assert "It was set on fire by hand" in answer.content.decode()


def test_it_is_sent_back_with_a_reason_and_asked_again(editor, editor_client, admin_client, waiting):
    sent = {"back-expected": waiting.version, "back-reason": ""}
    assert admin_client.post(at(waiting, "send-back/"), sent).status_code == 422
    answer = admin_client.post(at(waiting, "send-back/"), {**sent, "back-reason": "Set by whom?"})
    assert answer.status_code == 302
    assert "Set by whom?" in editor_client.get(QUEUE).content.decode()
    shown = editor_client.get(at(waiting)).content.decode()
    assert "sent it back" in plain(shown) and "Ask again" in shown
    version = Claim.objects.get().version
    assert editor_client.post(at(waiting, "show/"), {"expected": version}).status_code == 302
    assert (seen(waiting), asked_by(waiting)) == (False, editor)
    assert "Set by whom?" not in editor_client.get(QUEUE).content.decode()


def test_a_stale_sending_back_keeps_the_reason(admin_client, editor, waiting):
    reword_claim(editor=editor, claim=waiting, expected=1, text="It was set on fire")
    answer = admin_client.post(at(waiting, "send-back/"), {"back-expected": 1, "back-reason": "Set by whom?"})
    assert (answer.status_code, asked_by(waiting)) == (409, editor)
    assert "Set by whom?" in answer.content.decode()


def test_merge_undo_restore_and_samples_show_nothing_before(editor, admin, waiting):
    shown = ClaimApprovalFactory(claim__text="Another", asked_by=admin).claim
    approve_claim(editor=editor, claim=shown, expected=shown.version)
    for one, other in ((waiting, shown), (shown, waiting)):
        with pytest.raises(Refused, match="Nobody else has approved"):
            merge_claims(editor=editor, claim=one, expected=one.version, into=other, reason="The same.")
    withdraw_claim(editor=editor, claim=waiting, expected=1, reason="Wrong.")
    undo_claim(editor=editor, claim=waiting, expected=2, back_to=1, reason="It was right.")
    by_machine = create_claim(actor=machine("sample"), text="A sample")
    assert (seen(waiting), seen(by_machine), seen(shown)) == (False, False, True)


def test_what_was_merged_before_the_switch_moves_along_and_is_let_go_hidden(editor):
    low, middle = ClaimFactory(visible_since=None), ClaimFactory(visible=True)
    merge_claims(editor=editor, claim=low, expected=1, into=middle, reason="The same.")
    SiteSettingsFactory(second_pair=True)
    top = ClaimApprovalFactory(asked_by=desk_editor()).claim
    approve_claim(editor=editor, claim=top, expected=1)
    merge_claims(editor=editor, claim=middle, expected=1, into=top, reason="The same.")
    low.refresh_from_db()
    assert low.merged_into == top
    unmerge_claim(editor=editor, claim=middle, expected=2, take_back=[low.pk])
    low.refresh_from_db()
    unmerge_claim(editor=editor, claim=low, expected=low.version)
    assert (low.merged_into, seen(low)) == (None, False)


def test_it_is_asked_once_and_when_the_switch_is_off_again_shown_by_a_button(editor, admin, waiting):
    with pytest.raises(Refused, match="waits for another editor"):
        ask_to_show(editor=editor, claim=waiting, expected=1)
    send_back(editor=admin, claim=waiting, expected=1, reason="No.")
    with acting(person(admin)):
        SiteSettings.objects.update(second_pair=False)
    assert ask_to_show(editor=editor, claim=waiting, expected=2)
    assert seen(waiting)
    with pytest.raises(Refused, match="see this claim already"):
        ask_to_show(editor=editor, claim=waiting, expected=waiting.version)


def test_two_who_decide_at_once_decide_once(editor, admin, waiting):
    approve_claim(editor=admin, claim=waiting, expected=1)
    with pytest.raises(Refused, match="Nobody waits"):
        send_back(editor=desk_editor(), claim=Claim.objects.get(), expected=2, reason="No.")


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_takes_the_same_queries_however_long(admin_client, number, django_assert_num_queries):
    for _ in range(number):
        ClaimApprovalFactory()
    with django_assert_num_queries(8):
        assert admin_client.get(QUEUE).content.decode().count("Asked by") == number


def test_nobody_asks_the_database_twice_for_a_claim_that_readers_see(editor):
    claim = create_claim(actor=person(editor), text=WORDS)
    with CaptureQueriesContext(connection) as asked:
        reword_claim(editor=editor, claim=claim, expected=1, text="Other words")
    assert [one["sql"] for one in asked if "claimapproval" in one["sql"]] == []


def test_an_admin_switches_it_on_where_the_about_page_is_edited(admin_client):
    form = {"about": "", "method": "", "contact": "", "reason": "", "expected": 0, "second_pair": "on"}
    assert admin_client.post("/about/edit/", form).status_code == 302
    assert "checked" in admin_client.get("/about/edit/").content.decode()
    again = admin_client.post("/about/edit/", form)
    assert again.status_code == 409
    assert "second pair of eyes" in again.content.decode()
