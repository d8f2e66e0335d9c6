"""An admin completes a batch of fifty files that say nothing of themselves, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from sources.models import Article
from tests.sources.importing import batch_of, drain_all

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("data_dir"),
]
FILES = 50
STORY = (
    "The mayor of Halm accused the water company on Tuesday of hiding test number {n} for three years, "
    "a charge that the company called absurd and that its lawyers said would be answered in court soon.\n"
)


@pytest.fixture
def admins_page(page, live_server, admin_client):
    """A page signed in as the admin; any message of its console but of a refusal fails the test."""
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": admin_client.cookies[name].value, "url": live_server.url}]
    )
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert [line for line in said if "status of 422" not in line] == []


def fifty():
    """{name: text}: a masthead, a headline and a name, as a page saved them."""
    heads = {
        n: f"The Halm Courier\n\nMayor accuses water company over test {n}\n\nAda Weber" for n in range(FILES)
    }
    return {f"{n:02}.txt": f"{head}\n\n{STORY.format(n=n)}" for n, head in heads.items()}


def test_fifty_files_without_metadata_are_completed_in_four_presses(admins_page, live_server):
    batch = batch_of(fifty())
    drain_all()
    page = admins_page
    page.goto(f"{live_server.url}/imports/{batch.pk}/details/")
    presses = 0
    for name, value in (("outlet", "Halm Courier"), ("published", "May 2031")):
        page.get_by_label("Outlet" if name == "outlet" else "Published", exact=True).fill(value)
        page.locator(f'button[name="fill"][value="{name}"]').click()
        page.get_by_text(f"put into {FILES} articles").wait_for()
        presses += 1
    page.locator('button[value="all"]').click()
    page.locator("tr.changed").first.wait_for()
    page.get_by_role("button", name="Save changes").first.click()
    page.get_by_text(f"{FILES} articles changed.").wait_for()
    presses += 2
    rows = Article.objects.filter(batch=batch, outlet__name="Halm Courier", published_precision="month")
    assert (presses, rows.exclude(headline="").filter(byline="Ada Weber").count()) == (4, FILES)


def test_a_suggestion_goes_into_its_cell_at_once_and_the_keyboard_saves_it(admins_page, live_server):
    batch = batch_of(dict(list(fifty().items())[:2]))
    drain_all()
    page = admins_page
    page.goto(f"{live_server.url}/imports/{batch.pk}/details/")
    first, second = Article.objects.filter(batch=batch).order_by("pk")
    page.evaluate("document.body.dataset.loaded = 'once'")
    page.locator(f'[data-take="outlet-{first.pk}"]').press("Enter")
    cell = page.locator(f"#outlet-{first.pk}")
    assert (cell.input_value(), page.evaluate("document.body.dataset.loaded")) == ("The Halm Courier", "once")
    assert page.evaluate("document.activeElement.id") == f"outlet-{first.pk}"
    cell.press("Enter")
    page.get_by_text("1 article changed.").wait_for()
    assert Article.objects.get(pk=first.pk).outlet.name == "The Halm Courier"
    assert Article.objects.get(pk=second.pk).outlet is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_table_and_its_refusal_pass_axe_and_fit(admins_page, live_server, width, scheme):
    batch = batch_of(dict(list(fifty().items())[:2]))
    drain_all()
    page = admins_page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/imports/{batch.pk}/details/")
    assert (Axe().run(page).response["violations"], wider(page)) == ([], 0)
    page.get_by_label("Address of 00.txt").fill("halm")
    page.get_by_role("button", name="Save changes").first.click()
    page.get_by_text("Nothing was saved yet").wait_for()
    assert (Axe().run(page).response["violations"], wider(page)) == ([], 0)


def wider(page):
    """Pixels by which the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
