"""What a claim is about: the topics that gather it, and its parties."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.choices import PartyRole
from claims.forms.people import SpeakerPick
from claims.forms.picking import NEW, PickForm
from claims.queries.known import Found, find_topics

#: What each part means, in a line.
ROLE_WORDS = {
    PartyRole.ACCUSED: "accused: is said to have done it, so an answer is owed",
    PartyRole.AFFECTED: "affected: it happened to them",
    PartyRole.ACTOR: "actor: did something in it, without being accused of it",
}


class TopicPick(PickForm):
    """A topic: known, or new by its name."""

    name = forms.CharField(label="The topic", required=False, max_length=200)
    kinds = ("topic:",)
    new_words = "A new topic named “{}”"
    subject = "the topic"

    def find(self, name: str) -> Found:
        """Topics with the same or similar names."""
        return find_topics(name)

    def clean(self) -> dict[str, Any]:
        """There is nothing to do without one."""
        data = super().clean()
        if not self.errors and not self.picked.key:
            self.add_error("name", "Type the name of a topic.")
        return data

    @property
    def is_new(self) -> bool:
        """Whether the topic is to be made."""
        return self.picked.key == NEW


class PartyPick(SpeakerPick):
    """Whom the claim is about: a known speaker or a new one."""

    def clean(self) -> dict[str, Any]:
        """There is nothing to do without one."""
        data = super().clean()
        if not self.errors and not self.picked.key:
            self.add_error("name", "Type the name of a person, body or office.")
        return data


class PlaceForm(forms.Form):
    """What goes with a topic."""

    reason = forms.CharField(label="Reason", required=False, max_length=400, help_text="For the history.")
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PartyForm(forms.Form):
    """What goes with a party."""

    role = forms.ChoiceField(label="Their part in it", choices=list(ROLE_WORDS.items()))
    reason = forms.CharField(label="Reason", required=False, max_length=400, help_text="For the history.")
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
