"""What points at passages follows them to another version of the article, and back.

Both functions run inside `acting`, with the article locked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from claims.choices import Part, StatementState
from claims.models import Assessment, Claim, Figure, Note, Relay, Response, Statement, StatementPassage
from claims.services.errors import AlreadyRecorded
from claims.services.inputs import Words
from claims.services.kept_words import keep_words
from claims.services.marked import DECIDED, STANDING
from claims.services.passages import content_key
from claims.services.proposals import drop_same
from sources.models import ArticleVersion, Passage, PublisherNotice
from sources.services.acting import Actor
from sources.services.roots import change

#: Statements by content key and printed speaker: key and state of each.
Taken = dict[tuple[str, str | None], tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Moves:
    """From one text of an article to another; `passages`: by the key of each what it becomes there."""

    old: ArticleVersion
    new: ArticleVersion
    passages: Mapping[int, Passage]


def statements_follow(moves: Moves, *, actor: Actor, only: Collection[int] | None = None) -> list[int]:
    """Take over the statements of which every passage moves; `only`: no others. Return their keys.

    One of which a single passage stays behind stays with it: its words are those of one text. Raises
    AlreadyRecorded where an editor recorded the same in the new text.
    """
    if not moves.passages:
        return []
    rows = [row for row in _statements(moves) if only is None or row.pk in only]
    moved = [row for row in rows if all(pk in moves.passages for pk in _pointed_at(row))]
    taken = _taken(moves.new) if moved else {}
    for statement in moved:
        _take_over(statement, moves, actor, taken)
    return [statement.pk for statement in moved]


def rest_follows(moves: Moves, *, actor: Actor) -> None:
    """Take over notes, responses, assessments and publisher's notices, each with its passage."""
    keys = list(moves.passages)
    for model in (Response, Assessment):
        rows: list[Any] = list(model._default_manager.filter(passage__in=keys).select_related("claim"))
        claims: dict[int, Claim] = {row.claim_id: row.claim for row in rows}
        for claim in sorted(claims.values(), key=lambda claim: claim.pk):
            change(claim, actor=actor, expected=None)
            _repoint(model, [row for row in rows if row.claim_id == claim.pk], moves)
    for beside in (Note, PublisherNotice):
        _repoint(beside, beside._default_manager.filter(passage__in=keys), moves)


def _statements(moves: Moves) -> Iterable[Statement]:
    parts = StatementPassage.objects.select_related("passage").order_by("part", "order")
    rows = Statement.objects.filter(
        article_version=moves.old, state__in=DECIDED, parts__passage__in=list(moves.passages)
    )
    return rows.distinct().order_by("pk").prefetch_related(Prefetch("parts", parts), "figures", "relays")


def _pointed_at(statement: Statement) -> list[int]:
    found = [part.passage_id for part in statement.parts.all()]
    found += [figure.passage_id for figure in statement.figures.all()]
    return found + [relay.cue_passage_id for relay in statement.relays.all() if relay.cue_passage_id]


def _take_over(statement: Statement, moves: Moves, actor: Actor, taken: Taken) -> None:
    # Read before the change, which forgets what was loaded with the row.
    parts, figures = list(statement.parts.all()), list(statement.figures.all())
    cued = [relay for relay in statement.relays.all() if relay.cue_passage_id]
    content = [moves.passages[part.passage_id] for part in parts if part.part == Part.CONTENT]
    in_order = sorted(content, key=lambda passage: (passage.start, passage.end))
    key = content_key([Words(one.start, one.end, one.exact) for one in in_order])
    printed = statement.speaker_as_printed
    if (key, printed) in taken:
        _make_way(moves.new, key, printed, taken[key, printed])
    change(statement, actor=actor, expected=None, article_version=moves.new, content_key=key)
    if content == in_order:
        _repoint(StatementPassage, parts, moves)
    else:  # paragraphs changed places: the words are read as they stand now
        _repoint(StatementPassage, [part for part in parts if part.part != Part.CONTENT], moves)
        statement.parts.filter(part=Part.CONTENT).delete()
        for order, passage in enumerate(in_order):
            StatementPassage.objects.create(
                statement=statement, passage=passage, part=Part.CONTENT, order=order
            )
    if statement.state in STANDING:
        keep_words(statement, [one.exact for one in in_order])
    _repoint(Figure, figures, moves)
    _repoint(Relay, cued, moves, column="cue_passage")


def _taken(version: ArticleVersion) -> Taken:
    """The statements of a text, by what makes each the only one: their keys and states. One query."""
    rows = Statement.objects.filter(
        article_version=version, state__in=[StatementState.PROPOSED, StatementState.CONFIRMED]
    )
    found = rows.values_list("content_key", "speaker_as_printed", "pk", "state")
    return {(key, printed): (pk, state) for key, printed, pk, state in found}


def _make_way(version: ArticleVersion, key: str, printed: str | None, twin: tuple[int, str]) -> None:
    """What a machine proposes there of the same words gives way to what a person decided."""
    pk, state = twin
    if state != StatementState.PROPOSED or not drop_same(version=version, key=key, printed=printed):
        raise AlreadyRecorded(pk)


def _repoint(model: Any, rows: Iterable[Any], moves: Moves, column: str = "passage") -> None:
    changed = list(rows)
    for row in changed:
        setattr(row, column, moves.passages[getattr(row, f"{column}_id")])
    if changed:
        model.objects.bulk_update(changed, [column])
