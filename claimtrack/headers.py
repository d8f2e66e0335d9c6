"""Response headers that Django does not set, and the one path that is exempt from Trusted Types."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

#: No page of the site uses any of these.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics", "fullscreen")
)


def security_headers(get_response: Answer) -> Answer:
    """Middleware: stands inside django-csp's, which reads the exemption from the response."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if _is_admin(request):
            # The admin's jQuery assigns to innerHTML when it starts and cannot run under Trusted Types.
            response._csp_replace = {  # type: ignore[attr-defined]
                "require-trusted-types-for": None,
                "trusted-types": None,
            }
        return response

    return answer


def _is_admin(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.app_name == "admin"
