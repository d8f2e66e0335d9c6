"""Every column of every tracked table has words in the history; whoever adds one without fails here."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.queries.history_events import DELETED, Step, events_of
from claims.queries.history_members import MEMBERS
from claims.queries.history_telling import say, sentences
from claims.queries.history_words import NAMES, ROOTS
from sources.models.clock import PARTS
from tests.refusals import clocks_of, event_models, our_models

#: What belongs to no history page, and where it is told instead.
ELSEWHERE = {
    "SiteSettings": "the admin's own page keeps its versions",
    "ReplyContact": "whom we wrote to is private",
    "NoteMention": "the note itself names them",
    "TrainedTagger": "the page of engines tells what became of each",
}
#: Columns that say who and when, which every event says already; derived ones; and what is checked by others.
UNTOLD = {
    "id",
    "version",
    "last_actor",
    "search_key",
    "created_at",
    "recorded_at",
    "recorded_by",
    "decided_at",
    "decided_by",
    "withdrawn_by",
    "written_at",
    "written_by",
    *("asked_at", "changed_at", "ended_at", "ended_by"),
    # A statement's words are told as its passages; what the engine said, on the page of the article.
    *("content_key", "proposed_engine", "proposed_version", "proposed_score", "proposed_spans"),
    *("proposed_name", "proposed_stance", "proposed_reasons", "StatementLink.reasons"),
    # What a row of a member belongs to is the page it stands on.
    *("Relay.statement", "Figure.statement", "StatementPassage.statement"),
    *("ClaimTopic.claim", "ClaimParty.claim", "Assessment.claim", "Response.claim", "ReplyRequest.claim"),
    *("ClaimApproval.claim", "DeskItem.claim", "DeskItem.article"),
    *("OriginDecision.claim", "Note.claim", "SpeakerAlias.speaker", "DeclaredFact.article"),
    *("PublisherNotice.article", "Block.version", "Passage.version"),
    # Places in a text never move.
    *("DeclaredFact.start", "DeclaredFact.end", "Passage.start", "Passage.end"),
    *("Passage.exact", "Passage.prefix", "Passage.suffix"),
}
KEPT = [*ROOTS.values(), *(kept for members in MEMBERS.values() for kept in members)]
TOLD = [(kept, column) for kept in KEPT for column in kept.fields]
MOMENT = datetime(2031, 5, 12, 10, tzinfo=UTC)


def columns(model):
    """The columns of a model, the seven of a clock as one."""
    parts = {f"{clock}_{part}" for clock in clocks_of(model) for part in PARTS}
    return [field.name for field in model._meta.fields if field.name not in parts] + clocks_of(model)


def tracked():
    return {event.pgh_tracked_model for event in event_models()}


def name(value):
    return getattr(value, "__name__", None) or (value if isinstance(value, str) else value.model.__name__)


def test_every_tracked_table_is_told_on_some_page():
    told = {kept.model for kept in KEPT}
    assert {model.__name__ for model in tracked() - told} == set(ELSEWHERE)


@pytest.mark.parametrize("model", [one for one in our_models() if hasattr(one, "pgh_event_model")], ids=name)
def test_every_column_has_words_or_a_reason_to_have_none(model):
    told = {column for kept in KEPT if kept.model is model for column in kept.fields}
    silent = {
        column
        for column in columns(model)
        if column not in told and column not in UNTOLD and f"{model.__name__}.{column}" not in UNTOLD
    }
    assert silent == set() or model.__name__ in ELSEWHERE


def put(row, column, second):
    """Give a row one of two values of a column, of whatever kind it is."""
    if column in clocks_of(row.pgh_tracked_model):
        setattr(row, f"{column}_earliest", MOMENT.replace(hour=0, day=12 + second))
        setattr(row, f"{column}_latest", MOMENT.replace(hour=0, day=13 + second))
        setattr(row, f"{column}_precision", "day")
        setattr(row, f"{column}_zone", "UTC")
        return
    field = row._meta.get_field(column)
    choices = [key for key, _ in field.flatchoices] if field.choices else []
    kinds = {
        models.ForeignKey: (71, 72),
        models.BooleanField: (False, True),
        ArrayField: (["https://a.example/"], ["https://b.example/"]),
        models.DateTimeField: (MOMENT, MOMENT.replace(hour=11)),
        models.DecimalField: (Decimal("3.5"), Decimal(14)),
        models.FloatField: (0.25, 0.5),
        models.IntegerField: (3, 4),
    }
    plain = next((two for kind, two in kinds.items() if isinstance(field, kind)), ("Old words", "New words"))
    setattr(row, field.attname, (choices or plain)[second])


def event(kept, column, second, label="update"):
    row = events_of(kept.model)(pgh_label=label, pgh_obj_id=1)
    for head in kept.heads:
        put(row, head, second=0)
    put(row, column, second)
    return row


def named(kept):
    """Names for the rows that foreign keys may point at, without a database."""
    return {model: {71: "71" if NAMES[model] == "pk" else "Old name", 72: "New name"} for model in NAMES}


@pytest.mark.parametrize(("kept", "column"), TOLD, ids=name)
def test_a_change_of_any_column_reads_as_one_sentence_with_both_values(kept, column):
    before, row = event(kept, column, 0), event(kept, column, 1)
    names = named(kept)
    (sentence,) = sentences(Step(kept, row, before), names)
    old, new = (say(kept.model, one, column, names) for one in (before, row))
    assert old != new
    assert sentence.endswith((".", ".”"))
    assert new in sentence or not new or new == "yes"
    assert old in sentence or "Phrase" in type(kept.fields[column]).__name__


@pytest.mark.parametrize("kept", [kept for kept in KEPT if kept.via and not kept.only_changes], ids=name)
def test_whatever_comes_or_goes_is_told_by_what_tells_it_from_others(kept):
    row = event(kept, next(iter(kept.fields)), 0)
    head = kept.between.join(say(kept.model, row, column, named(kept)) for column in kept.heads)
    (came,) = sentences(Step(kept, row, None), named(kept))
    row.pgh_label = DELETED
    (went,) = sentences(Step(kept, row, row), named(kept))
    assert head
    assert (head in came, head in went, came == went) == (True, True, False)


@pytest.mark.parametrize("kept", KEPT, ids=name)
def test_names_are_known_for_whatever_a_column_points_at(kept):
    pointing = {
        kept.model._meta.get_field(column).related_model
        for column in (*kept.heads, *kept.fields)
        if column not in clocks_of(kept.model)
    } - {None}
    assert pointing <= set(NAMES)


def test_texts_that_part_late_are_told_from_where_they_part():
    kept = ROOTS[next(model for model in ROOTS if model.__name__ == "Speaker")]
    before, row = event(kept, "description", 0), event(kept, "description", 1)
    before.description, row.description = "a" * 500 + " old end", "a" * 500 + " new end"
    (sentence,) = sentences(Step(kept, row, before), {})
    assert ("old end" in sentence, "new end" in sentence, len(sentence) < 200) == (True, True, True)


def test_a_date_whose_day_is_the_same_is_told_with_its_words_and_basis():
    kept = next(kept for kept in KEPT if kept.model.__name__ == "Claim")
    before, row = event(kept, "event", 0), event(kept, "event", 0)
    before.event_basis, row.event_basis, row.event_wording = "stated", "inferred", "on Monday"
    assert sentences(Step(kept, row, before), {}) == [
        "Date of the event changed from 12 May 2031 (stated, UTC) to "
        "12 May 2031 (“on Monday”, inferred by an editor, UTC)."
    ]
