"""The desk without a script: two editors record an accusation and its denial, and neither loses a word."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from claims.models import Claim, Statement
from tests.claims.desk import ACCUSES, DENIES, HEAD, LAST, desk_article
from tests.claims.saving import asserts, save
from tests.conftest import PASSWORD
from tests.factories.base import settle
from tests.factories.claims import StatementFactory
from tests.factories.sources import ArticleVersionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLAIM = "The fire at Port Velm was set deliberately"
TARGETS = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def sign_in(browser, live_server):
    """A page of somebody who signed in by the form; without scripts unless asked for."""
    contexts = []

    def page_of(user, *, scripts=False):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.goto("/accounts/login/?next=/desk/")
        page.fill("input[name=login]", user.username)
        page.fill("input[name=password]", PASSWORD)
        page.locator("main form button").first.click()
        page.wait_for_url("**/desk/")
        return page

    yield page_of
    for context in contexts:
        context.close()


@pytest.fixture
def article():
    made = desk_article(article__headline=HEAD).article
    settle()
    return made


def tick(page, words):
    page.get_by_label(words, exact=True).check()
    page.get_by_role("button", name="Next: who says it").click()


def write_words(page, words):
    page.get_by_label("or the exact words").fill(words)
    page.get_by_role("button", name="Next: who says it").click()


def press_save(page):
    """And wait for the whole page, as a person does: while it arrives it scrolls to what was saved, which may
    move a button away under the mouse."""
    page.locator(".bar").get_by_role("button").click()
    page.wait_for_load_state()


def record_the_accusation(page):
    page.get_by_role("link", name=HEAD).click()
    page.get_by_role("link", name="The list view").click()
    tick(page, ACCUSES)
    page.locator("#id_who-name").fill("Dockers' Union")
    page.locator("#id_link-0-name").fill(CLAIM)
    page.locator("#id_said-date").fill("2031-05-08")
    page.locator("#id_said-wording").fill("on Thursday")
    press_save(page)
    assert page.get_by_role("heading", name="Before this is saved").is_visible()
    page.locator("#id_who-kind").select_option("body")
    press_save(page)


def record_the_denial(page):
    write_words(page, '"It is a fairy tale," the harbour ministry told state media')
    page.locator("#id_who-name").fill("Harbour Ministry")
    page.get_by_label(CLAIM).check()
    page.get_by_label("denies").check()
    page.get_by_text("Nobody between the outlet and the speaker").click()
    page.get_by_role("button", name="One more relay").click()
    page.locator("#id_relay-0-name").fill("state media")
    page.locator("#id_relay-0-channel").fill("broadcast")
    press_save(page)
    page.locator("#id_who-kind").select_option("body")
    press_save(page)


def test_an_accusation_and_its_relayed_denial_are_recorded_without_a_script(sign_in, editor, article):
    page = sign_in(editor)
    record_the_accusation(page)
    assert page.get_by_role("status").inner_text() == f"Recorded: Dockers' Union asserts “{CLAIM}”."
    record_the_denial(page)
    assert page.get_by_role("status").inner_text() == f"Recorded: Harbour Ministry denies “{CLAIM}”."
    accusation, denial = Statement.objects.order_by("pk")
    assert page.url.endswith(f"?view=list#statement-{denial.pk}")
    assert page.locator(f"#statement-{denial.pk}").is_visible()
    claim = Claim.objects.get()
    assert [one.links.get().claim for one in (accusation, denial)] == [claim, claim]
    assert [one.links.get().stance for one in (accusation, denial)] == ["asserts", "denies"]
    assert (accusation.said.wording, denial.mode) == ("on Thursday", "mixed")
    assert [(relay.actor_as_printed, relay.channel) for relay in denial.relays.all()] == [
        ("state media", "broadcast")
    ]
    assert claim.summary.state == "disputed"


def test_a_stale_save_loses_nothing_and_can_go_on_top(sign_in, editor, admin, article):
    saved = save(editor, article.current_version, links=(asserts(CLAIM),))
    address = reverse("claims:desk-statement", kwargs={"pk": saved.pk})
    first, second = sign_in(editor), sign_in(admin)
    first.goto(address)
    second.goto(address)
    first.get_by_label("denies").check()
    press_save(first)
    second.get_by_text("As printed, role").click()
    second.get_by_label("Role as printed").fill("spokeswoman")
    press_save(second)
    assert second.get_by_role("heading", name="edith changed this statement").is_visible()
    assert second.get_by_role("row", name="Role as printed you changed it spokeswoman (nothing)").is_visible()
    assert second.get_by_role("row", name="What it does to a claim they changed it").is_visible()
    assert Statement.objects.get().role_as_printed == ""
    second.get_by_role("button", name="Save mine on top").click()
    kept = Statement.objects.get()
    assert (kept.role_as_printed, kept.version, kept.last_actor) == ("spokeswoman", 3, admin)
    assert kept.links.get().stance == "asserts"


def test_enter_in_a_field_saves_and_the_keys_reach_everything(sign_in, editor, article):
    page = sign_in(editor)
    page.goto(reverse("claims:desk-article", kwargs={"pk": article.pk}) + "?view=list")
    page.get_by_label(LAST, exact=True).focus()
    page.keyboard.press("Space")
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.locator(".bar button:focus").count():
            break
    page.keyboard.press("Enter")
    page.locator("#id_who-name").focus()
    page.keyboard.type("Orla Venn")
    page.keyboard.press("Enter")
    assert page.get_by_label("A new speaker named “Orla Venn”").is_checked()
    assert page.locator(".summary:focus").count() == 1
    page.locator("#id_who-name").focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert Statement.objects.get().speaker.name == "Orla Venn"


def faults(page):
    """What axe finds at both widths, and where the page is wider than the screen.

    The screen is as tall as the page: the bar at its foot covers what one scrolls out from under it.
    """
    found = []
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 4000})
        violations = Axe().run(page, options=TARGETS).response["violations"]
        found += [(width, one["id"], [node["html"] for node in one["nodes"]]) for one in violations]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((width, "wider than the screen", page.url))
    return found


def test_every_page_of_the_desk_is_accessible_and_fits(sign_in, editor, article):
    version = article.current_version
    statement = save(editor, version, links=(asserts(CLAIM),))
    claim = Claim.objects.get().addresses.get().slug
    StatementFactory(version=version, words=DENIES, proposed=True)
    StatementFactory(version=version, words=LAST, withdrawn=True)
    page = sign_in(editor, scripts=True)
    mark = reverse("claims:desk-mark", kwargs={"pk": article.pk})
    for address in (
        "/desk/",
        "/desk/?q=nothing",
        f"/desk/articles/{article.pk}/?view=list",
        f"/desk/articles/{article.pk}/blocks/?span=0-1",
        f"{mark}?words=fire",
        f"{mark}?words=flood",
        f"{mark}?words=The+pier",
        f"/desk/statements/{statement.pk}/withdraw/",
        f"/desk/claims/{claim}/",
        f"/desk/statements/{statement.pk}/",
    ):
        page.goto(address)
        assert faults(page) == []
    page.locator("#id_who-name").fill("Venn")
    page.locator("#id_link-0-name").fill("fire")
    page.locator("#id_said-date").fill("Thursday")
    press_save(page)
    assert faults(page) == []
    page.goto(f"/desk/statements/{statement.pk}/")
    save(editor, version, statement=statement, expected=1)
    press_save(page)
    assert page.get_by_role("button", name="Save mine on top").is_visible()
    assert faults(page) == []
    page.goto(f"{mark}?words=The+pier")
    ArticleVersionFactory(article=article, text=f"UPDATED\n\n{version.text}")
    settle()
    press_save(page)
    assert page.get_by_role("button", name="Save mine on top, in the new text").is_visible()
    assert faults(page) == []
