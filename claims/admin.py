"""Topics and affiliations in Django's admin; speakers only to look at, and to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

from claims.choices import SpeakerKind
from claims.forms.admin import BODIES, AffiliationForm, TopicForm
from claims.models import Affiliation, Speaker, Topic
from claims.services.affiliation_changes import add_affiliation, change_affiliation, remove_affiliation
from claims.services.errors import Refused
from claims.services.topic_changes import change_topic
from claims.services.topics import create_topic
from sources.admin import SavedByServices
from sources.clocks import in_words

#: Digits of the largest row number.
LONGEST_NUMBER = 18


class SpeakerChoiceWidget(AutocompleteSelect):
    """Found by typing. What was sent and is no number chooses nothing: Django would look it up and fail."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        """The chosen speaker, with its name."""
        numbers = [one for one in value if str(one).isdecimal() and len(str(one)) <= LONGEST_NUMBER]
        return super().optgroups(name, numbers, attr)


@admin.register(Topic)
class TopicAdmin(SavedByServices):
    """Made, renamed and described; never deleted, since addresses lead to it."""

    form = TopicForm
    refusals = (Refused,)
    list_display = ("name", "description")
    search_fields = ("name", "search_key")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        """Those that stand for themselves."""
        return Topic.objects.filter(merged_into__isnull=True)

    def save_model(self, request: HttpRequest, obj: Topic, form: TopicForm, change: bool) -> None:
        """Hand the words to the service. Raises Refused and roots.Stale."""
        words = {name: form.cleaned_data[name] for name in ("name", "description")}
        editor = self.user_of(request)
        if change:
            change_topic(editor=editor, topic=obj, expected=form.cleaned_data["made_on"] or 0, **words)
        else:
            obj.__dict__.update(create_topic(editor=editor, **words).__dict__)


@admin.register(Affiliation)
class AffiliationAdmin(SavedByServices):
    """A person's places. The person is chosen once; what was recorded by mistake can be taken away."""

    form = AffiliationForm
    refusals = (Refused,)
    list_display = ("person", "title", "body", "from_when", "until_when")
    list_select_related = ("person", "body")
    search_fields = ("title", "person__name", "person__search_key", "body__name", "body__search_key")
    autocomplete_fields = ("person", "body")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Both ends are speakers."""
        kwargs["widget"] = SpeakerChoiceWidget(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="from", ordering="since_earliest")
    def from_when(self, affiliation: Affiliation) -> str:
        """The beginning in words."""
        return in_words(affiliation.since)

    @admin.display(description="until", ordering="until_latest")
    def until_when(self, affiliation: Affiliation) -> str:
        """The end in words."""
        return in_words(affiliation.until)

    def get_readonly_fields(self, request: HttpRequest, obj: Affiliation | None = None) -> tuple[str, ...]:
        """Another person's place is another affiliation."""
        return ("person",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Affiliation, form: AffiliationForm, change: bool) -> None:
        """Hand the place to the service. Raises Refused and roots.Stale."""
        editor = self.user_of(request)
        if change:
            standing = Affiliation.objects.select_related("person").get(pk=obj.pk)
            expected = form.cleaned_data["made_on"] or 0
            change_affiliation(editor=editor, affiliation=standing, expected=expected, data=form.place)
            return
        speaker = form.cleaned_data["person"]
        made = add_affiliation(editor=editor, speaker=speaker, expected=speaker.version, data=form.place)
        obj.__dict__.update(made.__dict__)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the group says; nothing hangs on an affiliation, and history keeps it."""
        return ModelAdmin.has_delete_permission(self, request, obj)

    def delete_model(self, request: HttpRequest, obj: Affiliation) -> None:
        """By the service."""
        remove_affiliation(editor=self.user_of(request), affiliation=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Affiliation]) -> None:
        """Each by the service."""
        for affiliation in queryset.select_related("person"):
            self.delete_model(request, affiliation)


@admin.register(Speaker)
class SpeakerAdmin(SavedByServices):
    """Looked at here, and found by whoever types a name; changed on the pages of the desk."""

    list_display = ("name", "kind", "description")
    list_filter = ("kind",)
    search_fields = ("name", "search_key", "aliases__spelling")
    fields = ("name", "kind", "description", "external_id", "outlet")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        """Those that stand for themselves."""
        return Speaker.objects.filter(merged_into__isnull=True)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Persons where a person is asked for, bodies and offices where a body is."""
        found, doubles = super().get_search_results(request, queryset, search_term)
        kinds = {"person": (SpeakerKind.PERSON,), "body": BODIES}.get(request.GET.get("field_name", ""))
        return (found.filter(kind__in=kinds) if kinds else found), doubles
