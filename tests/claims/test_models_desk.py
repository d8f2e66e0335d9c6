"""What the database refuses of the desk's own work, and of showing what nobody else approved."""

import pytest
from django.db import connection
from django.utils import timezone

from claims.models import DeskItem
from tests.factories.base import desk_editor
from tests.factories.claims import ClaimFactory, ReplyRequestFactory, StatementFactory
from tests.factories.desk import ClaimApprovalFactory, DeskItemFactory
from tests.factories.site import SiteSettingsFactory
from tests.factories.sources import ArticleFactory
from tests.refusals import change, refused

pytestmark = pytest.mark.usefixtures("person_writes")
NOW = timezone.now()


def test_work_is_on_one_thing_and_what_is_in_work_is_somebodys():
    item = DeskItemFactory(in_work=True)
    with refused("desk_item_is_about_one_thing"):
        change(item, article=ArticleFactory())
    with refused("desk_item_is_about_one_thing"):
        change(item, claim=None)
    with refused("desk_item_in_work_by_somebody"):
        change(item, assignee=None)
    with refused("desk_item_state_is_a_choice"):
        change(item, state="begun")
    with refused("claims_deskitem_claim_id_key"):
        DeskItemFactory(claim=item.claim)
    assert str(item) == f"{item.claim}: in work"


def test_an_approval_is_by_another_person_and_waits_once(admin):
    waiting = ClaimApprovalFactory()
    decided = {"decided_by": admin, "decided_at": NOW}
    with refused("approval_is_by_another"):
        change(waiting, state="approved", decided_by=desk_editor(), decided_at=NOW)
    with refused("approval_decided_by_a_person"):
        change(waiting, state="approved")
    with refused("approval_decided_by_a_person"):
        change(waiting, **decided)
    with refused("approval_sent_back_says_why"):
        change(waiting, state="sent_back", **decided)
    with refused("approval_state_is_a_choice"):
        change(waiting, state="lost", **decided)
    with refused("approval_waits_once"):
        ClaimApprovalFactory(claim=waiting.claim)
    assert change(waiting, state="sent_back", reason="Whose words?", **decided) == 1
    assert ClaimApprovalFactory(claim=waiting.claim).pk


def test_where_the_site_asks_for_it_no_claim_is_shown_or_merged_before_another_approved(admin):
    asked, shown = ClaimApprovalFactory(), ClaimFactory(visible=True)
    never = ClaimFactory(visible_since=None)
    SiteSettingsFactory(second_pair=True)
    with refused("Claim.approved_first"):
        ClaimFactory(visible=True)
    with refused("Claim.approved_first"):
        change(asked.claim, visible_since=NOW)
    with refused("Claim.approved_first"):
        change(never, merged_into=shown)
    with refused("Claim.approved_first"), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claim SET visible_since = now() WHERE id = %s", [never.pk])
    assert change(shown, withdrawn_by=admin) == 1
    assert change(shown, visible_since=NOW) == 1
    change(asked, state="approved", decided_by=admin, decided_at=NOW)
    assert change(asked.claim, visible_since=NOW) == 1


def test_off_by_default_nothing_is_asked():
    assert SiteSettingsFactory().second_pair is False
    assert ClaimFactory(visible=True).pk


def test_a_request_for_a_reply_ends_by_a_person_and_is_answered_by_a_statement():
    request = ReplyRequestFactory()
    ended = {"ended_by": desk_editor(), "ended_at": NOW}
    with refused("reply_ended_by_a_person"):
        change(request, state="declined")
    with refused("reply_ended_by_a_person"):
        change(request, **ended)
    with refused("reply_answered_by_a_statement"):
        change(request, state="answered", **ended)
    with refused("reply_answered_by_a_statement"):
        change(request, state="declined", answered_by=StatementFactory(), **ended)
    with refused("reply_state_is_a_choice"):
        change(request, state="lost", **ended)
    assert change(request, state="answered", answered_by=StatementFactory(), **ended) == 1


def test_the_states_of_work_are_those_of_the_queue():
    assert [choice for choice, _ in DeskItem._meta.get_field("state").choices] == [
        *("unread", "in_work", "to_check", "done"),
    ]
