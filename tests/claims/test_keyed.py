"""Prepared questions by keys."""

import pytest

from claims.models import Topic
from claims.queries.keyed import Keyed
from tests.factories.claims import TopicFactory

pytestmark = pytest.mark.django_db
TOPICS = Keyed("pk", lambda: Topic.objects.order_by("pk"))


def test_one_key_and_several_and_none_that_is_there(django_assert_num_queries):
    first, second, third = (TopicFactory() for _ in range(3))
    with django_assert_num_queries(3):
        assert TOPICS.rows([second.pk]) == [second]
        assert TOPICS.rows({third.pk, first.pk}) == [first, third]
        assert TOPICS.rows([third.pk + 1]) == []
