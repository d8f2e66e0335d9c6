"""The whole way on a real site: a folder and an upload → the worker → the desk → a claim's timeline."""

import tempfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .launching import Launch

pytestmark = pytest.mark.browser

PORT = 8340
FERRY = """Outlet: The Brevin Ledger
URL: https://ledger.example/ferry
Published: 2026-03-06
Headline: Port office hid the ferry inspection, union says
Language: en

The harbour pilots' union on Thursday accused the port office of hiding an inspection of the ferry Alba.

“The port office hid the report for a year,” the union's chair Ilse Tamm said in Brevin.

Subscribe to our newsletter
"""
REPLY = """Outlet: Norhaven Post
URL: https://post.example/reply
Published: 2026-03-07
Headline: Port office rejects ferry report claim
Language: en

The port office rejected the charge on Saturday.

“Every insinuation about the Alba is untrue,” it said in a statement carried by the agency KarTA.
"""
CLAIM = "The port office hid an inspection report on the ferry Alba"


@pytest.fixture(scope="module")
def site():
    """A site with the first article imported from a folder."""
    with tempfile.TemporaryDirectory(prefix="claimtrack-way-", dir="/tmp") as folder:
        place = Path(folder)
        place.chmod(0o755)
        (place / "saved").mkdir()
        (place / "saved" / "ferry.txt").write_text(FERRY)
        running = Launch(place / "data", place / "saved", port=PORT)
        try:
            running.site()
            yield running
        finally:
            running.stop()


@pytest.fixture
def visit(browser, site):
    """Gives a page of the site, signed in by name where one is given; whatever its console says fails."""
    said, contexts = [], []

    def open_page(name=""):
        contexts.append(browser.new_context(base_url=site.site().rstrip("/")))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        if name:
            sign_in(page, site, name)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # A form that asks something back answers with 422, which the console repeats.
    assert [line for line in said if "422" not in line] == []


def sign_in(page, site, name):
    lines = (line.split() for line in (site.data / "sign-in.txt").read_text().splitlines() if line)
    passwords = {words[0]: words[1] for words in lines if len(words) == 2}
    page.goto("/accounts/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", passwords[name])
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/")


def upload(page, name, text):
    page.goto("/imports/new/")
    page.set_input_files(
        "input[name=texts]", {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Import at once").click()
    # The page follows the worker by itself.
    expect(page.get_by_text("The file has been read.")).to_be_visible(timeout=30_000)


def save(page):
    page.locator(".bar").get_by_role("button").click()


def record_accusation(page):
    page.goto("/desk/")
    page.get_by_role("link", name="Port office hid the ferry inspection").first.click()
    page.get_by_role("link", name="List view", exact=True).click()
    page.get_by_label("“The port office hid the report for a year,”").check()
    page.get_by_role("button", name="Next: who says it").click()
    page.locator("#id_who-name").fill("Ilse Tamm")
    page.locator("#id_link-0-name").fill(CLAIM)
    page.locator("#id_said-date").fill("2026-03-05")
    page.locator("#id_said-wording").fill("on Thursday")
    save(page)
    save(page)
    expect(page.get_by_role("status")).to_contain_text("Ilse Tamm asserts")


def record_denial(page):
    page.goto("/desk/")
    page.get_by_role("link", name="Port office rejects ferry report claim").first.click()
    page.get_by_role("link", name="List view", exact=True).click()
    page.get_by_label("or the exact words").fill("Every insinuation about the Alba is untrue")
    page.get_by_role("button", name="Next: who says it").click()
    page.locator("#id_who-name").fill("Brevin port office")
    page.get_by_text("If the speaker is new").first.click()
    page.locator("#id_who-kind").select_option("body")
    page.locator("#id_link-0-name").fill("inspection report ferry Alba")
    page.get_by_label("denies").check()
    page.locator("#id_link-0-reach").select_option("covers")
    page.get_by_text("Nobody between the outlet and the speaker").click()
    page.locator("#id_relay-0-name").fill("KarTA")
    save(page)
    page.get_by_label(CLAIM).check()
    save(page)
    expect(page.get_by_role("status")).to_contain_text("Brevin port office denies")


def read_the_claim(page):
    page.goto("/")
    page.get_by_role("heading", name=CLAIM).get_by_role("link").click()
    expect(page.locator(".state").first).to_contain_text("Disputed.")
    accusation, denial = page.locator("li.st").all()
    expect(accusation).to_contain_text("Ilse Tamm")
    expect(accusation).to_contain_text("5 Mar 2026")
    expect(accusation).to_contain_text("“on Thursday”")
    expect(denial).to_contain_text("Every insinuation about the Alba is untrue")
    hops = [hop.inner_text().split("\n")[0] for hop in denial.locator(".hop").all()]
    assert hops == ["Brevin port office", "KarTA", "Norhaven Post"]
    return denial


def test_a_folder_and_an_upload_become_a_timeline_that_leads_back_to_the_words(visit):
    upload(visit("admin"), "reply.txt", REPLY)
    desk = visit("editor")
    record_accusation(desk)
    record_denial(desk)

    reader = visit()
    read_the_claim(reader).get_by_role("link", name="Read it in its place").click()
    expect(reader.locator("mark")).to_have_text("Every insinuation about the Alba is untrue")
    expect(reader.get_by_text("Subscribe to our newsletter")).to_have_count(0)
    assert reader.goto("/desk/").url.endswith("/accounts/login/?next=/desk/")

    for address in ("/", "/articles/", "/articles/1/", "/speakers/ilse-tamm/"):
        assert reader.goto(address).status == 200
        assert Axe().run(reader).response["violations"] == [], address
