"""Notes among editors."""

from __future__ import annotations

from django import forms

from claims.services.notes import LONGEST_NOTE


class NoteForm(forms.Form):
    """A note, or an answer to one."""

    text = forms.CharField(
        label="Note",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For colleagues alone. Name somebody as @name, and they find it among what is for them.",
    )
