"""Outlets in Django's admin: the one thing of this room that has no page of its own to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sources.clock_reading import ClockError
from sources.clocks import zone_named
from sources.models import Outlet
from sources.services import roots
from sources.services.acting import person
from sources.services.outlets import DETAILS, change_outlet, create_outlet, find_outlet, is_name

if TYPE_CHECKING:
    OutletModelForm = forms.ModelForm[Outlet]
    ModelAdmin = admin.ModelAdmin[Outlet]
else:  # generic in their type stubs alone
    OutletModelForm = forms.ModelForm
    ModelAdmin = admin.ModelAdmin


class OutletForm(OutletModelForm):
    """The details, and the version on which they are changed."""

    made_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Outlet
        fields = DETAILS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["made_on"].initial = self.instance.version

    def clean_name(self) -> str:
        """One outlet a name, whatever its spelling."""
        name = str(self.cleaned_data["name"])
        if not is_name(name):
            raise ValidationError("This is no name: it has neither letters nor digits.")
        known = find_outlet(name=name)
        if known and known.pk != self.instance.pk:
            raise ValidationError(f"This is known already, as {known.name}.")
        return name

    def clean_zone(self) -> str:
        """A zone that exists."""
        zone = str(self.cleaned_data["zone"])
        try:
            return zone_named(zone).key if zone else ""
        except ClockError as problem:
            raise ValidationError(str(problem)) from None

    def clean_domain(self) -> str:
        """As addresses have it, and one outlet's alone."""
        domain = str(self.cleaned_data["domain"]).strip().lower().removeprefix("www.")
        if domain and Outlet.objects.unmerged().filter(domain=domain).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Another outlet has this domain.")
        return domain


@admin.register(Outlet)
class OutletAdmin(ModelAdmin):
    """Made and changed by the services; never deleted, since articles and history name it."""

    form = OutletForm
    list_display = ("name", "kind", "country", "language", "domain")
    list_filter = ("kind",)
    search_fields = ("name", "search_key")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        """Those that stand for themselves."""
        found: QuerySet[Outlet] = Outlet.objects.unmerged()
        return found

    def save_model(self, request: HttpRequest, obj: Outlet, form: Any, change: bool) -> None:
        """Hand the details to the service. Raises roots.Stale."""
        if not isinstance(request.user, User):
            raise PermissionDenied("Sign in first.")
        actor, details = person(request.user), {name: form.cleaned_data[name] for name in DETAILS}
        if change:
            change_outlet(actor=actor, outlet=obj, expected=form.cleaned_data["made_on"] or 0, **details)
        else:
            obj.__dict__.update(create_outlet(actor=actor, **details).__dict__)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Somebody else's change meanwhile is said, never overwritten."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except roots.Stale:
            sentence = "Somebody changed this outlet meanwhile. Look at it and change it again."
            self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(request.path)

    def has_delete_permission(self, request: HttpRequest, obj: Outlet | None = None) -> bool:
        """Never."""
        return False
