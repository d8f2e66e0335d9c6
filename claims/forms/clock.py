"""A date as an editor types it: EDTF, the article's words for it, and what it rests on."""

from __future__ import annotations

from typing import Any

from django import forms

from sources.choices import Basis, Precision, Qualifier
from sources.clocks import UNKNOWN, ClockError, ClockValue, in_words, parse_edtf, to_edtf
from sources.ingest.when.resolving import resolve_wording

HELP = "2025-10-24, or 2025-10 (a month), 2025-W43 (a week), 2025, 2025-10-23/2025-10-24. Empty: not known."
QUALIFIERS = [
    (Qualifier.NONE, "as given"),
    (Qualifier.APPROXIMATE, "about"),
    (Qualifier.UNCERTAIN, "perhaps"),
]
BASES = [(one.value, one.label) for one in (Basis.STATED, Basis.RESOLVED, Basis.INFERRED)]


class ClockForm(forms.Form):
    """One clock. The form keeps a stored clock exactly as it is while nobody touches it.

    published, language: of the article whose words these are, where there is one.
    """

    date = forms.CharField(label="Date", required=False, max_length=60, help_text=HELP, strip=True)
    wording = forms.CharField(
        label="The article’s words for it", required=False, max_length=200, help_text="Such as “on Thursday”."
    )
    qualifier = forms.ChoiceField(label="How sure", choices=QUALIFIERS, required=False)
    basis = forms.ChoiceField(label="Known from", choices=BASES, required=False)

    def __init__(
        self,
        *args: Any,
        clock: ClockValue = UNKNOWN,
        zone: str = "",
        label: str = "",
        published: ClockValue = UNKNOWN,
        language: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.published, self.language = published, language
        self.clock, self.zone, self.label = clock, clock.zone or zone or "UTC", label
        if label:
            self.fields["date"].label = label
        if clock.basis == Basis.DECLARED:
            self.fields["basis"].choices = [(Basis.DECLARED, Basis.DECLARED.label), *BASES]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the date."""
        data = dict(super().clean() or {})
        if not self.errors:
            try:
                self.value = self._read(data)
            except ClockError as error:
                self.add_error("date", str(error))
        return data

    def _read(self, data: dict[str, Any]) -> ClockValue:
        wording = data["wording"]
        if not data["date"]:
            return UNKNOWN._replace(wording=wording)
        clock = parse_edtf(data["date"], zone=self.zone, basis=data["basis"] or Basis.STATED, wording="-")
        qualifier = data["qualifier"] or Qualifier.NONE
        if qualifier != Qualifier.NONE or clock.qualifier == Qualifier.NONE:
            clock = clock._replace(qualifier=str(qualifier))
        clock = clock._replace(basis=str(clock.basis), wording=wording)
        return self.clock if _same(clock, self.clock) else clock

    @property
    def reads_as(self) -> str:
        """The date in words, with its precision; empty where there is none or it cannot be read."""
        clock = getattr(self, "value", UNKNOWN) if self.is_bound and self.is_valid() else self.clock
        if clock.precision == Precision.UNKNOWN:
            return ""
        return f"{in_words(clock)} ({Precision(clock.precision).label})"

    @property
    def would_read(self) -> str:
        """What the words mean by the article's date as it stands, where that is not what the date says.

        Empty where they are no words for a date, or nobody can say; a bare "on Friday" may lie either way.
        """
        wording = str(self["wording"].value() or "").strip()
        if not wording or self.published.precision == Precision.UNKNOWN or self.clock.basis == Basis.DECLARED:
            return ""
        readings = [
            resolve_wording(wording, self.published, language=self.language, ahead=ahead)
            for ahead in (None, True)
        ]
        try:
            typed = parse_edtf(str(self["date"].value() or ""), zone=readings[0].zone or "UTC")
        except ClockError:
            typed = UNKNOWN
        known = readings[0].precision != Precision.UNKNOWN
        return in_words(readings[0]) if known and not any(_within(typed, one) for one in readings) else ""

    @property
    def is_filled(self) -> bool:
        """Whether anything is typed: then the fields are not folded away."""
        return bool(self["date"].value() or self["wording"].value())


def initial_of(clock: ClockValue) -> dict[str, str]:
    """What the fields show of a clock. The qualifier stands in its own field, not in the date."""
    return {
        "date": to_edtf(clock._replace(qualifier=Qualifier.NONE)),
        "wording": clock.wording,
        "qualifier": clock.qualifier,
        "basis": clock.basis if clock.basis != Basis.UNKNOWN else Basis.STATED,
    }


def _within(one: ClockValue, other: ClockValue) -> bool:
    """Whether a known clock says the same as another, or tells it more finely."""
    if one.precision == Precision.UNKNOWN:
        return False
    starts = other.earliest is None or (one.earliest is not None and one.earliest >= other.earliest)
    return starts and (other.latest is None or (one.latest is not None and one.latest <= other.latest))


def _same(one: ClockValue, other: ClockValue) -> bool:
    """Whether both say the same; a minute is written with an offset, so its instants decide."""
    return all(
        getattr(one, part) == getattr(other, part)
        for part in ("earliest", "latest", "precision", "qualifier", "basis", "wording")
    )


def read_date(typed: str, stored: ClockValue) -> ClockValue:
    """What is typed as a clock, the stored one while nobody touched it. Raises ValidationError."""
    typed = typed.strip()
    if typed == to_edtf(stored):
        return stored
    form = ClockForm({"date": typed, "wording": "", "qualifier": "", "basis": ""}, clock=stored)
    if not form.is_valid():
        raise forms.ValidationError([str(error) for errors in form.errors.values() for error in errors])
    return form.value
