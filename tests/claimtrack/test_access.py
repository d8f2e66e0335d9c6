import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver

from claimtrack.access import ADMINS, EDITORS, READERS, editors_only, readers
from claimtrack.roles import role_of

TESTED = "tests.claimtrack.pages"

#: Pages that others' code declares: prefix → who is meant.
DECLARED_ELSEWHERE = {
    "accounts/": "django-allauth: tests/claimtrack/test_accounts.py lists each",
    "admin/": "admins: claimtrack.admin_site.Site.has_permission",
    "favicon.ico": "everybody",
    "healthz": "everybody",
    "readyz": "everybody",
}


def addresses(resolver, prefix=""):
    """(address pattern, view) of everything below a resolver."""
    for pattern in resolver.url_patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here)
        else:
            yield here, pattern.callback


def test_every_page_declares_who_may_open_it():
    undeclared = [
        address
        for address, view in addresses(get_resolver("claimtrack.urls"))
        if not address.startswith(tuple(DECLARED_ELSEWHERE))
        and getattr(view, "access", None) not in (READERS, EDITORS, ADMINS)
    ]
    assert undeclared == []


def test_a_page_that_declares_nothing_would_be_found():
    def bare(request):
        return HttpResponse()

    assert getattr(bare, "access", None) is None
    assert getattr(readers(bare), "access", None) == READERS


@pytest.mark.parametrize("place", ["desk", "imports"])
def test_an_anonymous_visitor_is_sent_to_sign_in_and_back(place, client, settings):
    settings.ROOT_URLCONF = TESTED
    answer = client.get(f"/test/{place}/?q=1")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/accounts/login/?next=/test/{place}/%3Fq%3D1"


@pytest.mark.parametrize(
    ("place", "reader_status", "editor_status", "admin_status"),
    [("desk", 403, 200, 200), ("imports", 403, 403, 200), ("form", 200, 200, 200)],
)
def test_each_role_opens_its_pages(
    place, reader_status, editor_status, admin_status, reader_client, editor_client, admin_client, settings
):
    settings.ROOT_URLCONF = TESTED
    statuses = [c.get(f"/test/{place}/").status_code for c in (reader_client, editor_client, admin_client)]
    assert statuses == [reader_status, editor_status, admin_status]


def test_a_deactivated_editor_is_nobody(editor, editor_client, settings):
    settings.ROOT_URLCONF = TESTED
    editor.is_active = False
    editor.save()
    assert editor_client.get("/test/desk/").status_code == 302
    assert role_of(type(editor).objects.get(pk=editor.pk)) == ""


def test_a_superuser_without_a_role_does_not_work_at_the_desk(django_user_model, db):
    request = RequestFactory().get("/")
    request.user = django_user_model.objects.create_superuser("root")
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        editors_only(lambda request: HttpResponse())(request)


def test_the_guard_asks_the_database_nothing_for_anonymous_visitors():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert editors_only(lambda request: HttpResponse())(request).status_code == 302
