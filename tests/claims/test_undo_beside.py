"""Undo of checks, responses, words on origins and figures: one change alone, as a new version."""

from decimal import Decimal

import pytest

from claims.choices import Comparator, FigureNature, OriginTie, ResponseKind, Verdict
from claims.models import Assessment, Claim, Figure, OriginDecision, Response
from claims.queries.history import history_of
from claims.services.assess import AssessmentInput, ResponseInput, assess_claim, record_response
from claims.services.assess_changes import restore_beside, withdraw_beside
from claims.services.claims import create_claim
from claims.services.errors import Overtaken
from claims.services.figures import FigureInput, change_figure, record_figure, remove_figure
from claims.services.origins import decide_origin, drop_origin
from claims.services.undoing_about import undo_in_claim
from claims.services.undoing_statements import undo_statement
from sources.services.acting import person
from sources.services.roots import Stale
from tests.claims.desk import ACCUSES, DENIES, desk_article, page
from tests.claims.saving import asserts, save, words_of
from tests.factories.claims import SpeakerFactory

pytestmark = pytest.mark.django_db

WHY = "It was a slip."


@pytest.fixture
def claim(editor):
    return create_claim(actor=person(editor), text="The fire was set")


def undo(editor, root, number):
    root.refresh_from_db()
    doing, name = (undo_in_claim, "claim") if isinstance(root, Claim) else (undo_statement, "statement")
    details = {"expected": root.version, "back_to": number - 1, "reason": WHY, "alone": True}
    doing(editor=editor, **{name: root}, **details)


def offered(root):
    return [one.number for one in history_of(root).versions if one.can_undo]


def checked(editor, claim):
    data = AssessmentInput(Verdict.TRIED, "We asked the port.")
    return assess_claim(editor=editor, claim=claim, expected=1, data=data)


def responded(editor, claim):
    data = ResponseInput(SpeakerFactory(name="Venn"), ResponseKind.DECLINED)
    return record_response(editor=editor, claim=claim, expected=1, data=data)


@pytest.mark.parametrize(
    ("record", "model"),
    [(checked, Assessment), (responded, Response)],
    ids=["check", "response"],
)
def test_a_check_or_response_is_withdrawn_by_an_undo_and_comes_back_by_another(editor, claim, record, model):
    row = record(editor, claim)
    undo(editor, claim, 2)
    assert model.objects.get().withdrawn_at is not None
    last = history_of(claim).versions[0]
    assert (last.reason, "ithdrawn" in last.sentences[0]) == (f"Undo of version 2: {WHY}", True)
    undo(editor, claim, 3)
    assert (model.objects.get().withdrawn_at, claim.version, offered(claim)) == (None, 4, [4, 3, 2])
    row.refresh_from_db()
    withdraw_beside(editor=editor, claim=claim, expected=4, row=row, reason="Of another fire.")
    with pytest.raises(Overtaken, match="withdrawn since"):
        undo(editor, claim, 4)
    restore_beside(editor=editor, claim=claim, expected=5, row=row)
    with pytest.raises(Overtaken, match="brought back since"):
        undo(editor, claim, 5)
    with pytest.raises(Stale):
        undo_in_claim(editor=editor, claim=claim, expected=1, back_to=5, reason=WHY, alone=True)


def ties():
    return [(one.tie, one.reason) for one in OriginDecision.objects.all()]


def test_the_earlier_word_on_origins_stands_again_or_none(editor):
    version = desk_article()
    first = save(editor, version, ACCUSES, links=(asserts("The fire was set"),))
    claim = Claim.objects.get()
    second = save(editor, version, DENIES, links=(asserts(claim, stance="denies"),))
    claim.refresh_from_db()
    opened = claim.version

    def decide(tie, reason):
        details = {"editor": editor, "claim": claim, "expected": claim.version}
        return decide_origin(**details, first=first, second=second, tie=tie, reason=reason)

    decide(OriginTie.JOINED, "One briefing.")
    last = decide(OriginTie.SPLIT, "Two briefings.")
    with pytest.raises(Overtaken, match="decided on anew"):
        undo(editor, claim, opened + 1)
    undo(editor, claim, opened + 2)
    assert ties() == [("joined", "One briefing.")]
    told = history_of(claim).versions[0]
    assert (told.reason, opened + 2 in offered(claim)) == (f"Undo of version {opened + 2}: {WHY}", True)
    last.refresh_from_db()
    drop_origin(editor=editor, claim=claim, expected=opened + 3, decision=last, reason="Not known.")
    undo(editor, claim, opened + 4)
    assert ties() == [("joined", "One briefing.")]
    undo(editor, claim, opened + 5)
    assert ties() == []


def counted(version, low, exact=ACCUSES):
    return FigureInput(
        words_of(version, exact)[0], FigureNature.COUNTED, low=Decimal(low), comparator=Comparator.AT_LEAST
    )


def lows():
    return [int(one.low) for one in Figure.objects.order_by("pk")]


def test_a_figure_is_taken_away_put_back_or_changed_back(editor):
    version = desk_article()
    statement = save(editor, version, ACCUSES, links=(asserts("The fire was set"),))
    how = {"editor": editor, "statement": statement}
    figure = record_figure(**how, expected=1, data=counted(version, 40))
    change_figure(**how, expected=2, figure=figure, data=counted(version, 60))
    with pytest.raises(Overtaken, match="changed again since"):
        undo(editor, statement, 2)
    undo(editor, statement, 3)
    assert (lows(), statement.version, offered(statement)[:3]) == ([40], 4, [4, 3, 2])
    assert history_of(statement).versions[0].reason == f"Undo of version 3: {WHY}"
    remove_figure(**how, expected=4, figure=Figure.objects.get())
    undo(editor, statement, 5)
    assert lows() == [40]
    with pytest.raises(Overtaken, match="stands there again"):
        undo(editor, statement, 5)
    undo(editor, statement, 6)
    assert (lows(), statement.links.count()) == ([], 1)


def test_the_page_of_a_claim_undoes_a_check(editor_client, editor, claim):
    checked(editor, claim)
    address = "/claims/the-fire-was-set/history/"
    assert page(editor_client.get(address)).count("<summary>Undo this change</summary>") == 1
    sent = {"expected": 2, "back_to": 1, "do": "alone", "reason": WHY}
    answer = editor_client.post(f"{address}undo/", sent, follow=True)
    assert "Version 2 is undone, as version 3." in page(answer)
