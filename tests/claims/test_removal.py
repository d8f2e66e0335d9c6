"""Legal removal leaves no word: in no column of no table, and in no file."""

import pytest
from django.db import models

from claims.models import Claim, Draft, Report, Statement
from claims.querysets import visible_articles
from claims.services.errors import Refused, WordsMoved
from claims.services.inputs import Words
from claims.services.passages import cut_passage
from claims.services.removal import remove_article
from claims.services.removed_words import WORDS
from sources import originals
from sources.models import Article, ArticleVersion, ImportFile, Passage
from sources.services.roots import Stale
from tests.claims.removing import SAID, WHY, WORD, article_full_of_it, files_with, tables_with
from tests.claims.saving import events, save
from tests.factories import claims as claim_factories
from tests.factories import sources as source_factories
from tests.factories.base import settle
from tests.refusals import our_models
from tests.sources.importing import batch_of, drain_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(data_dir, editor):
    return article_full_of_it(editor)


def remove(admin, article, commit):
    with commit(execute=True):
        return remove_article(admin=admin, article=article, expected=article.version, reason=WHY)


def test_a_word_that_stood_everywhere_is_nowhere_after_a_removal(
    article, admin, data_dir, django_capture_on_commit_callbacks
):
    tables = {words.model._meta.db_table for words in WORDS if words.columns}
    history = {
        words.model._meta.get_field("events").related_model._meta.db_table
        for words in WORDS
        if hasattr(words.model, "events") and words.columns
    }
    others = {ImportFile._meta.db_table, Report._meta.db_table, Draft._meta.db_table}
    assert tables | history | others <= tables_with(WORD)
    assert len(files_with(data_dir, WORD)) == 1
    remove(admin, article, django_capture_on_commit_callbacks)
    settle()
    assert tables_with(WORD) == set()
    assert files_with(data_dir, WORD) == []


def test_hash_dates_and_the_fact_of_the_removal_remain(article, admin, django_capture_on_commit_callbacks):
    version = article.versions.get()
    published, reached = article.published, article.recorded_at
    remove(admin, article, django_capture_on_commit_callbacks)
    left = Article.objects.get(pk=article.pk)
    assert (left.removed_at is not None, left.withdrawn_reason, left.withdrawn_by) == (True, WHY, admin)
    assert (left.recorded_at, left.published._replace(wording="")) == (
        reached,
        published._replace(wording=""),
    )
    kept = article.versions.get()
    assert (kept.text, kept.sha256, kept.recorded_at) == ("", version.sha256, version.recorded_at)
    told = f"article:{article.pk}"
    assert events(left)[-1] == ("update", f"user:{admin.pk}", WHY, told, str(left.version))


def test_claims_it_spoke_on_are_counted_without_it_and_get_a_revision(
    article, admin, django_capture_on_commit_callbacks
):
    claim = Claim.objects.get(text="The pier burned")
    assert claim.summary.state == "asserted"
    remove(admin, article, django_capture_on_commit_callbacks)
    claim = Claim.objects.get(pk=claim.pk)
    last = claim.revisions.order_by("number").last()
    assert (claim.summary.state, last.moved, last.subject) == (
        "nothing_recorded",
        "withdrawal",
        f"article:{article.pk}",
    )
    assert list(visible_articles()) == []


def test_other_articles_keep_their_words(article, admin, django_capture_on_commit_callbacks):
    other = claim_factories.StatementFactory()
    claim_factories.FigureFactory(statement=other)
    before = Passage.objects.filter(version=other.article_version).values_list("exact", flat=True)
    words = list(before.all())
    remove(admin, article, django_capture_on_commit_callbacks)
    now = Statement.objects.get(pk=other.pk)
    assert (now.speaker_as_printed, now.figures.get().wording) == (
        other.speaker_as_printed,
        "about forty crates",
    )
    assert (list(before.all()), now.article_version.text) == (words, source_factories.TEXT)
    assert now.events.first().speaker_as_printed == other.speaker_as_printed


def test_the_same_bytes_do_not_come_in_again(article, admin, data_dir, django_capture_on_commit_callbacks):
    content = originals.read(article.versions.get().sha256)
    remove(admin, article, django_capture_on_commit_callbacks)
    batch = batch_of({f"{WORD}-2.txt": content})
    assert drain_all() == ["rejected"]
    file = batch.files.get()
    assert (file.reason_code, file.name) == ("removed", f"removed {file.pk}")
    assert (tables_with(WORD), files_with(data_dir, WORD)) == (set(), [])


def test_an_editor_who_read_it_before_records_nothing_of_it_after(
    article, admin, editor, django_capture_on_commit_callbacks
):
    version = article.versions.get()
    said = Words(version.text.index(SAID), version.text.index(SAID) + len(SAID), SAID)
    remove(admin, article, django_capture_on_commit_callbacks)
    with pytest.raises(WordsMoved):
        cut_passage(version=version, words=said)
    with pytest.raises(WordsMoved):
        save(editor, version, SAID)
    assert tables_with(WORD) == set()


def test_a_stale_removal_and_one_by_an_editor_take_nothing(article, admin, editor, data_dir):
    with pytest.raises(Stale):
        remove_article(admin=admin, article=article, expected=99, reason=WHY)
    with pytest.raises(Refused, match="Only an admin"):
        remove_article(admin=editor, article=article, expected=article.version, reason=WHY)
    with pytest.raises(Refused, match="Say why"):
        remove_article(admin=admin, article=article, expected=article.version, reason=" ")
    assert WORD in article.versions.get().text
    assert len(files_with(data_dir, WORD)) == 1


def test_a_removal_that_is_repeated_deletes_what_the_disk_kept(
    article, admin, django_capture_on_commit_callbacks
):
    sha256 = article.versions.get().sha256
    remove_article(admin=admin, article=article, expected=article.version, reason=WHY)
    assert originals.path_of(sha256).exists()  # as after a power cut between the commit and the deletion
    version = article.version
    remove_article(admin=admin, article=article, expected=version, reason=WHY)
    assert (originals.path_of(sha256).exists(), Article.objects.get(pk=article.pk).version) == (
        False,
        version,
    )


#: Text that says nothing of an article: numbers, hashes, codes, names of engines, and our own columns.
KEPT = {
    "sha256", "encoding", "language", "original_language", "content_key", "zone",
    "proposed_engine", "proposed_version", "engine", "engine_version",
}  # fmt: skip
#: Models that point at an article or its parts and carry none of its words, or go as a whole.
WORDLESS = {
    "ArticleWords",
    "DeskItem",
    "Draft",
    "ImportFile",
    "ReplyRequest",
    "SketchValue",
    "StandingLink",
    "TaggerText",
    "TextSketch",
}


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.model.__name__)
def test_every_column_that_may_hold_words_is_overwritten(words):
    free = {
        field.name
        for field in words.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
    }
    left = {name for name in free - words.columns.keys() if name.split("_")[-1] not in {"zone"}}
    assert left - KEPT == set()


def test_every_model_that_points_at_an_article_or_its_parts_is_known():
    known = {words.model for words in WORDS}
    parts = {Article, ArticleVersion, Passage, Statement}
    pointing = {
        model.__name__
        for model in our_models()
        if any(field.related_model in parts for field in model._meta.concrete_fields) and model not in known
    }
    assert pointing == WORDLESS
