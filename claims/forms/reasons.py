"""Withdrawing: a reason, and the version it was meant for."""

from __future__ import annotations

from django import forms


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label="Reason",
        max_length=400,
        help_text="One sentence. Readers see it at the address of what you withdraw.",
    )
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
