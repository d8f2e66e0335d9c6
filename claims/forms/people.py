"""Who speaks, for whom, and who passed it on."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.choices import SpeakerKind
from claims.forms.clock import ClockForm
from claims.forms.picking import NEW, PickForm
from claims.queries.known import Found, find_actors, find_speakers
from claims.services.inputs import RelayInput, SpeakerChoice


class SpeakerPick(PickForm):
    """A speaker: known, or new with its kind; a spelling can be remembered either way."""

    kind = forms.ChoiceField(label="Kind of the new speaker", choices=SpeakerKind.choices, required=False)
    alias = forms.CharField(
        label="Another spelling to remember",
        required=False,
        max_length=200,
        help_text="As articles print the name, so that it is found at once next time.",
    )

    kinds = ("speaker:",)
    new_words = "A new speaker named “{}”"
    subject = "the speaker"

    def __init__(self, *args: Any, speaking: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speaking = speaking

    def find(self, name: str) -> Found:
        """Speakers by name or alias."""
        return find_speakers(name)

    def clean(self) -> dict[str, Any]:
        """A voice without a speaker of its own has nobody to look up."""
        return super().clean() if self.speaking else dict(self.cleaned_data)

    def choice(self) -> SpeakerChoice | None:
        """As the services take it; None for nobody."""
        alias = " ".join(self.cleaned_data["alias"].split())
        if self.picked.key == NEW:
            kind = SpeakerKind(self.cleaned_data["kind"] or SpeakerKind.PERSON)
            return SpeakerChoice(new_name=self.picked.name, new_kind=kind, alias=alias)
        if not self.picked.key:
            return None
        return SpeakerChoice(speaker_id=int(self.picked.key.partition(":")[2]), alias=alias)


class RelayForm(PickForm):
    """One hop: a known speaker or outlet, or the words of the article; its date folds away."""

    name = forms.CharField(label="Who passed it on", required=False, max_length=300)
    channel = forms.CharField(
        label="How", required=False, max_length=80, help_text="Briefing, Telegram, X, state media …"
    )
    order = forms.IntegerField(label="Place", required=False, min_value=1, max_value=99)

    kinds = ("speaker:", "outlet:")
    printed_words = "Keep “{}” as printed"
    subject = "the relay"

    def __init__(self, *args: Any, said: ClockForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said = said

    def find(self, name: str) -> Found:
        """Speakers and outlets by name or alias."""
        return find_actors(name)

    def input(self) -> RelayInput:
        """As the services take it."""
        kind, _, number = self.picked.key.partition(":")
        return RelayInput(
            actor_as_printed=self.picked.name,
            speaker_id=int(number) if kind == "speaker" else None,
            outlet_id=int(number) if kind == "outlet" else None,
            channel=" ".join(self.cleaned_data["channel"].split()),
            said=self.said.value,
        )
