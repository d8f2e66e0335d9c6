"""Drafts of the forms of speakers, notes, replies and details: kept, offered, taken up, let go; restarts."""

import re
from html import unescape

import pytest
from django.db import connections
from django.test import Client

from claims.draft_places import read_place
from claims.models import Draft
from claims.services.removal import remove_article
from tests.claims.desk import ACCUSES, desk_article, page, span
from tests.claims.detailing import bare
from tests.factories.base import settle
from tests.factories.claims import NoteFactory, ReplyRequestFactory
from tests.factories.site import DraftFactory
from tests.factories.sources import ImportBatchFactory, PassageFactory
from tests.factories.subjects import (
    AffiliationFactory,
    ClaimFactory,
    ClaimPartyFactory,
    SpeakerAliasFactory,
    SpeakerFactory,
)

pytestmark = pytest.mark.django_db

KEEP = "/desk/drafts/"
TOKEN = re.compile(r'name="draft" value="([^"]+)"')


def token_of(client, address, form):
    """What the form of that name carries on the page."""
    found = [unescape(one) for one in TOKEN.findall(page(client.get(address)))]
    return next(one for one in found if read_place(one).form == form)


def speaker(form, prefix, **typed):
    """A form on a speaker's page; {one} stands for its spelling or office."""

    def build():
        venn = SpeakerFactory(name="Orla Venn", slug="venn")
        row = {"spelling": SpeakerAliasFactory, "office": AffiliationFactory, "end": AffiliationFactory}
        name = form.partition("-")[0]
        one = row[name](**{"speaker" if name == "spelling" else "person": venn}) if "{one}" in form else None
        key = str(one.pk) if one else ""
        at = f"/desk/speakers/venn/places/{key}/" if name == "office" else "/desk/speakers/venn/"
        fields = {f"{prefix.replace('{one}', key)}-{name}": text for name, text in typed.items()}
        return at, f"speaker {venn.pk} {form.replace('{one}', key)}", fields

    return build


def claim(form, **typed):
    def build():
        made = ClaimFactory(slug="fire")
        ClaimPartyFactory(claim=made)
        return "/desk/claims/fire/", f"claim {made.pk} {form}", {f"{form}-{k}": v for k, v in typed.items()}

    return build


def note():
    version = desk_article()
    at = f"/desk/articles/{version.article_id}/notes/?span={span(ACCUSES)}"
    return at, f"note in {version.article_id} {span(ACCUSES)}", {"text": "Which pier?"}


def reply():
    asked = ReplyRequestFactory()
    return (
        f"/desk/replies/{asked.pk}/",
        f"reply {asked.pk} remind",
        {"remind-reminded_at": "2031-02-03T04:05"},
    )


def answer(on_words):
    """To a note on words of an article, or on a claim."""

    def build():
        version = desk_article()
        words = PassageFactory(version=version, start=0, end=7)
        made = (
            NoteFactory(claim=None, passage=words)
            if on_words
            else NoteFactory(claim=ClaimFactory(slug="fire"))
        )
        at = f"/desk/articles/{version.article_id}/notes/" if on_words else "/desk/claims/fire/"
        return at, f"answer to note {made.pk}", {f"n{made.pk}-text": "The east pier."}

    return build


def merge(kind, doing):
    def build():
        made = {"claim": ClaimFactory, "speaker": SpeakerFactory}[kind]
        one = made(slug="fire", merged_into=made() if doing == "unmerging" else None)
        typed = {"reason": "One event."} | ({"other-name": "The blaze"} if doing == "merging" else {})
        return f"/desk/{kind}s/fire/merge/", f"{doing} {kind} {one.pk}", typed

    return build


FORMS = {
    "a spelling": (speaker("spelling", "spelling", spelling="О. Венн"), 'value="О. Венн"'),
    "a correction": (speaker("spelling-{one}", "spelling-{one}", spelling="Wenn"), 'value="Wenn"'),
    "an office": (speaker("place", "place", title="pilot"), 'value="pilot"'),
    "an end": (speaker("end-{one}", "end-{one}", until="2031-05"), 'value="2031-05"'),
    "another office": (speaker("office-{one}", "place", title="pilot"), 'value="pilot"'),
    "a note on a claim": (claim("note", text="Which pier?"), ">\nWhich pier?</textarea>"),
    "a request": (claim("ask", channel="by kite"), 'value="by kite"'),
    "a note on words": (note, ">\nWhich pier?</textarea>"),
    "an answer to a note on words": (answer(on_words=True), ">The east pier.</textarea>"),
    "an answer to a note on a claim": (answer(on_words=False), ">The east pier.</textarea>"),
    "a merge of claims": (merge("claim", "merging"), ">The blaze</textarea>"),
    "a merge of speakers": (merge("speaker", "merging"), 'value="The blaze"'),
    "why it is merged": (merge("claim", "merging"), 'value="One event."'),
    "an end of a merge": (merge("speaker", "unmerging"), 'value="One event."'),
    "a reminder": (reply, 'value="2031-02-03T04:05"'),
}


@pytest.mark.parametrize(("build", "shown"), FORMS.values(), ids=FORMS)
def test_what_is_typed_is_offered_on_its_page_and_taken_up_there(editor_client, admin_client, build, shown):
    address, form, fields = build()
    kept = editor_client.post(KEEP, {"draft": token_of(editor_client, address, form), **fields})
    assert kept.status_code == 201
    content = page(editor_client.get(address))
    assert ("Not saved yet:" in content, shown in content) == (True, False)
    assert shown in page(editor_client.get(kept["Location"]))
    assert shown not in page(admin_client.get(kept["Location"]))


def test_a_saved_spelling_lets_its_draft_go_and_a_refused_one_keeps_it(editor_client):
    venn = SpeakerFactory(name="Orla Venn", slug="venn")
    token = token_of(editor_client, "/desk/speakers/venn/", f"speaker {venn.pk} spelling")
    form = {"draft": token, "spelling-language": "", "spelling-expected": 1}
    here = "/desk/speakers/venn/spellings/"
    assert editor_client.post(here, form | {"spelling-spelling": "…"}).status_code == 422
    assert Draft.objects.count() == 1
    assert editor_client.post(here, form | {"spelling-spelling": "Wenn"}).status_code == 302
    assert Draft.objects.count() == 0


def test_a_written_answer_lets_its_draft_go_and_an_empty_one_keeps_it(editor_client):
    address, form, fields = answer(on_words=False)()
    at = f"/desk/notes/{form.rpartition(' ')[2]}/"
    sent = {"draft": token_of(editor_client, address, form), "do": "answer"}
    assert editor_client.post(at, sent | dict.fromkeys(fields, " ")).status_code == 422
    assert Draft.objects.get().form == form
    assert editor_client.post(at, sent | fields).status_code == 302
    assert not Draft.objects.exists()


def test_a_merge_that_is_asked_about_keeps_its_draft_until_it_is_done(editor_client):
    address, form, fields = merge("claim", "merging")()
    into = ClaimFactory(text="The blaze")
    sent = {"draft": token_of(editor_client, address, form), "expected": 1, **fields}
    editor_client.post(KEEP, sent)
    asked = editor_client.post(address, sent)
    assert (asked.status_code, Draft.objects.count()) == (200, 1)
    token = unescape(TOKEN.findall(page(asked))[0])
    sure = {"draft": token, "do": "merge", "expected": 1, "reason": "One.", "other-pick": f"claim:{into.pk}"}
    assert editor_client.post(address, sure).status_code == 302
    assert not Draft.objects.exists()


@pytest.fixture
def row(admin_client):
    """(batch, article, what its row of the table sends)."""
    batch = ImportBatchFactory()
    (article,) = bare(batch)
    was = f"was-{article.pk}"
    sent = {f"version-{article.pk}": article.version, was: "{}", f"headline-{article.pk}": "Smoke at dusk"}
    at = f"/imports/{batch.pk}/details/"
    sent["draft"] = token_of(admin_client, at, f"details {batch.pk} ")
    return at, article, sent


def test_details_are_taken_up_beside_what_others_saved_since(admin_client, row):
    at, article, sent = row
    location = admin_client.post(KEEP, {**sent, "all-language": "uk-Latn"})["Location"]
    shown = page(admin_client.get(location))
    assert 'value="uk-Latn"' in shown
    assert ('value="Smoke at dusk"' in shown, "Now it says" in shown) == (True, False)
    theirs = {**sent, f"headline-{article.pk}": "Fire at dawn", "draft": ""}
    assert admin_client.post(at, theirs).status_code == 302
    shown = page(admin_client.get(location))
    assert ('value="Smoke at dusk"' in shown, "Now it says: <b>Fire at dawn</b>" in shown) == (True, True)
    assert admin_client.post(at, sent).status_code == 409
    assert Draft.objects.get().payload[f"headline-{article.pk}"] == ["Smoke at dusk"]


def test_a_removed_article_takes_typed_details_of_it_along(admin):
    article = desk_article().article
    settle()
    DraftFactory(form="details 1 ", payload={f"version-{article.pk}": ["1"]})
    kept = DraftFactory(form="details 1 after=7", payload={f"version-{article.pk + 1}": ["1"]})
    remove_article(admin=admin, article=article, expected=1, reason="A court said so.")
    assert list(Draft.objects.all()) == [kept]


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_there_after_a_restart(editor, editor_client):
    address, form, fields = claim("note", text="Which pier?")()
    token = token_of(editor_client, address, form)
    location = editor_client.post(KEEP, {"draft": token, **fields})["Location"]
    connections.close_all()  # nothing is left of the process that wrote it
    again = Client()
    again.force_login(editor)
    assert ">\nWhich pier?</textarea>" in page(again.get(location))
