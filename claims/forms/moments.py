"""A moment to the minute, in UTC: typed as a day and an hour, read and shown without a zone of its own."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from django import forms

#: As `<input type="datetime-local">` spells it.
SPELLED = "%Y-%m-%dT%H:%M"
DAY = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}")


class MomentField(forms.DateTimeField):
    """An aware moment in UTC. A day alone is its end for what is awaited (`ends`), else its beginning."""

    def __init__(self, *, ends: bool = False, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=SPELLED)
        super().__init__(widget=widget, **options)
        self._ends = ends

    def to_python(self, value: Any) -> datetime | None:
        """Read it as UTC, whatever the zone of the site."""
        if isinstance(value, datetime) or value in self.empty_values:
            return value or None
        words = str(value).strip()
        try:
            moment = datetime.fromisoformat(words).replace(tzinfo=UTC)
        except ValueError as error:
            raise forms.ValidationError("Write it as in 2031-11-05 17:00, in UTC.") from error
        return moment.replace(hour=23, minute=59) if self._ends and DAY.fullmatch(words) else moment

    def prepare_value(self, value: Any) -> Any:
        """Shown in UTC."""
        return value.astimezone(UTC).strftime(SPELLED) if isinstance(value, datetime) else value
