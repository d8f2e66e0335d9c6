"""Reporting a mistake, and closing a report."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from django import forms
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from claims.choices import ReportState
from claims.services.reports import LONGEST_ADDRESS, LONGEST_NOTE, LONGEST_WORDS


def own_address(words: str, *, host: str) -> str:
    """The path (query, fragment) of this site that a path or a full address names; "" for any other."""
    words = words.strip()
    if len(words) > LONGEST_ADDRESS or not words.isprintable():
        return ""
    if not url_has_allowed_host_and_scheme(words, allowed_hosts={host}):
        return ""
    parts = urlsplit(words)
    if not parts.path.startswith("/") or parts.path.startswith("//"):
        return ""
    try:
        resolve(unquote(parts.path))
    except Resolver404:
        return ""
    return urlunsplit(("", "", parts.path, parts.query, parts.fragment))


class ReportForm(forms.Form):
    """A reader's words about a page. `known`: the page is named already and need not be typed."""

    about = forms.CharField(
        label="The page",
        max_length=LONGEST_ADDRESS,
        error_messages={"required": "Say which page it is about."},
        help_text="Its address on this site, as your browser shows it.",
    )
    words = forms.CharField(
        label="What is wrong",
        max_length=LONGEST_WORDS,
        error_messages={"required": "Say in your own words what is wrong."},
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Say what stands there and what should. A link to where we can see it helps.",
    )
    reply_to = forms.EmailField(
        label="Your e-mail address",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Only if you want an answer. Only the desk sees it.",
    )
    #: Nobody sees this field; programs that fill in every field do.
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, host: str, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._host = host
        if known:
            self.fields["about"].widget = forms.HiddenInput()

    def clean_about(self) -> str:
        """The page as a path of this site."""
        address = own_address(self.cleaned_data["about"], host=self._host)
        if not address:
            raise forms.ValidationError("This is not the address of a page of this site.")
        return address

    @property
    def trapped(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))


class SettleForm(forms.Form):
    """What was done about a report; each end has a button of its own."""

    note = forms.CharField(
        label="What was done",
        max_length=LONGEST_NOTE,
        error_messages={"required": "Say in a few words what was done."},
        help_text="One line for colleagues. Readers do not see it.",
    )
    state = forms.ChoiceField(
        choices=[pair for pair in ReportState.choices if pair[0] != ReportState.OPEN],
        widget=forms.HiddenInput,
    )
