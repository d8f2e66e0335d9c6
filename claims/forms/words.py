"""Which words of an article: sentences that were ticked, and words that were typed and located."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from claims.locate import Place, locate, place
from claims.services.inputs import Words
from claims.services.passages import content_key

SPAN = re.compile(r"(\d{1,7})-(\d{1,7})", re.ASCII)
#: As the column of the content key has it.
LONGEST_KEY = 1000
NOTHING = "Tick at least one sentence, or type the exact words."


class SpanList(forms.Field):
    """Any number of "start-end", in code points, given under one name."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Sequence[str] | None) -> list[tuple[int, int]]:
        """Read them in the order of the text, each once. Raises ValidationError for anything else."""
        spans = {SPAN.fullmatch(one) for one in value or ()}
        if None in spans:
            raise forms.ValidationError("These sentences cannot be read. Load the article again.")
        return sorted((int(one[1]), int(one[2])) for one in spans if one)


class WordsForm(forms.Form):
    """The words of one statement in a text. After cleaning: `content`, or `places` to choose from."""

    span = SpanList(required=False)
    words = forms.CharField(
        label="Exact words",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A stretch inside a sentence, as the article prints it. Quotation marks may be straight.",
    )
    place = forms.CharField(required=False, max_length=20)
    asked = forms.CharField(required=False, max_length=5000)

    def __init__(
        self, data: QueryDict | Mapping[str, Any] | None = None, *, text: str, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.text = text
        self.places: list[Place] = []
        self.content: tuple[Words, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Locate what was typed and put everything in the order of the text."""
        data = dict(super().clean() or {})
        spans = list(data.get("span") or [])
        if data.get("words"):
            spans += self._located(data)
        if not self.errors:
            self._settle(sorted(set(spans)))
        return data

    def _located(self, data: dict[str, Any]) -> list[tuple[int, int]]:
        words = data["words"]
        found = locate(self.text, words)
        chosen = SPAN.fullmatch(data.get("place") or "")
        if chosen and words == data.get("asked"):
            found = [span for span in found if span == (int(chosen[1]), int(chosen[2]))]
        if not found:
            self.add_error(
                "words", f"The article does not have the words “{_short(words)}”. Copy them from it."
            )
        elif len(found) > 1:
            self.places = [place(self.text, span) for span in found]
            self.add_error(
                "words", f"“{_short(words)}” stands at {len(found)} places. Choose the one you mean."
            )
        return found

    def _settle(self, spans: list[tuple[int, int]]) -> None:
        """A stretch inside a chosen sentence is that sentence made narrower: the longer one is dropped."""
        kept = [one for one in spans if not any(_inside(other, one) for other in spans)]
        self.content = tuple(Words(start, end, self.text[start:end]) for start, end in kept)
        if not kept:
            self.add_error("words", NOTHING)
        elif len(content_key(self.content)) > LONGEST_KEY:
            self.add_error("words", "These are too many sentences for one statement. Mark them as several.")

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The stretches that are ticked: ("start-end", words)."""
        given = [SPAN.fullmatch(one) for one in self["span"].value() or []]
        spans = sorted((int(one[1]), int(one[2])) for one in given if one)
        stretches = self.content or [Words(start, end, self.text[start:end]) for start, end in spans]
        return [(f"{one.start}-{one.end}", one.exact) for one in stretches]


def _inside(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) < 80 else f"{line[:77]} …"
