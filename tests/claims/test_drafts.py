"""Drafts: kept while somebody types, offered to nobody else, gone once saved, discarded, removed or old."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.draft_places import DraftPlace, read_place
from claims.models import Claim, Draft
from claims.services.drafts import LONGEST, save_draft, sweep_drafts
from claims.services.errors import Refused
from tests.claims.desk import ACCUSES, desk_article, filled, only_statement, page, span
from tests.conftest import PASSWORD
from tests.factories.claims import ClaimFactory
from tests.factories.site import DraftFactory
from tests.factories.sources import ArticleFactory

pytestmark = pytest.mark.django_db

KEEP = "/desk/drafts/"
TYPED = "The fire was no accident"
TOKEN = re.compile(r'name="draft" value="([^"]+)"')


@pytest.fixture
def claim():
    return ClaimFactory(text="The fire was set", slug="fire", visible=True)


@pytest.fixture
def address(claim):
    return reverse("claims:desk-claim", kwargs={"slug": "fire"})


def token_of(client, address, form="words"):
    """What the form of that name carries on the page."""
    found = [unescape(one) for one in TOKEN.findall(page(client.get(address)))]
    return next(one for one in found if read_place(one).form.endswith(form))


def typed(token, **fields):
    form = {"draft": token, "words-text": TYPED, "words-expected": 1, "words-reason": "", "event-date": ""}
    return {**form, **fields}


def test_what_is_typed_is_kept_offered_on_its_page_and_taken_up_there(editor_client, address):
    token = token_of(editor_client, address)
    kept = editor_client.post(KEEP, typed(token))
    assert (kept.status_code, kept["Location"]) == (201, f"{address}?draft={Draft.objects.get().pk}")
    assert "Not saved yet:" in page(editor_client.get(address))
    again = page(editor_client.get(kept["Location"]))
    assert "This is what you typed" in again and f">\n{TYPED}</textarea>" in again
    assert f'href="{kept["Location"]}"' in page(editor_client.get(KEEP))


def test_a_later_draft_of_a_form_takes_the_place_of_the_earlier(editor_client, address):
    token = token_of(editor_client, address)
    editor_client.post(KEEP, typed(token, **{"words-text": "The f"}))
    editor_client.post(KEEP, typed(token))
    assert Draft.objects.get().payload["words-text"] == [TYPED]


def test_a_draft_goes_once_its_form_is_saved(editor_client, address):
    token = token_of(editor_client, address)
    editor_client.post(KEEP, typed(token))
    assert editor_client.post(address, typed(token)).status_code == 302
    assert (Claim.objects.get().text, Draft.objects.count()) == (TYPED, 0)


@pytest.mark.parametrize(("wrong", "status"), [({"words-text": ""}, 422), ({"words-expected": 7}, 409)])
def test_what_was_refused_or_overtaken_is_kept(editor_client, address, wrong, status):
    form = typed(token_of(editor_client, address), **{"words-reason": "So it is."}) | wrong
    assert editor_client.post(address, form).status_code == status
    assert Draft.objects.get().payload["words-reason"] == ["So it is."]


def test_a_draft_of_an_overtaken_form_leads_to_both_texts(editor_client, admin_client, address):
    token = token_of(editor_client, address)
    location = editor_client.post(KEEP, typed(token))["Location"]
    theirs = {"words-text": "The fire was set", "words-expected": 1, "event-date": "2031-05"}
    admin_client.post(address, theirs)
    assert 'name="words-expected" value="1"' in page(editor_client.get(location, follow=True))
    late = editor_client.post(reverse("claims:desk-claim", kwargs={"slug": "the-fire-was-set"}), typed(token))
    assert (late.status_code, "they changed it" in page(late)) == (409, True)
    keep = {"draft": token, "next": address}
    assert editor_client.post(f"{KEEP}discard/", keep).url == address
    assert Draft.objects.count() == 0


def test_a_draft_is_discarded_by_its_owner_alone(editor_client, admin_client, address, claim):
    editor_client.post(KEEP, typed(token_of(editor_client, address)))
    number = Draft.objects.get().pk
    admin_client.post(f"{KEEP}discard/", {"number": number})
    assert Draft.objects.count() == 1
    elsewhere = {"number": number, "next": "https://elsewhere.example/"}
    assert editor_client.post(f"{KEEP}discard/", elsewhere).url == KEEP
    assert Draft.objects.count() == 0


def test_nobody_else_ever_sees_it(editor_client, admin_client, address):
    location = editor_client.post(KEEP, typed(token_of(editor_client, address)))["Location"]
    for seen in (address, location, KEEP):
        content = page(admin_client.get(seen))
        assert (TYPED in content, "Not saved yet:" in content) == (False, False)


def test_a_form_of_another_editor_or_a_forged_one_is_not_kept(editor_client, admin_client, address):
    token = token_of(editor_client, address)
    answers = [admin_client.post(KEEP, typed(sent)) for sent in (token, f"{token}x", "")]
    assert [answer.status_code for answer in answers] == [400, 400, 400]
    assert Draft.objects.count() == 0


def test_what_was_typed_in_a_session_that_ended_is_there_after_signing_in(editor, editor_client, address):
    token = token_of(editor_client, address)
    gone = Client()
    answer = gone.post(address, typed(token))
    number = Draft.objects.get().pk
    assert answer.url == f"/accounts/login/?next={address}%3Fdraft%3D{number}"
    assert TYPED not in page(gone.get(answer.url))
    back = gone.post(answer.url, {"login": editor.username, "password": PASSWORD})
    assert f">\n{TYPED}</textarea>" in page(gone.get(back.url))
    assert Claim.objects.get().text == "The fire was set"


def test_a_form_that_came_too_late_for_its_page_is_kept_as_well(editor_client, address):
    token = token_of(editor_client, address)
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(address, typed(token))
    assert answer.status_code == 403
    assert f'href="{address}?draft={Draft.objects.get().pk}"' in page(answer)
    assert token not in page(answer)


def test_a_new_statement_is_taken_up_with_its_words(editor_client):
    version = desk_article()
    mark = reverse("claims:desk-mark", kwargs={"pk": version.article_id})
    token = token_of(editor_client, f"{mark}?span={span(ACCUSES)}", form=span(ACCUSES))
    form = filled(version, ACCUSES, who_name="Orla V", draft=token)
    location = editor_client.post(KEEP, form)["Location"]
    content = page(editor_client.get(location))
    assert (ACCUSES in unescape(content), 'value="Orla V"' in content) == (True, True)
    new = {"who_name": "Orla Venn", "who_asked": "Orla Venn", "who_pick": "new"}
    editor_client.post(mark, filled(version, ACCUSES, draft=token, **new))
    assert (only_statement().speaker.name, Draft.objects.count()) == ("Orla Venn", 0)


def test_a_statement_is_taken_up_on_the_version_it_was_opened_on(editor_client):
    version = desk_article()
    form = filled(version, ACCUSES, who_name="Orla Venn", who_asked="Orla Venn", who_pick="new")
    mark = reverse("claims:desk-mark", kwargs={"pk": version.article_id})
    editor_client.post(mark, form)
    address = reverse("claims:desk-statement", kwargs={"pk": only_statement().pk})
    token = token_of(editor_client, address, form=str(only_statement().pk))
    location = editor_client.post(KEEP, {**form, "draft": token, "s-role": "a docker"})["Location"]
    content = page(editor_client.get(location))
    assert ('value="a docker"' in content, 'name="expected" value="1"' in content) == (True, True)


def place(editor, **more):
    return DraftPlace(editor.pk, "claim 1 words", "Words", "/desk/", **more)


def test_endless_text_removed_articles_and_former_editors_are_refused(editor, django_user_model):
    removed = ArticleFactory(removed_at=timezone.now())
    reader = django_user_model.objects.create_user("rita")
    for where, text in (
        (place(editor), "x" * LONGEST),
        (place(editor, article=removed.pk), "x"),
        (place(reader), "x"),
    ):
        with pytest.raises(Refused):
            save_draft(place=where, fields={"a": [text]})
    assert Draft.objects.count() == 0


def test_the_sweep_takes_what_is_a_month_old():
    old, young = DraftFactory(), DraftFactory()
    Draft.objects.filter(pk=old.pk).update(saved_at=timezone.now() - timedelta(days=31))
    assert sweep_drafts() == 1
    assert list(Draft.objects.all()) == [young]


def test_a_draft_whose_fields_are_no_lists_shows_nothing(editor_client, editor, claim, address):
    draft = DraftFactory(
        user=editor, form=f"claim {claim.pk} words", page=address, payload={"words-text": TYPED}
    )
    assert editor_client.get(f"{address}?draft={draft.pk}").status_code == 200
