"""Response headers that Django does not set, and the one path that is exempt from Trusted Types."""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

#: No page of the site uses any of these.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics", "fullscreen")
)


class ContentPolicy(CSPMiddleware):
    """django-csp's: what nearly all pages say is written once. No page has a nonce."""

    def process_request(self, request: HttpRequest) -> None:
        """Nothing: who would ask for a nonce fails."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """With the site's policy, or as the view said."""
        if any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _of_the_site())
        return response


@cache
def _of_the_site() -> str:
    return build_policy()


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
