"""A claim's own page at the desk: its words, and how it stands to others."""

from __future__ import annotations

from django import forms

from claims.choices import RelationKind
from claims.services.claims import LONGEST_CLAIM


class RewordForm(forms.Form):
    """The claim in our words. The date stands in a form of its own."""

    text = forms.CharField(
        label="The claim, in our words",
        max_length=LONGEST_CLAIM,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One neutral sentence that can be checked. Its old address leads to the new one.",
    )
    reason = forms.CharField(
        label="Why you change it", required=False, max_length=400, help_text="For the history."
    )
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class RelateForm(forms.Form):
    """How this claim stands to the other; which other one is a picker of its own."""

    kind = forms.ChoiceField(label="This claim", choices=RelationKind.choices)
    reason = forms.CharField(
        label="Reason", required=False, max_length=400, help_text="Readers see it beside the relation."
    )
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
