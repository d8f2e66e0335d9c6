"""Articles that a search finds: what is shown of each, and where it leads."""

import re

import pytest

from sources.choices import Display
from tests.claims.searching import claim, find

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("display", "leads"), [(Display.WHOLE, False), (Display.EXCERPTS, True)])
def test_an_excerpt_leads_to_the_statement_it_is_taken_from(client, display, leads):
    claim("The sluice failed", words="the weir is open", article={"display": display})
    (shown,) = re.findall(r'<p class="snip".*?</p>', find(client, q="weir", kind="articles"))
    assert '<mark class="found">weir</mark>' in shown
    assert ('href="/articles/' in shown) == leads
