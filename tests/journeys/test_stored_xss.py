"""What is stored or sent is shown as words. The browser's own protection (CSP) is off: escaping must do."""

import re
from urllib.parse import quote

import pytest

from tests.payloads import ALL, RUN
from tests.permissions import EVERYBODY, PAGES, table
from tests.posts import Page, parameters_in_code
from tests.stored import group, rich_world, text_columns, write_everywhere
from tests.test_permissions import signed_in
from tests.world import filled

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("data_dir"),
]

RAN = "() => window.__xss !== undefined"
LINKS = "() => [...document.querySelectorAll('a')].filter(a => a.protocol === 'javascript:').length"
#: Broken rules of the content security policy, noted before anything of the page is read.
NOTE = """window.broken = [];
document.addEventListener("securitypolicyviolation",
  event => window.broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""
BROKEN = "() => window.broken"
#: The pages whose HTML, parsed, holds a script, a handler or a link of a payload.
WOULD_RUN = """async addresses => {
  const runs = one => (one.localName === "script" && one.textContent.includes("__xss"))
    || [...one.attributes].some(({name, value}) => (name.startsWith("on") && value.includes("__xss"))
      || (/^(href|src|data|action|formaction|srcdoc)$/.test(name) && /^\\s*javascript:/i.test(value)));
  const found = [];
  for (const address of addresses) {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.status >= 500 || [...page.querySelectorAll("*")].some(runs)) found.push(address);
  }
  return found;
}"""
#: Code points of the shortest column that takes several payloads at once (200, without its row's number).
ROOM = 190
BRACES = re.compile(r"{([^}]*)}")

#: Pages of the table that no browser shows.
NO_PAGES = {
    "healthz": "plain text",
    "readyz": "JSON about services, none of which hold words",
    "favicon.ico": "a picture",
    "claims/<slug:slug>.json": "JSON-LD, for other programs",
    "claims/<slug:slug>.csv": "a table to keep, for spreadsheets",
    "feed/": "Atom, as below",
    "claims/<slug:slug>/feed/": "Atom, whose titles are plain text",
    "topics/<slug:slug>/feed/": "Atom, as above",
    "outlets/<slug:slug>/feed/": "Atom, as above",
    "speakers/<slug:slug>/feed/": "Atom, as above",
    "search/feed/": "Atom, as above",
    "articles/<int:pk>/annotations.json": "JSON-LD, for other programs",
    "desk/look-up/": "JSON, which the keyboard desk shows as words",
    "accounts/2fa/recovery-codes/download/": "a file to keep, of codes",
    "imports/<int:pk>/details.csv": "a table to keep, for spreadsheets",
    "admin/autocomplete/": "JSON, and refused for every model here",
    "admin/jsi18n/": "a script of Django's",
}
#: Pages of the same addresses that a query changes.
QUERIES = {
    "claims/": ["?q=xss", "?q=zzz&state=no"],
    "search/": [f"&q=xss&kind={kind}" for kind in ("claims", "statements", "speakers", "articles")],
    "speakers/": ["?q=xss", "?q=nowhere"],
    "speakers/<slug:slug>/": ["?part=contradictions", "?part=of", "?part=for"],
    "outlets/<slug:slug>/": ["?part=copies", "?part=notices", "?part=dropped", "?part=own", "?part=checks"],
    "topics/<slug:slug>/": ["?part=timeline", "?q=zzz&state=no", "?part=timeline&after=xss"],
    "desk/": ["?q=xss", "?of=claims"],
    "desk/replies/": ["?show=ended"],
    "desk/articles/<int:pk>/notes/": ["?words=fairy+tale", "?words=a", "?words=nowhere"],
    "desk/reports/": ["?show=done"],
    "desk/articles/<int:pk>/": ["?view=list"],
    "desk/articles/<int:pk>/statement/": ["?words=fairy+tale", "?words=a", "?words=nowhere"],
}


@pytest.fixture
def tab(browser, live_server, admin):
    """Of an admin with a second factor, by a session: the form of sign-in is another test's."""

    def opened(**options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        context.add_init_script(NOTE)
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    contexts = []
    session = signed_in(admin).cookies["session"].value
    yield opened
    for context in contexts:
        context.close()


def addresses(rows, worlds):
    """Every page that the rows lead to in every state of what they name."""
    found = []
    for row in rows:
        if "GET" not in row.methods or row.pattern in NO_PAGES:
            continue
        names = set(BRACES.findall(row.example))
        for state, world in worlds.items():
            if state == "live" or names & world.keys():
                address = filled(row.example, worlds["live"] | world)
                found += [address, *(address + query for query in QUERIES.get(row.pattern, ()))]
    return found


def run(page, addresses):
    """The pages that fail, or on which something ran, would run, or broke the content security policy."""
    found, dialogs = [], []
    page.on("dialog", lambda dialog: (dialogs.append(page.url), dialog.dismiss()))
    for address in addresses:
        response = page.goto(address)
        wrong = [response.status >= 500, page.evaluate(RAN), page.evaluate(LINKS), page.evaluate(BROKEN)]
        if any(wrong):
            found.append((address, response.status, *wrong))
    return found + dialogs


def test_what_the_test_looks_for_runs_where_nothing_escapes(tab):
    page = tab(bypass_csp=True)
    page.goto("/healthz")
    page.set_content(f"<img src=x onerror={RUN}>")
    page.wait_for_function(RAN)


def test_no_stored_words_run_on_what_readers_see(tab, django_user_model):
    worlds = rich_world(django_user_model)
    write_everywhere(ALL)
    rows = [row for row in PAGES if row.who == EVERYBODY and ("<" in row.pattern or not row.pattern)]
    assert run(tab(bypass_csp=True), addresses(rows, worlds)) == []


@pytest.mark.thorough
def test_none_of_a_hundred_and_fifty_payloads_would_run_from_any_column_on_any_page(tab, django_user_model):
    """Each column long enough holds each of them once; every page is read by the browser's own parser."""
    assert len(set(ALL)) >= 150
    asked, page, start = addresses(table(), rich_world(django_user_model)), tab(bypass_csp=True), 0
    while start < len(ALL):
        turned = [*ALL[start:], *ALL[:start]]
        write_everywhere(turned)
        page.goto("/about/")
        assert page.evaluate(WOULD_RUN, asked) == []
        start += group(turned, ROOM).count("//") + 1


@pytest.mark.thorough
@pytest.mark.parametrize("start", range(0, len(ALL), len(ALL) // 3))
def test_no_stored_words_run_on_any_page(start, tab, django_user_model):
    worlds = rich_world(django_user_model)
    write_everywhere([*ALL[start:], *ALL[:start]])
    assert run(tab(bypass_csp=True), addresses(table(), worlds)) == []


@pytest.mark.thorough
def test_no_page_with_any_words_breaks_the_content_security_policy(tab, django_user_model):
    worlds = rich_world(django_user_model)
    write_everywhere(ALL)
    assert run(tab(), addresses(table(), worlds)) == []


@pytest.mark.thorough
def test_nothing_that_is_sent_runs(tab, admin, client, django_user_model):
    client.force_login(admin)
    worlds, page = rich_world(django_user_model), tab(bypass_csp=True)
    sent = quote(group(ALL, 3_000))
    query = "&".join(f"{name}={sent}" for name in sorted(parameters_in_code()))
    found = run(page, [f"{address.partition('?')[0]}?{query}" for address in addresses(table(), worlds)])
    for address in addresses(table(), worlds):
        for form in Page(address, client.get(address).text).posts():
            names = [name for name, _ in form.fields if name not in ("csrfmiddlewaretoken", "expected", "do")]
            body = "&".join(f"{quote(name)}={sent}" for name in names)
            answer = client.post(form.action, body, "application/x-www-form-urlencoded")
            page.goto("/healthz")
            page.set_content(answer.text)
            if answer.status_code >= 500 or page.evaluate(RAN):
                found.append((form.action, answer.status_code))
    assert found == []


@pytest.mark.thorough
def test_every_column_of_words_gets_a_payload(admin, django_user_model):
    rich_world(django_user_model)
    write_everywhere(ALL)
    filled_in = {
        (model, field)
        for model, field in text_columns()
        for value in model._base_manager.values_list(field.name, flat=True)
        if "__xss" in str(value)
    }
    assert set(text_columns()) - filled_in == set()
