"""How a root stood at an earlier version, and a statement with its members: read back from their events."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Model

from claims.choices import LinkState, Mode, Part, Reach, SpeakerBasis, Stance, Translated, Voice
from claims.models import Relay, Statement, StatementLink, StatementPassage
from claims.services.errors import Refused
from claims.services.inputs import LinkInput, RelayInput, SpeakerChoice, StatementInput, Words
from sources.clocks import ClockValue
from sources.models import Passage
from sources.models.clock import PARTS
from sources.models.root import Root
from sources.services.roots import root_key


def events_of(model: type[Model]) -> Any:
    """The events of a tracked model, as a manager."""
    return cast(Any, model).events.rel.related_model.objects


def event_at(root: Root, version: int, *, also_now: bool = False) -> Any:
    """The root's event of that version. Raises Refused where there is none, or it is the present one.

    also_now: the present version will do.
    """
    if version > root.version or (version == root.version and not also_now):
        raise Refused("That is how it stands now. Choose an earlier version.")
    event = events_of(type(root)).filter(pgh_obj_id=root.pk, version=version).order_by("pgh_id").last()
    if event is None:
        raise Refused(f"History has no version {version} of it.")
    return event


def input_at(statement: Statement, then: Any) -> StatementInput:
    """What `save_statement` takes to make it as it stood at `then`, an event of the statement."""
    return StatementInput(
        content=_content(statement, then),
        voice=Voice(then.voice),
        mode=Mode(then.mode),
        speaker=_choice(then.speaker_id),
        speaker_as_printed=then.speaker_as_printed or "",
        role_as_printed=then.role_as_printed,
        speaks_for=_choice(then.speaks_for_id),
        speaker_basis=SpeakerBasis(then.speaker_basis),
        said=clock_at(then, "said"),
        event=clock_at(then, "event"),
        language=then.language,
        translated=Translated(then.translated),
        origin_dropped=then.origin_dropped,
        fuller_chain_id=then.fuller_chain_id,
        relays=tuple(map(_relay, sorted(members_at(Relay, statement, then), key=lambda row: row.position))),
        links=tuple(
            LinkInput(stance=Stance(row.stance), claim_id=row.claim_id, reach=Reach(row.reach))
            for row in members_at(StatementLink, statement, then)
            if row.state == LinkState.CONFIRMED
        ),
    )


def members_at(model: type[Model], root: Root, then: Any, *, owner: str = "statement") -> list[Any]:
    """The rows of one table that belonged to a root at `then`, its event, as they stood then, by id.

    owner: the column that names the root.
    """
    key = root_key(root)
    last: dict[int, Any] = {}
    for row in events_of(model).filter(**{owner: root.pk}).order_by("pgh_id"):
        if row.pgh_root == key and row.pgh_root_version:
            belongs = int(row.pgh_root_version) <= then.version
        else:
            belongs = row.pgh_created_at <= then.pgh_created_at
        if belongs:
            last[row.pgh_obj_id] = row
    return [row for _, row in sorted(last.items()) if row.pgh_label != "delete"]


def _content(statement: Statement, then: Any) -> tuple[Words, ...]:
    parts = [row for row in members_at(StatementPassage, statement, then) if row.part == Part.CONTENT]
    passages = Passage.objects.in_bulk([row.passage_id for row in parts])
    in_order = [passages[row.passage_id] for row in sorted(parts, key=lambda row: row.order)]
    return tuple(Words(passage.start, passage.end, passage.exact) for passage in in_order)


def _choice(speaker_id: int | None) -> SpeakerChoice | None:
    return SpeakerChoice(speaker_id=speaker_id) if speaker_id else None


def _relay(row: Any) -> RelayInput:
    return RelayInput(
        actor_as_printed=row.actor_as_printed,
        speaker_id=row.speaker_id,
        outlet_id=row.outlet_id,
        channel=row.channel,
        said=clock_at(row, "said"),
    )


def clock_at(row: Any, name: str) -> ClockValue:
    """One clock of a row or of its event."""
    return ClockValue(**{part: getattr(row, f"{name}_{part}") for part in PARTS})
