import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from claimtrack import navigation
from claimtrack.navigation import Frame


def nowhere(request):
    return HttpResponse()


urlpatterns = [path(entry.address.lstrip("/"), nowhere) for entry in navigation.ENTRIES]


@pytest.fixture
def every_page_stands(settings):
    settings.ROOT_URLCONF = __name__
    navigation.leads_somewhere.cache_clear()
    yield
    navigation.leads_somewhere.cache_clear()


def labels(user, address="/"):
    request = RequestFactory().get(address)
    request.user = user
    return [entry.label for entry in Frame(request).entries]


PUBLIC = ["Contested now", "Claims", "Topics", "Speakers", "Articles", "About"]


def test_each_role_sees_its_entries(every_page_stands, reader, editor, admin):
    assert labels(AnonymousUser()) == PUBLIC
    assert labels(reader) == PUBLIC
    assert labels(editor) == [*PUBLIC, "Desk"]
    assert labels(admin) == [*PUBLIC, "Desk", "Imports"]


def test_an_entry_is_hidden_until_its_page_stands(settings):
    settings.ROOT_URLCONF = "tests.claimtrack.pages"
    navigation.leads_somewhere.cache_clear()
    assert labels(AnonymousUser()) == []
    navigation.leads_somewhere.cache_clear()


def test_the_current_page_and_the_section_above_it_are_marked(every_page_stands):
    request = RequestFactory().get("/claims/")
    request.user = AnonymousUser()
    current = {entry.label: entry.current for entry in Frame(request).entries if entry.current}
    assert current == {"Claims": "page"}

    request = RequestFactory().get("/claims/the-dam/")
    request.user = AnonymousUser()
    current = {entry.label: entry.current for entry in Frame(request).entries if entry.current}
    assert current == {"Claims": "true"}
