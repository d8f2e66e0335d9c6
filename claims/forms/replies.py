"""Asking a party for a reply, reminding it, and saying how that ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone

from claims.choices import ReplyState
from claims.forms.moments import MomentField
from claims.services.replies import LONGEST_CHANNEL, LONGEST_CONTACT, ReplyInput

_EXPECTED = {"min_value": 0, "widget": forms.HiddenInput}
#: How a request ends, but by an answer: that is a statement.
ENDS = (ReplyState.DECLINED, ReplyState.NO_ANSWER, ReplyState.IN_ERROR)


class AskForm(forms.Form):
    """Whom, when, how, and until when. parties: (id of the `ClaimParty` row, name)."""

    party = forms.TypedChoiceField(label="Who was asked", coerce=int)
    channel = forms.CharField(
        label="How", max_length=LONGEST_CHANNEL, help_text="E-mail, telephone, a form. Not the address."
    )
    asked_at = MomentField(label="Asked on", help_text="In UTC. Readers see the day.")
    deadline = MomentField(
        label="Answer awaited until", required=False, ends=True, help_text="In UTC. Readers see the day."
    )
    contact = forms.CharField(
        label="Whom you wrote to",
        required=False,
        max_length=LONGEST_CONTACT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="An address or a number. Only the desk sees it; forgotten some time after the end.",
    )
    expected = forms.IntegerField(**_EXPECTED)  # type: ignore[arg-type]

    def __init__(self, *args: Any, parties: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["party"]).choices = list(parties)
        self.fields["asked_at"].initial = timezone.now

    @property
    def data_for_service(self) -> ReplyInput:
        """What a valid form says."""
        given = self.cleaned_data
        return ReplyInput(
            party_id=given["party"],
            asked_at=given["asked_at"],
            channel=given["channel"],
            deadline=given["deadline"],
            contact=given["contact"],
        )


class RemindForm(forms.Form):
    """That a party was reminded, and until when an answer is awaited now."""

    reminded_at = MomentField(label="Reminded on", help_text="In UTC. Readers see the day.")
    deadline = MomentField(label="Answer awaited until", required=False, ends=True, help_text="In UTC.")
    expected = forms.IntegerField(**_EXPECTED)  # type: ignore[arg-type]

    def __init__(self, *args: Any, deadline: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reminded_at"].initial = timezone.now
        self.fields["deadline"].initial = deadline


class AnsweredForm(forms.Form):
    """Which statement answers. statements: (id, words)."""

    statement = forms.TypedChoiceField(label="The statement that answers", coerce=int)
    expected = forms.IntegerField(**_EXPECTED)  # type: ignore[arg-type]

    def __init__(self, *args: Any, statements: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["statement"]).choices = list(statements)


class EndForm(forms.Form):
    """How it ended otherwise."""

    state = forms.ChoiceField(label="How it ended", choices=[(one.value, one.label) for one in ENDS])
    expected = forms.IntegerField(**_EXPECTED)  # type: ignore[arg-type]
