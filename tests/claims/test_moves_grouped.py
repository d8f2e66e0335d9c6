"""What moved, gathered: many moves of one claim, or of one cause, are one place in the list."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from claims.choices import Moved, Stance
from claims.queries import moves_grouped, moves_read
from claims.queries.moves_grouped import GROUPS, LINES, gather, read_lately
from claims.queries.moves_read import Revision
from claims.queries.moves_told import told
from claims.queries.shapes import Prepared
from tests.claims.recording import record, withdraw
from tests.factories.base import stated
from tests.factories.claims import (
    AssessmentFactory,
    ClaimFactory,
    ClaimRevisionFactory,
    FigureFactory,
    SpeakerFactory,
    visible_statement,
)

NOW = datetime(2031, 5, 14, 12, tzinfo=UTC)
KEYS = count(1)


def move(claim, minutes=0, *, moved=Moved.STATEMENT, subject="", actor=1, number=2):
    at = NOW - timedelta(minutes=minutes)
    key = next(KEYS)
    subject = subject or f"statement:{key}"
    return Revision(key, claim, number, at, at, moved, subject, "", actor, new_origin=False)


def places(*rows, most=GROUPS):
    return [[row.claim for row in place.rows] for place in gather(rows, most)]


def test_moves_of_a_claim_within_an_hour_are_one_place_whatever_comes_between():
    assert places(move(1), move(2, 5), move(1, 59), move(1, 61), move(2, 64)) == [[1, 1], [2, 2], [1]]


def test_a_claim_that_moves_often_leaves_room_for_the_others():
    busy = [move(1, number) for number in range(50)]
    others = [move(claim, 50) for claim in range(2, 6)]
    assert [len(place) for place in places(*busy, *others)] == [50, 1, 1, 1, 1]


def test_a_full_list_still_takes_what_belongs_to_its_places():
    assert places(move(1), move(2, 1), move(1, 2), move(2, 70), move(1, 80), most=2) == [[1, 1], [2]]


def test_what_moves_several_claims_at_once_is_one_place():
    withdrawn = [move(claim, moved=Moved.WITHDRAWAL, subject="importbatch:3") for claim in (1, 2, 3)]
    taken_back = [move(claim, moved=Moved.WITHDRAWAL, subject=f"claim:{claim}") for claim in (4, 5)]
    assert places(*withdrawn, *taken_back) == [[1, 2, 3], [4, 5]]
    assert [place.of_one_claim for place in gather([*withdrawn, move(9)])] == [False, True]


def test_saving_again_is_no_other_move_and_the_first_one_is_told():
    rows = [
        move(1, 0, moved=Moved.FIGURE, subject="statement:7"),
        move(1, 1, moved=Moved.STATEMENT, subject="statement:7"),
        move(1, 2, moved=Moved.DENIAL, subject="statement:7"),
        move(1, 3, moved=Moved.RELATION, subject="claim:1"),
        move(1, 4, moved=Moved.RELATION, subject="claim:2"),
    ]
    assert [row.moved for row in gather(rows)[0].rows] == [Moved.DENIAL, Moved.RELATION]


def test_denials_and_corrections_are_told_before_what_came_later():
    rows = [move(1), move(1, 1, moved=Moved.TEXT), move(1, 2, moved=Moved.CORRECTION)]
    assert [row.moved for row in gather(rows)[0].rows] == [Moved.CORRECTION, Moved.STATEMENT, Moved.TEXT]


# --- as readers may see it --------------------------------------------------------------------------

database = pytest.mark.django_db


def groups():
    lately = read_lately()
    return lately.groups(told(lately.shown, lately.claims))


def line(statement, claim, **how):
    record_of(claim, statement, **how)
    return groups()[0].lines[0]


def record_of(claim, statement, moved=Moved.STATEMENT):
    actor_moves = {"moved": moved, "subject": f"statement:{statement.pk}"}
    record(claim, **actor_moves)


@database
def test_a_statement_is_told_with_who_and_leads_to_its_entry():
    claim = ClaimFactory(visible=True)
    denial = visible_statement(
        claim=claim,
        stance=Stance.DENIES,
        speaker=SpeakerFactory(name="Ilsa Brandt"),
        said=stated("2031-05-12"),
    )
    FigureFactory(statement=denial, wording="14 crates")
    outlet = denial.article_version.article.outlet.name
    slug = claim.addresses.get().slug
    found = line(denial, claim)
    assert (found.kind, found.glyph, found.who) == ("new denial", "denies", f"Ilsa Brandt, {outlet}")
    assert found.detail == "“14 crates”"
    assert found.address == f"/claims/{slug}/#s{denial.pk}"


@database
def test_one_more_origin_is_told_as_such_and_one_that_repeats_is_not():
    claim = ClaimFactory(visible=True)
    first = visible_statement(claim=claim, speaker=SpeakerFactory())
    record_of(claim, first)
    second = visible_statement(claim=claim, speaker=SpeakerFactory(), words="Port Velm")
    assert line(second, claim).kind == "new origin"
    again = visible_statement(claim=claim, speaker=second.speaker, words="Port Velm")
    record_of(claim, again)
    kinds = {row.address.rpartition("#s")[2]: row.kind for row in groups()[0].lines}
    assert kinds[str(again.pk)] == "new statement"


@database
def test_a_check_is_told_with_its_author_and_leads_to_it():
    claim = ClaimFactory(visible=True)
    visible_statement(claim=claim)
    record(claim)
    check = AssessmentFactory(claim=claim, by_outlet=None, by_body=SpeakerFactory(name="Harbour Board"))
    record(claim, moved=Moved.CHECK, subject=f"claim:{claim.pk}")
    revision = claim.revisions.latest("number")
    found = next(row for row in groups()[0].lines if row.kind.startswith("check"))
    assert check.recorded_at <= revision.at
    assert (found.who, found.address.rpartition("#")[2]) == ("Harbour Board", f"check-{check.pk}")


@database
def test_a_claim_that_is_gone_is_told_as_withdrawn_without_its_words():
    claim = ClaimFactory(visible=True, text="It named the wrong pier")
    statement = visible_statement(claim=claim, words="Port Velm")
    record_of(claim, statement)
    withdraw(claim)
    record(claim, moved=Moved.WITHDRAWAL, subject=f"claim:{claim.pk}")
    (group,) = groups()
    assert (group.text, [one.kind for one in group.lines]) == ("A claim was withdrawn", ["withdrawal"])
    assert "wrong pier" not in repr(group)


@database
def test_what_readers_do_not_see_is_told_nowhere():
    hidden, shown = ClaimFactory(text="Hidden"), ClaimFactory(visible=True, text="Shown")
    ClaimRevisionFactory(claim=hidden, moved=Moved.STATEMENT)
    unseen = visible_statement(claim=hidden, speaker=SpeakerFactory(name="Nobody Known"))
    ClaimRevisionFactory(claim=shown, moved=Moved.STATEMENT, subject=f"statement:{unseen.pk}")
    (group,) = groups()
    assert (group.text, group.lines[0].who) == ("Shown", "")


@database
def test_it_reads_on_where_one_claim_filled_what_was_read(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(moves_grouped, "READ", 2)
    monkeypatch.setattr(moves_read, "READ", 2)
    monkeypatch.setattr(moves_read, "NEWEST_TOLD", Prepared(moves_read.newest_rows))
    monkeypatch.setattr(moves_read, "OLDER_TOLD", Prepared(moves_read.older_rows))
    quiet, busy = ClaimFactory(visible=True, text="Quiet"), ClaimFactory(visible=True, text="Busy")
    ClaimRevisionFactory(claim=quiet, moved=Moved.TEXT)
    for number in range(1, 4):
        ClaimRevisionFactory(claim=busy, number=number, moved=Moved.STATEMENT, subject=f"statement:{number}")
    with django_assert_num_queries(5):
        lately = read_lately()
    assert [(place.rows[0].claim, len(place.rows)) for place in lately.places] == [
        (busy.pk, 3),
        (quiet.pk, 1),
    ]


@database
def test_beyond_a_few_moves_the_rest_is_counted():
    claim = ClaimFactory(visible=True)
    for number in range(1, LINES + 3):
        ClaimRevisionFactory(claim=claim, number=number, moved=Moved.STATEMENT, subject=f"statement:{number}")
    assert groups()[0].more == "2 more moves"
