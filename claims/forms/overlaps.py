"""Deciding about two articles that share their text."""

from __future__ import annotations

from django import forms

from claims.choices import OverlapDecision


class OverlapForm(forms.Form):
    """What the two are to one another, and why; and the versions of both that the page was made on."""

    decision = forms.ChoiceField(
        label="What they are", choices=OverlapDecision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Reason", max_length=400, help_text="One sentence for colleagues; the history keeps it."
    )
    first = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    second = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
