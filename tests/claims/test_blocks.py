"""What blocks are, as an editor says: many at once, undone, told by history, and followed by readers."""

import pytest
from django.db.utils import IntegrityError

from claims.services.blocks import set_block_kind, undo_block_kind
from claims.services.errors import Refused, WordsMoved
from sources.choices import BlockKind
from sources.models import Article, Block, DeclaredFact
from sources.services.acting import acting, machine
from sources.services.roots import Stale
from tests.claims.desk import ACCUSES, HEAD, LAST, desk_article
from tests.claims.saving import events
from tests.factories.claims import visible_statement
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, DeclaredFactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    version = desk_article(article=ArticleFactory(headline=HEAD, byline=""))
    DeclaredFactFactory(
        article=version.article,
        field="headline",
        origin="text",
        value=HEAD,
        start=0,
        end=len(HEAD),
        chosen=True,
    )
    return Article.objects.get(pk=version.article_id)


def kinds(article):
    return list(Block.objects.filter(version=article.current_version).values_list("kind", "set_by"))


def keys(article, *numbers):
    ids = list(Block.objects.filter(version=article.current_version).values_list("pk", flat=True))
    return [ids[number] for number in numbers]


def flip(editor, article, kind, *numbers, expected=1):
    return set_block_kind(
        editor=editor, article=article, expected=expected, block_ids=keys(article, *numbers), kind=kind
    )


def undo(editor, article, *numbers, expected):
    return undo_block_kind(
        editor=editor, article=article, expected=expected, block_ids=keys(article, *numbers)
    )


def used(article):
    """The chosen facts, and the columns that repeat them."""
    article.refresh_from_db()
    return (
        list(article.facts.filter(chosen=True).values_list("field", "value")),
        article.headline,
        article.byline,
    )


def test_several_blocks_change_at_once_and_the_editor_set_them(editor, article):
    flip(editor, article, BlockKind.COMMENT, 1, 2)
    assert kinds(article) == [
        ("headline", "rule"), ("comment", "editor"), ("comment", "editor"), ("furniture", "rule"),
    ]  # fmt: skip
    assert Article.objects.get(pk=article.pk).version == 2


def test_history_tells_who_changed_a_block_and_how_it_was_found(editor, article):
    (block,) = flip(editor, article, BlockKind.CAPTION, 2)
    who, root = f"user:{editor.pk}", f"article:{article.pk}"
    assert events(block)[-2:] == [("found", who, "", root, "2"), ("update", who, "", root, "2")]
    assert [row.kind for row in block.events.order_by("pgh_id")][-2:] == ["body", "caption"]


def test_undo_brings_back_what_the_rules_had_found(editor, article):
    flip(editor, article, BlockKind.BODY, 3)
    flip(editor, article, BlockKind.TEASER, 3, expected=2)
    (block,) = undo(editor, article, 3, expected=3)
    block.refresh_from_db()
    assert (block.kind, block.reason, block.set_by) == ("furniture", "A rule of the test.", "rule")


def test_what_no_editor_decided_cannot_be_undone(editor, article):
    with pytest.raises(Refused, match="nothing to undo"):
        undo(editor, article, 3, expected=1)


def test_an_older_page_changes_nothing(editor, article):
    flip(editor, article, BlockKind.BODY, 3)
    with pytest.raises(Stale):
        flip(editor, article, BlockKind.FURNITURE, 1, expected=1)
    assert kinds(article)[1] == ("body", "rule")


def test_blocks_of_another_text_are_refused(editor, article):
    with pytest.raises(WordsMoved):
        set_block_kind(
            editor=editor,
            article=article,
            expected=1,
            block_ids=keys(Article.objects.get(pk=desk_article(sha256="9" * 64).article_id), 0),
            kind=BlockKind.BODY,
        )


@pytest.mark.parametrize(
    ("kind", "numbers", "says"),
    [(BlockKind.BODY, [1, 2], "already"), (BlockKind.HEADER, [1], "Header"), (BlockKind.BODY, [], "Tick")],
)
def test_what_makes_no_sense_is_refused(editor, article, kind, numbers, says):
    with pytest.raises(Refused, match=says):
        flip(editor, article, kind, *numbers)


def test_no_machine_changes_what_an_editor_set(editor, article):
    flip(editor, article, BlockKind.BODY, 3)
    with pytest.raises(IntegrityError, match="A person has decided"), acting(machine("import")):
        Block.objects.filter(pk__in=keys(article, 3)).update(kind="furniture")


def test_the_headline_follows_its_block_and_comes_back_with_it(editor, article):
    flip(editor, article, BlockKind.TEASER, 0)
    assert used(article) == ([], "", "")
    flip(editor, article, BlockKind.HEADLINE, 2, expected=2)
    assert used(article) == ([("headline", LAST)], LAST, "")
    assert article.search_key == "the pier reopened on monday"
    undo(editor, article, 0, 2, expected=3)
    assert used(article) == ([("headline", HEAD)], HEAD, "")
    assert DeclaredFact.objects.filter(article=article).count() == 2


def test_a_byline_is_taken_without_its_by(editor):
    version = ArticleVersionFactory(
        article=ArticleFactory(headline="", byline=""),
        text="By Orla Venn\nThe pier reopened.\n",
        blocks=[("body", 13), ("body", None)],
    )
    flip(editor, version.article, BlockKind.BYLINE, 0)
    assert used(version.article) == ([("byline", "Orla Venn")], "", "Orla Venn")
    assert DeclaredFact.objects.values_list("start", "end").get() == (3, 12)


def test_a_headline_that_a_header_line_gave_stays(editor):
    version = desk_article(article=ArticleFactory(headline="Given above", byline=""))
    article = Article.objects.get(pk=version.article_id)
    DeclaredFactFactory(article=article, field="headline", origin="header", value="Given above", chosen=True)
    flip(editor, article, BlockKind.FURNITURE, 0)
    assert used(article) == ([("headline", "Given above")], "Given above", "")


def test_statements_keep_their_words_and_readers_see_the_block_no_more(editor, article, client):
    visible_statement(version=article.current_version, words=ACCUSES)
    page = client.get(f"/articles/{article.pk}/").content.decode()
    assert ("was set deliberately" in page, "From a part of the saved page that is not shown." in page) == (
        True,
        False,
    )
    flip(editor, article, BlockKind.FURNITURE, 1)
    page = client.get(f"/articles/{article.pk}/").content.decode()
    assert "From a part of the saved page that is not shown." in page
