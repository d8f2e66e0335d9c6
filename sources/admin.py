"""Outlets in Django's admin, and how the admin of either room saves: by the services, in a person's name."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sources.clock_reading import ClockError
from sources.clocks import zone_named
from sources.forms import OnAVersion
from sources.models import Outlet
from sources.services import roots
from sources.services.acting import person
from sources.services.outlets import DETAILS, change_outlet, create_outlet, find_outlet, is_name

if TYPE_CHECKING:
    OutletModelForm = forms.ModelForm[Outlet]
    ModelAdmin = admin.ModelAdmin[Any]
else:  # generic in their type stubs alone
    OutletModelForm = forms.ModelForm
    ModelAdmin = admin.ModelAdmin


class SavedByServices(ModelAdmin):
    """What others were faster to do, or the database refuses, is said; nothing is overwritten or deleted."""

    #: What the services of the room refuse in a sentence.
    refusals: tuple[type[Exception], ...] = ()

    @staticmethod
    def user_of(request: HttpRequest) -> User:
        """The signed-in person, in whose name the services write."""
        if not isinstance(request.user, User):
            raise PermissionDenied("Sign in first.")
        return request.user

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, its save (one transaction), or the sentence that says why it was not saved."""
        one = self.opts.verbose_name
        sentence = f"Somebody changed this {one} meanwhile. Look at it and change it again."
        try:
            # Saved by somebody between the look at its version and the save, it is looked at anew: then the
            # form stays, and says so.
            for _ in range(2):
                with suppress(roots.Stale):
                    return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            sentence = "Somebody saved the same meanwhile, or the database refuses it. Nothing was saved."
        except self.refusals as refused:
            sentence = f"{refused} Nothing was saved."
        self.message_user(request, sentence, messages.ERROR)
        return HttpResponseRedirect(request.path)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form; 409 where somebody else was faster."""
        response = super().render_change_form(request, context, *args, **kwargs)
        if getattr(context["adminform"].form, "overtaken", False):
            response.status_code = HTTPStatus.CONFLICT
        return response

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never, unless a room says otherwise: history and addresses name what once stood."""
        return False


class OutletForm(OnAVersion, OutletModelForm):
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
class OutletAdmin(SavedByServices):
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
        actor = person(self.user_of(request))
        details = {name: form.cleaned_data[name] for name in DETAILS}
        if change:
            change_outlet(actor=actor, outlet=obj, expected=form.cleaned_data["made_on"] or 0, **details)
        else:
            obj.__dict__.update(create_outlet(actor=actor, **details).__dict__)
