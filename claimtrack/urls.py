"""All addresses. Pages for readers and editors are in `claims`, imports in `sources`."""

from csp.decorators import csp_update
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path
from django.views.decorators.http import require_safe

from claimtrack import errors, health
from claimtrack.accounts import LoginView, SecondFactorAgainView, SecondFactorSetupView, SecondFactorView

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many  # django-allauth looks for it here
handler500 = errors.failed

#: The QR code of the second factor is a data: image; this page alone may show one.
activate_with_image = csp_update({"img-src": ["data:"]})(SecondFactorSetupView.as_view())


@login_not_required
@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Lead to the site's icon."""
    return redirect(static("favicon.svg"), permanent=True)


urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("accounts/2fa/totp/activate/", activate_with_image),
    path("accounts/2fa/authenticate/", SecondFactorView.as_view()),
    path("accounts/2fa/reauthenticate/", SecondFactorAgainView.as_view()),
    path("accounts/login/", LoginView.as_view()),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    # Browsers ask here where a page names no icon, as the admin's own do.
    path("favicon.ico", favicon),
    # Most visitors read: their pages are looked for first.
    path("", include("claims.urls")),
    path("", include("sources.urls")),
]
