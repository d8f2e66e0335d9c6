"""Origins: each rule that ties two statements, tested alone; then the groups they make."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from claims.origins import (
    Copy,
    Decision,
    Said,
    group,
    likeness,
    may_be_one_time,
    tie,
    tie_by_chain,
    tie_by_copy,
    tie_by_editor,
    tie_by_speaker,
)
from claims.queries.standing_rows import standing_rows
from claims.standing import copies_among, decisions_on, stand
from sources.models import Article
from tests.factories.base import stated
from tests.factories.claims import (
    ClaimFactory,
    FigureFactory,
    OriginDecisionFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
    visible_statement,
)
from tests.factories.sources import ArticleFactory, OutletFactory, OverlapFactory

WORDS = "the crates on pier nine were opened before the fire began"
FIGURE = (Decimal(36), Decimal(44), "", "crates", "")


def on(day, length=1):
    return {
        "earliest": datetime(2031, 5, day, tzinfo=UTC),
        "latest": datetime(2031, 5, day + length, tzinfo=UTC),
    }


ONE = Said(statement=1, article=1, speaker="speaker:1", content=WORDS, **on(12))
TWO = replace(ONE, statement=2, article=2)
OTHER_WORDS = "nobody was near the quay when it burned"


# --- likeness and time ----------------------------------------------------------------------------


def test_likeness_is_the_share_of_the_shorter_text_that_stands_in_the_longer():
    assert likeness(WORDS, WORDS) == 1.0
    assert likeness("a b c", "x a b c y") == likeness("x a b c y", "a b c") == 1.0
    assert likeness("a b c d e", "a b c d x") == pytest.approx(2 / 3)
    assert likeness(WORDS, OTHER_WORDS) == 0.0
    assert likeness("", WORDS) == 0.0


def test_two_times_may_be_one_where_they_overlap_or_one_is_not_known():
    unknown = replace(ONE, earliest=None, latest=None)
    later = replace(ONE, earliest=ONE.latest)
    assert may_be_one_time(ONE, TWO)
    assert may_be_one_time(ONE, unknown)
    assert may_be_one_time(replace(ONE, latest=None), replace(TWO, **on(20)))
    assert not may_be_one_time(ONE, replace(TWO, **on(13))), "half-open: a day ends where the next begins"
    assert not may_be_one_time(ONE, later)


# --- (a) copies -----------------------------------------------------------------------------------


def test_copies_with_the_same_words_are_tied_whoever_speaks():
    found = tie_by_copy(ONE, replace(TWO, speaker="speaker:2"), Copy("reprint"))
    assert (found.rule, found.reason) == ("a", "reprint: 100% of the words are the same")


def test_a_suggested_copy_ties_and_says_that_it_is_suggested():
    assert tie_by_copy(ONE, TWO, Copy("reprint", suggested=True)).reason == (
        "suggested reprint, not decided by an editor: 100% of the words are the same"
    )


def test_copies_whose_words_differ_are_not_tied():
    assert tie_by_copy(ONE, replace(TWO, content=OTHER_WORDS), Copy("reprint")) is None


def test_the_same_words_in_articles_that_are_no_copies_are_not_tied():
    assert tie_by_copy(ONE, TWO, None) is None


@pytest.mark.parametrize(("same", "tied"), [(5, True), (4, False)], ids=["0.6 of the runs", "less"])
def test_six_tenths_of_the_runs_of_three_words_are_enough(same, tied):
    runs_of_eight = "a b c d e f g h i j"
    kept = " ".join(runs_of_eight.split()[: same + 2])
    second = replace(TWO, content=kept + " " + " ".join("uvwxyz"[: 8 - same]))
    assert bool(tie_by_copy(replace(ONE, content=runs_of_eight), second, Copy("reprint"))) is tied


# --- (b) the same speaker -------------------------------------------------------------------------


def test_the_same_speaker_in_the_same_words_is_one_origin():
    assert tie_by_speaker(ONE, TWO).reason == "same speaker, 100% of the words are the same"


def test_the_same_speaker_with_the_same_figure_is_one_origin_in_other_words():
    first = replace(ONE, figures=frozenset([FIGURE]))
    second = replace(TWO, content=OTHER_WORDS, figures=frozenset([FIGURE]))
    assert tie_by_speaker(first, second).reason == "same speaker, same figure"


@pytest.mark.parametrize(
    "second",
    [
        replace(TWO, speaker="speaker:2"),
        replace(TWO, **on(20)),
        replace(TWO, content=OTHER_WORDS),
    ],
    ids=["another speaker", "another time", "other words"],
)
def test_another_speaker_time_or_wording_is_not_tied(second):
    assert tie_by_speaker(ONE, second) is None


def test_two_speakers_who_are_not_known_are_never_the_same():
    assert tie_by_speaker(replace(ONE, speaker=""), replace(TWO, speaker="")) is None


# --- (c) and (d) ----------------------------------------------------------------------------------


def test_an_origin_left_out_ties_both_ways():
    dropped = replace(TWO, speaker="", content=OTHER_WORDS, fuller=1)
    assert tie_by_chain(ONE, dropped).rule == tie_by_chain(dropped, ONE).rule == "c"
    assert tie_by_chain(ONE, replace(dropped, fuller=3)) is None


def test_an_editors_word_outranks_every_rule():
    pair = frozenset((1, 2))
    joined, split = Decision(pair, "joined", "One briefing."), Decision(pair, "split", "Two interviews.")
    assert tie_by_editor(ONE, TWO, joined).reason == "joined by an editor: “One briefing.”"
    assert tie(ONE, TWO, Copy("reprint"), split) is None
    assert tie(ONE, replace(TWO, speaker="", content=OTHER_WORDS), None, joined).rule == "d"
    assert tie(ONE, TWO, Copy("reprint"), None).rule == "a"


# --- groups ---------------------------------------------------------------------------------------


def far(number, **other):
    """A statement that no rule ties to any other."""
    return Said(statement=number, article=number, speaker=f"speaker:{number}", content=f"{number}", **other)


def test_origins_are_the_connected_groups_in_the_order_of_their_first_statements():
    said = [far(1), far(2), far(3, fuller=1), far(4, fuller=3)]
    found = group(said, copies={})
    assert [origin.statements for origin in found.origins] == [(1, 3, 4), (2,)]
    assert [len(origin.ties) for origin in found.origins] == [2, 0]
    assert (found.counted, found.not_stated) == (2, 0)


def test_a_group_in_which_nobody_is_known_is_shown_and_not_counted():
    nobody = replace(far(2), speaker="")
    found = group([far(1), nobody, replace(far(3), speaker="", fuller=1)], copies={})
    assert (found.counted, found.not_stated) == (1, 1)
    assert [origin.speakers for origin in found.origins] == [("speaker:1",), ()]


def test_a_split_pair_that_stays_tied_through_a_third_is_named_with_it():
    said = [far(1), far(2, fuller=1), far(3, fuller=2)]
    split = Decision(frozenset((1, 3)), "split", "Two interviews.")
    joined = Decision(frozenset((2, 3)), "joined", "One briefing.")
    found = group(said, copies={}, decisions=[split, joined])
    assert [origin.statements for origin in found.origins] == [(1, 2, 3)]
    assert [(one.first, one.second, one.through) for one in found.still_tied] == [(1, 3, (2,))]
    assert group(said[::2], copies={}, decisions=[split]).still_tied == ()


def test_nothing_said_has_no_origins():
    assert group([], copies={}).origins == ()


# --- what the database says -----------------------------------------------------------------------


@pytest.mark.django_db
def test_the_same_speaker_is_found_over_merges_and_through_the_outlet_it_speaks_for():
    claim = ClaimFactory(visible=True)
    outlet = OutletFactory()
    itself = SpeakerFactory(body=True, outlet=outlet)
    merged = SpeakerFactory(body=True, merged_into=itself)
    visible_statement(claim=claim, speaker=merged)
    visible_statement(claim=claim, by_outlet=True, version__article__outlet=OutletFactory(merged_into=outlet))
    keys = {stand(link).said.speaker for link in standing_rows([claim.pk])}
    assert keys == {f"outlet:{outlet.pk}"}


@pytest.mark.django_db
def test_a_statement_is_read_with_its_words_clock_and_figures():
    statement = StatementFactory(words=["the fire at Port Velm", "a fairy tale"], said=stated("2031-05-12"))
    FigureFactory(statement=statement)
    link = StatementLinkFactory(statement=statement)
    said = stand(*standing_rows([link.claim_id])).said
    assert said.content == "the fire at Port Velm a fairy tale"
    assert said.figures == {FIGURE}
    assert said.earliest == statement.said.earliest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("overlap", "copies"),
    [
        ({"kind": "reprint"}, [Copy("reprint", suggested=True)]),
        ({"kind": "another_save"}, [Copy("another save", suggested=True)]),
        ({"kind": "translation"}, []),
        ({"kind": "shares_text"}, []),
    ],
    ids=["reprint", "another save", "translation", "shared text"],
)
def test_overlaps_make_copies_unless_they_are_translations_or_less(overlap, copies):
    found = OverlapFactory(**overlap)
    assert list(copies_among([found.first, found.second]).values()) == copies


@pytest.mark.django_db
def test_an_undone_overlap_ties_nothing(editor):
    found = OverlapFactory(state="undone", decided_by=editor)
    assert copies_among([found.first, found.second]) == {}


@pytest.mark.django_db
def test_reprints_of_one_article_or_of_the_others_outlet_are_copies():
    first = ArticleFactory()
    second, third = ArticleFactory(reprint_of=first), ArticleFactory(reprint_of=first)
    fourth = ArticleFactory(reprint_of_outlet=third.outlet)
    pairs = set(copies_among(list(Article.objects.all())))
    assert pairs == {
        frozenset((one.pk, other.pk))
        for one, other in ((first, second), (first, third), (second, third), (third, fourth))
    }


@pytest.mark.django_db
def test_decisions_on_a_merged_claim_count_for_its_target():
    target = ClaimFactory()
    decision = OriginDecisionFactory(claim__merged_into=target)
    found = decisions_on([target.pk])
    assert found[target.pk] == [
        Decision(frozenset((decision.first_id, decision.second_id)), "joined", decision.reason)
    ]
