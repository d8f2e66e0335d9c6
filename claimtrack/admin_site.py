"""Django's admin, closed to everybody but the role admin, with sign-in by django-allauth."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from claimtrack import roles


class Site(AdminSite):
    """The admin site of the project."""

    site_header = f"{settings.SITE_NAME}: administration"
    site_title = settings.SITE_NAME
    index_title = "Users, outlets, topics and affiliations"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """The role admin; `is_staff` alone opens nothing."""
        return bool(request.user.is_staff) and roles.is_admin(request.user)

    @method_decorator(login_not_required)
    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Anonymous visitors go to the site's own sign-in; who has no right to be here is refused."""
        if not self.has_permission(request):
            raise PermissionDenied("The administration is for admins.")
        return super().login(request, extra_context)
