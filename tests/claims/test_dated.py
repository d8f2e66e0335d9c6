"""The date that a text states follows its dateline; what a person, a header line or a manifest said stays."""

import pytest

from claims.models import Statement
from claims.services.blocks import set_block_kind, undo_block_kind
from claims.services.errors import WordsMoved
from sources.choices import BlockKind
from sources.clocks import UNKNOWN, parse_edtf, to_edtf
from sources.models import Article, Block, DeclaredFact
from sources.models.clock import clock_columns
from tests.claims.test_redating import SPOKE, proposed, said
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, DeclaredFactFactory

pytestmark = pytest.mark.django_db
TEXT = f"The well of Halm\n\n21 May 2031\n\n{SPOKE}\n"
BLOCKS = [("headline", 18), ("furniture", 31), ("body", None)]
DECLARED = parse_edtf("2031-05-14")


@pytest.fixture
def article():
    made = ArticleFactory(language="en", **clock_columns("published", DECLARED))
    ArticleVersionFactory(article=made, text=TEXT, blocks=BLOCKS)
    return Article.objects.get(pk=made.pk)


def declare(article, origin):
    columns = clock_columns("clock", DECLARED)
    DeclaredFactFactory(
        article=article, field="published", value="14 May 2031", origin=origin, chosen=True, **columns
    )


def flip(editor, article, kind, number=1):
    keys = list(Block.objects.filter(version=article.current_version).values_list("pk", flat=True))
    return set_block_kind(
        editor=editor, article=article, expected=article.version, block_ids=[keys[number]], kind=kind
    )


def stands(article):
    article.refresh_from_db()
    facts = article.facts.filter(chosen=True, field="published").values_list(
        "value", "origin", "start", "end"
    )
    return to_edtf(article.published), list(facts)


def test_a_line_that_becomes_the_dateline_dates_the_article_and_its_proposals(editor, article):
    declare(article, "batch")
    proposed(article.current_version, SPOKE, said=said("on Tuesday", DECLARED))
    (block,) = flip(editor, article, BlockKind.DATELINE)
    assert stands(article) == ("2031-05-21", [("21 May 2031", "text", 18, 29)])
    assert to_edtf(Statement.objects.get().said) == "2031-05-20"
    undo_block_kind(editor=editor, article=article, expected=article.version, block_ids=[block.pk])
    assert stands(article) == ("2031-05-14", [("14 May 2031", "batch", None, None)])
    assert to_edtf(Statement.objects.get().said) == "2031-05-13"
    flip(editor, article, BlockKind.DATELINE)
    assert DeclaredFact.objects.filter(article=article, field="published").count() == 2


def test_without_a_dateline_nobody_says_when_and_it_is_unknown(editor, article):
    flip(editor, article, BlockKind.DATELINE)
    flip(editor, article, BlockKind.FURNITURE)
    assert stands(article) == (to_edtf(UNKNOWN), [])


@pytest.mark.parametrize("origin", ["editor", "header", "manifest"])
def test_a_date_that_was_said_stays(editor, article, origin):
    declare(article, origin)
    flip(editor, article, BlockKind.DATELINE)
    assert stands(article) == ("2031-05-14", [("14 May 2031", origin, None, None)])


def test_another_kind_of_block_leaves_a_date_that_no_fact_tells(editor, article):
    flip(editor, article, BlockKind.TEASER)
    flip(editor, article, BlockKind.DATELINE, number=2)
    assert stands(article) == ("2031-05-14", [])


def test_whoever_flips_blocks_that_were_laid_out_anew_meanwhile_is_told(editor, article, monkeypatch):
    monkeypatch.setattr(
        "claims.services.blocks.change", lambda *a, **b: Block.objects.all()._raw_delete("default")
    )
    with pytest.raises(WordsMoved):
        flip(editor, article, BlockKind.TEASER)
