"""The office beside a statement is the one that was held when it was said, and none where nobody knows."""

import pytest

from claims.held import Office, office_at, role_and_office
from claims.services.affiliation_changes import add_affiliation, remove_affiliation
from claims.services.affiliations import AffiliationInput
from sources.clocks import UNKNOWN, parse_edtf
from tests.claims.pages import plain
from tests.factories.base import stated
from tests.factories.claims import (
    AffiliationFactory,
    ClaimFactory,
    SpeakerFactory,
    visible_statement,
)
from tests.factories.sources import ArticleFactory, ArticleVersionFactory

MINISTER = "minister, Ministry of Ferries"


def held(since, until, said, published="2031-06-01"):
    clocks = [parse_edtf(one, basis="stated") if one else UNKNOWN for one in (since, until, said, published)]
    return bool(office_at([Office(MINISTER, *clocks[:2])], *clocks[2:]))


@pytest.mark.parametrize(
    ("since", "until", "said", "told"),
    [
        ("2031-05-01", "", "2031-05-12", True),
        ("2031-05-12", "", "2031-05-12", True),  # the first day
        ("2031-05-13", "", "2031-05-12", False),
        ("2031-05-01", "2031-05-12", "2031-05-12", True),  # the last day
        ("2031-05-01", "2031-05-11", "2031-05-12", False),
        ("2030", "", "2031-05-12", True),
        ("2031", "", "2031-05-12", False),  # some time that year: before or after?
        ("2031-05-12~", "", "2031-05-12", False),  # about that day
        ("2030", "2031", "2031-05-12", False),
        ("2030", "2032", "2031-05-12", True),
        ("2030", "2032", "2031-05", True),
        ("", "2032", "2031-05-12", False),  # nobody knows since when
        ("", "", "2031-05-12", False),
        ("2031-05-20", "", "", True),  # said at no known time: then as of the article
        ("2030", "", "2031-05-12/..", False),
    ],
)
def test_an_office_is_told_where_the_dates_are_certain(since, until, said, told):
    assert held(since, until, said) is told


def test_nothing_is_told_where_neither_the_saying_nor_the_article_has_a_date():
    assert not held("2030", "", "", published="")


@pytest.mark.parametrize(
    ("role", "office", "said"),
    [
        ("", MINISTER, MINISTER),
        ("the ferries minister", "", "the ferries minister"),
        ("Minister of Ferries", MINISTER, MINISTER),
        ("the Ferries' minister", MINISTER, MINISTER),
        (
            "deputy minister at the Ministry of Ferries",
            MINISTER,
            "deputy minister at the Ministry of Ferries",
        ),
        ("the harbour's envoy", MINISTER, f"the harbour's envoy; {MINISTER}"),
    ],
)
def test_role_and_office_say_nothing_twice(role, office, said):
    assert role_and_office(role, office) == said


@pytest.mark.django_db
def test_readers_see_the_office_as_of_each_statement_on_claim_article_and_speaker(client):
    orla, ferries = SpeakerFactory(name="Orla Venn", slug="venn"), SpeakerFactory(body=True, name="Ferries")
    again = SpeakerFactory(name="O. Venn", merged_into=orla)
    AffiliationFactory(
        person=orla, body=ferries, title="clerk", since=stated("2029"), until=stated("2031-05-10")
    )
    AffiliationFactory(person=again, body=ferries, title="minister", since=stated("2031-05-11"))
    claim = ClaimFactory(visible=True, slug="fire")
    version = ArticleVersionFactory(text="It burned. It did not.", article=ArticleFactory(display="whole"))
    for words, day in (("It burned.", "2031-05-09"), ("It did not.", "2031-05-12")):
        visible_statement(claim=claim, version=version, words=words, speaker=orla, said=stated(day))
    for address in ("/claims/fire/", f"/articles/{version.article_id}/", "/speakers/venn/"):
        page = plain(client.get(address).content.decode())
        told = page[page.index("On record") :] if "/speakers/" in address else page
        assert ("clerk, Ferries" in told, "minister, Ferries" in told) == (True, True), address
        assert told.index("clerk, Ferries") < told.index("minister, Ferries")


@pytest.mark.django_db
def test_a_claims_page_moves_with_the_offices_of_who_speaks_on_it(editor):
    claim, orla = ClaimFactory(visible=True), SpeakerFactory()
    visible_statement(claim=claim, speaker=orla)
    body = SpeakerFactory(body=True)
    made = add_affiliation(editor=editor, speaker=orla, expected=1, data=AffiliationInput(body, "clerk"))
    remove_affiliation(editor=editor, affiliation=made)
    assert list(claim.revisions.values_list("moved", "subject")) == [("details", f"speaker:{orla.pk}")] * 2
