"""A figure of a statement: its words in the passage, and what they come to, checked one against the other."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from claims.choices import Comparator, FigureNature
from claims.extract.figures import find_figures
from claims.locate import locate
from claims.models import Figure, Statement
from claims.queries.figures import number
from claims.services.figures import FigureInput
from claims.services.inputs import Words

#: As the columns have it.
LONGEST_WORDING = 200
READ_IN = ("en", "de")


class FigureForm(forms.Form):
    """One figure. Empty bounds are taken from the words, where an engine can read them.

    After cleaning: `words`, and `differs`, what the words read otherwise than what was typed.
    """

    exact = forms.CharField(
        label="Its words in the passage",
        max_length=LONGEST_WORDING,
        help_text="As the article prints them, such as “at least forty crates”.",
    )
    comparator = forms.ChoiceField(label="Bounded", choices=Comparator.choices)
    low = forms.DecimalField(
        label="From",
        required=False,
        max_digits=24,
        decimal_places=6,
        help_text="Empty both: read from the words.",
    )
    high = forms.DecimalField(label="To", required=False, max_digits=24, decimal_places=6)
    unit = forms.CharField(label="Unit", required=False, max_length=60, help_text="Such as “%” or “EUR”.")
    counted = forms.CharField(label="What is counted", required=False, max_length=120)
    period = forms.CharField(
        label="In what time", required=False, max_length=60, help_text="Such as “a week”."
    )
    nature = forms.ChoiceField(label="Kind of number", choices=FigureNature.choices)
    derived = forms.ChoiceField(label="Rests on another figure", required=False)
    sure = forms.BooleanField(label="It is as I typed it", required=False)
    reason = forms.CharField(label="Reason", required=False, max_length=400, help_text="For the history.")
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, statement: Statement, others: Sequence[Figure] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.statement = statement
        none = ("", "None")
        self.fields["derived"].choices = [none, *((str(one.pk), one.wording) for one in others)]  # type: ignore[attr-defined]
        self.words: Words | None = None
        self.differs = ""

    def clean(self) -> dict[str, Any]:
        """Find the words in the passage, and hold the numbers against them."""
        data = dict(super().clean() or {})
        if not self.errors:
            self._locate(str(data["exact"]))
        if self.words is not None and not self.errors:
            self._compare(data, self.words)
        low, high = data.get("low"), data.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", "The lower number is larger than the upper one. Exchange them.")
        return data

    def _locate(self, exact: str) -> None:
        text = self.statement.article_version.text
        content = [part.passage for part in self.statement.parts.all()]
        places = {
            (passage.start + start, passage.start + end)
            for passage in content
            for start, end in locate(text[passage.start : passage.end], exact)
        }
        if len(places) == 1:
            ((start, end),) = places
            self.words = Words(start, end, text[start:end])
        elif places:
            self.add_error("exact", f"They stand at {len(places)} places of it. Copy a word more.")
        else:
            said = " … ".join(" ".join(passage.exact.split()) for passage in content)
            self.add_error("exact", f"The passage does not have the words “{exact}”. It says: “{said[:400]}”")

    def _compare(self, data: dict[str, Any], words: Words) -> None:
        """Fill empty bounds from the words; say what reads otherwise, and ask."""
        language = self.statement.language if self.statement.language in READ_IN else "en"
        found = find_figures(
            self.statement.article_version.text, [(words.start, words.end)], language=language
        )
        if len(found) != 1:
            return
        read = found[0]
        low, high = _decimal(read.low), _decimal(read.high)
        if data["low"] is None and data["high"] is None:
            data.update(low=low, high=high, comparator=read.comparator)
            return
        typed = (data["low"], data["high"], data["comparator"])
        if typed != (low, high, read.comparator):
            words_say, you_say = _told(low, high, read.comparator), _told(*typed)
            self.differs = f"The words read as {words_say}; you typed {you_say}."
            if not data["sure"]:
                self.add_error(
                    "sure", f"{self.differs} Change the numbers, or say that it is as you typed it."
                )

    def input(self) -> FigureInput:
        """As the services take it. Only after `is_valid`."""
        given = self.cleaned_data
        assert self.words is not None  # noqa: S101 - `clean` has found them, or refused
        return FigureInput(
            words=self.words,
            nature=FigureNature(given["nature"]),
            low=given["low"],
            high=given["high"],
            comparator=Comparator(given["comparator"]),
            unit=given["unit"],
            counted=given["counted"],
            period=given["period"],
            derived_from_id=int(given["derived"]) if given["derived"] else None,
        )


def initial_of(figure: Figure) -> dict[str, Any]:
    """What the fields show of a stored figure."""
    return {
        "exact": figure.wording,
        "comparator": figure.comparator,
        "low": None if figure.low is None else number(figure.low).replace(",", ""),
        "high": None if figure.high is None else number(figure.high).replace(",", ""),
        "unit": figure.unit,
        "counted": figure.counted,
        "period": figure.period,
        "nature": figure.nature,
        "derived": figure.derived_from_id or "",
    }


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).normalize()


def _told(low: Decimal | None, high: Decimal | None, comparator: str) -> str:
    bounds = [number(one) for one in dict.fromkeys((low, high)) if one is not None]
    return f"{Comparator(comparator).label} {' to '.join(bounds) or 'no number'}"
