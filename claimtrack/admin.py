"""Users in Django's admin: who they are, their role, whether they may sign in."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest

from claimtrack import roles
from claimtrack.people import LastAdmin, give_role, keep_an_admin

if TYPE_CHECKING:
    UserForm = forms.ModelForm[User]
    UsersAdmin = UserAdmin[User]
else:  # generic in their type stubs alone
    UserForm = forms.ModelForm
    UsersAdmin = UserAdmin

OWN_KEYS = "You cannot deactivate yourself or give up your own role of admin. Ask another admin to do it."
ROLE_CHOICES = [("", "none (a reader)"), *((role, role) for role in roles.ROLES)]


class RoleForm(UserForm):
    """The user's details with the role as one choice in place of groups, flags and permissions.

    by: who fills it in. Nobody shuts out herself, or the last active admin.
    """

    by: User | None = None
    role = forms.ChoiceField(choices=ROLE_CHOICES, required=False)

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["role"].initial = roles.role_of(self.instance)

    def clean(self) -> dict[str, Any]:
        """Refuse what would leave the site, or who asks, without an admin. Django's admin saves in the same
        transaction, so that what is found here holds until then."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        role, is_active = data.get("role", ""), data.get("is_active", False)
        if self.instance == self.by and not (is_active and role == roles.ADMIN):
            raise forms.ValidationError(OWN_KEYS)
        try:
            keep_an_admin(user=self.instance, role=role, is_active=is_active)
        except LastAdmin as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return data


class PeopleAdmin(UsersAdmin):
    """No superusers, no single permissions: a role says everything, and nobody is deleted."""

    form = RoleForm
    fieldsets = ((None, {"fields": ("username", "role", "email", "first_name", "last_name", "is_active")}),)
    list_display = ("username", "email", "role", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Everybody but the machine, whose row is not a person's."""
        return super().get_queryset(request).exclude(username=roles.MACHINE).prefetch_related("groups")

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> type[UserForm]:
        """The form, which is told who fills it in."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user}) if obj else form

    @admin.display
    def role(self, user: User) -> str:
        """The role, from the groups fetched with the list."""
        names = {group.name for group in user.groups.all()}
        return next((role for role in reversed(roles.ROLES) if role in names), "")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The role is given once the user has a row."""
        super().save_related(request, form, formsets, change)
        if "role" in form.cleaned_data:
            give_role(user=form.instance, role=form.cleaned_data["role"])

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """History names its actors: people are made inactive, never deleted."""
        return False


admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.register(User, PeopleAdmin)
