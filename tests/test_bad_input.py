"""Whatever is typed or sent: a sentence, and nothing written half. Never a failure of ours."""

import os
import re
from itertools import cycle
from urllib.parse import quote

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Draft
from tests.permissions import table
from tests.posts import Page, parameters_in_code
from tests.test_permissions import signed_in, without_a_worker  # noqa: F401
from tests.world import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

#: Percent-encoded, as it comes over the wire.
BAD = {
    "NUL": "a%00b",
    "half a surrogate pair": "a%ED%A0%80b",
    "broken UTF-8": "a%FFb",
    "10,000 characters": "a" * 10_000,
    "a script between right-to-left controls": quote("\u202e<script>alert(1)</script>\u2066"),
    "a huge number": "9" * 40,
    "a negative number": "-1",
    "a key that is none": quote("9999-99-99T99:99:99Z,99999999999999999999"),
    "letters of other scripts as digits": quote("١٢٣"),
}
NO_TEXT = ("NUL", "half a surrogate pair", "broken UTF-8")
URLENCODED = "application/x-www-form-urlencoded"
WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|cache)', re.I)
READ = [row for row in table() if "GET" in row.methods]
KEYED = [row for row in table() if "<" in row.pattern]
SENTENCE = "Nothing was saved"


def stored():
    """How many rows every table of ours has; each change of a row is one more row of history.

    Drafts apart: what was refused is kept as one, and that is all that is kept of it.
    """
    models = [
        model for room in ("claims", "sources", "auth") for model in apps.get_app_config(room).get_models()
    ]
    return {model.__name__: model._base_manager.count() for model in models if model is not Draft}


def ask(client, method, address, body="", kind=URLENCODED):
    """The answer, and what it left behind after a write; afterwards nothing is left of it."""
    before = client.stored = getattr(client, "stored", None) or stored()
    cookies = client.cookies.copy()
    reset_queries()  # the log of them is full some time
    with transaction.atomic():
        with CaptureQueriesContext(connection) as queries:
            response = client.generic(method, address, body, kind)
        wrote = any(WRITES.match(one["sql"]) for one in queries)
        left = set(stored().items()) ^ set(before.items()) if wrote else set()
        transaction.set_rollback(True)
    client.cookies = cookies
    return response, left


def faults(client, method, address, what, body=""):
    """Where an answer is no sentence, or a refusal left something behind."""
    response, writes = ask(client, method, address, body)
    fine = response.status_code < 500 and (what not in NO_TEXT or SENTENCE in response.text)
    if fine and not (response.status_code >= 400 and writes):
        return []
    return [(method, address[:80], what, response.status_code, writes)]


def share(turn, of):
    """What to send: one part in so many of it in the plain suite, another each turn; else all."""
    return [*BAD.items()] if os.environ.get("CLAIMTRACK_THOROUGH") == "1" else [*BAD.items()][turn % of :: of]


def turns():
    """What to send, one turn after the other."""
    for turn in cycle(range(len(BAD))):
        yield share(turn, len(BAD))


@pytest.mark.parametrize("row", READ, ids=lambda row: row.pattern or "home")
def test_every_parameter_of_every_page_takes_anything(row, world, admin):
    client = signed_in(admin)
    address = filled(row.example, world)
    page, _ = ask(client, "GET", address)
    html = page.text if page.headers.get("Content-Type", "").startswith("text/html") else ""
    found, sent = [], turns()
    for what, spelt in share(READ.index(row), len(BAD)):
        together = "&".join(f"{name}={spelt}" for name in sorted(parameters_in_code()))
        for query in (together, f"{spelt}={spelt}"):
            found += faults(client, "GET", f"{address}?{query}", what)
    for name in Page(address, html).asked():
        for what, spelt in next(sent):
            found += faults(client, "GET", f"{address}?{name}={spelt}", what)
    assert found == []


@pytest.mark.parametrize("row", READ, ids=lambda row: row.pattern or "home")
def test_every_field_of_every_form_takes_anything(row, world, admin):
    client = signed_in(admin)
    address = filled(row.example, world)
    if row.pattern == "desk/articles/<int:pk>/statement/":
        address += "?words=fairy+tale"
    page, _ = ask(client, "GET", address)
    if not page.headers.get("Content-Type", "").startswith("text/html"):
        return
    found, sent = [], turns()
    for form in Page(address, page.text).posts():
        if form.multipart and "/admin/" not in form.action:
            continue  # read by the view itself: the tests below
        for name in sorted({name for name, _ in form.fields} - {"csrfmiddlewaretoken"}):
            for what, spelt in next(sent):
                found += faults(client, "POST", form.action, what, form.body(name, spelt))
    assert found == []


@pytest.mark.parametrize("row", KEYED, ids=lambda row: row.pattern)
def test_no_key_in_an_address_breaks_a_page(row, admin):
    client, found = signed_in(admin), []
    for what, spelt in share(KEYED.index(row), len(BAD)):
        address = re.sub(r"\{[^}]*\}", spelt, row.example)
        response, writes = ask(client, "GET", address)
        found += [(what, response.status_code)] if response.status_code >= 500 or writes else []
    assert found == []


@pytest.mark.parametrize(
    ("address", "kind", "all_of_them"),
    [
        ("/claims/no-such/", "claim", "/claims/"),
        ("/desk/claims/no-such/merge/", "claim", "/claims/"),
        ("/topics/files/", "topic", "/topics/"),
        ("/speakers/no-such/", "speaker", "/speakers/"),
        ("/outlets/no-such/", "outlet", "/outlets/"),
        ("/articles/99999/", "article", "/articles/"),
        ("/desk/statements/99999/", "statement", "/desk/"),
        ("/imports/99999/", "batch", "/imports/"),
        ("/imports/files/99999/encoding/", "file that waits", "/imports/"),
    ],
)
def test_where_a_row_is_missing_the_page_says_of_what_kind_and_where_to_look(
    address, kind, all_of_them, admin_client
):
    response = admin_client.get(address)
    assert (response.status_code, f"There is no {kind} at this" in response.text) == (404, True)
    assert f'class="btn" href="{all_of_them}"' in response.text


@pytest.mark.parametrize(
    "name",
    ["a\0b.txt", "<script>alert(1)</script>.txt", "\u202etxt.exe", "a" * 10_000 + ".txt", "\ufffd.txt"],
)
def test_no_name_or_label_of_an_upload_breaks_it(name, admin):
    response = signed_in(admin).post(
        "/imports/new/", {"label": name, "texts": SimpleUploadedFile(name, b"The pier reopened.")}
    )
    assert response.status_code in (302, 400, 422)


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "unicode_escape"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_encoding_is_refused(charset, method, admin):
    client = signed_in(admin)
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    response = client.generic(method, "/desk/?q=%2B2AA-", "q=%2B2AA-", kind)
    assert (response.status_code, SENTENCE in response.text) == (400, True)


@pytest.mark.parametrize("cookie", ['session="aaaaaaaaaa\\000"', 'csrf="aaaaaaaaaa\\000"'])
def test_no_cookie_breaks_a_page(cookie):
    response = Client(headers={"Cookie": cookie}).get("/desk/")
    assert (response.status_code, SENTENCE in response.text) == (400, True)


def test_what_was_typed_beside_broken_bytes_is_given_back(admin):
    client = signed_in(admin)
    response = client.generic(
        "POST", "/accounts/email/", "words=The+pier&email=a%00b", "application/x-www-form-urlencoded"
    )
    assert ("The pier" in response.text, "a\ufffdb" in response.text) == (True, True)
