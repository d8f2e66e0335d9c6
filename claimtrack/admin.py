"""Users in Django's admin: who they are, their role, whether they may sign in."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest

from claimtrack import roles
from claimtrack.people import give_role

if TYPE_CHECKING:
    UserForm = forms.ModelForm[User]
    UsersAdmin = UserAdmin[User]
else:  # generic in their type stubs alone
    UserForm = forms.ModelForm
    UsersAdmin = UserAdmin

ROLE_CHOICES = [("", "none (a reader)"), *((role, role) for role in roles.ROLES)]


class RoleForm(UserForm):
    """The user's details with the role as one choice in place of groups, flags and permissions."""

    role = forms.ChoiceField(choices=ROLE_CHOICES, required=False)

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["role"].initial = roles.role_of(self.instance)


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
