"""What stands beside a claim: a check, what an accused party did, one origin or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from claims.choices import OriginTie, ResponseKind, Verdict
from claims.forms.picking import PickForm
from claims.locate import locate
from claims.models import Speaker
from claims.queries.known import Found, find_actors
from claims.services.inputs import Words
from sources.models import Article, ArticleVersion, Outlet

MOST_EVIDENCE = 20
Options = Sequence[tuple[str, str]]


class AuthorPick(PickForm):
    """Whose conclusion it is: an outlet or a body that is known here; nobody: this desk."""

    name = forms.CharField(required=False, max_length=300)
    kinds = ("speaker:", "outlet:")
    subject = "the author"

    def find(self, name: str) -> Found:
        """Speakers and outlets by name or alias."""
        return find_actors(name)

    def _question(self, name: str, found: Found) -> str:
        if not found.exact and not found.similar:
            return f"“{name}” is not known here. Type it as we print it, or leave it empty for this desk."
        return super()._question(name, found)

    @property
    def author(self) -> Outlet | Speaker | None:
        """The outlet or the speaker; None for this desk. Only after `is_valid`."""
        kind, _, number = self.picked.key.partition(":")
        if not number:
            return None
        if kind == "outlet":
            return Outlet.objects.get(pk=number)
        return Speaker.objects.get(pk=number)


class PassageForm(forms.Form):
    """Where an outlet says it: an article of the claim and its exact words. Cleaned: `words`, `version`."""

    article = forms.ChoiceField(label="In which article an outlet says it", required=False)
    exact = forms.CharField(
        label="Its exact words",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Copied from the article. They must stand there once; quotation marks may be straight.",
    )

    def __init__(self, *args: Any, articles: Options = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"].choices = [("", "None"), *articles]  # type: ignore[attr-defined]
        self.version: ArticleVersion | None = None
        self.words: Words | None = None

    def clean(self) -> dict[str, Any]:
        """Find the words in the article."""
        data = dict(super().clean() or {})
        article, exact = data.get("article"), data.get("exact")
        if bool(article) != bool(exact) and not self.errors:
            missing = "exact" if article else "article"
            self.add_error(missing, "An article and words of it go together. Give both, or neither.")
        elif article and exact:
            self._locate(int(article), exact)
        return data

    def _locate(self, article: int, exact: str) -> None:
        chosen = Article.objects.select_related("current_version", "outlet").get(pk=article)
        version = cast(ArticleVersion, chosen.current_version)
        version.article, self.version = chosen, version
        places = locate(version.text, exact)
        if len(places) != 1:
            several = f"stand at {len(places)} places of it. Copy a few words more."
            self.add_error("exact", f"These words {several if places else 'are not in the article.'}")
            return
        start, end = places[0]
        self.words = Words(start, end, version.text[start:end])


class AssessmentForm(PassageForm):
    """A dated conclusion, with what it rests on."""

    verdict = forms.ChoiceField(label="What it came to", choices=Verdict.choices)
    reasoning = forms.CharField(
        label="What was done, and why it came to that",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    evidence = forms.CharField(
        label="Evidence",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Addresses on the web, one a line.",
    )
    replaces = forms.ChoiceField(label="In place of", required=False)
    reason = forms.CharField(label="Reason", required=False, max_length=400, help_text="For the history.")
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    field_order = ("verdict", "reasoning", "evidence", "article", "exact", "replaces", "reason", "expected")

    def __init__(self, *args: Any, standing: Options = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", "None: it stands beside the others")
        self.fields["replaces"].choices = [none, *standing]  # type: ignore[attr-defined]

    def clean_evidence(self) -> list[str]:
        """The addresses, each once."""
        lines = list(dict.fromkeys(filter(None, map(str.strip, self.cleaned_data["evidence"].splitlines()))))
        if len(lines) > MOST_EVIDENCE:
            raise ValidationError(f"Give at most {MOST_EVIDENCE} addresses.")
        is_address = URLValidator(schemes=["http", "https"])
        for line in lines:
            try:
                is_address(line)
            except ValidationError:
                raise ValidationError(f"“{line[:80]}” is not an address on the web.") from None
        return lines


class ResponseForm(PassageForm):
    """What a party did where it has no statement of its own."""

    kind = forms.ChoiceField(label="What it did", choices=ResponseKind.choices)
    reason = forms.CharField(label="Reason", required=False, max_length=400, help_text="For the history.")
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    field_order = ("kind", "article", "exact", "reason", "expected")


class OriginForm(forms.Form):
    """Two statements, and whether they go back to one utterance or figure."""

    pair = forms.MultipleChoiceField(label="The two statements", widget=forms.CheckboxSelectMultiple)
    tie = forms.ChoiceField(label="They have", choices=OriginTie.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="Reason", max_length=400, help_text="Readers see it with the origins.")
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, statements: Options = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pair"].choices = list(statements)  # type: ignore[attr-defined]

    def clean_pair(self) -> list[int]:
        """Two of them."""
        pair = [int(one) for one in self.cleaned_data["pair"]]
        if len(pair) != 2:
            raise ValidationError("Choose two statements.")
        return pair
