"""What an admin says of the site: the texts of its about page, and a second pair of eyes."""

from __future__ import annotations

from django import forms

from claims.services.site import LONGEST_TEXT


def _text(label: str, help_text: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=f"{help_text} Plain text; an empty line parts paragraphs. Empty: the site’s own words.",
    )


class SiteForm(forms.Form):
    """Three texts, whether two editors see a claim before readers do, and why this changes."""

    about = _text("Who we are", "Who keeps this site, and who pays for it.", 6)
    method = _text("How we record claims", "In place of the text that the page opens with.", 12)
    contact = _text("Contact", "How the desk is reached.", 4)
    second_pair = forms.BooleanField(
        label="A claim becomes visible only after another editor’s approval", required=False
    )
    reason = forms.CharField(
        label="Why you change it", required=False, max_length=400, help_text="For the history."
    )
    expected = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)
