"""What the page of a claim draws of its entries, and at what cost."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.choices import Stance
from claims.queries.drawn import drawn_of
from claims.queries.timeline import timeline
from sources.clocks import UNKNOWN
from tests.claims.pages import plain
from tests.factories.base import stated
from tests.factories.claims import (
    AssessmentFactory,
    ClaimFactory,
    FigureFactory,
    SpeakerFactory,
    StatementPassageFactory,
    visible_statement,
)
from tests.factories.sources import ArticleFactory, ArticleVersionFactory

pytestmark = pytest.mark.django_db

WORDS = "forty crates burned at Port Velm"


@pytest.fixture
def claim():
    return ClaimFactory(visible=True, slug="port-velm", text="Forty crates burned at Port Velm")


def told(claim, words, published="2031-05-13", **statement):
    """A statement in these words, published on that day."""
    article = ArticleFactory(published=stated(published))
    version = ArticleVersionFactory(article=article, text=f"Report. It says {words}. More follows.\n")
    return visible_statement(claim=claim, version=version, words=words, **statement)


def read(claim, **query):
    return drawn_of(timeline(claim, AnonymousUser(), today=date(2031, 6, 2)), query)


def page(client, query=""):
    response = client.get(f"/claims/port-velm/{query}")
    assert response.status_code == 200
    return response.content.decode()


# --- how the wording changed ----------------------------------------------------------------------


def test_wordings_stand_in_the_order_of_publication_with_what_differs(client, claim):
    venn = SpeakerFactory(name="Orla Venn")
    late = told(claim, f"reportedly {WORDS}", "2031-05-14", speaker=venn)
    StatementPassageFactory(statement=late, words="reportedly", part="hedge")
    FigureFactory(statement=late, words="forty", low=50, high=50, comparator="exactly")
    early = told(claim, WORDS, "2031-05-12", speaker=venn)
    FigureFactory(statement=early, words="forty", low=40, high=40, comparator="about")
    first, second = read(claim).drift.here.rows
    assert (first.entry.statement, first.against, first.badges) == (early.pk, None, ())
    assert second.against == (first.entry.number, f"s{early.pk}", "same origin")
    assert second.badges == (("hedge added", "“reportedly”"), ("number changed", "about 40 → 50"))
    assert [(one.kind, one.words.strip(), one.about) for one in second.pieces] == [
        ("added", "reportedly", "hedge"),
        ("same", WORDS, ""),
    ]
    shown = plain(page(client))
    assert "hedge added “reportedly”" in shown
    assert f"[added: reportedly] {WORDS}" in shown


def test_a_single_wording_is_no_drift_and_a_reprint_repeats_no_words(client, claim):
    told(claim, WORDS)
    assert read(claim).drift.here.rows == ()
    assert 'id="drift"' not in page(client)
    told(claim, WORDS, "2031-05-15")
    assert [one.same for one in read(claim).drift.here.rows] == [False, True]
    assert "The same words as in statement 1." in page(client)


def test_wordings_beyond_the_sixth_are_folded_where_they_are_many(client, claim):
    for number in range(9):
        told(claim, WORDS, f"2031-05-1{number}")
    assert "more wordings" not in page(client)
    told(claim, WORDS, "2031-05-19")
    assert "4 more wordings" in page(client)


# --- figures --------------------------------------------------------------------------------------


def test_figures_of_one_thing_share_a_chart_and_a_single_one_has_none(client, claim):
    for low, unit in ((40, ""), (50, ""), (7, "tonnes")):
        FigureFactory(statement=told(claim, WORDS), words="forty", low=low, high=low, unit=unit)
    (chart,) = read(claim).charts
    assert (chart.title, chart.count, len(chart.rows)) == ("Crates", "2 figures", 2)
    shown = page(client)
    assert shown.count('role="img" aria-labelledby="figures-1"') == 1
    assert 'id="figures-1"' in shown


def test_a_figure_without_a_number_is_not_drawn(claim):
    FigureFactory(statement=told(claim, WORDS), words="forty", low=None, high=None)
    FigureFactory(statement=told(claim, WORDS), words="forty", low=Decimal(4), high=None)
    assert read(claim).charts == ()


# --- the timeline ---------------------------------------------------------------------------------


def test_every_mark_leads_to_its_entry_and_says_what_it_is(client, claim):
    said = told(claim, WORDS, said=stated("2031-05-11"), speaker=SpeakerFactory(name="Orla Venn"))
    told(claim, WORDS, stance=Stance.DENIES, said=UNKNOWN)
    check = AssessmentFactory(claim=claim, made=stated("2031-05-13"))
    drawn = read(claim).timeline
    assert [(one.anchor, one.mark.lane, one.mark.unknown) for one in drawn.marks] == [
        (f"s{said.pk}", "asserts", False),
        (f"check-{check.pk}", "checked", False),
        (drawn.marks[2].anchor, "denies", True),
    ]
    assert drawn.marks[0].name == "1, asserts, Orla Venn, 11 May 2031"
    assert (
        drawn.sentence
        == "Timeline of 2 statements and 1 check. The list below carries everything shown here."
    )
    shown = page(client)
    for one in drawn.marks:
        assert f'<a href="#{one.anchor}"' in shown
        assert f'id="{one.anchor}"' in shown


def test_the_axis_is_chosen_by_a_link_and_keeps_the_day_that_is_shown(client, claim):
    told(claim, WORDS, said=stated("2031-05-11"), event=stated("2030-01"))
    AssessmentFactory(claim=claim)
    drawn = read(claim, axis="event", as_of="2031-06-01", other="x").timeline
    assert (drawn.axis, [one.mark.lane for one in drawn.marks]) == ("event", ["asserts"])
    assert drawn.axes[2] == ("published", "?as_of=2031-06-01&axis=published#timeline", False)
    assert [current for _, _, current in drawn.axes] == [False, True, False, False]
    assert 'aria-current="true">published</a>' in page(client, "?axis=published")
    assert 'aria-current="true">said</a>' in page(client, "?axis=nonsense")


def test_an_empty_claim_draws_nothing(client, claim):
    drawn = read(claim)
    assert (drawn.timeline, drawn.drift.count, drawn.charts) == (None, 0, ())
    assert 'class="td"' not in page(client)


def test_drawing_asks_the_database_nothing_and_writes_no_style(client, claim, django_assert_num_queries):
    for number in range(3):
        FigureFactory(statement=told(claim, WORDS, f"2031-05-1{number}"), words="forty")
    line = timeline(claim, AnonymousUser(), today=date(2031, 6, 2))
    with django_assert_num_queries(0):
        drawn_of(line, {})
    assert " style=" not in page(client)
