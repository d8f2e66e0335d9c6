"""Nobody is shut out: every kind of page and every state of it, at three widths and in three schemes.

The addresses come from the table of permissions, each opened as every visitor who may. What a visitor sees as
another saw it is looked at once. The administration is left out: its pages are Django's own.
"""

from http import HTTPStatus
from itertools import product
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command

from claims.models import Affiliation, Claim, Statement, Topic
from claims.services.merging import merge_claims
from claimtrack import errors
from sources.models import Article, ImportFile
from tests.claims.desk import desk_article
from tests.claims.saving import asserts, save
from tests.conftest import PASSWORD
from tests.factories.base import settle
from tests.factories.claims import (
    ClaimFactory,
    ClaimTopicFactory,
    SpeakerAliasFactory,
    SpeakerFactory,
    StatementFactory,
    TopicFactory,
    visible_statement,
)
from tests.factories.likeness import LikelyDuplicateFactory
from tests.factories.site import ReportFactory
from tests.factories.sources import ArticleVersionFactory, ImportFileFactory, OutletFactory
from tests.journeys.audits import Auditor
from tests.journeys.places import with_every_part
from tests.permissions import ACCOUNTS, OK, PAGES
from tests.world import filled, make_world, slug_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("data_dir"),
]

EMPTY = (
    "/",
    "/claims/",
    "/topics/",
    "/outlets/",
    "/speakers/",
    "/articles/",
    "/desk/",
    "/desk/reports/",
    "/imports/",
)
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_NAME = (
    f"The Standing Committee of the Harbour, Ferry and Lighthouse Workers of Port Velm and {LONG_WORD}"
)
#: Addresses of files to keep, which no browser shows as a page.
KEPT = ".csv"
ERROR_PAGES = sorted(Path(django_settings.BASE_DIR, "templates/jinja/errors").glob("[45]*.html"))


@pytest.fixture
def auditor():
    return Auditor()


@pytest.fixture
def open_as(browser, live_server):
    """A page of somebody who signed in by the form; of nobody in particular without a user."""
    contexts = []

    def page_of(user=None):
        context = browser.new_context(base_url=live_server.url, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        if user:
            page.goto("/accounts/login/?next=/desk/")
            page.fill("input[name=login]", user.username)
            page.fill("input[name=password]", PASSWORD)
            page.locator("main form button").first.click()
            page.wait_for_url("**/desk/")
        return page

    cache.clear()
    yield page_of
    for context in contexts:
        context.close()


def found_at(auditor, page, address, *, titled=False):
    """What is wrong at an address, unless the same stood there for somebody else.

    `titled`: no other address may have its title. Accounts' pages are django-allauth's, their titles too.
    """
    if address.endswith(KEPT):
        return []
    response = page.goto(address)
    if "text/html" not in response.headers.get("content-type", "") or not auditor.is_new(page):
        return []
    return auditor.faults(page, titled=titled and response.status == HTTPStatus.OK)


def sample_world(user_model):
    """One of everything: of the samples where they have it."""
    made = make_world(user_model)
    claim = Claim.objects.order_by("pk").first()
    held = Affiliation.objects.order_by("pk").first()
    return {
        **made,
        "article": Article.objects.order_by("pk").first().pk,
        "statement": Statement.objects.order_by("pk").first().pk,
        "claim": slug_of(claim),
        "speaker": slug_of(held.person),
        "held": held.pk,
        "topic": slug_of(Topic.objects.order_by("pk").first()),
        "file": ImportFile.objects.filter(state="held").order_by("pk").first().pk,
        "batch": ImportFile.objects.order_by("pk").first().batch_id,
    }


def long_words():
    """Addresses of pages whose every name is long, and holds a word that no line takes."""
    outlet = OutletFactory(name=LONG_NAME, slug="long-outlet")
    version = ArticleVersionFactory(
        text=f"{LONG_NAME}\n\nThe pier is {LONG_WORD}, she said. {LONG_WORD * 3}\n",
        article__outlet=outlet,
        article__headline=LONG_NAME,
        article__byline=LONG_WORD,
    )
    claim = ClaimFactory(visible=True, text=f"{LONG_NAME} sank the ferry", slug="long-claim")
    speaker = SpeakerFactory(name=LONG_NAME, slug="long-speaker")
    made = visible_statement(
        claim=claim,
        version=version,
        words=f"The pier is {LONG_WORD}",
        speaker=speaker,
        speaker_as_printed=LONG_WORD,
    )
    body = with_every_part(claim, version, speaker, name=LONG_NAME, word=LONG_WORD)
    file = ImportFileFactory(name=f"{LONG_WORD}-{LONG_WORD}.txt", batch__label=LONG_NAME)
    ReportFactory(words=f"{LONG_WORD * 4} is wrong.", address="/claims/long-claim/")
    SpeakerAliasFactory(speaker=speaker, spelling=LONG_WORD)
    LikelyDuplicateFactory(first=speaker, reason=LONG_NAME[:200])
    ClaimTopicFactory(claim=claim, topic=TopicFactory(name=LONG_NAME, slug="long-topic"))
    return [
        "/topics/long-topic/", "/topics/long-topic/?part=timeline",
        "/desk/speakers/", "/desk/speakers/long-speaker/",
        "/", "/claims/?q=ferry", "/claims/long-claim/", "/speakers/", "/speakers/long-speaker/", "/outlets/",
        f"/speakers/{body}/", f"/speakers/{body}/?part=contradictions", f"/speakers/{body}/?part=of",
        f"/speakers/{body}/?part=for", f"/articles/{version.article_id}/versions/", "/speakers/?q=pier",
        *(f"/outlets/long-outlet/?part={part}" for part in ("copies", "notices", "dropped", "own", "checks")),
        "/outlets/long-outlet/", "/articles/", f"/articles/{version.article_id}/", "/desk/", "/desk/reports/",
        f"/desk/articles/{version.article_id}/?view=list", f"/desk/statements/{made.pk}/",
        "/desk/claims/long-claim/", "/claims/long-claim/history/", "/imports/", f"/imports/{file.batch_id}/",
    ]  # fmt: skip


def states(editor):
    """Addresses of what was merged, withdrawn, proposed, searched for in vain."""
    version = ArticleVersionFactory()
    kept, gone, merged = (
        ClaimFactory(visible=True, slug=f"{name}-claim") for name in ("kept", "gone", "merged")
    )
    said = visible_statement(claim=kept, version=version)
    for claim in (gone, merged):
        visible_statement(claim=claim, version=version)
    StatementFactory(version=version, words="Port Velm", proposed=True)
    merge_claims(editor=editor, claim=merged, expected=1, into=kept, reason="They say the same.")
    withdrawn = ClaimFactory(visible=True, withdrawn=True, slug="withdrawn-claim")
    article = ArticleVersionFactory(article__withdrawn=True).article
    removed = ArticleVersionFactory(article__withdrawn=True).article
    StatementFactory(version=version, words="the fire", withdrawn=True)
    ReportFactory()
    ReportFactory(settled=True)
    ReportFactory(dismissed=True)
    settle()
    return [
        "/claims/?q=nothing-has-this-word", f"/claims/{slug_of(kept)}/", f"/claims/{slug_of(withdrawn)}/",
        "/claims/merged-claim/", "/desk/claims/merged-claim/", "/claims/merged-claim/history/",
        "/desk/claims/withdrawn-claim/", f"/articles/{article.pk}/", f"/articles/{removed.pk}/",
        f"/desk/articles/{article.pk}/?view=list", f"/desk/articles/{version.article_id}/?view=list",
        f"/statements/{said.pk}/history/", "/desk/?q=nothing-has-this-word", "/desk/reports/?state=closed",
        "/claims/kept-claim/history/",
    ]  # fmt: skip


REFUSING = (
    "/report/", "/accounts/password/reset/", "/accounts/password/change/", "/accounts/email/",
    "/imports/new/", "/desk/statements/{statement}/withdraw/", "/desk/articles/{article}/withdraw/",
    "/articles/{article}/remove/", "/desk/claims/{claim}/", "/desk/claims/{claim}/merge/",
    "/desk/speakers/{speaker}/merge/", "/imports/files/{file}/encoding/", "/imports/{batch}/withdraw/",
)  # fmt: skip


def sent_empty(auditor, page, address):
    """What is wrong with the answer to a page's own form, sent past what the browser would hold back."""
    page.goto(address)
    with page.expect_navigation():
        page.locator("main form[method=post]").last.evaluate(
            "form => { form.noValidate = true; form.requestSubmit() }"
        )
    return auditor.faults(page, titled=False) if auditor.is_new(page) else []


def overtaken(auditor, page, editor):
    """What is wrong with the page that sets two texts beside one another."""
    version = desk_article()
    statement = save(editor, version, links=(asserts("The ferry was late"),))
    page.goto(f"/desk/statements/{statement.pk}/")
    save(editor, version, statement=statement, expected=1)
    page.locator(".bar button").first.click()
    page.get_by_role("button", name="Save mine on top").wait_for()
    return auditor.faults(page, titled=False)


def too_often(auditor, page, settings):
    """What is wrong with the page after one report too many."""
    settings.ACCOUNT_RATE_LIMITS = {"report_mistake": "1/10m/ip"}
    for _ in range(2):
        page.goto("/report/?about=/claims/")
        page.locator("main textarea").fill("The pier has another name.")
        with page.expect_navigation() as answer:
            page.locator("main form button").first.click()
    assert answer.value.status == HTTPStatus.TOO_MANY_REQUESTS
    return auditor.faults(page, titled=False)


def error_pages(auditor, page):
    """Every page of an error; given by hand, since a server fails only when it should not."""
    found = []
    for template, kept in product(ERROR_PAGES, ("", "/desk/?draft=1")):
        status = HTTPStatus(int(template.stem[:3]))
        given = {"typed": [("words", LONG_WORD), ("reason", "It is.")], "address": "/report/", "kept": kept}
        body = errors.page(status, name=template.stem, **given).content.decode()
        page.route(
            "**/given", lambda route, _request, body=body: route.fulfill(body=body, content_type="text/html")
        )
        found += found_at(auditor, page, "/given")
        page.unroute("**/given")
    return found


@pytest.mark.thorough
def test_every_page_and_state_is_accessible_in_every_width_and_scheme(
    auditor, open_as, editor, admin, django_user_model, settings
):
    settings.ACCOUNT_RATE_LIMITS = {}
    people = {"anonymous": open_as(), "editor": open_as(editor), "admin": open_as(admin)}
    found = [one for address in EMPTY for one in found_at(auditor, people["admin"], address)]
    found += [one for address in EMPTY[:6] for one in found_at(auditor, people["anonymous"], address)]
    call_command("load_samples", verbosity=0)
    world = sample_world(django_user_model)
    TOTP.activate(admin, "A" * 32)
    RecoveryCodes.activate(admin)
    for row in [*PAGES, *ACCOUNTS]:
        for who, page in people.items():
            if row.expected(who, "GET") == OK and not row.pattern.endswith("logout/"):
                found += found_at(auditor, page, filled(row.example, world), titled=row in PAGES)
    for address in [*long_words(), *states(editor)]:
        found += found_at(auditor, people["admin"], address)
        if not address.startswith(("/desk/", "/imports/")) and "history" not in address:
            found += found_at(auditor, people["anonymous"], address)
    for address in REFUSING:
        found += sent_empty(auditor, people["admin"], filled(address, world))
    found += sent_empty(auditor, people["anonymous"], "/accounts/login/")
    found += overtaken(auditor, people["editor"], editor)
    found += too_often(auditor, people["anonymous"], settings)
    found += error_pages(auditor, people["anonymous"])
    assert found == []
    assert auditor.looked_at > 100


def test_a_claim_and_its_desk_are_accessible(auditor, open_as, editor):
    """The plain suite's small share of the sweep."""
    version = ArticleVersionFactory(article__language="de")
    claim = Claim.objects.get(pk=visible_statement(version=version, language="de").links.get().claim_id)
    page = open_as(editor)
    found = found_at(auditor, page, f"/claims/{slug_of(claim)}/")
    assert page.locator("blockquote[lang=de]").count() == 1
    assert found + found_at(auditor, page, f"/desk/articles/{version.article_id}/?view=list") == []
