"""The three tours of docs/TOURS.md, walked on the samples as they are written: what to click and see."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from claims.samples.loading import load_samples
from claims.tasks import read_statements
from sources.services.comparing import compare_waiting
from sources.services.drain import lease_files, read_chunk
from tests.conftest import PASSWORD
from tests.factories.base import settle

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

GATES = "The Kellmar Water Authority opened the gates of the Brenn dam on purpose before the flood at Lysk"
HOMES = "People in Lysk had to leave their homes because of the flood"
RAIN = "Rain and melting snow alone caused the flood at Lysk"
SHELTERS = "Shelters are full as more streets are cleared"
BEDS = "“We have beds for nine hundred,” said Greta Olm, who runs the shelter in the school."
MISTAKE = "The bulletin came at noon, not in the morning."
REPORT = "Outlet: Lysk Daily\nPublished: 2024-03-21\nHeadline: Ferry leaves late\n\nThe ferry left late.\n"
HELD = "14-sunder-bote-wetterdienst.txt"


@pytest.fixture
def walk(browser, live_server, data_dir):
    """A page for somebody who may be signed in, on a site that holds the samples."""
    load_samples(Path(settings.BASE_DIR) / "samples", tell=lambda words: None)
    while compare_waiting():
        pass
    read_statements()
    settle()
    contexts = []

    def open_page(user=None):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
        contexts.append(context)
        page = context.new_page()
        page.goto("/")
        if user:
            sign_in(page, user.username, PASSWORD)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page, name, password):
    click(page, "Sign in", place=".visitor")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.locator("main form button").first.click()


def click(page, name, *, place="main"):
    page.locator(place).get_by_role("link", name=name).first.click()


def go(page, name):
    click(page, name, place=".main-nav")


def press(page, name):
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def sees(page, *words, place="main"):
    for one in words:
        expect(page.locator(place).first).to_contain_text(one)


def section(page, title):
    return page.get_by_role("region", name=title, exact=True)


def reads_an_accusation_and_its_answers(page):
    sees(page, GATES, "Asserted by 1 and 1 unnamed", "Denied by 3", "What moved")
    click(page, GATES, place=".lead")
    sees(page, "Disputed; admitted in part by Kellmar Water Authority.", "the Kellmar state broadcaster KTR")
    page.get_by_text("What the lanes and signs mean").click()
    click(page, "Read it in its place: statement 2")
    expect(page.locator("mark.m-denies")).to_contain_text("We reject all insinuations")
    page.go_back()
    told = section(page, "Answers").inner_text()
    steps = ["no response recorded as of 13 Mar 2024", "admits in part", "denies"]
    assert sorted(steps, key=told.index) == steps
    section(page, "Beside other claims").get_by_role("link", name=RAIN).click()
    sees(page, "Disputed by a claim that contradicts it.", "If rain and snow alone did it, no gate did.")


def follows_figures_and_copies(page):
    go(page, "Claims")
    page.get_by_label(re.compile("^Has figures")).check()
    press(page, "Apply filters")
    click(page, HOMES)
    shown = section(page, "Figures as reported").inner_text()
    moves = ["about 300", "at least 450", "about 600", "1,140", "1,085"]
    assert sorted(moves, key=shown.index) == moves
    go(page, "Claims")
    click(page, "4,200 hectares of farmland")
    sees(page, "3 outlets, 1 origin.", "origin left out")
    go(page, "Articles")
    click(page, "Fields under water: farmers fear for the summer")
    sees(page, "Correction by the publisher, 19 Mar 2024.")
    go(page, "Articles")
    click(page, "4,200 hectares of farmland flooded at Lysk, ministry says")
    sees(page, "A reprint of", "the same report, not a second one.")


def follows_a_speaker_and_a_condition(page):
    go(page, "Speakers")
    click(page, "Jaroslaw Tessik")
    sees(page, "chief engineer, Kellmar Water Authority (since Jul 2016)", "Yaroslav Tessik")
    sees(page, "Alle Tore waren die ganze Nacht geschlossen", "All gates were apparently closed")
    go(page, "Topics")
    click(page, "Paying for the flood")
    click(page, "Kellmar will pay for the flood damage at Lysk")
    sees(page, "Kellmar will pay for the flood damage if an independent commission finds")


def reports_a_mistake(page):
    go(page, "Claims")
    click(page, RAIN)
    click(page, "Report a mistake", place=".foot")
    page.get_by_label("What is wrong").fill(MISTAKE)
    press(page, "Send to the desk")
    sees(page, "Thank you")


def test_the_readers_tour(walk):
    page = walk()
    reads_an_accusation_and_its_answers(page)
    follows_figures_and_copies(page)
    follows_a_speaker_and_a_condition(page)
    reports_a_mistake(page)


def decides_proposals(page):
    go(page, "Desk")
    click(page, SHELTERS)
    sees(page, "3 proposals to decide", "Proposed, not checked", "clause behind its verb")
    click(page, "List view")
    sees(page, "3 proposals to decide", "Kellmar's weather service", "no speaker chosen yet")
    click(page, "Edit statement 4")
    page.get_by_label("Name", exact=True).first.fill("Kellmar Weather Service")
    press(page, "Confirm and save")
    if page.get_by_role("heading", name="Before this is saved").count():
        press(page, "Confirm and save")
    sees(page, "Kellmar Weather Service", place="body")
    press(page, "Reject statement 2")
    sees(page, "Turned down.", place="body")


def marks_a_statement(page):
    page.get_by_label(BEDS, exact=True).check()
    press(page, "Next: who says it")
    page.get_by_label("Name", exact=True).first.fill("Greta Olm")
    press(page, "Save the statement")
    press(page, "Save the statement")
    sees(page, "Recorded", place="body")
    press(page, "Accept statement 3")
    sees(page, "Accepted.", place="body")


def undoes_a_withdrawal(page):
    click(page, "Withdraw statement 1")
    page.get_by_label("Reason").fill("Read again: the council counts beds.")
    press(page, "Withdraw")
    sees(page, "Withdrawn.", place="body")
    press(page, "Bring back")
    sees(page, "Brought back.", place="body")


def looks_into_a_claim(page):
    go(page, "Contested now")
    click(page, GATES)
    click(page, "Work on this claim")
    sees(page, "contradicts", "is supported by", "Words and date")
    click(page, "History and undo")
    sees(page, "Every change, the newest first", "Undo this change", "Bring version 1 back")


def settles_a_report(page):
    go(page, "Desk")
    click(page, "Reports of mistakes")
    sees(page, MISTAKE)
    page.get_by_label("What was done").fill("Compared with the bulletin; the hour is not in our text.")
    press(page, "Settle")
    sees(page, "Closed (1)")


def test_the_editors_tour(walk, editor):
    reports_a_mistake(walk())
    page = walk(editor)
    decides_proposals(page)
    marks_a_statement(page)
    undoes_a_withdrawal(page)
    looks_into_a_claim(page)
    settles_a_report(page)


def reads_the_held_file(page):
    go(page, "Imports")
    click(page, "Samples")
    sees(page, "13 of 14 imported, 1 held: say its encoding.")
    click(page, f"Say its encoding of {HELD}")
    way = page.locator("main li", has_text="windows-1252").first
    way.get_by_role("button", name="Read this file so").click()
    read_what_waits()
    go(page, "Imports")
    sees(page, "All 14 files have been read. 14 imported.")


def read_what_waits():
    """In place of a worker; where one runs, nothing is left to take."""
    read_chunk(lease_files())


def uploads_a_report(page):
    go(page, "Imports")
    click(page, "Upload files")
    page.get_by_label("Files", exact=True).set_input_files(
        {"name": "late.txt", "mimeType": "text/plain", "buffer": REPORT.encode()}
    )
    press(page, "Import at once")
    read_what_waits()
    go(page, "Articles")
    sees(page, "Ferry leaves late")


def says_who_keeps_the_site(page):
    go(page, "About")
    click(page, "Edit")
    page.get_by_label("Who we are").fill("Two editors of an invented paper keep this site.")
    press(page, "Save")
    sees(page, "Two editors of an invented paper keep this site.")


def looks_into_the_administration(page):
    click(page, "Administration", place=".visitor")
    sees(page, "Users", "Outlets", "Topics", "Affiliations", place="body")
    page.go_back()


def looks_at_a_removal(page):
    go(page, "Articles")
    click(page, "Video said to show open gates at Brenn dam")
    click(page, "Remove for good")
    sees(page, "This cannot be undone.", "What will be lost", "What stays")
    click(page, "Keep it")


def test_the_admins_tour(walk, admin):
    page = walk(admin)
    reads_the_held_file(page)
    uploads_a_report(page)
    says_who_keeps_the_site(page)
    looks_into_the_administration(page)
    looks_at_a_removal(page)
