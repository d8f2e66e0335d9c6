"""The forms of Django's admin for topics and affiliations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from claims.choices import SpeakerKind
from claims.forms.clock import HELP, read_date
from claims.models import Affiliation, Speaker, Topic
from claims.services.affiliation_changes import refuse_affiliation
from claims.services.affiliations import AffiliationInput
from claims.services.errors import Refused
from claims.services.topic_changes import topic_named
from sources.clocks import UNKNOWN, ClockValue, to_edtf
from sources.folding import fold
from sources.forms import OnAVersion

if TYPE_CHECKING:
    TopicModelForm = forms.ModelForm[Topic]
    AffiliationModelForm = forms.ModelForm[Affiliation]
else:  # generic in their type stubs alone
    TopicModelForm = AffiliationModelForm = forms.ModelForm

BODIES = (SpeakerKind.BODY, SpeakerKind.OFFICE)


class TopicForm(OnAVersion, TopicModelForm):
    """The words, and the version on which they are changed."""

    made_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Topic
        fields = ("name", "description")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["made_on"].initial = self.instance.version

    def clean_name(self) -> str:
        """One topic a name, whatever its spelling."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not fold(name):
            raise ValidationError("This is no name: it has neither letters nor digits.")
        known = topic_named(name)
        if known and known.pk != self.instance.pk:
            raise ValidationError(f"This is known already, as {known.name}.")
        return name


class AffiliationForm(OnAVersion, AffiliationModelForm):
    """A person's place, its dates as an editor types them, and the person's version it is changed on."""

    since = forms.CharField(label="From", required=False, max_length=60, help_text=HELP)
    until = forms.CharField(label="Until", required=False, max_length=60, help_text=HELP)
    made_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Affiliation
        fields = ("person", "body", "title")
        help_texts = {"title": "Such as “spokeswoman”."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Speaker.objects.filter(merged_into__isnull=True)
        for name, kinds in (("person", (SpeakerKind.PERSON,)), ("body", BODIES)):
            if name in self.fields:
                self.fields[name].queryset = own.filter(kind__in=kinds)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["since"].initial = to_edtf(self.instance.since)
            self.fields["until"].initial = to_edtf(self.instance.until)
            self.fields["made_on"].initial = self.instance.person.version

    @property
    def stands_on(self) -> int:
        """The person's version."""
        return int(self.instance.person.version)

    def clean_since(self) -> ClockValue:
        """The beginning."""
        return self._clock("since")

    def clean_until(self) -> ClockValue:
        """The end."""
        return self._clock("until")

    def clean(self) -> dict[str, Any]:
        """Ask the service what it would refuse, so that it is said beside what was typed."""
        data = dict(super().clean() or {})
        speaker = data.get("person") or (self.instance.person if self.instance.pk else None)
        if not self.errors and speaker is not None:
            self.place = AffiliationInput(
                body=data["body"], title=data["title"], since=data["since"], until=data["until"]
            )
            try:
                refuse_affiliation(speaker=speaker, data=self.place, besides=self.instance.pk)
            except Refused as refused:
                raise ValidationError(str(refused)) from None
        return data

    def _clock(self, name: str) -> ClockValue:
        """What is typed as a clock; the stored one, with its basis and wording, while nobody touches it."""
        stored = getattr(self.instance, name) if self.instance.pk else UNKNOWN
        return read_date(str(self.cleaned_data[name]), stored)
