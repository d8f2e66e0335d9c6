"""What several tests of the desk stand on."""

import pytest
from django.urls import reverse

from tests.claims.desk import desk_article
from tests.factories.claims import SpeakerFactory


@pytest.fixture
def version(db):
    """The article of `tests.claims.desk`."""
    return desk_article()


@pytest.fixture
def mark_address(version):
    """Where a statement of it is recorded."""
    return reverse("claims:desk-mark", kwargs={"pk": version.article_id})


@pytest.fixture
def union(db):
    return SpeakerFactory(name="Dockers' Union", kind="body")
