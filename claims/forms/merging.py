"""Merging: into which other one, and why; and letting go again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from claims.forms.picking import PickForm
from claims.queries.known import Found, find_claims, find_speakers
from claims.services.claims import LONGEST_CLAIM


class MergeForm(forms.Form):
    """The reason, and the version it was meant for."""

    reason = forms.CharField(
        label="Why they are the same", max_length=400, help_text="One sentence, for the history."
    )
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class UnmergeForm(forms.Form):
    """Why it stands for itself again, and what goes back to it. along: (id, name) of what may."""

    back = forms.TypedMultipleChoiceField(
        label="What goes back to it",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="These were merged into it before, and moved along.",
    )
    reason = forms.CharField(label="Reason", required=False, max_length=400, help_text="For the history.")
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, along: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if along:
            self.fields["back"].choices = along  # type: ignore[attr-defined]
            self.fields["back"].initial = [key for key, _ in along]
        else:
            del self.fields["back"]


class OtherPick(PickForm):
    """The one it is merged into, which must be known already. kind: "claim" or "speaker"."""

    name = forms.CharField(label="Merge into", required=False, max_length=LONGEST_CLAIM)
    subject = "the other one"

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.kinds = kind, (f"{kind}:",)

    def find(self, name: str) -> Found:
        """Those of the same kind, by name or by words."""
        return find_speakers(name) if self.kind == "speaker" else find_claims(name)

    def clean(self) -> dict[str, Any]:
        """A merge needs another one."""
        data = super().clean()
        if not self.errors and not self.picked.key:
            self.add_error("name", f"Type the {'name' if self.kind == 'speaker' else 'words'} of the other.")
        return data

    @property
    def key(self) -> int:
        """The id of what was picked; after validation."""
        return int(self.picked.key.partition(":")[2])

    def _question(self, name: str, found: Found) -> str:
        if not found.exact and not found.similar:
            return f"No {self.kind} is like “{name}”. Try another spelling."
        return super()._question(name, found)
