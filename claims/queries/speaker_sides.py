"""A speaker's form beside the speaker as it stands now: its spellings and offices, list by list, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from claims.models import Affiliation, Speaker, SpeakerAlias
from claims.queries.desk_compare import Pair
from claims.queries.desk_since import event_then
from claims.services.earlier import clock_at, members_at
from sources.clocks import ClockValue, in_words

#: What a form makes of the rows of a list, by their number: 0 is a new one, "" takes one away.
Change = Mapping[int, str]


def spelling_words(spelling: str, language: str = "") -> str:
    """A spelling as a line."""
    return f"{spelling} ({language})" if language else spelling


def place_words(title: str, body: str, since: ClockValue, until: ClockValue) -> str:
    """An office as a line."""
    ends = [("from", since), ("until", until)]
    dates = [f"{word} {in_words(clock)}" for word, clock in ends if clock.precision != "unknown"]
    return ", ".join([*filter(None, [title, body]), " ".join(dates) or "dates not known"])


def compare_spellings(speaker: Speaker, expected: int, change: Change) -> tuple[Pair, ...]:
    """The name, and the spellings recorded at the speaker, as both sides have them."""
    rows = SpeakerAlias.objects.filter(speaker=speaker).order_by("pk")
    then = _rows_then(SpeakerAlias, speaker, expected, "speaker")
    return _compared(speaker, "Other spellings", change, _spelled(rows), _spelled(then))


def compare_places(speaker: Speaker, expected: int, change: Change) -> tuple[Pair, ...]:
    """The name, and the offices recorded at the speaker, as both sides have them."""
    rows = Affiliation.objects.filter(person=speaker).order_by("pk")
    then = _rows_then(Affiliation, speaker, expected, "person")
    return _compared(speaker, "Offices", change, _placed(rows), _placed(then))


def _compared(
    speaker: Speaker, label: str, change: Change, now: dict[int, str], then: dict[int, str] | None
) -> tuple[Pair, ...]:
    before = None if then is None else _lines(then)
    return Pair("Name", speaker.name, speaker.name), Pair(
        label, _lines({**now, **change}), _lines(now), before
    )


def _lines(rows: Mapping[int, str]) -> str:
    # A new row has no number yet, and stands last.
    ordered = sorted(rows.items(), key=lambda row: (row[0] == 0, row[0]))
    return "\n".join(words for _, words in ordered if words)


def _rows_then(model: type[Model], speaker: Speaker, expected: int, owner: str) -> list[Any] | None:
    """The rows as they stood at that version; None where history does not tell it."""
    then = event_then(speaker, expected)
    return None if then is None else members_at(model, speaker, then, owner=owner)


def _key(row: Any) -> int:
    """The row's own number, of its event too."""
    return int(getattr(row, "pgh_obj_id", None) or row.pk)


def _spelled(rows: Iterable[Any] | None) -> Any:
    return None if rows is None else {_key(row): spelling_words(row.spelling, row.language) for row in rows}


def _placed(rows: Iterable[Any] | None) -> Any:
    if rows is None:
        return None
    found = list(rows)
    bodies = Speaker.objects.select_related("merged_into").in_bulk({row.body_id for row in found})
    names = {pk: str(body.merged_into or body) for pk, body in bodies.items()}
    return {
        _key(row): place_words(
            row.title, names.get(row.body_id, ""), clock_at(row, "since"), clock_at(row, "until")
        )
        for row in found
    }
