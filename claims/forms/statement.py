"""The fields of a statement that stand for themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from claims.choices import Mode, SpeakerBasis, Translated, Voice
from claims.services.inputs import StatementInput

VOICE_HELP = {
    Voice.NAMED: "a person, body or office with a name",
    Voice.UNNAMED: "“an official”, “sources close to …”",
    Voice.RECORD: "a video, an intercept, a report",
    Voice.UNATTRIBUTED: "“it is said”, with nobody behind it",
    Voice.OUTLET: "what the outlet says in its own words",
}

is_language = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Write a language like en, de or zh-Hant."
)


class StatementForm(forms.Form):
    """Voice, what is printed, mode and language; the rest of a statement has forms of its own."""

    voice = forms.ChoiceField(label="Voice", choices=Voice.choices, required=False)
    mode = forms.ChoiceField(label="Quoted", choices=Mode.choices, widget=forms.RadioSelect, required=False)
    printed = forms.CharField(
        label="Speaker as printed",
        required=False,
        max_length=300,
        help_text="Where it is spelt another way. It also tells two speakers of the same words apart.",
    )
    role = forms.CharField(
        label="Role as printed",
        required=False,
        max_length=300,
        help_text="Such as “spokeswoman of the port”.",
    )
    basis = forms.ChoiceField(label="How we know who speaks", choices=SpeakerBasis.choices, required=False)
    language = forms.CharField(
        label="Language of these words", required=False, max_length=12, validators=[is_language]
    )
    translated = forms.ChoiceField(label="Translated", choices=Translated.choices, required=False)
    origin_dropped = forms.BooleanField(label="The outlet leaves out where it comes from", required=False)
    fuller = forms.IntegerField(
        label="The statement that shows the fuller chain", required=False, min_value=1, max_value=2**63 - 1
    )
    reason = forms.CharField(
        label="Why you change it", required=False, max_length=400, help_text="For the history."
    )

    @property
    def voices(self) -> list[tuple[str, str, str]]:
        """Stored spelling, word and meaning of each voice."""
        return [(voice.value, str(voice.label), words) for voice, words in VOICE_HELP.items()]

    @property
    def voice_now(self) -> str:
        """The voice that is ticked."""
        return str(self["voice"].value() or Voice.NAMED)

    @property
    def fuller_now(self) -> int | None:
        """The statement that is ticked as the one with the fuller chain."""
        given = str(self["fuller"].value() or "")
        return int(given) if given.isdecimal() and len(given) < 19 else None


def initial_of(data: StatementInput) -> dict[str, Any]:
    """What the fields show of a statement."""
    return {
        "voice": data.voice.value,
        "mode": data.mode.value,
        "printed": data.speaker_as_printed,
        "role": data.role_as_printed,
        "basis": data.speaker_basis.value,
        "language": data.language,
        "translated": data.translated.value,
        "origin_dropped": data.origin_dropped,
        "fuller": data.fuller_chain_id or "",
    }
