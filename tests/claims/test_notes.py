"""Notes among editors: threads on a claim or a passage, mentions, an inbox; readers see nothing of them."""

import pytest
from django.urls import reverse

from claims.models import Claim, Note, NoteMention
from claims.queries.desk_counts import desk_counts
from claims.queries.notes import for_you, threads_in_article, threads_on_claim
from claims.services.articles import withdraw_article
from claims.services.desk_people import named_in
from claims.services.notes import (
    answer_note,
    note_on_claim,
    note_on_passage,
    reopen_thread,
    see_thread,
    settle_thread,
)
from claims.services.removal import remove_article
from tests.claims.desk import ACCUSES, DENIES, desk_article, span
from tests.claims.pages import plain
from tests.claims.saving import asserts, save, words_of
from tests.factories.base import settle
from tests.factories.claims import ClaimFactory, NoteFactory, NoteMentionFactory

pytestmark = pytest.mark.django_db
INBOX = "/desk/for-you/"
SECRET = "Zork says otherwise"


def of(claim, step=""):
    return f"/desk/claims/{claim.addresses.get(current=True).slug}/{step}"


def in_article(version):
    return reverse("claims:desk-article-notes", kwargs={"pk": version.article_id})


def step(client, note, do, **fields):
    return client.post(f"/desk/notes/{note.pk}/", {"do": do, **fields})


@pytest.fixture
def claim(editor):
    save(editor, desk_article(), links=(asserts("The fire was set"),))
    return Claim.objects.get()


def test_a_note_on_a_claim_is_written_answered_settled_and_opened_again(editor_client, admin_client, claim):
    address = of(claim)
    assert editor_client.post(f"{address}notes/", {"note-text": "Which pier?"}).status_code == 302
    note = Note.objects.get()
    answer = step(admin_client, note, "answer", **{f"n{note.pk}-text": "The third."})
    assert answer.headers["Location"] == f"{address}#note-{note.pk}"
    shown = plain(editor_client.get(address).content.decode())
    assert shown.index("Which pier?") < shown.index("The third.") and "1 open note." in shown
    for do, told in (("settle", "Settled by ada"), ("reopen", "1 open note.")):
        assert step(admin_client, note, do).status_code == 302
        assert told in plain(editor_client.get(address).content.decode())


def test_an_empty_note_comes_back_with_a_sentence(editor_client, claim):
    assert editor_client.post(of(claim, "notes/"), {"note-text": " "}).status_code == 422
    note = NoteFactory(claim=claim)
    long = "x" * 4001
    answer = step(editor_client, note, "answer", **{f"n{note.pk}-text": long})
    assert (answer.status_code, long in answer.content.decode()) == (422, True)
    assert Note.objects.count() == 1


def test_a_note_on_words_of_an_article_stands_with_them(editor_client):
    version = desk_article()
    page = editor_client.get(in_article(version), {"span": [span(ACCUSES)]}).content.decode()
    assert "The dockers" in page and 'name="span"' in page
    sent = {"v": version.pk, "span": span(ACCUSES), "text": "Who is the union?"}
    assert editor_client.post(in_article(version), sent).status_code == 302
    note = Note.objects.get()
    assert (note.passage.exact, note.claim) == (ACCUSES, None)
    for address in (in_article(version), f"/desk/articles/{version.article_id}/?view=list"):
        assert "Who is the union?" in editor_client.get(address).content.decode()


def test_words_that_are_not_there_are_said_back(editor_client):
    version = desk_article()
    assert (
        "does not have the words"
        in editor_client.get(in_article(version), {"words": "nowhere at all"}).content.decode()
    )
    assert "stand more than once" in editor_client.get(in_article(version), {"words": "the"}).content.decode()
    sent = {"v": version.pk, "span": span(ACCUSES), "text": ""}
    assert editor_client.post(in_article(version), sent).status_code == 422
    assert not Note.objects.exists()


def test_whom_a_note_names_finds_it_until_it_is_read_or_settled(editor, admin, editor_client, claim):
    note = note_on_claim(editor=admin, claim=claim, text="@Edith, is it the pier? Not mail@edith, @rita.")
    assert list(NoteMention.objects.values_list("user__username", flat=True)) == ["edith"]
    assert desk_counts(editor.pk).for_you == 1 == len(for_you(editor.pk))
    shown = plain(editor_client.get(INBOX).content.decode())
    assert "For you (1)" in shown and "is it the pier?" in shown and "new" in shown
    assert step(editor_client, note, "seen", back="inbox").headers["Location"] == INBOX
    assert (desk_counts(editor.pk).for_you, for_you(editor.pk)[0].unread) == (0, False)
    settle_thread(editor=admin, thread=note)
    assert for_you(editor.pk) == ()
    assert "Nobody waits for you." in plain(editor_client.get(INBOX).content.decode())


def test_whoever_answers_has_read_it_and_who_is_named_in_the_answer_finds_the_thread(editor, admin, claim):
    note = note_on_claim(editor=admin, claim=claim, text="@edith?")
    answer_note(editor=editor, thread=note, text="Ask @ada.")
    assert (desk_counts(editor.pk).for_you, desk_counts(admin.pk).for_you) == (0, 1)
    (thread,) = for_you(admin.pk)
    assert (thread.pk, len(thread.notes), thread.unread) == (note.pk, 2, True)
    see_thread(editor=admin, thread=note)
    assert desk_counts(admin.pk).for_you == 0


def test_only_people_of_the_desk_are_named(editor, reader):
    editor.is_active = False
    assert [one.username for one in named_in("@edith. and @rita, (@EDITH)")] == ["edith"]
    editor.save()
    assert named_in("@edith @rita") == []


def test_settling_twice_changes_nothing(editor, admin, claim):
    note = NoteFactory(claim=claim)
    assert [settle_thread(editor=one, thread=note) for one in (editor, admin)] == [True, False]
    note.refresh_from_db()
    assert note.resolved_by == editor
    assert [reopen_thread(editor=editor, thread=note) for _ in range(2)] == [True, False]


def test_readers_see_nothing_of_notes(client, reader_client, admin, claim):
    version = claim.links.get().statement.article_version
    note_on_claim(editor=admin, claim=claim, text=SECRET)
    note_on_passage(editor=admin, version=version, words=words_of(version, DENIES)[0], text=SECRET)
    slug = claim.addresses.get().slug
    for address in (f"/claims/{slug}/", f"/articles/{version.article_id}/", "/"):
        assert (
            SECRET not in client.get(address).content.decode() + reader_client.get(address).content.decode()
        )
    for address in (INBOX, of(claim), in_article(version)):
        assert (client.get(address).status_code, reader_client.get(address).status_code) == (302, 403)


def test_notes_of_a_withdrawn_article_stay_and_those_of_a_removed_one_lose_their_words(
    admin, editor, editor_client, data_dir
):
    version = desk_article()
    note = note_on_passage(
        editor=admin, version=version, words=words_of(version, DENIES)[0], text=f"@edith {SECRET}"
    )
    settle()
    article = version.article
    withdraw_article(editor=admin, article=article, expected=article.version, reason="Doubted.")
    assert SECRET in editor_client.get(in_article(version)).content.decode()
    remove_article(admin=admin, article=article, expected=article.version, reason="A court.")
    assert editor_client.get(in_article(version)).status_code == 404
    shown = editor_client.get(INBOX).content.decode()
    assert SECRET not in shown and "Words that were removed" in shown
    answer = step(editor_client, note, "answer", **{f"n{note.pk}-text": "More."})
    assert answer.status_code == 409
    assert Note.objects.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_queries_however_many_notes(
    editor, editor_client, number, django_assert_num_queries
):
    version, claim = desk_article(), ClaimFactory()
    for _ in range(number):
        first = NoteFactory(claim=claim, text="First.")
        NoteMentionFactory(note=NoteFactory(claim=claim, thread=first), user=editor)
        note_on_passage(
            editor=editor, version=version, words=words_of(version, ACCUSES)[0], text="A passage."
        )
    with django_assert_num_queries(1):
        assert len(threads_on_claim(claim.pk)) == number
    with django_assert_num_queries(1):
        assert len(threads_in_article(version.article_id)) == number
    with django_assert_num_queries(7):
        assert editor_client.get(INBOX).content.decode().count("First.") == number


def test_a_note_or_a_button_that_is_not_there_is_not_found(editor_client):
    assert editor_client.post("/desk/notes/1/", {"do": "settle"}).status_code == 404
    assert step(editor_client, NoteFactory(), "burn").status_code == 404
