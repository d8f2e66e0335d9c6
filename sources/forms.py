"""What an admin fills in about imports. The services decide; a form says early and kindly what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from sources.choices import Display, OtherSaves
from sources.clocks import ClockError
from sources.ingest.dates import parse_declared
from sources.ingest.decode import known_encoding
from sources.ingest.facts import Declared
from sources.ingest.languages import language_named
from sources.ingest.limits import Refused
from sources.services.outlets import LONGEST_NAME, is_name
from sources.uploads import Upload, folder_sent, folders_of, is_ours

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:  # generic in the type stubs alone
    ModelForm = forms.ModelForm


class FilesInput(forms.ClearableFileInput):
    """A file control that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploaded files; the value is a list of them, empty where none is needed and none came."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Clean each file by itself; an empty one is the worker's to refuse, with the others going on."""
        files = data if isinstance(data, Sequence) else [data]
        cleaned = [super(FilesField, self).clean(file, initial) for file in files or [None]]
        return [file for file in cleaned if file]


class EncodingField(forms.CharField):
    """The name of a text encoding, in its usual spelling."""

    def clean(self, value: Any) -> str:
        """Ask the reader itself whether it knows the name."""
        name = str(super().clean(value))
        try:
            return known_encoding(name) if name else ""
        except Refused as problem:
            raise forms.ValidationError(problem.sentence) from None


class OtherSavesField(forms.ChoiceField):
    """What becomes of other saves; where nothing is said, an editor is asked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="Another save of an article that is here",
            choices=OtherSaves.choices,
            initial=OtherSaves.ASK,
            widget=forms.RadioSelect,
            help_text=(
                "The same page once more, by its address, or by outlet, headline and most of its words. "
                "Decided in your name once all is read; editors can undo it."
            ),
            **options,
        )


class OtherSavesForm(forms.Form):
    """The same question, asked of a batch that is here."""

    other_saves = OtherSavesField()


class UploadForm(forms.Form):
    """The files, and what holds for each of them that does not say otherwise itself."""

    texts = FilesField(
        label="Files",
        allow_empty_file=True,
        error_messages={"required": "Choose at least one file."},
        help_text="Texts (.txt), several at once, or a .zip of them; with a manifest.csv if there is one.",
        widget=FilesInput(attrs={"accept": ".txt,.zip,.csv"}),
    )
    folder = FilesField(
        label="Or a whole folder",
        required=False,
        allow_empty_file=True,
        help_text="With all the folders in it. Pictures and the like are left out.",
        widget=FilesInput(attrs={"webkitdirectory": True}),
    )
    # Filled by upload.js: where each of the texts lay, as a JSON list in their order.
    paths = forms.CharField(required=False, max_length=2_000_000, strip=False, widget=forms.HiddenInput)
    label = forms.CharField(
        label="Name of the batch", required=False, max_length=200, help_text="For you, to know it again."
    )
    outlet = forms.CharField(
        label="Outlet",
        required=False,
        max_length=LONGEST_NAME,
        help_text="Only if all the files are from one and do not say so themselves.",
    )
    published = forms.CharField(
        label="Published",
        required=False,
        max_length=120,
        help_text="A day, month or year: 2025-10-24, Oct 2025, 2025. Left empty it stays unknown.",
    )
    language = forms.CharField(
        label="Language", required=False, max_length=40, help_text="A name or code: English, de, uk."
    )
    encoding = EncodingField(
        label="Encoding",
        required=False,
        max_length=40,
        help_text="For files that are not UTF-8, like windows-1252. Others are held until you say it.",
    )
    display = forms.ChoiceField(
        label="Readers see",
        choices=Display.choices,
        initial=Display.EXCERPTS,
        widget=forms.RadioSelect,
        help_text="The whole text only where its licence allows.",
    )
    other_saves = OtherSavesField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Files by themselves or a folder: one of the two is needed.
        self.fields["texts"].required = not self.files.getlist("folder") if self.is_bound else True

    def clean_folder(self) -> list[UploadedFile[Any]]:
        """Of a whole folder, what can be read."""
        given = self.cleaned_data["folder"]
        ours = [upload for upload in given if is_ours(upload.name or "")]
        if given and not ours and not self.cleaned_data.get("texts"):
            raise forms.ValidationError("There is no text (.txt) in this folder.")
        return ours

    def uploads(self) -> list[Upload]:
        """The files of a valid form, each with the folder it lay in as far as the browser said."""
        texts, folder = self.cleaned_data["texts"], self.cleaned_data["folder"]
        folders = folders_of(texts, self.cleaned_data["paths"])
        return [*map(Upload, texts, folders), *(Upload(file, folder_sent(file)) for file in folder)]

    def clean_outlet(self) -> str:
        """A name has letters."""
        name = str(self.cleaned_data["outlet"])
        if name and not is_name(name):
            raise forms.ValidationError("This is no name: it has neither letters nor digits.")
        return name

    def clean_published(self) -> str:
        """Read it as the worker will, so that a mistake shows now."""
        value = str(self.cleaned_data["published"])
        try:
            if value:
                parse_declared(value)
        except ClockError as problem:
            raise forms.ValidationError(str(problem)) from None
        return value

    def clean_language(self) -> str:
        """The language's code."""
        value = str(self.cleaned_data["language"])
        code = language_named(value) if value else ""
        if code is None:
            raise forms.ValidationError("This is no language known here. Give a code like en or de.")
        return code

    def clean_other_saves(self) -> str:
        """Nothing said: an editor is asked."""
        return str(self.cleaned_data["other_saves"]) or OtherSaves.ASK

    def declared(self) -> Declared:
        """What a valid form declares for the batch."""
        said = self.cleaned_data
        return Declared(
            outlet=said["outlet"],
            published=said["published"],
            language=said["language"],
            encoding=said["encoding"] or None,
        )


class EncodingForm(forms.Form):
    """In which encoding held files are stored: one of those shown, or another by its name.

    all: the same for every held file of the batch; "1", or the encoding itself where one button says both.
    """

    encoding = EncodingField(label="Encoding", required=False, max_length=40)
    all = forms.CharField(required=False, max_length=40)
    other = EncodingField(
        label="Another encoding", required=False, max_length=40, help_text="By its name, like gb18030."
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        said = super().clean() or {}
        if not said.get("encoding") and said.get("all", "1") not in ("", "1"):
            said["encoding"] = self.fields["encoding"].clean(said["all"])
        if not self.errors and not (said.get("other") or said.get("encoding")):
            raise forms.ValidationError("Choose how the file reads right, or name another encoding.")
        return said

    def chosen(self) -> str:
        """The encoding of a valid form; the one that was clicked goes before what was typed."""
        return str(self.cleaned_data["encoding"] or self.cleaned_data["other"])


class OnAVersion(ModelForm):
    """A form of a row that is changed as a whole, and the version on which it was opened, in `made_on`.

    Where somebody changed the row meanwhile, what was typed stays, theirs is said beside it, and the form is
    put on the version that stands now: saved again, it goes on top.
    """

    overtaken = False

    @property
    def stands_on(self) -> int:
        """The version that stands now."""
        version: int = self.instance.version
        return version

    def clean(self) -> dict[str, Any]:
        """Compare the versions."""
        data = dict(super().clean() or {})
        if self.instance.pk and data.get("made_on") != self.stands_on:
            self.overtaken = True
            sent = cast(QueryDict, self.data).copy()
            sent[self.add_prefix("made_on")] = str(self.stands_on)
            self.data = sent
            one = self.instance._meta.verbose_name
            told = (
                f"Somebody changed this {one} meanwhile. What you typed is kept: save again to put it on top."
            )
            self.add_error(None, told)
            for name in self.changed_data:
                if name != "made_on":
                    theirs = self._theirs(name)
                    self.add_error(name, f"Now it says “{theirs}”." if theirs else "Now it says nothing.")
        return data

    def _theirs(self, name: str) -> str:
        words = getattr(self.instance, f"get_{name}_display", None)
        if words:
            return str(words())
        if isinstance(self.fields[name], forms.ModelChoiceField):
            return str(getattr(self.instance, name))
        stored = self.get_initial_for_field(self.fields[name], name)
        return ", ".join(map(str, stored)) if isinstance(stored, list) else str(stored or "")
