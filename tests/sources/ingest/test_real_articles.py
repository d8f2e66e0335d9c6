"""The five real articles beside the checkout, read only where they are: promises of structure alone."""

from pathlib import Path

import pytest

from sources.ingest.facts import Declared
from sources.ingest.pipeline import ParsedArticle, read_article

ARTICLES = Path(__file__).resolve().parents[3].parent / "shared" / "articles"
pytestmark = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason="the real articles are not beside this checkout"
)


@pytest.fixture(scope="module")
def articles() -> list[ParsedArticle]:
    return [
        read_article(path.read_bytes(), name=path.name, declared=Declared(), manifest_facts={})
        for path in sorted(ARTICLES.glob("*.txt"))
    ]


def lines(article: ParsedArticle, *kinds: str) -> list[str]:
    return [article.text[block.start : block.end].strip() for block in article.blocks if block.kind in kinds]


def test_each_is_tiled_and_has_a_body_in_english(articles: list[ParsedArticle]) -> None:
    assert len(articles) == 5
    for article in articles:
        assert "".join(article.text[block.start : block.end] for block in article.blocks) == article.text
        assert len(article.body) > 1_500
        assert article.value("language") == "en"
        assert article.published.precision == "unknown"
        assert article.value("outlet") == ""


def test_only_the_four_that_have_a_headline_get_one(articles: list[ParsedArticle]) -> None:
    assert [bool(article.headline) for article in articles] == [False, True, True, True, True]


def test_no_quoted_or_attributed_sentence_is_hidden(articles: list[ParsedArticle]) -> None:
    """Long lines with a verb of saying are the story."""
    for article in articles:
        for block in article.blocks:
            line = article.text[block.start : block.end]
            if block.kind in ("furniture", "teaser", "caption") and len(line.split()) > 15:
                assert not any(verb in line for verb in (" said", " accused", " denied", " told ")), line


def test_pleas_boxes_and_comments_are_no_body(articles: list[ParsedArticle]) -> None:
    for article in articles:
        body = article.body.casefold()
        assert not any(
            word in body for word in ("newsletter", "subscribe", "dear readers", "ctrl + enter", "spoilers")
        )


def test_each_kind_stands_where_a_person_would_mark_it(articles: list[ParsedArticle]) -> None:
    first, second, third, fourth, fifth = articles
    assert (len(lines(first, "comment")), len(lines(first, "teaser"))) == (4, 3)
    assert (len(lines(second, "crosshead")), len(lines(second, "teaser")), len(lines(second, "summary"))) == (
        1,
        4,
        3,
    )
    assert (len(lines(third, "standfirst")), len(lines(third, "caption"))) == (1, 3)
    assert (len(lines(fourth, "caption")), len(lines(fourth, "teaser"))) == (4, 4)
    assert (len(lines(fifth, "notice")), len(lines(fifth, "caption")), len(lines(fifth, "body"))) == (
        1,
        1,
        15,
    )
    assert second.value("credited_to").startswith("www.")


def test_damage_is_found_where_it_is_known_to_be(articles: list[ParsedArticle]) -> None:
    assert [[damage.what for damage in article.damage] for article in articles] == [
        ["mixed_script", "mixed_script"],
        [],
        [],
        ["mojibake"],
        [],
    ]
    assert {damage.reading for damage in articles[0].damage} == {"Court"}
