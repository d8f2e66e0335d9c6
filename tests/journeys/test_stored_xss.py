"""What is stored is shown as words. The browser's own protection (CSP) is off here: escaping must do."""

from itertools import count

import pytest

from tests.conftest import PASSWORD
from tests.factories.claims import (
    ClaimFactory,
    RelayFactory,
    SpeakerAliasFactory,
    SpeakerFactory,
    visible_statement,
)
from tests.factories.sources import TEXT, ArticleVersionFactory, ImportFileFactory, OutletFactory
from tests.payloads import ALL, PLAIN, RUN
from tests.world import slug_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NUMBERS = count()
RAN = "() => window.__xss !== undefined"
LINKS = "() => [...document.querySelectorAll('a')].filter(a => a.protocol === 'javascript:').length"


@pytest.fixture
def page(browser, live_server):
    """A page without the protection of the content security policy."""
    context = browser.new_context(base_url=live_server.url, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def signed_in(page, admin):
    page.goto("/accounts/login/?next=/desk/")
    page.fill("input[name=login]", admin.username)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/desk/")
    return page


def stored_everywhere(words, admin):
    """The words in every text that pages show; the addresses of those pages."""
    one, few = words[0], f"{' '.join(words)} {next(NUMBERS)}"  # names differ in more than their signs
    admin.username, admin.first_name = one, one
    admin.save()
    outlet = OutletFactory(name=few, slug=f"outlet-{hash(few)}")
    version = ArticleVersionFactory(
        text=f"{TEXT}\n{few}\n", article__outlet=outlet, article__headline=few, article__byline=few
    )
    claim = ClaimFactory(visible=True, text=few, slug=f"claim-{hash(few)}")
    gone = ClaimFactory(visible=True, withdrawn=True, withdrawn_reason=few, slug=f"gone-{hash(few)}")
    speaker = SpeakerFactory(name=few, slug=f"speaker-{hash(few)}")
    SpeakerAliasFactory(speaker=speaker, spelling=few[:200])
    statement = visible_statement(
        claim=claim, version=version, speaker=speaker, role_as_printed=few, speaker_as_printed=few
    )
    RelayFactory(statement=statement, actor_as_printed=few, channel=one)
    file = ImportFileFactory(name=few, batch__label=few, batch__made_by=admin)
    return [
        "/",
        "/claims/",
        "/articles/",
        "/desk/",
        "/imports/",
        f"/claims/{slug_of(claim)}/",
        f"/claims/{slug_of(gone)}/",
        f"/speakers/{slug_of(speaker)}/",
        f"/articles/{version.article_id}/",
        f"/desk/articles/{version.article_id}/?view=list",
        f"/desk/statements/{statement.pk}/",
        f"/desk/statements/{statement.pk}/withdraw/",
        f"/desk/claims/{slug_of(claim)}/",
        f"/imports/{file.batch_id}/",
        f"/claims/{slug_of(claim)}/history/",
    ]


def run(page, addresses):
    """The pages on which something ran, or a link would run something."""
    found, dialogs = [], []
    page.on("dialog", lambda dialog: (dialogs.append(page.url), dialog.dismiss()))
    for address in addresses:
        response = page.goto(address)
        if response.status not in (200, 410) or page.evaluate(RAN) or page.evaluate(LINKS):
            found.append(address)
    return found + dialogs


def test_what_the_test_looks_for_runs_where_nothing_escapes(page):
    page.goto("/healthz")
    page.set_content(f"<img src=x onerror={RUN}>")
    page.wait_for_function(RAN)


def test_no_stored_words_run_on_any_page(signed_in, admin):
    assert run(signed_in, stored_everywhere(PLAIN[:3], admin)) == []
    assert run(signed_in, stored_everywhere(PLAIN[3:], admin)) == []


@pytest.mark.thorough
def test_none_of_a_hundred_and_fifty_payloads_runs(signed_in, admin):
    assert len(set(ALL)) >= 150
    for first in range(0, len(ALL), 3):
        assert run(signed_in, stored_everywhere(ALL[first : first + 3], admin)) == []
