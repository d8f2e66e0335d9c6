"""Articles that share their text: what an editor decides, what follows, and the pages it is done on."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import OverlapDecision
from claims.models import Claim
from claims.queries.overlaps import compare, count_waiting, find_overlap, read_review
from claims.querysets import visible_articles
from claims.services.errors import Refused
from claims.services.overlaps import decide_overlap
from claims.services.rejecting import reject_proposal
from sources.models import Article, Overlap
from sources.services.roots import Stale
from sources.services.sketching import bodies_of, store_sketches
from tests.claims.correcting import proposed
from tests.claims.desk import LAST, TEXT, page
from tests.claims.saving import asserts, events, new_speaker, save
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, OutletFactory, OverlapFactory
from tests.sources.alike import compare_all, sketched, words

pytestmark = pytest.mark.django_db
WHY = "Both credit the same agency."
STORY = " ".join(words(120, 1))


@pytest.fixture
def overlap():
    first, second = sketched(STORY), sketched(STORY, outlet=OutletFactory())
    compare_all()
    return find_overlap(first.pk, second.pk)


def decide(editor, overlap, decision, **fields):
    versions = Article.objects.filter(pk__in=(overlap.first_id, overlap.second_id)).values_list(
        "pk", "version"
    )
    fields = {"expected": dict(versions), "reason": WHY} | fields
    return decide_overlap(editor=editor, overlap=overlap, decision=OverlapDecision(decision), **fields)


def ties():
    """(reprint of, same as) of each article, in their order."""
    return list(Article.objects.order_by("pk").values_list("reprint_of", "same_as"))


def test_each_decision_ends_the_one_before_it(editor, overlap):
    first, second = overlap.first_id, overlap.second_id
    decide(editor, overlap, "second_copies")
    assert ties() == [(None, None), (first, None)]
    decide(editor, overlap, "first_copies")
    assert ties() == [(second, None), (None, None)]
    decide(editor, overlap, "save")
    assert ties() == [(None, None), (None, first)]
    decide(editor, overlap, "shares_text")
    assert (ties(), overlap.kind, overlap.state) == ([(None, None)] * 2, "shares_text", "decided")
    decide(editor, overlap, "undo")
    stored = Overlap.objects.get()
    assert (stored.state, stored.decided_by, stored.reason) == ("undone", editor, WHY)
    assert events(stored)[-1][1:3] == (f"user:{editor.pk}", WHY)
    compare_all()
    assert ties() == [(None, None)] * 2


def test_a_later_text_becomes_the_next_version_and_comes_back(editor, editor_client, overlap):
    first, second = overlap.first, overlap.second
    texts = (first.current_version_id, second.current_version_id)
    decide(editor, overlap, "version")
    assert list(first.versions.values_list("pk", "number")) == [(texts[0], 1), (texts[1], 2)]
    assert list(Article.objects.order_by("pk").values_list("current_version", "same_as")) == [
        (texts[1], None),
        (None, first.pk),
    ]
    compare_all()
    assert Overlap.objects.get().state == "decided"
    pages = ("/articles/{}/", "/desk/articles/{}/?view=list", "/articles/{}/history/", "/desk/")
    for address in (*pages, f"/articles/{first.pk}/compare/?with={{}}"):
        assert editor_client.get(address.format(second.pk)).status_code == 200
    decide(editor, overlap, "second_copies")
    assert list(Article.objects.order_by("pk").values_list("current_version", "reprint_of")) == [
        (texts[0], None),
        (texts[1], first.pk),
    ]


def test_no_text_becomes_a_version_of_an_article_that_has_none_itself(editor, overlap):
    decide(editor, overlap, "version")
    later = OverlapFactory(first=overlap.second, second=ArticleVersionFactory().article)
    with pytest.raises(Refused, match="no text of its own any more"):
        decide(editor, later, "version")


def test_no_text_in_which_something_was_decided_becomes_a_version_of_another(editor, version):
    made = proposed(version, LAST, "she")
    reject_proposal(editor=editor, statement=made, expected=made.version)
    overlap = OverlapFactory(first=ArticleVersionFactory().article, second=version.article)
    with pytest.raises(Refused, match=f"Something was decided about words of article {version.article_id}"):
        decide(editor, overlap, "version")
    assert version.article.versions.get() == version


def test_a_stale_or_unreasoned_decision_changes_nothing(editor, overlap):
    with pytest.raises(Stale):
        decide(editor, overlap, "save", expected={overlap.first_id: 1, overlap.second_id: 7})
    with pytest.raises(Refused, match="Say why"):
        decide(editor, overlap, "save", reason=" ")
    assert (ties(), Overlap.objects.get().state) == ([(None, None)] * 2, "suggested")


def test_one_address_is_one_page(editor):
    address = "https://courier.example/pier"
    first = ArticleVersionFactory(article__address=address).article
    second = ArticleVersionFactory(article__address=address, article__same_as=first).article
    overlap = OverlapFactory(first=first, second=second)
    for decision in ("undo", "second_copies", "shares_text"):
        with pytest.raises(Refused, match="same address"):
            decide(editor, overlap, decision)
    assert decide(editor, overlap, "save").state == "decided"


def test_an_article_in_which_words_are_marked_becomes_nobodys_save(editor, version):
    save(editor, version, links=(asserts(),))
    overlap = OverlapFactory(first=ArticleFactory(), second=version.article)
    with pytest.raises(Refused, match="Words are marked"):
        decide(editor, overlap, "save")
    assert list(visible_articles()) == [version.article]


def test_suggested_and_decided_copies_are_one_origin_and_the_claim_says_that_it_moved(editor, version):
    save(editor, version, links=(asserts(),))
    claim = Claim.objects.get()
    other = ArticleVersionFactory(text=TEXT, article__outlet=OutletFactory())
    save(editor, other, links=(asserts(claim),), speaker=new_speaker("Another"))
    summary = claim.summary
    summary.refresh_from_db()
    assert summary.origins == 2
    store_sketches(bodies_of([version.pk, other.pk]))
    compare_all()
    summary.refresh_from_db()
    assert (summary.origins, claim.revisions.last().moved) == (1, "origin")
    decide(editor, Overlap.objects.get(), "undo")
    summary.refresh_from_db()
    assert summary.origins == 2


def test_the_review_lists_what_waits_by_kind_with_one_count_of_queries(editor_client, editor):
    with CaptureQueriesContext(connection) as one:
        read_review(show="", before=None)
    for kind in ("reprint", "another_save", "reprint", "shares_text"):
        OverlapFactory(kind=kind)
    OverlapFactory(state="decided", decided_by=editor, reason=WHY)
    with CaptureQueriesContext(connection) as more:
        review = read_review(show="reprints", before=None)
    assert (len(one), len(more)) == (2, 2)
    assert [(tab.key, tab.number) for tab in review.tabs] == [
        ("saves", 1), ("reprints", 2), ("shared", 1), ("decided", 1),
    ]  # fmt: skip
    assert [row.kind for row in review.rows] == ["reprint", "reprint"]
    assert count_waiting() == 3
    answer = page(editor_client.get("/desk/review/?show=decided"))
    assert WHY in answer
    assert "Nothing waits here" in page(editor_client.get("/desk/review/?show=saves&before=1"))


def test_a_long_review_goes_on_page_by_page(editor_client, monkeypatch):
    monkeypatch.setattr("claims.queries.overlaps.PAGE", 2)
    pks = [OverlapFactory().pk for _ in range(3)]
    first = read_review(show="reprints", before=None)
    assert ([row.pk for row in first.rows], first.older) == ([pks[2], pks[1]], str(pks[1]))
    rest = read_review(show="reprints", before=int(first.older))
    assert ([row.pk for row in rest.rows], rest.older) == ([pks[0]], "")
    assert 'rel="next"' in page(editor_client.get("/desk/review/?show=reprints"))


def test_two_texts_stand_side_by_side_with_what_they_share_marked(editor_client):
    first = sketched(f"Only here. {STORY}", headline="First")
    second = sketched(f"{STORY} Only there.", headline="Second", outlet=OutletFactory())
    compare_all()
    with CaptureQueriesContext(connection) as queries:
        compare(find_overlap(first.pk, second.pk))
    assert len(queries) == 3
    answer = page(editor_client.get(f"/articles/{second.pk}/compare/?with={first.pk}"))
    assert re.findall("<mark>(.*?)</mark>", answer) == [STORY, STORY]
    assert '<p dir="auto">Only here. <mark>' in answer
    assert f"/articles/{first.pk}/compare/?with={second.pk}" in page(
        editor_client.get(f"/articles/{first.pk}/compare/")
    )
    assert editor_client.get(f"/articles/{first.pk}/compare/?with={first.pk}").status_code == 404
    assert "No other article" in page(editor_client.get(f"/articles/{ArticleFactory().pk}/compare/"))


def test_a_decision_is_made_on_the_page_and_refused_with_what_was_typed(editor_client, overlap):
    address = f"/articles/{overlap.first_id}/compare/?with={overlap.second_id}"
    form = {"decision": "second_copies", "reason": WHY, "first": overlap.first.version, "second": 7}
    stale = editor_client.post(address, form)
    assert (stale.status_code, WHY in page(stale)) == (409, True)
    assert editor_client.post(address, form | {"reason": ""}).status_code == 422
    done = editor_client.post(address, form | {"second": overlap.second.version}, follow=True)
    assert "Decided: the second is a reprint of the first." in page(done)
    assert Article.objects.get(pk=overlap.second_id).reprint_of_id == overlap.first_id
