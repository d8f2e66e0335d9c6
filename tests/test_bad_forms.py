"""Forms as a whole: each field is met, what was typed comes back, nobody saves over another's work."""

from urllib.parse import quote, urlencode

import pytest
from django import forms
from django.db import connection

from tests.factories.site import SiteSettingsFactory
from tests.posts import Page
from tests.refusals import our_models
from tests.test_bad_input import READ, ask
from tests.test_permissions import signed_in, without_a_worker  # noqa: F401
from tests.world import filled

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.django_db,
    pytest.mark.usefixtures("data_dir"),
]
EVERY = pytest.mark.parametrize("row", READ, ids=lambda row: row.pattern or "home")
#: What has no version: whether it is withdrawn already decides.
NO_VERSION = ("/imports/{batch}/withdraw/",)
#: Fields that stand on a page in one state only, with the tests that bring it about.
SELDOM = {
    ("WordsForm", "place"): "where words stand twice: test_desk_words",
    ("AnsweredForm", "statement"): "where a party that was asked has said something: test_replies",
    ("StatementForm", "fuller"): "where others stand on the same claim: test_desk_fuller_chain",
    ("OriginForm", "tie"): "where two statements assert the claim: test_desk_beside",
    ("OriginForm", "pair"): "where two statements assert the claim: test_desk_beside",
    ("FigureForm", "derived"): "where other figures stand on the claim: test_desk_figures",
    **{
        (
            "SearchForm",
            name,
        ): "read from the address, and sent by no form that changes something: test_search_page"
        for name in ("q", "figures", "sort", "sort_of", "clock")
    },
}
#: Pages whose forms need a query.
BEGUN = {"desk/articles/<int:pk>/statement/": "?words=fairy+tale"}


def forms_of(client, row, world):
    """The forms of a page that change something, as it shows them."""
    address = filled(row.example, world) + BEGUN.get(row.pattern, "")
    page, _ = ask(client, "GET", address)
    is_html = page.headers.get("Content-Type", "").startswith("text/html")
    return Page(address, page.text).posts() if is_html else []


def form_classes(of=forms.BaseForm):
    """Every form class of ours."""
    for one in of.__subclasses__():
        if one.__module__.split(".")[0] in ("claims", "sources", "claimtrack"):
            yield one
        yield from form_classes(one)


def test_every_field_of_every_form_class_stands_on_a_page_of_the_table(world, admin):
    client = signed_in(admin)
    met = {name for row in READ for form in forms_of(client, row, world) for name, _ in form.fields}
    met = {part for name in met for part in (name, name.rpartition("-")[2])}
    unmet = {
        (one.__name__, name)
        for one in form_classes()
        for name in getattr(one, "base_fields", {})
        if name not in met
    }
    assert unmet == SELDOM.keys()


@EVERY
def test_what_was_typed_comes_back_when_one_field_is_refused(row, world, admin):
    client, found = signed_in(admin), []
    for form in forms_of(client, row, world):
        words = {name: f"typed word {number}" for number, name in enumerate(sorted(form.typed))}
        for wrong in sorted(form.typed):
            fields = [(name, words.get(name, value)) for name, value in form.fields if name != wrong]
            body = f"{urlencode(fields)}&{quote(wrong)}={'a' * 10_000}"
            response, _ = ask(client, "POST", form.action, body)
            lost = [name for name in words if name != wrong and words[name] not in response.text]
            if response.status_code not in (302, 429) and lost:
                found.append((form.action, wrong, response.status_code, lost))
    assert found == []


def everything_moves_on():
    """As if somebody had saved everything that has a version."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in our_models():
            if any(field.name == "version" and not field.is_relation for field in model._meta.fields):
                cursor.execute(f'UPDATE "{model._meta.db_table}" SET version = version + 1')
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@EVERY
def test_a_form_of_an_earlier_version_saves_nothing(row, world, admin):
    client, found = signed_in(admin), []
    SiteSettingsFactory()
    free = [filled(address, world) for address in NO_VERSION]
    made = [
        form
        for form in forms_of(client, row, world)
        if dict(form.fields).get("expected") and form.action not in free
    ]
    everything_moves_on()
    client.stored = None
    for form in made:
        fields = [(name, value or "Because." if name in form.typed else value) for name, value in form.fields]
        response, writes = ask(client, "POST", form.action, urlencode(fields))
        if response.status_code not in (409, 422) or writes:
            found.append((form.action, response.status_code, writes))
    assert found == []
