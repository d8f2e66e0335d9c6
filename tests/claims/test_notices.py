"""What publishers say of their own stories: suggested by a machine, confirmed or dropped at the desk."""

import pytest

from claims.models import ClaimRevision
from claims.services.inputs import Words
from claims.services.publishing import record_notice
from sources.choices import NoticeKind
from sources.models import PublisherNotice
from sources.services.acting import acting, machine
from tests.claims.desk import ACCUSES, LAST, TEXT, desk_article, page
from tests.factories.base import desk_editor
from tests.factories.claims import visible_statement
from tests.factories.sources import ArticleFactory, PassageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return desk_article()


def suggest(version, words=LAST, kind="update"):
    """As the import does."""
    with acting(machine("import")):
        passage = PassageFactory(version=version, words=words)
        return PublisherNotice.objects.create(
            article=version.article, kind=kind, passage=passage, state="suggested"
        )


def decide(client, notice, expected=1, do="confirm", kind="correction"):
    given = {"expected": expected, "notice": notice.pk, "do": do, "kind": kind}
    return client.post(f"/desk/articles/{notice.article_id}/notices/", given)


def listed(client, notice):
    return page(client.get(f"/desk/articles/{notice.article_id}/?view=list"))


def stands(notice):
    return PublisherNotice.objects.values_list("kind", "state").get(pk=notice.pk)


def test_readers_see_what_an_editor_confirmed_and_no_suggestion(client, editor_client, version):
    notice = suggest(version)
    visible_statement(version=version, words=ACCUSES)
    article = f"/articles/{version.article_id}/"
    assert "by the publisher" not in page(client.get(article))
    assert "Found in the text, not checked" in listed(editor_client, notice)
    moved = ClaimRevision.objects.count()
    assert decide(editor_client, notice).url == f"/desk{article}?view=list#notices"
    assert stands(notice) == ("correction", "confirmed")
    assert "Confirmed as a correction; readers see it" in listed(editor_client, notice)
    assert "Correction by the publisher" in page(client.get(article))
    assert ClaimRevision.objects.count() == moved + 1
    decide(editor_client, notice, expected=2, do="drop")
    assert "by the publisher" not in page(client.get(article))
    assert ClaimRevision.objects.count() == moved + 2


def test_a_suggestion_that_is_dropped_moves_no_claim_and_can_be_confirmed_later(editor_client, version):
    notice = suggest(version)
    decide(editor_client, notice, do="drop")
    assert (stands(notice), ClaimRevision.objects.count()) == (("update", "dropped"), 0)
    assert "Dropped; readers do not see" in listed(editor_client, notice)
    decide(editor_client, notice, expected=2, kind="update")
    assert stands(notice) == ("update", "confirmed")
    assert [event.state for event in notice.events.order_by("pgh_id")] == [
        "suggested", "dropped", "dropped", "confirmed"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"do": "burn"}, 400),
        ({"kind": "poem"}, 400),
        ({"expected": 7}, 409),
    ],
)
def test_what_cannot_be_done_is_said(editor_client, version, given, status):
    notice = suggest(version)
    answer = decide(editor_client, notice, **given)
    assert (answer.status_code, stands(notice)) == (status, ("update", "suggested"))


def test_a_notice_of_another_article_and_one_that_is_that_already_are_refused(editor_client, version):
    notice = suggest(version)
    elsewhere = f"/desk/articles/{desk_article().article_id}/notices/"
    given = {"expected": 1, "notice": notice.pk, "do": "drop"}
    assert editor_client.post(elsewhere, given).status_code == 422
    decide(editor_client, notice, do="drop")
    answer = decide(editor_client, notice, expected=2, do="drop")
    assert (answer.status_code, "It is that already." in page(answer)) == (422, True)


def record(article, version, words):
    start = TEXT.index(words)
    return record_notice(
        editor=desk_editor(),
        article=article,
        expected=article.version,
        kind=NoticeKind.CORRECTION,
        version=version,
        words=Words(start, start + len(words), words),
    )


def test_what_is_recorded_where_a_suggestion_stands_becomes_of_it(version):
    notice = suggest(version)
    assert record(version.article, version, "pier") == notice
    assert stands(notice) == ("correction", "confirmed")
    assert PublisherNotice.objects.get().passage.exact == "pier"


def test_what_one_article_says_of_another_is_not_suggested_of_itself_any_more(version):
    notice = suggest(version)
    about = ArticleFactory()
    made = record(about, version, LAST)
    assert (PublisherNotice.objects.get(), made.article) == (made, about)
    assert made.pk != notice.pk
    version.article.refresh_from_db()
    assert version.article.version == 2


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_one_query_for_all_notices(editor_client, django_assert_num_queries, version, number):
    for words in ("The pier", "reopened", "on Monday")[:number]:
        notice = suggest(version, words)
    with django_assert_num_queries(12):
        listed(editor_client, notice)
