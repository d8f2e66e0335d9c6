"""What a statement does to a claim."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.choices import Reach, Stance
from claims.forms.picking import NEW, PickForm
from claims.queries.known import Found, find_claims
from claims.services.claims import LONGEST_CLAIM
from claims.services.inputs import LinkInput

#: What each stance means, in a line (glossary).
STANCE_HELP = {
    Stance.ASSERTS: "says it is so, in the speaker’s name",
    Stance.DENIES: "says it is not so",
    Stance.REPEATS: "says it in the speaker’s own name but rests it on somebody else",
    Stance.ADMITS_IN_PART: "the accused party grants some of it",
    Stance.DISPUTES: "doubts it without saying that it is not so",
    Stance.CORRECTS: "puts another figure, date or actor in its place",
    Stance.DECLINES: "the speaker’s own words refuse an answer",
}
REACHES = [
    (Reach.NAMES, "names it"),
    (Reach.COVERS, "covers it by its words, such as “all insinuations”"),
    (Reach.INFERRED, "inferred by an editor"),
]


class LinkForm(PickForm):
    """One link: a known claim or a new one in our words, the stance and the reach."""

    name = forms.CharField(label="The claim, in our words", required=False, max_length=LONGEST_CLAIM)
    stance = forms.ChoiceField(label="Stance", choices=Stance.choices, required=False, initial=Stance.ASSERTS)
    reach = forms.ChoiceField(
        label="How it reaches the claim", choices=REACHES, required=False, initial=Reach.NAMES
    )

    kinds = ("claim:",)
    new_words = "A new claim: “{}”"
    subject = "the claim"

    def find(self, name: str) -> Found:
        """Claims with the same or similar words."""
        return find_claims(name)

    @property
    def stances(self) -> list[tuple[str, str, str]]:
        """Stored spelling, word and meaning of each, the two most used first."""
        return [(stance.value, str(stance.label), words) for stance, words in STANCE_HELP.items()]

    @property
    def stance_now(self) -> str:
        """The stance that is ticked."""
        return str(self["stance"].value() or Stance.ASSERTS)

    def input(self) -> LinkInput:
        """As the services take it."""
        new = self.picked.key == NEW
        return LinkInput(
            stance=Stance(self.cleaned_data["stance"] or Stance.ASSERTS),
            claim_id=None if new else int(self.picked.key.partition(":")[2]),
            new_claim=self.picked.name if new else "",
            reach=Reach(self.cleaned_data["reach"] or Reach.NAMES),
        )


class ClaimPick(PickForm):
    """Another claim, which must be known already."""

    name = forms.CharField(label="The other claim", required=False, max_length=LONGEST_CLAIM)
    kinds = ("claim:",)
    subject = "the other claim"

    def find(self, name: str) -> Found:
        """Claims with the same or similar words."""
        return find_claims(name)

    def clean(self) -> dict[str, Any]:
        """A relation needs a claim at its other end."""
        data = super().clean()
        if not self.errors and not self.picked.key:
            self.add_error("name", "Type some words of the other claim.")
        return data

    def _question(self, name: str, found: Found) -> str:
        if not found.exact and not found.similar:
            return f"No claim has words like “{name}”. Try others, or mark a statement that makes it."
        return super()._question(name, found)
