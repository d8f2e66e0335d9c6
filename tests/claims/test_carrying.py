"""A publisher's correction: what is marked goes to the new text, waits for an editor, or comes back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Statement
from claims.querysets import visible_articles
from claims.services.carrying import carry_passages
from claims.services.errors import AlreadyRecorded, Overtaken, Refused, WordsMoved
from claims.services.inputs import Words
from claims.services.rejecting import reject_proposal
from claims.services.reviewing import leave_passage, place_passage, review_again
from sources.models import Passage, PublisherNotice
from sources.services.acting import acting, person
from sources.services.roots import Stale, change
from tests.claims.correcting import NOTE, corrected, decide, give_later_text, left, proposed
from tests.claims.desk import ACCUSES, DENIES, LAST, TEXT
from tests.claims.saving import asserts, events, save
from tests.factories import claims as rows
from tests.factories.base import settle
from tests.factories.sources import ArticleVersionFactory, PublisherNoticeFactory, passage_of

pytestmark = pytest.mark.django_db
UNCHANGED = f"{NOTE}\n\n{TEXT}"
FRIDAY = ACCUSES.replace("Thursday", "Friday")
REWORDED = TEXT.replace(ACCUSES, FRIDAY)


def where(statement):
    statement.refresh_from_db()
    parts = statement.parts.filter(part="content").order_by("order")
    return statement.article_version_id, [part.passage.exact for part in parts]


def moved_on():
    return list(Claim.objects.get().revisions.values_list("number", "moved"))


def at(version, words):
    start = version.text.index(words)
    return Words(start, start + len(words), words)


def place(editor, passage, version, words):
    passage.version.article.refresh_from_db()
    expected = passage.version.article.version
    return place_passage(editor=editor, passage=passage, expected=expected, words=at(version, words))


@pytest.fixture
def waiting(editor, version):
    """A statement whose words the publisher changed, its passage, and the later text."""
    made = save(editor, version, ACCUSES, links=(asserts(),))
    later = give_later_text(editor, version, REWORDED)
    settle()
    return made, Passage.objects.get(version=version), later


def test_statements_follow_their_words_to_the_new_text_with_all_that_belongs_to_them(editor, version):
    made = save(editor, version, ACCUSES, DENIES, links=(asserts(),))
    rows.FigureFactory(statement=made, passage=passage_of(version, "on Thursday"), wording="on Thursday")
    rows.NoteFactory(claim=None, passage=passage_of(version, LAST))
    gone = save(editor, version, LAST, speaker_as_printed="a docker")
    later = give_later_text(editor, version, UNCHANGED)
    settle()
    assert (where(made), where(gone)) == ((later.pk, [ACCUSES, DENIES]), (later.pk, [LAST]))
    assert made.content_key == ",".join(
        f"{one.start}-{one.end}" for one in (at(later, ACCUSES), at(later, DENIES))
    )
    assert {anchoring for _, anchoring, _ in left(later)} == {"carried"}
    assert made.figures.get().passage.version_id == later.pk
    assert Passage.objects.get(notes__isnull=False).version_id == later.pk
    assert moved_on() == [(1, "statement"), (2, "correction")]
    assert events(made)[-1][1::2] == (f"user:{editor.pk}", f"statement:{made.pk}")
    assert list(visible_articles()) == [version.article]


def test_words_that_were_changed_wait_and_readers_keep_the_old_ones(waiting, version):
    made, passage, _ = waiting
    assert where(made) == (version.pk, [ACCUSES])
    assert (passage.anchoring, passage.carried_to) == ("review", None)
    assert Statement.objects.visible().get() == made


def test_an_editor_gives_them_a_place_and_takes_it_back(editor, waiting, version):
    made, passage, later = waiting
    assert place(editor, passage, later, FRIDAY) == [made.pk]
    settle()
    assert where(made) == (later.pk, [FRIDAY])
    assert left(version) == [(ACCUSES, "attached", FRIDAY)]
    passage.version.article.refresh_from_db()
    review_again(editor=editor, passage=passage, expected=passage.version.article.version)
    settle()
    assert (where(made), left(version)) == ((version.pk, [ACCUSES]), [(ACCUSES, "review", None)])
    assert [moved for _, moved in moved_on()] == ["statement", *["correction"] * 3]


def test_an_editor_leaves_them_in_the_old_text(editor, waiting, version):
    made, passage, _ = waiting
    article = passage.version.article
    for gone, now in ((True, "orphan"), (False, "attached")):
        article.refresh_from_db()
        leave_passage(editor=editor, passage=passage, expected=article.version, gone=gone)
        assert (where(made), left(version)) == ((version.pk, [ACCUSES]), [(ACCUSES, now, None)])
    article.refresh_from_db()
    with pytest.raises(Overtaken):
        leave_passage(editor=editor, passage=passage, expected=article.version, gone=False)


def test_a_statement_goes_only_with_all_its_passages(editor, version):
    made = save(editor, version, ACCUSES, LAST)
    changed = "The pier is open again."
    later = give_later_text(editor, version, REWORDED.replace(LAST, changed))
    one, other = Passage.objects.filter(version=version).order_by("start")
    assert place(editor, one, later, FRIDAY) == []
    assert where(made)[0] == version.pk
    assert place(editor, other, later, changed) == [made.pk]
    settle()
    assert where(made) == (later.pk, [FRIDAY, changed])


def test_paragraphs_that_change_places_are_read_as_they_stand_now(editor, version):
    long = f"{DENIES} Nobody at the ministry wanted to add to that, and no report was published."
    first, second = f"{ACCUSES} It gave no proof, and called on the court.", f"{LAST} Ships came at noon."
    texts = [f"Fire\n\n{a}\n\n{b}\n\n{long}\n" for a, b in ((first, second), (second, first))]
    old = ArticleVersionFactory(text=texts[0])
    made = save(editor, old, ACCUSES, LAST)
    later = give_later_text(editor, old, texts[1])
    if where(made)[0] == old.pk:
        for passage in Passage.objects.filter(version=old, carried_to=None):
            place(editor, passage, later, passage.exact)
    settle()
    assert where(made) == (later.pk, [LAST, ACCUSES])


def test_the_notice_in_the_later_text_is_said_of_the_article(editor, version):
    overlap = corrected(version, UNCHANGED)
    second = overlap.second
    PublisherNoticeFactory(
        article=second, passage=passage_of(second.current_version, NOTE), text="", state="suggested"
    )
    save(editor, version)
    decide(editor, overlap)
    notice = PublisherNotice.objects.get()
    assert (notice.article_id, notice.passage.exact, notice.state) == (version.article_id, NOTE, "suggested")
    decide(editor, overlap, "undo")
    settle()
    notice.refresh_from_db()
    assert (notice.article_id, notice.passage.version.article_id) == (second.pk, second.pk)


def test_all_comes_back_when_the_later_text_is_none(editor, version):
    made, kept = save(editor, version, ACCUSES, links=(asserts(),)), save(editor, version, LAST)
    overlap = corrected(version, REWORDED)
    decide(editor, overlap)
    later = kept.__class__.objects.get(pk=kept.pk).article_version
    decide(editor, overlap, "undo")
    settle()
    assert [where(one)[0] for one in (made, kept)] == [version.pk] * 2
    assert left(version) == [(ACCUSES, "attached", None), (LAST, "attached", None)]
    assert (later.pk != version.pk, left(later)) == (True, [])


def test_the_later_text_stays_where_words_were_marked_or_changed_in_it(editor, version):
    kept = save(editor, version, ACCUSES, LAST)
    overlap = corrected(version, UNCHANGED)
    decide(editor, overlap)
    kept.refresh_from_db()
    save(editor, kept.article_version, DENIES, LAST, statement=kept, expected=kept.version)
    with pytest.raises(Refused, match="changed in the new text"):
        decide(editor, overlap, "undo")
    save(editor, kept.article_version, DENIES, statement=kept, expected=kept.version)
    with pytest.raises(Refused, match="Words are marked in that text"):
        decide(editor, overlap, "undo")


def test_what_waited_is_looked_for_again_in_the_next_text(editor, waiting, version):
    made, _, later = waiting
    third = give_later_text(editor, version, f"{UNCHANGED}And the ferry sails.\n")
    settle()
    assert (where(made), later.number, third.number) == ((third.pk, [ACCUSES]), 2, 3)


def test_nothing_is_placed_on_other_words_or_on_an_article_that_changed(editor, waiting):
    _, passage, later = waiting
    article = passage.version.article
    article.refresh_from_db()
    with pytest.raises(WordsMoved):
        place_passage(editor=editor, passage=passage, expected=article.version, words=Words(0, 4, "Fire"))
    with pytest.raises(Stale):
        place_passage(editor=editor, passage=passage, expected=1, words=at(later, FRIDAY))
    taken = save(editor, later, FRIDAY)
    with pytest.raises(AlreadyRecorded):
        place(editor, passage, later, FRIDAY)
    assert (taken.article_version_id, left(passage.version)) == (later.pk, [(ACCUSES, "review", None)])


def test_what_was_rejected_is_remembered_and_a_proposal_of_the_same_words_gives_way(editor, version):
    made, rejected = save(editor, version, speaker_as_printed="he"), proposed(version, LAST, "she")
    reject_proposal(editor=editor, statement=rejected, expected=rejected.version)
    later = give_later_text(editor, version, REWORDED)
    assert (where(rejected)[0], proposed(later, LAST, "she")) == (later.pk, None)
    again = proposed(later, FRIDAY, "he")
    assert place(editor, Passage.objects.get(version=version, carried_to=None), later, FRIDAY) == [made.pk]
    settle()
    assert not Statement.objects.filter(pk=again.pk).exists()


@pytest.mark.parametrize(("number", "queries"), [(1, 21), (3, 33)])
def test_carrying_costs_the_same_but_for_the_statements_that_go(editor, version, number, queries):
    for words in (ACCUSES, DENIES, LAST)[:number]:
        save(editor, version, words, speaker_as_printed=words[:9])
    later = ArticleVersionFactory(text=UNCHANGED, article=version.article)
    actor = person(editor)
    with acting(actor):
        change(version.article, actor=actor, expected=None)
        with CaptureQueriesContext(connection) as asked:
            carry_passages(version.article, before=version.pk, version=later, actor=actor)
    settle()
    assert (len(asked), Statement.objects.filter(article_version=later).count()) == (queries, number)
