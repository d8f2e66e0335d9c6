"""Reports at the desk: the open ones first, each closed once, with a note."""

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from claims.choices import ReportState
from claims.models import Report
from claims.queries import reports
from claims.services.errors import Refused
from claims.services.reports import AlreadySettled, settle_report
from tests.claims.pages import plain
from tests.factories.site import ReportFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/reports/"
DONE = f"{ADDRESS}?show=done"


def closing(report, state="settled", note="Corrected the name."):
    return f"{ADDRESS}{report.pk}/", {f"r{report.pk}-state": state, f"r{report.pk}-note": note}


def words(answer):
    return re.findall(r'<p class="rep-w" dir="auto">([^<]*)</p>', answer.content.decode())


def turn(answer, rel):
    found = re.search(rf'<a rel="{rel}" href="([^"]*)"', answer.content.decode())
    return html.unescape(found[1]) if found else ""


def test_without_reports_the_page_says_where_they_come_from(editor_client):
    assert "No report is open." in plain(editor_client.get(ADDRESS).content.decode())
    assert "No report has been closed yet." in plain(editor_client.get(DONE).content.decode())


def test_the_open_ones_come_first_and_the_closed_ones_are_kept(editor_client):
    ReportFactory(words="First.")
    ReportFactory(words="Second.")
    ReportFactory(words="Gone.", settled=True)
    ReportFactory(words="Nonsense.", dismissed=True)
    answer = editor_client.get(ADDRESS)
    assert words(answer) == ["Second.", "First."]
    assert "Open (2) Closed (2)" in plain(answer.content.decode())
    assert words(editor_client.get(DONE)) == ["Nonsense.", "Gone."]


def test_the_queue_says_how_many_are_open(editor_client):
    assert "Reports of mistakes none open" in plain(editor_client.get("/desk/").content.decode())
    ReportFactory()
    ReportFactory(settled=True)
    assert "Reports of mistakes 1 open" in plain(editor_client.get("/desk/").content.decode())


@pytest.mark.parametrize("state", ["settled", "dismissed"])
def test_an_editor_closes_a_report_with_a_note(editor, editor_client, state):
    report = ReportFactory()
    assert (
        editor_client.post(*closing(report, state, " Corrected \n the name. ")).headers["Location"] == ADDRESS
    )
    report.refresh_from_db()
    assert (report.state, report.settled_by, report.note) == (state, editor, "Corrected the name.")
    assert report.settled_at <= timezone.now()
    shown = plain(editor_client.get(DONE).content.decode())
    assert f"{state} by edith" in shown and "Corrected the name." in shown


@pytest.mark.parametrize(
    ("state", "note"),
    [("settled", " "), ("settled", "x" * 401), ("open", "No."), ("", "No.")],
)
def test_what_is_no_end_is_refused_in_words(editor_client, state, note):
    report = ReportFactory()
    answer = editor_client.post(*closing(report, state, note))
    assert answer.status_code == 422
    assert "Not closed yet" in answer.content.decode()
    assert Report.objects.get().state == ReportState.OPEN


def test_the_second_to_close_is_told_and_keeps_the_note(editor_client):
    report = ReportFactory(settled=True)
    answer = editor_client.post(*closing(report, "dismissed", "It was right."))
    assert answer.status_code == 409
    shown = plain(answer.content.decode())
    assert "Somebody else closed this report" in shown
    assert "Your note was: “It was right.”" in shown and "Corrected." in shown
    assert Report.objects.get().note == "Corrected."


def test_a_closed_report_can_be_opened_again(editor_client):
    report = ReportFactory(dismissed=True)
    assert editor_client.post(f"{ADDRESS}{report.pk}/reopen/").headers["Location"] == ADDRESS
    assert words(editor_client.get(ADDRESS)) == [report.words]


def test_a_report_that_is_not_there_is_not_found(editor_client):
    assert editor_client.post(f"{ADDRESS}1/").status_code == 404
    assert editor_client.post(f"{ADDRESS}1/reopen/").status_code == 404


@pytest.mark.parametrize("trait", ["", "settled"])
def test_pages_are_cut_by_key_and_lead_both_ways(editor_client, monkeypatch, trait):
    monkeypatch.setattr(reports, "PAGE", 2)
    for number in range(1, 6):
        ReportFactory(words=f"Report {number}", **({trait: True} if trait else {}))
    first = editor_client.get(DONE if trait else ADDRESS)
    second = editor_client.get(ADDRESS + turn(first, "next"))
    back = editor_client.get(ADDRESS + turn(second, "prev"))
    assert (words(first), words(second)) == (["Report 5", "Report 4"], ["Report 3", "Report 2"])
    assert (words(back), turn(first, "prev")) == (words(first), "")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("trait", ["", "settled"])
def test_the_list_takes_five_queries_however_long_it_is(
    editor_client, django_assert_num_queries, number, trait
):
    for _ in range(number):
        ReportFactory(**({trait: True} if trait else {}))
    with django_assert_num_queries(5):
        assert len(words(editor_client.get(DONE if trait else ADDRESS))) == number


def test_readers_are_refused(reader_client):
    report = ReportFactory()
    for client, status in ((Client(), 302), (reader_client, 403)):
        assert client.get(ADDRESS).status_code == status
        assert client.post(*closing(report)).status_code == status
    assert Report.objects.get().state == ReportState.OPEN


def test_what_a_reader_wrote_is_shown_as_words(editor_client):
    ReportFactory(words="<script>alert(1)</script>", address="/articles/?q=<b>")
    ReportFactory(address="javascript:alert(1)")
    content = editor_client.get(ADDRESS).content.decode()
    assert "<script>alert" not in content and "&lt;script&gt;alert(1)" in content and "?q=<b>" not in content
    assert 'href="javascript' not in content


def test_the_service_closes_an_open_report_once(editor):
    report = ReportFactory()
    settle_report(editor=editor, report_id=report.pk, state=ReportState.SETTLED, note="Done.")
    with pytest.raises(AlreadySettled):
        settle_report(editor=editor, report_id=report.pk, state=ReportState.DISMISSED, note="No.")
    for state, note in (
        (ReportState.OPEN, "x"),
        (ReportState.SETTLED, " "),
        (ReportState.SETTLED, "x" * 401),
    ):
        with pytest.raises(Refused):
            settle_report(editor=editor, report_id=report.pk, state=state, note=note)
