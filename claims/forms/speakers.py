"""Speakers at the desk: spellings, places with their dates, and what two of them are to one another."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.choices import SpeakerKind
from claims.forms.clock import HELP, read_date
from claims.forms.people import SpeakerPick
from claims.forms.picking import NEW
from claims.models import Affiliation
from claims.queries.known import Found
from claims.queries.speaker_search import find_bodies
from claims.services.aliases import LONGEST
from claims.services.inputs import SpeakerChoice
from sources.clocks import UNKNOWN, ClockValue, to_edtf

REASON = "One sentence for colleagues; the history keeps it."


class SpellingForm(forms.Form):
    """Another spelling, and the speaker's version it is added on."""

    spelling = forms.CharField(label="Spelling", max_length=LONGEST, help_text="As it is printed.")
    language = forms.CharField(
        label="Language or script",
        max_length=12,
        required=False,
        help_text="A tag like “uk”, or with its script “uk-Latn”. Empty: not said.",
    )
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class BodyPick(SpeakerPick):
    """The body or office one belongs to: known, or new with its kind."""

    name = forms.CharField(label="The body or office", required=False, max_length=200)
    kind = forms.ChoiceField(
        label="If it is new, it is a",
        choices=[(one.value, one.label) for one in (SpeakerKind.BODY, SpeakerKind.OFFICE)],
        required=False,
    )
    alias = None  # type: ignore[assignment]  # Django's way to leave a field of the parent out
    new_words = "A new one named “{}”"
    subject = "the body or office"

    def find(self, name: str) -> Found:
        """Bodies and offices by name or alias."""
        return find_bodies(name)

    def clean(self) -> dict[str, Any]:
        """A place is in something."""
        data = super().clean()
        if not self.errors and not self.picked.key:
            self.add_error("name", "Type the name of a body or an office.")
        return data

    def choice(self) -> SpeakerChoice:
        """As the services take it; after validation."""
        if self.picked.key == NEW:
            kind = SpeakerKind(self.cleaned_data["kind"] or SpeakerKind.BODY)
            return SpeakerChoice(new_name=self.picked.name, new_kind=kind)
        return SpeakerChoice(speaker_id=int(self.picked.key.partition(":")[2]))


class PlaceForm(forms.Form):
    """What one is called there, from when to when, and the person's version.

    A stored clock stays exactly as it is while nobody touches its date. zone: of dates that are typed anew.
    """

    title = forms.CharField(label="Title", max_length=200, required=False, help_text="Such as “spokeswoman”.")
    since = forms.CharField(label="From", required=False, max_length=60, help_text=HELP)
    until = forms.CharField(
        label="Until", required=False, max_length=60, help_text="The same. Empty: it has not ended."
    )
    reason = forms.CharField(label="Reason", required=False, max_length=400, help_text=REASON)
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, place: Affiliation | None = None, **kwargs: Any) -> None:
        self.place = place
        if place:
            dates = {"since": to_edtf(place.since), "until": to_edtf(place.until)}
            kwargs["initial"] = {"title": place.title, **dates, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_since(self) -> ClockValue:
        """The beginning."""
        return read_date(str(self.cleaned_data["since"]), self.place.since if self.place else UNKNOWN)

    def clean_until(self) -> ClockValue:
        """The end."""
        return read_date(str(self.cleaned_data["until"]), self.place.until if self.place else UNKNOWN)


class EndForm(forms.Form):
    """When a place ended."""

    until = forms.CharField(label="Ended", max_length=60, help_text="2025-10-24, or 2025-10, or 2025.")
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_until(self) -> ClockValue:
        """The end."""
        return read_date(str(self.cleaned_data["until"]), UNKNOWN)


class RemoveForm(forms.Form):
    """Taking a place away that was recorded by mistake."""

    reason = forms.CharField(label="Reason", required=False, max_length=400, help_text=REASON)
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PairForm(forms.Form):
    """What two speakers are to one another, why, and the versions of both that the page was made on."""

    decision = forms.ChoiceField(label="What they are", widget=forms.RadioSelect)
    reason = forms.CharField(label="Reason", max_length=400, help_text=REASON)
    first = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    second = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = names
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            ("first", f"The same: “{first}” stands for both"),
            ("second", f"The same: “{second}” stands for both"),
            ("apart", "Not the same: do not suggest the pair again"),
        ]


class AgainForm(forms.Form):
    """Taking back that two speakers are two."""

    do = forms.CharField(widget=forms.HiddenInput, initial="take-back", max_length=20)
    reason = forms.CharField(label="Reason", required=False, max_length=400, help_text=REASON)
