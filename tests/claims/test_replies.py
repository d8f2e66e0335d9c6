"""The right of reply: asked, reminded, ended; readers see the days, and nobody but the desk the contact."""

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.choices import PartyRole, ReplyState
from claims.models import Claim, ClaimRevision, ReplyContact, ReplyRequest
from claims.queries.desk_counts import desk_counts
from claims.queries.replies_told import told_to_readers
from claims.services.errors import Refused
from claims.services.inputs import SpeakerChoice
from claims.services.replies import ReplyInput, ask_for_reply, end_request, remind_party, reopen_request
from claims.services.topics import name_party
from claims.tasks import forget_contacts
from sources.services.roots import Stale
from tests.claims.desk import DENIES, desk_article
from tests.claims.pages import plain
from tests.claims.removing import tables_with
from tests.claims.saving import asserts, new_speaker, save
from tests.factories.claims import ReplyContactFactory, ReplyRequestFactory

pytestmark = pytest.mark.django_db
LIST = "/desk/replies/"
SECRET = "quillobane@ministry.example"
NOW = timezone.now()
ASKED, DUE = NOW - timedelta(days=3), NOW - timedelta(days=1)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def claim(editor):
    """A claim that a union asserts; the harbour ministry is accused, and has said something."""
    version = desk_article()
    save(editor, version, links=(asserts("The fire was set"),))
    claim = Claim.objects.get()
    ministry = new_speaker("Harbour ministry")
    name_party(editor=editor, claim=claim, expected=1, speaker=ministry, role=PartyRole.ACCUSED)
    return claim


@pytest.fixture
def asked(editor, claim):
    data = ReplyInput(claim.parties.get().pk, ASKED, "e-mail", DUE, SECRET)
    return ask_for_reply(editor=editor, claim=claim, expected=claim.version, data=data)


def page_of(claim, step=""):
    return f"/desk/claims/{claim.addresses.get(current=True).slug}/{step}"


def sent(claim, **fields):
    given = {
        "party": claim.parties.get().pk,
        "channel": "e-mail",
        "asked_at": "2031-01-01T10:00",
        "deadline": "",
        "contact": SECRET,
        "expected": claim.version,
        **fields,
    }
    return {f"ask-{name}": value for name, value in given.items()}


def do(client, request, step, prefix="", **fields):
    fields.setdefault("expected", Claim.objects.get().version)
    named = {f"{prefix}-{name}" if prefix else name: value for name, value in fields.items()}
    return client.post(f"{LIST}{request.pk}/", {"do": step, **named})


def test_a_party_is_asked_on_the_claims_page(editor, editor_client, claim):
    assert "Record that a party was asked" in editor_client.get(page_of(claim)).content.decode()
    at = {"asked_at": "2026-11-03T10:00", "deadline": "2026-11-05"}
    assert editor_client.post(page_of(claim, "replies/"), sent(claim, **at)).status_code == 302
    made = ReplyRequest.objects.get()
    assert (str(made.party), made.channel, made.asked_by) == ("Harbour ministry", "e-mail", editor)
    assert made.asked_at == datetime(2026, 11, 3, 10, tzinfo=UTC)
    assert made.deadline == datetime(2026, 11, 5, 23, 59, tzinfo=UTC)
    assert made.contact.words == SECRET
    page = editor_client.get(page_of(claim)).content.decode()
    assert "overdue" in plain(page) and SECRET not in page
    assert SECRET in editor_client.get(f"{LIST}{made.pk}/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"asked_at": "2999-01-01T10:00"},
        {"asked_at": "2026-11-03T10:00", "deadline": "2026-11-01"},
        {"asked_at": "yesterday"},
        {"asked_at": "2026-11-03T10:00", "channel": " "},
        {"asked_at": "2026-11-03T10:00", "party": 0},
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_comes_back(editor_client, claim, wrong):
    answer = editor_client.post(page_of(claim, "replies/"), sent(claim, **wrong))
    assert (answer.status_code, ReplyRequest.objects.count()) == (422, 0)
    assert SECRET in answer.content.decode()


def test_a_stale_asking_keeps_what_was_typed(editor_client, claim):
    at = {"asked_at": "2026-11-03T10:00", "expected": 1}
    answer = editor_client.post(page_of(claim, "replies/"), sent(claim, **at))
    assert (answer.status_code, ReplyRequest.objects.count()) == (409, 0)
    assert SECRET in answer.content.decode()


def test_readers_see_when_it_was_asked_and_that_no_answer_came_and_no_query_of_theirs_reads_the_contact(
    client, reader_client, claim, asked
):
    slug = claim.addresses.get(current=True).slug
    version = claim.links.get().statement.article_version
    addresses = [f"/claims/{slug}/", "/", "/claims/", "/speakers/", f"/articles/{version.article_id}/"]
    with CaptureQueriesContext(connection) as queries:
        pages = [
            one.get(address).content.decode() for one in (client, reader_client) for address in addresses
        ]
    assert f"asked {told(ASKED)}, no answer by {told(DUE)}" in plain(pages[0])
    assert [one["sql"] for one in queries if "replycontact" in one["sql"].lower()] == []
    assert SECRET not in "".join(pages)
    assert client.get(f"{LIST}{asked.pk}/").status_code == 302


def told(moment):
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{moment.day} {months[moment.month - 1]} {moment.year}"


def test_contacts_are_read_by_the_page_of_one_request_alone():
    """By the services that write and forget them, and nothing else names the table or follows the link."""
    readers = {
        "claims/models/__init__.py",
        "claims/models/assessment.py",
        "claims/queries/reply_contacts.py",
        "claims/services/removed_contacts.py",
        "claims/services/replies.py",
    }
    named, followed, asking = set(), set(), set()
    for room in ("claims", "sources", "claimtrack"):
        for path in (ROOT / room).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            place = path.relative_to(ROOT).as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"))
            words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
            names = {node.name for node in ast.walk(tree) if isinstance(node, ast.alias)}
            if "ReplyContact" in names | words | {
                node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
            }:
                named.add(place)
            if any(isinstance(one, str) and "contact__" in one for one in words):
                followed.add(place)
            if "contact_of" in names:
                asking.add(place)
    assert (named, followed, asking) == (readers, set(), {"claims/views/desk_replies.py"})


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({}, "asked 3 Nov 2031, no answer yet"),
        ({"deadline": 5}, "asked 3 Nov 2031, no answer by 5 Nov 2031"),
        ({"deadline": 6}, "asked 3 Nov 2031, an answer is awaited until 6 Nov 2031"),
        ({"deadline": 5, "reminded_at": 4}, "asked 3 Nov 2031, reminded 4 Nov 2031, no answer by 5 Nov 2031"),
        ({"state": "answered", "ended_at": 5}, "asked 3 Nov 2031, answered"),
        ({"state": "declined", "ended_at": 5}, "asked 3 Nov 2031, declined to answer by 5 Nov 2031"),
        ({"state": "no_answer", "ended_at": 6}, "asked 3 Nov 2031, no answer by 6 Nov 2031"),
        ({"state": "no_answer", "deadline": 5, "ended_at": 6}, "asked 3 Nov 2031, no answer by 5 Nov 2031"),
    ],
)
def test_what_readers_are_told(columns, words):
    days = {
        name: datetime(2031, 11, value, 9, tzinfo=UTC) if isinstance(value, int) else value
        for name, value in columns.items()
    }
    row = ReplyRequest(asked_at=datetime(2031, 11, 3, 9, tzinfo=UTC), **days)
    assert told_to_readers(row, date(2031, 11, 6)) == words


def test_what_was_asked_in_error_is_told_to_nobody(client, editor, claim, asked):
    end_request(editor=editor, request=asked, expected=claim.version, state=ReplyState.IN_ERROR)
    slug = claim.addresses.get(current=True).slug
    assert "asked" not in plain(client.get(f"/claims/{slug}/").content.decode()).split("Answers")[1][:200]


def test_it_is_reminded_with_more_time_and_each_step_is_told(editor_client, claim, asked):
    later = {"reminded_at": f"{NOW - timedelta(hours=1):%Y-%m-%dT%H:%M}", "deadline": "2999-01-01"}
    assert do(editor_client, asked, "remind", "remind", **later).status_code == 302
    asked.refresh_from_db()
    assert (asked.reminded_at < NOW, asked.deadline.year) == (True, 2999)
    assert do(editor_client, asked, "end", "end", state="declined").status_code == 302
    shown = plain(editor_client.get(f"{LIST}{asked.pk}/").content.decode())
    assert "declined to answer" in shown and "Reply asked of “Harbour ministry”" in shown
    assert "reminded on" in shown and "edith" in shown
    assert do(editor_client, asked, "remind", "remind", **later).status_code == 422
    assert do(editor_client, asked, "reopen").status_code == 302
    assert ReplyRequest.objects.get().state == ReplyState.OPEN
    assert ClaimRevision.objects.filter(moved="check").count() == 4


def test_it_is_answered_by_a_statement_of_the_party_that_stands_on_the_claim(
    editor, editor_client, claim, asked
):
    assert "No statement of this party" in editor_client.get(f"{LIST}{asked.pk}/").content.decode()
    other = claim.links.get().statement
    with pytest.raises(Refused, match="Choose a statement of the party"):
        end_request(
            editor=editor,
            request=asked,
            expected=claim.version,
            state=ReplyState.ANSWERED,
            statement_id=other.pk,
        )
    version = other.article_version
    said = save(editor, version, DENIES, speaker=speaker_of(asked), links=(asserts(claim),))
    assert do(editor_client, asked, "answered", "answer", statement=other.pk).status_code == 422
    assert do(editor_client, asked, "answered", "answer", statement=said.pk).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by) == ("answered", said)


def speaker_of(request):
    return SpeakerChoice(speaker_id=request.party_id)


def test_of_two_editors_one_ends_it_and_the_other_is_told(editor_client, admin_client, claim, asked):
    version = Claim.objects.get().version
    assert do(admin_client, asked, "end", "end", state="declined", expected=version).status_code == 302
    assert do(editor_client, asked, "reopen", expected=version).status_code == 409
    with pytest.raises(Refused, match="has ended: declined"):
        do_again = ReplyRequest.objects.select_related("claim").get()
        remind_party(editor=do_again.asked_by, request=do_again, expected=version, at=NOW, deadline=None)


def test_services_refuse_what_is_stale(editor, asked):
    with pytest.raises(Stale):
        end_request(editor=editor, request=asked, expected=1, state=ReplyState.DECLINED)
    fresh = ReplyRequest.objects.select_related("claim").get()
    with pytest.raises(Refused, match="is open"):
        reopen_request(editor=editor, request=fresh, expected=fresh.claim.version)
    with pytest.raises(Refused, match="Say how it ended"):
        end_request(editor=editor, request=fresh, expected=fresh.claim.version, state=ReplyState.OPEN)


def test_overdue_ones_come_first_and_are_counted_and_filtered(editor, editor_client):
    late = ReplyRequestFactory(asked_at=ASKED, deadline=DUE, asked_by=editor)
    ReplyRequestFactory(party__name="Without deadline")
    ReplyRequestFactory(party__name="In time", deadline=NOW + timedelta(days=2))
    ended = {"state": "declined", "ended_at": NOW, "ended_by": editor}
    ReplyRequestFactory(party__name="Declined", **ended)
    shown = plain(editor_client.get(LIST).content.decode())
    names = (str(late.party), "In time", "Without deadline")
    assert sorted(names, key=shown.index) == list(names)
    assert "Open (3) Overdue (1) Ended (1)" in shown and "Replies (1 overdue)" in shown
    assert "Declined" not in shown and "Declined" in editor_client.get(f"{LIST}?show=ended").content.decode()
    only = plain(editor_client.get(f"{LIST}?show=overdue&who=me").content.decode())
    assert str(late.party) in only and "In time" not in only
    assert desk_counts(editor.pk).overdue == 1


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("show", ["open", "ended"])
def test_the_list_takes_the_same_queries_however_long(
    editor, editor_client, number, show, django_assert_num_queries
):
    ended = {"state": "declined", "ended_at": NOW, "ended_by": editor} if show == "ended" else {}
    for _ in range(number):
        ReplyRequestFactory(**ended)
    with django_assert_num_queries(6):
        assert editor_client.get(f"{LIST}?show={show}").content.decode().count(": the request") == number


def test_contacts_go_some_time_after_the_end_and_leave_the_history(editor, settings):
    ended = {"state": "declined", "ended_at": NOW - timedelta(days=90), "ended_by": editor}
    kept = ReplyContactFactory(words=SECRET)
    gone = ReplyContactFactory(words="zorblat@ministry.example", request=ReplyRequestFactory(**ended))
    settings.REPLY_CONTACT_DAYS = 91
    forget_contacts()
    assert ReplyContact.objects.count() == 2
    settings.REPLY_CONTACT_DAYS = 90
    forget_contacts()
    assert list(ReplyContact.objects.all()) == [kept]
    assert tables_with("zorblat") == set()
    events = ReplyContact.events.rel.related_model.objects.filter(pgh_obj_id=gone.pk)
    assert set(events.values_list("words", flat=True)) == {"[removed]"}


def test_an_admin_forgets_a_contact_at_once(editor_client, admin_client):
    contact = ReplyContactFactory(words=SECRET)
    address = f"{LIST}{contact.request_id}/forget/"
    assert editor_client.post(address).status_code == 403
    assert admin_client.post(address).status_code == 302
    assert tables_with("quillobane") == set()
    assert "not kept" in admin_client.get(f"{LIST}{contact.request_id}/").content.decode()
    assert admin_client.post(address).status_code == 422
