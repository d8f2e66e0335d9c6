"""Legal removal: a reason, and the article's number typed by hand."""

from __future__ import annotations

from django import forms


class RemovalForm(forms.Form):
    """Why an article is removed for good. `number`: the article's, which has to be typed."""

    reason = forms.CharField(
        label="Reason",
        max_length=400,
        help_text="One sentence that readers see at its address. Do not repeat what is to be removed.",
    )
    typed = forms.CharField(label="The article's number", max_length=20)
    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: object, number: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.number = number
        self.fields["typed"].help_text = f"Type {number} to show that you mean this one."

    def clean_typed(self) -> str:
        """The number, exactly."""
        typed = str(self.cleaned_data["typed"])
        if typed != str(self.number):
            raise forms.ValidationError(f"Type {self.number}, the number of this article.")
        return typed
