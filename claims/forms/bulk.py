"""Changing many claims at once, and making one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.choices import BulkAct
from claims.services.claims import LONGEST_CLAIM

#: Acts that name a topic, and the one whose reason readers see.
WITH_TOPIC = (BulkAct.TOPIC, BulkAct.NO_TOPIC)


class PickList(forms.Field):
    """Any number of "claim-version" under one name."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[tuple[int, int]]:
        """Read them, each claim once. Raises ValidationError for anything else."""
        picks: dict[int, int] = {}
        for one in value or ():
            claim, _, version = str(one).partition("-")
            if not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in (claim, version)):
                raise ValidationError("These claims cannot be read. Load the list again.")
            picks[int(claim)] = int(version)
        return list(picks.items())


class BulkForm(forms.Form):
    """Which claims, what to do, and why."""

    pick = PickList(required=False)
    all = forms.BooleanField(required=False)
    act = forms.ChoiceField(label="What to do", choices=BulkAct.choices)
    topic = forms.CharField(
        label="Topic",
        required=False,
        max_length=200,
        help_text="Under which you put them, or from which you take them.",
    )
    reason = forms.CharField(
        label="Reason", required=False, max_length=400, help_text="Readers see it at what you withdraw."
    )

    def clean(self) -> dict[str, Any]:
        """A topic where the act names one, a reason where readers are told."""
        data = dict(super().clean() or {})
        if data.get("act") in WITH_TOPIC and not (data.get("topic") or "").strip():
            self.add_error("topic", "Type the name of the topic.")
        if data.get("act") == BulkAct.WITHDRAW and not (data.get("reason") or "").strip():
            self.add_error("reason", "Say why, in a few words: readers see the reason.")
        return data


class NewClaimForm(forms.Form):
    """A claim in our words. sure: those with similar words were looked at."""

    text = forms.CharField(
        label="A new claim, in our words",
        max_length=LONGEST_CLAIM,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One neutral sentence that can be checked. Claims like it are shown before it is made.",
    )
    sure = forms.CharField(required=False, max_length=LONGEST_CLAIM, widget=forms.HiddenInput)
