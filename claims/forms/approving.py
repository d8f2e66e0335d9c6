"""Sending a claim back to the editor who wants to show it."""

from __future__ import annotations

from django import forms

from claims.services.approving import LONGEST_REASON


class SendBackForm(forms.Form):
    """Why not yet."""

    reason = forms.CharField(
        label="Why it is sent back",
        max_length=LONGEST_REASON,
        help_text="For the colleague who asked. Readers do not see it.",
    )
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
