"""Who works on what: taken by a button, by one of two, given away, counted and filtered."""

import re

import pytest
from django.urls import reverse

from claims.choices import DeskState
from claims.models import Claim, DeskItem
from claims.queries.desk_work import MOST, Narrowed, Numbers, numbers_of, work_on
from claims.services.desk_work import Taken, set_work
from claims.services.errors import Refused
from sources.models import Article
from tests.claims.desk import desk_article
from tests.claims.pages import plain
from tests.factories.claims import ClaimFactory
from tests.factories.desk import DeskItemFactory
from tests.factories.sources import ArticleFactory

pytestmark = pytest.mark.django_db
QUEUE = reverse("claims:desk")
TITLE = re.compile(r'class="q-t"><a href="[^"]*" lang="en">([^<]*)</a>')


def titles(client, **asked):
    return TITLE.findall(client.get(QUEUE, asked).content.decode())


def press(client, article, do, expected=0, **fields):
    address = reverse("claims:desk-article-work", kwargs={"pk": article.pk})
    return client.post(address, {"do": do, "expected": expected, **fields})


def test_looking_takes_nothing_and_a_button_does(editor, editor_client):
    article = desk_article().article
    page = f"/desk/articles/{article.pk}/?view=list"
    assert "This is unread." in plain(editor_client.get(page).content.decode())
    assert not DeskItem.objects.exists()
    assert press(editor_client, article, "take").headers["Location"] == page
    assert work_on(article, editor.pk).words == "in work by edith"
    assert "in work by edith (you)" in plain(editor_client.get(page).content.decode())


def test_of_two_who_take_it_one_gets_it_and_the_other_is_told(editor_client, admin, admin_client):
    article = desk_article().article
    assert press(admin_client, article, "take").status_code == 302
    for expected in (0, 7):
        answer = press(editor_client, article, "take", expected)
        assert answer.status_code == 409
        assert "Somebody was faster. It is in work now, by ada." in plain(answer.content.decode())
    assert DeskItem.objects.get().assignee == admin


def test_it_is_given_checked_done_and_put_back(editor, admin, editor_client):
    article, told = desk_article().article, []
    steps = (("give", admin), ("to_check", None), ("to_check", admin), ("done", None), ("unread", None))
    for version, (do, to) in enumerate(steps):
        assert press(editor_client, article, do, version, to=to.pk if to else "").status_code == 302
        told.append(work_on(article, editor.pk).words)
    assert told == [
        *("in work by ada", "to check", "to check by ada", "done by edith", "unread"),
    ]


@pytest.mark.parametrize(("do", "to"), [("give", ""), ("give", "reader"), ("", ""), ("burn", "")])
def test_what_cannot_be_is_refused_in_words(editor_client, reader, do, to):
    article = desk_article().article
    assert press(editor_client, article, do, to=reader.pk if to else "").status_code == 422
    assert not DeskItem.objects.exists()


def test_the_queue_is_narrowed_by_state_and_by_person(editor, admin, editor_client):
    ArticleFactory(headline="Fresh")
    for headline, state, whose in (
        ("Mine", DeskState.IN_WORK, editor),
        ("Hers", DeskState.IN_WORK, admin),
        ("Check", DeskState.TO_CHECK, None),
        ("Again", DeskState.UNREAD, None),
    ):
        DeskItemFactory(claim=None, article=ArticleFactory(headline=headline), state=state, assignee=whose)
    found = {
        "unread": titles(editor_client, state="unread"),
        "in work": titles(editor_client, state="in_work"),
        "mine": titles(editor_client, who="me"),
        "hers": titles(editor_client, who="ada", state="in_work"),
        "nobody": titles(editor_client, who="nobody", state="to_check"),
        "no such state": len(titles(editor_client, state="burnt")),
    }
    assert {key: sorted(one) if isinstance(one, list) else one for key, one in found.items()} == {
        "unread": ["Again", "Fresh"],
        "in work": ["Hers", "Mine"],
        "mine": ["Mine"],
        "hers": ["Hers"],
        "nobody": ["Check"],
        "no such state": 5,
    }
    assert numbers_of(Article, editor.pk) == Numbers(unread=2, in_work=2, to_check=1, done=0, mine=1)
    shown = plain(editor_client.get(QUEUE).content.decode())
    assert "in work (2)" in shown and "mine (1 in work)" in shown
    assert Numbers(MOST + 1, 0, 0, 0, 0).unread_words == "1,000+"


def test_claims_stand_in_the_queue_too(editor, editor_client):
    claim = ClaimFactory(text="The fire was set", visible=True)
    ClaimFactory(text="Withdrawn", visible=True, withdrawn=True)
    page = editor_client.get(QUEUE, {"of": "claims"}).content.decode()
    assert "The fire was set" in page and "Withdrawn" not in page
    slug = claim.addresses.get().slug if claim.addresses.exists() else ""
    address = reverse("claims:desk-claim-work", kwargs={"slug": slug})
    answer = editor_client.post(address, {"do": "take", "expected": 0, "back": "queue"})
    assert answer.headers["Location"] == f"{QUEUE}?of=claims"
    assert work_on(claim, editor.pk).mine
    assert editor_client.post(address, {"do": "take", "expected": 0}).status_code == 409
    assert editor_client.get(QUEUE, {"of": "claims", "who": "nobody"}).content.decode().count("<li>") < 20
    assert numbers_of(Claim, editor.pk).in_work == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_claims_take_the_same_queries_however_many(editor_client, number, django_assert_num_queries):
    for _ in range(number):
        DeskItemFactory(in_work=True)
    with django_assert_num_queries(10):
        editor_client.get(QUEUE, {"of": "claims"})


def test_pages_of_claims_lead_both_ways_and_stay_narrowed(editor_client, monkeypatch):
    monkeypatch.setattr("claims.queries.desk_claims.PAGE", 1)
    for text in ("A fire", "B fire"):
        DeskItemFactory(claim__text=text, claim__search_key=text.casefold(), in_work=True)
    page = editor_client.get(QUEUE, {"of": "claims", "state": "in_work", "q": "fire"}).content.decode()
    (older,) = re.findall(r'rel="next" href="([^"]*)"', page)
    older = older.replace("&amp;", "&")
    assert older.startswith("?of=claims&q=fire&state=in_work&after=")
    second = editor_client.get(QUEUE + older).content.decode()
    assert "A fire" in second and "B fire" not in second and 'rel="prev"' in second


def test_the_service_names_who_was_first(editor, admin):
    claim = ClaimFactory()
    first = set_work(editor=editor, subject=claim, expected=0, state=DeskState.IN_WORK, assignee_id=editor.pk)
    with pytest.raises(Taken, match="by edith"):
        set_work(editor=admin, subject=claim, expected=0, state=DeskState.DONE, assignee_id=None)
    with pytest.raises(Refused, match="somebody’s"):
        set_work(editor=admin, subject=claim, expected=1, state=DeskState.IN_WORK, assignee_id=None)
    assert first.version == 1
    assert Narrowed.read(state="x", who="", me=1).state == ""
