"""A reprint says so, and leads to what it is a reprint of."""

import pytest

from tests.claims.pages import SAID, address, page, plain, version
from tests.factories.claims import visible_statement
from tests.factories.sources import OutletFactory

pytestmark = pytest.mark.django_db


def test_a_reprint_leads_to_its_original_where_the_visitor_may_see_that(client, editor_client):
    original = version(headline="The port burns", outlet=OutletFactory(name="Wire"))
    copy = version(reprint_of=original.article)
    visible_statement(version=copy, words=SAID)
    assert "A reprint from Wire: the same report, not a second one." in plain(page(client, copy))
    assert f'A reprint of <a href="{address(original)}"' in page(editor_client, copy)
    visible_statement(version=original, words=SAID)
    assert "A reprint of The port burns, Wire: the same report" in plain(page(client, copy))
    bare = version(reprint_of_outlet=OutletFactory(name="Agency"))
    visible_statement(version=bare, words=SAID)
    assert "A reprint from Agency" in plain(page(client, bare))
