"""The pages on which an editor says where words stand in a later text; what readers are told meanwhile."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from claims.queries.passage_review import find_passage, passage_page, read_passages
from sources.models import Article, Passage
from tests.claims.correcting import give_later_text, left
from tests.claims.desk import ACCUSES, DENIES, LAST, TEXT
from tests.claims.desk import page as html_of
from tests.claims.pages import plain
from tests.claims.saving import asserts, save
from tests.factories.base import settle
from tests.factories.claims import FigureFactory

pytestmark = pytest.mark.django_db
LIST = "/desk/review/passages/"
FRIDAY = ACCUSES.replace("Thursday", "Friday")
CHANGED = {ACCUSES: FRIDAY, DENIES: "“A fairy tale,” it told state media.", LAST: "The pier is open."}


def page(response):
    return unescape(html_of(response))


def correct(editor, version, *words):
    """Statements of these words, and a later text that has others in their place."""
    for one in words:
        save(editor, version, one, links=(asserts(Claim.objects.first() or "The fire was set"),))
    text = TEXT
    for one in words:
        text = text.replace(one, CHANGED[one])
    later = give_later_text(editor, version, text)
    settle()
    return later, list(Passage.objects.filter(version=version).order_by("pk"))


def form(later, **fields):
    return {"v": later.pk, "expected": Article.objects.get(pk=later.article_id).version, **fields}


def span(later, words):
    return f"{later.text.index(words)}-{later.text.index(words) + len(words)}"


@pytest.mark.parametrize("words", [(ACCUSES,), (ACCUSES, DENIES, LAST)], ids=["one", "three"])
def test_the_list_costs_the_same_for_one_and_for_three(editor, version, editor_client, words):
    correct(editor, version, *words)
    with CaptureQueriesContext(connection) as asked:
        found = read_passages(show="", before=None)
    number = sum(tab.number for tab in found.tabs)
    assert (len(asked), number) == (3, len(words))
    assert len(read_passages(show="", before=None, article=version.article_id).rows) == len(words)
    assert ACCUSES in page(editor_client.get(f"{LIST}?article={version.article_id}"))
    assert "to review" in page(editor_client.get("/desk/"))


def test_old_and_new_stand_side_by_side_with_the_likely_place(editor, version, editor_client):
    _, (passage,) = correct(editor, version, ACCUSES)
    with CaptureQueriesContext(connection) as asked:
        passage_page(find_passage(passage.pk))
    assert len(asked) == 3
    answer = page(editor_client.get(f"{LIST}{passage.pk}/"))
    assert (answer.count(f"<mark>{ACCUSES}"), answer.count(f"<mark>{FRIDAY}")) == (1, 2)
    assert "other words" in answer


def test_a_place_is_taken_and_given_back_and_the_next_one_follows(editor, version, editor_client):
    later, (first, second) = correct(editor, version, ACCUSES, DENIES)
    address = f"{LIST}{first.pk}/"
    answer = editor_client.post(address, form(later, do="place", place=span(later, FRIDAY)))
    assert answer.url == f"{LIST}{second.pk}/?done={first.pk}&did=place"
    assert "It has a place in the new text." in page(editor_client.get(answer.url))
    assert left(version)[0] == (ACCUSES, "attached", FRIDAY)
    answer = editor_client.post(address, form(later, do="undo"))
    assert answer.url == f"{address}?done={first.pk}&did=undo"
    assert left(version)[0] == (ACCUSES, "review", None)


def test_another_place_is_typed_and_chosen_where_it_is_not_the_only_one(editor, version, editor_client):
    later, (passage,) = correct(editor, version, ACCUSES)
    address = f"{LIST}{passage.pk}/"
    for words, says in (
        ("No such words", "do not stand in the new text"),
        ("harbour", None),
        ("on", "more than once"),
    ):
        answer = editor_client.post(address, form(later, do="place", words=words))
        assert answer.status_code == (422 if says else 302)
        assert not says or says in page(answer)
        if not says:
            editor_client.post(address, form(later, do="undo"))
    assert page(answer).count('name="place"') > 1


def test_it_is_kept_or_gone_and_who_comes_later_is_told(editor, version, editor_client):
    later, (passage,) = correct(editor, version, ACCUSES)
    address, stale = f"{LIST}{passage.pk}/", form(later, do="keep")
    assert editor_client.post(address, form(later, do="gone")).url == f"{LIST}?done={passage.pk}&did=gone"
    assert "It is marked as no longer in the text." in page(
        editor_client.get(f"{LIST}?done={passage.pk}&did=gone")
    )
    assert editor_client.post(address, stale).status_code == 409
    assert editor_client.post(address, form(later, do="gone")).status_code == 409
    assert editor_client.post(address, form(later, do="keep")).status_code == 302
    assert editor_client.post(address, form(later, do="place", v=version.pk, place="0-4")).status_code == 409
    assert editor_client.post(address, form(later, do="place")).status_code == 422
    assert editor_client.post(address, form(later)).status_code == 422
    assert editor_client.get(f"{LIST}999999/").status_code == 404


def test_readers_are_told_of_which_text_the_words_are(editor, version, editor_client):
    later, (passage,) = correct(editor, version, ACCUSES)
    claim = Claim.objects.get()
    claim_page = f"/claims/{claim.addresses.get(current=True).slug}/"
    checked = "The publisher has changed it since; whether it still says this is being checked."
    for address in (f"/articles/{version.article_id}/", claim_page):
        told = plain(page(editor_client.get(address)))
        assert checked in told
        assert "In the text as of" in told
    editor_client.post(f"{LIST}{passage.pk}/", form(later, do="gone"))
    assert "later text no longer has these words" in plain(page(editor_client.get(claim_page)))
    editor_client.post(f"{LIST}{passage.pk}/", form(later, do="place", place=span(later, FRIDAY)))
    told = plain(page(editor_client.get(claim_page)))
    assert ("In the text as of" in told, "on Friday that the fire" in told) == (False, True)


def test_nothing_is_to_be_decided_of_words_of_the_current_text(editor, version, editor_client):
    save(editor, version, ACCUSES)
    address = f"{LIST}{Passage.objects.get().pk}/"
    assert "no later text" in page(editor_client.get(address))
    assert editor_client.post(address, form(version, do="gone")).status_code == 422


def test_after_a_place_with_other_words_it_leads_to_the_figures_that_stayed(editor, version, editor_client):
    later, (first, second) = correct(editor, version, ACCUSES, DENIES)
    said = FigureFactory(statement=first.statement_parts.get().statement).statement
    led = f'href="/desk/statements/{said.pk}/figures/"'
    answer = editor_client.post(f"{LIST}{first.pk}/", form(later, do="place", place=span(later, FRIDAY)))
    shown = page(editor_client.get(answer.url))
    assert ("its figures stayed as they were" in shown, led in shown) == (True, True)
    place = span(later, CHANGED[DENIES])
    answer = editor_client.post(f"{LIST}{second.pk}/", form(later, do="place", place=place))
    assert "its figures stayed" not in page(editor_client.get(answer.url))  # that one has none


def test_what_is_kept_with_the_older_text_has_a_list_of_its_own(editor, version, editor_client):
    later, (first, second) = correct(editor, version, ACCUSES, DENIES)
    assert "No words were kept" in page(editor_client.get(f"{LIST}?show=kept"))
    editor_client.post(f"{LIST}{first.pk}/", form(later, do="keep"))
    assert [row.words for row in read_passages(show="kept", before=None).rows] == [ACCUSES]
    assert [row.pk for row in read_passages(show="", before=None).rows] == [second.pk]
    shown = page(editor_client.get(f"{LIST}?show=kept"))
    assert 'show=kept" aria-current="page"' in shown
    assert "Look at it" in shown
