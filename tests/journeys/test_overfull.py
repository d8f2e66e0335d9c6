"""Far too much on every page: it still fits a phone, with wide spacing and large letters too."""

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.conftest import PASSWORD
from tests.factories.base import settle
from tests.journeys.audits import ALL_RULES, AXE, HEIGHT, OUTSIDE, RUN_AXE, SPACED, TWICE, WIDTHS
from tests.overfull import SMALL, make_overfull

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("data_dir"),
]

EDITORS = (
    "/desk/", "/desk/claims/", "/desk/claims/{claim}/", "/desk/claims/{claim}/beside/",
    "/claims/{claim}/history/", "/statements/{statement}/history/", "/desk/articles/{article}/?view=list",
    "/desk/articles/{article}/blocks/", "/desk/statements/{statement}/", "/desk/speakers/{speaker}/",
    "/desk/replies/", "/imports/", "/imports/{batch}/", "/imports/{batch}/?state=held",
)  # fmt: skip

READERS = (
    "/", "/claims/", "/claims/{claim}/", "/claims/{claim}/dossier/", "/claims/{claim}/embed/", "/topics/",
    "/topics/{topic}/", "/topics/{topic}/?part=timeline", "/speakers/", "/speakers/{speaker}/",
    "/speakers/{speaker}/?part=contradictions", "/speakers/{speaker}/?part=of", "/outlets/",
    "/outlets/{outlet}/", "/articles/", "/articles/{article}/", "/search/?q=fire",
    "/search/?q=fire&kind=statements", "/search/?q=velm&kind=speakers", "/search/?q=pier&kind=articles",
)  # fmt: skip


@pytest.fixture
def made():
    with transaction.atomic():
        overfull = make_overfull(SMALL)
        settle()
    cache.clear()
    return {name: getattr(overfull, name) for name in overfull.__slots__}


@pytest.fixture
def page(browser, live_server, made):
    context = browser.new_context(base_url=live_server.url, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def too_wide(page, addresses, made):
    """[(address, width, what)]: what reaches out of the screen or is cut off."""
    found = []
    for address in addresses:
        assert page.goto(address.format(**made)).status == 200, address
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            probes = (OUTSIDE, SPACED) if width == min(WIDTHS) else (OUTSIDE, SPACED, TWICE)
            found += [(address, width, one) for probe in probes for one in page.evaluate(probe)]
    return found


def test_overfull_pages_of_readers_fit_every_screen(page, made):
    assert too_wide(page, READERS, made) == []


def test_overfull_pages_of_the_desk_fit_every_screen(page, made, admin):
    page.goto("/accounts/login/?next=/desk/")
    page.fill("input[name=login]", admin.username)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/")
    assert too_wide(page, EDITORS, made) == []


def test_an_overfull_claim_has_nothing_that_axe_finds(page, made):
    page.set_viewport_size({"width": 360, "height": HEIGHT})
    page.goto(f"/claims/{made['claim']}/")
    page.evaluate(f"{AXE}\n;undefined")
    assert page.evaluate(RUN_AXE, ALL_RULES) == []


def test_an_address_of_an_entry_opens_the_stretch_that_it_is_folded_in(page, made):
    page.goto(f"/claims/{made['claim']}/")
    last = page.locator(".tl-brief li").last
    anchor = last.get_attribute("id")
    assert not last.is_visible()
    page.goto(f"/claims/{made['claim']}/#{anchor}")
    assert last.is_visible()
    last.locator("a").click()
    entry = page.locator(f".st#{anchor}")
    assert entry.is_visible() and entry.locator("blockquote").count() == 1
