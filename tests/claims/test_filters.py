"""The filters of a list of claims: only those that an address names are made, and what all pages of a list
share is written once."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict

from claims.filter_fields import ClaimFilters, filters_for
from claims.filters import ClaimFilter
from claims.models import Claim
from tests.factories.claims import SpeakerFactory, visible_statement
from tests.factories.subjects import ClaimFactory

ADDRESSES = (
    "", "after=2031-01-01,7", "q=fire", "q=%20", "q=...", "state=disputed&state=asserted", "state=nonsense",
    "lane=denies&figures=yes&checked=yes", "speaker=nobody", "speaker=orla-venn&sort=said", "sort=odd",
    "topic=",
)  # fmt: skip


def reader():
    request = HttpRequest()
    request.user = AnonymousUser()
    return request


def filters(query="", *, request=None, known_as="claims"):
    return ClaimFilter(
        QueryDict(query), claims=Claim.objects.visible, request=request or reader(), known_as=known_as
    )


@pytest.mark.django_db
@pytest.mark.parametrize("query", ADDRESSES)
def test_what_an_address_names_is_read_as_by_all_filters_together(query):
    visible_statement(speaker=SpeakerFactory(name="Orla Venn"))
    every = ClaimFilters(QueryDict(query), queryset=Claim.objects.all(), request=reader())
    every.form.is_valid()
    own = filters(query)
    read = every.form.cleaned_data
    assert {name: value for name, value in own.given.items() if value} == {
        name: value for name, value in read.items() if value
    }
    assert len(own.complaints) == len(every.form.errors)


@pytest.mark.django_db
def test_no_filter_is_made_that_an_address_does_not_name():
    named = filters_for(QueryDict("topic=port&after=1&state=asserted"), reader())
    assert set(named.filters) == {"topic", "state"}
    assert not filters_for(QueryDict("after=1"), reader()).filters
    assert {"topic", "q"} < set(ClaimFilters(QueryDict(), queryset=Claim.objects.all()).filters)


@pytest.mark.django_db(transaction=True)
def test_what_is_written_for_all_pages_of_a_list_is_written_once_until_something_is_recorded():
    written = []

    def write():
        written.append(1)
        return len(written)

    first = [filters("after=1").once("part", write), filters("after=2").once("part", write)]
    others = [filters("q=fire").once("part", write), filters(known_as="topic 1").once("part", write)]
    assert (first, others) == ([1, 1], [2, 3])
    ClaimFactory()
    assert filters("after=1").once("part", write) == 4


@pytest.mark.django_db(transaction=True)
def test_for_an_editor_and_for_a_list_without_a_name_it_is_written_each_time(editor):
    request = HttpRequest()
    request.user = editor
    for one in (filters(request=request), filters(known_as="")):
        made = iter((1, 2))
        assert [one.once("part", lambda made=made: next(made)) for _ in range(2)] == [1, 2]
