import pytest

from sources.models import ImportBatch
from sources.paging import page_by_key
from tests.factories.sources import ImportBatchFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys():
    return [ImportBatchFactory().pk for _ in range(5)]


def page(**options):
    found = page_by_key(ImportBatch.objects.all(), size=2, **options)
    return [row.pk for row in found.rows], found.before, found.after


def test_forwards_in_order_of_arrival(keys):
    a, b, c, d, e = keys
    assert page() == ([a, b], None, b)
    assert page(after=b) == ([c, d], c, d)
    assert page(after=d) == ([e], e, None)


def test_backwards_in_order_of_arrival(keys):
    a, b, c, d, e = keys
    assert page(before=e) == ([c, d], c, d)
    assert page(before=c) == ([a, b], None, b)


def test_forwards_newest_first(keys):
    a, b, c, d, e = keys
    assert page(newest_first=True) == ([e, d], None, d)
    assert page(newest_first=True, after=d) == ([c, b], c, b)
    assert page(newest_first=True, after=b) == ([a], a, None)


def test_backwards_newest_first(keys):
    a, b, c, d, e = keys
    assert page(newest_first=True, before=a) == ([c, b], c, b)
    assert page(newest_first=True, before=c) == ([e, d], None, d)


def test_beyond_the_end_there_is_nothing(keys):
    assert page(after=keys[-1]) == ([], None, None)


def test_a_page_is_one_question(keys, django_assert_num_queries):
    with django_assert_num_queries(1):
        page(after=keys[0])
