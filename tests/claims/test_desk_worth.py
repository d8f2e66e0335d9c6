"""What the desk does first: denials of claims that readers see, figures that moved, then how much waits."""

import pytest

from claims.models import Reading
from claims.queries.desk_worth import read_worth
from claims.services.weighing import weigh
from tests.claims.desk import ACCUSES, DENIES, LAST, desk_article, page
from tests.factories.claims import (
    ClaimFactory,
    FigureFactory,
    ReadingFactory,
    StatementFactory,
    StatementLinkFactory,
)
from tests.factories.sources import ArticleFactory

pytestmark = pytest.mark.django_db


def article(headline, *words, **fields):
    """An article with these proposals, read by the engine."""
    version = desk_article(article=ArticleFactory(headline=headline))
    made = [StatementFactory(version=version, words=one, proposed=True, **fields) for one in words]
    ReadingFactory(article_version=version)
    return version, made


def suggest(statement, claim, **fields):
    StatementLinkFactory(statement=statement, claim=claim, proposed=True, method="machine", **fields)


def listed(worth):
    return [(row.title, row.why) for row in worth.rows]


def test_a_denial_outweighs_a_figure_and_a_figure_many_proposals(editor_client):
    claim = ClaimFactory(visible=True)
    recorded = StatementFactory(words=DENIES, version=desk_article())
    StatementLinkFactory(statement=recorded, claim=claim)
    FigureFactory(statement=recorded, words="Friday", low=300, high=300)
    many, _ = article("Many", ACCUSES, DENIES, LAST)
    moved, (one,) = article("Figure", DENIES)
    suggest(one, claim)
    FigureFactory(statement=one, words="Friday", low=450, high=450)
    same, (two,) = article("Same figure", DENIES)
    suggest(two, claim)
    FigureFactory(statement=two, words="Friday", low=300, high=300)
    denied, (three,) = article("Denial", DENIES)
    suggest(three, claim, stance="denies")
    hidden, (four, _) = article("Denial of what nobody sees", DENIES, ACCUSES)
    suggest(four, ClaimFactory(), stance="denies")
    weigh([version.pk for version in (many, moved, same, denied, hidden)])
    assert listed(read_worth()) == [
        ("Denial", ("1 denies a claim that readers see", "1 proposal to decide")),
        ("Figure", ("1 figure not recorded yet of a known claim", "1 proposal to decide")),
        ("Many", ("3 proposals to decide",)),
        ("Denial of what nobody sees", ("2 proposals to decide",)),
        ("Same figure", ("1 proposal to decide",)),
    ]
    shown = page(editor_client.get("/desk/"))
    assert (
        shown.index("Worth deciding first") < shown.index("1 denies a claim") < shown.index("newest first</")
    )


def test_what_is_decided_withdrawn_or_an_older_text_does_not_wait():
    old, _ = article("Read by two engines", ACCUSES)
    ReadingFactory(article_version=old, engine_version="2")
    gone = desk_article(article=ArticleFactory(headline="Gone", withdrawn=True))
    StatementFactory(version=gone, words=LAST, proposed=True)
    ReadingFactory(article_version=gone)
    decided = desk_article()
    StatementFactory(version=decided, words=LAST)
    ReadingFactory(article_version=decided)
    weigh([old.pk, gone.pk, decided.pk])
    assert [row.title for row in read_worth().rows] == ["Read by two engines"]
    assert Reading.objects.filter(worth__gt=0).count() == 2


def test_all_that_waits_goes_on_page_by_page(editor_client):
    weigh([article("Report 0", ACCUSES)[0].pk, article("Report 1", ACCUSES, LAST)[0].pk])
    first = read_worth(size=1)
    assert [row.title for row in first.rows] == ["Report 1"]
    assert [row.title for row in read_worth(after=first.more, size=1).rows] == ["Report 0"]
    assert read_worth(after="mangled").more == ""
    assert "Report 1" in page(editor_client.get("/desk/", {"order": "worth"}))
    nothing = page(editor_client.get("/desk/", {"order": "worth", "after": "0,0"}))
    assert "Nothing waits to be decided." in nothing


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_takes_the_same_queries_for_one_article_that_waits_and_three(
    editor_client, django_assert_num_queries, number
):
    weigh([article(f"Report {one}", ACCUSES)[0].pk for one in range(number)])
    with django_assert_num_queries(15):
        editor_client.get("/desk/")
