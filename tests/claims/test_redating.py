"""Dates that were worked out from words are worked out again when an article's date changes."""

import pytest
from django.urls import reverse

from claims.choices import Mode, Voice
from claims.forms.clock import ClockForm, initial_of
from claims.models import Relay, Statement
from claims.services.detail_facts import dated_anew
from claims.services.findings import Engine, ProposalInput
from claims.services.proposals import propose
from claims.services.redating import resolve_again
from claims.services.undoing import undo_article
from sources.clocks import UNKNOWN, in_zone, parse_edtf, to_edtf
from sources.ingest.when.again import read_again
from sources.ingest.when.resolving import resolve_wording
from sources.models.clock import clock_columns
from sources.services.acting import acting, machine, person
from sources.services.roots import change
from tests.claims.saving import save, words_of
from tests.factories.base import settle
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, DeclaredFactFactory

SPOKE = "The mayor spoke on Tuesday about the well."
MEETS = "The council will meet on Friday, she said."
TEXT = f"{SPOKE}\n\n{MEETS}\n"
BEFORE, AFTER = parse_edtf("2031-05-14", zone="Europe/Berlin"), parse_edtf("2031-05-21", zone="Europe/Berlin")


@pytest.fixture
def version(db):
    article = ArticleFactory(language="en", **clock_columns("published", BEFORE))
    return ArticleVersionFactory(article=article, text=TEXT)


def proposed(version, words, **fields):
    """What an engine proposes of those words."""
    data = ProposalInput(
        content=words_of(version, words),
        voice=Voice.UNNAMED,
        mode=Mode.INDIRECT,
        speaker_as_printed="the mayor",
        **fields,
    )
    made = propose(engine=Engine("rules", "9"), version=version, data=data)
    settle()
    return made


def said(wording, published=BEFORE, **options):
    return resolve_wording(wording, published, language="en", **options)


def redate(editor, article, clock):
    """An editor gives the article another date, and its proposals follow."""
    with acting(person(editor)):
        change(article, actor=person(editor), expected=article.version, **clock_columns("published", clock))
        return resolve_again(article=article)


def dates():
    return [to_edtf(row.said) for row in Statement.objects.order_by("pk")]


def test_proposals_follow_the_article_s_date_and_the_verb_decides_the_direction(version, editor):
    proposed(version, SPOKE, said=said("on Tuesday"))
    proposed(version, MEETS, said=said("on Friday", ahead=True))
    assert dates() == ["2031-05-13", "2031-05-16"]
    assert redate(editor, version.article, AFTER) == 2
    assert dates() == ["2031-05-20", "2031-05-23"]
    row = Statement.objects.first()
    assert (row.said.basis, row.said.wording, row.said.zone) == ("resolved", "on Tuesday", "Europe/Berlin")
    assert resolve_again(article=version.article) == 0


def test_what_was_unknown_for_want_of_a_date_is_known_with_one_and_the_other_way_round(version, editor):
    proposed(version, SPOKE, said=said("on Tuesday", UNKNOWN))
    redate(editor, version.article, AFTER)
    assert dates() == ["2031-05-20"]
    redate(editor, version.article, UNKNOWN)
    assert dates() == [""]
    assert Statement.objects.get().said == said("on Tuesday", UNKNOWN)


def test_a_machine_changes_no_date_that_a_person_has_confirmed(version, editor):
    statement = save(editor, version, SPOKE, said=said("on Tuesday"))
    assert redate(editor, version.article, AFTER) == 0
    statement.refresh_from_db()
    assert (dates(), statement.version) == (["2031-05-13"], 1)


def test_the_hops_of_a_proposal_follow_too(version, editor):
    made = proposed(version, SPOKE)
    with acting(machine("engine rules 9")):
        Relay.objects.create(
            statement=made, position=1, actor_as_printed="a clerk", **clock_columns("said", said("yesterday"))
        )
    settle()
    assert redate(editor, version.article, AFTER) == 1
    assert to_edtf(Relay.objects.get().said) == "2031-05-20"
    assert Statement.objects.get().version == made.version + 1


def test_undoing_a_change_of_the_article_s_date_takes_the_proposals_back(version, editor):
    proposed(version, SPOKE, said=said("on Tuesday"))
    redate(editor, version.article, AFTER)
    settle()
    undo_article(editor=editor, article=version.article, expected=2, back_to=1, reason="The wrong week")
    assert dates() == ["2031-05-13"]


def test_nothing_is_asked_of_the_database_twice_where_no_words_wait(version, django_assert_num_queries):
    proposed(version, SPOKE)
    with django_assert_num_queries(1):
        assert resolve_again(article=version.article) == 0


@pytest.mark.parametrize("origin", ["text", "header"])
@pytest.mark.parametrize("words", ["HALM, Dec. 30", "03/04/2031"])
def test_a_date_that_something_else_settled_keeps_its_days_in_another_zone(version, origin, words):
    clock = parse_edtf("2030-12-30", zone="Europe/Berlin", basis="stated", wording=words)
    DeclaredFactFactory(
        article=version.article,
        field="published",
        value=words,
        origin=origin,
        chosen=True,
        **clock_columns("clock", clock),
    )
    assert dated_anew(version.article, zone="Asia/Tokyo") == in_zone(clock, "Asia/Tokyo")


@pytest.mark.parametrize(
    "clock",
    [
        parse_edtf("2031-05-13", basis="stated", wording="on Tuesday"),
        parse_edtf("2031-05-13", basis="inferred", wording="on Tuesday"),
        parse_edtf("2031-05-13", basis="resolved", wording="when the well broke"),
        BEFORE._replace(basis="resolved", wording=""),
        UNKNOWN,
    ],
)
def test_what_was_not_worked_out_from_words_stays(clock):
    assert read_again(clock, AFTER) is clock


def form(edtf, wording, published=AFTER, basis="resolved"):
    """The form of a stored clock, into which that date is typed."""
    clock = parse_edtf("2031-05-01", basis=basis, wording=wording)
    initial = initial_of(clock) | {"date": edtf, "wording": wording}
    return ClockForm(initial=initial, clock=clock, published=published, language="en")


@pytest.mark.parametrize(
    ("edtf", "wording", "would"),
    [
        ("2031-05-13", "on Tuesday", "20 May 2031"),
        ("", "on Tuesday", "20 May 2031"),
        ("2031-05-20", "on Tuesday", ""),
        ("2031-05-27", "on Tuesday", ""),  # ahead of publication: as good a reading
        ("2031-05-14", "last week", ""),  # an editor knew it more finely
        ("2031-05", "last week", "week of 12 May 2031"),
        ("../2031-05-20", "until Tuesday", ""),
        ("no date", "on Tuesday", "20 May 2031"),
        ("2031-05-13", "when the well broke", ""),
        ("2031-05-13", "", ""),
        ("2031-05-13", "the following day", ""),
    ],
)
def test_the_desk_says_what_the_words_would_now_read(edtf, wording, would):
    assert form(edtf, wording).would_read == would
    assert form(edtf, wording, published=UNKNOWN).would_read == ""


def test_the_page_of_a_statement_says_so(version, editor, editor_client):
    statement = save(editor, version, SPOKE, said=said("on Tuesday"))
    address = reverse("claims:desk-statement", kwargs={"pk": statement.pk})
    assert "would now read" not in editor_client.get(address).text
    redate(editor, version.article, AFTER)
    settle()
    page = editor_client.get(address).text
    assert "By the article’s date, “on Tuesday” would now read: <b>20 May 2031</b>" in page
