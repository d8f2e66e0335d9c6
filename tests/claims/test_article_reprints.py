"""A reprint or translation says so and leads to its original; an original tells who copied it."""

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


def test_a_translation_leads_to_its_original_where_the_visitor_may_see_that(client, editor_client):
    original = version(headline="Der Hafen brennt", outlet=OutletFactory(name="Bote"))
    copy = version(translation_of=original.article)
    visible_statement(version=copy, words=SAID)
    assert "A translation from Bote: the same report in another language." in plain(page(client, copy))
    assert f'A translation of <a href="{address(original)}"' in page(editor_client, copy)
    bare = version(translation_of_outlet=OutletFactory(name="Agency"))
    visible_statement(version=bare, words=SAID)
    assert "A translation from Agency" in plain(page(client, bare))


def test_an_original_tells_of_those_copies_that_the_visitor_sees(client, editor_client):
    original = version()
    visible_statement(version=original, words=SAID)
    for name, tie in (("Copy", "reprint_of"), ("Translation", "translation_of")):
        copy = version(headline=name, outlet=OutletFactory(name=f"{name} Post"), **{tie: original.article})
        visible_statement(version=copy, words=SAID)
        version(headline="Hidden", **{tie: original.article})
    withdrawn = version(headline="Gone", reprint_of=original.article, withdrawn=True)
    visible_statement(version=withdrawn, words=SAID)
    text = plain(page(client, original))
    assert "Reprinted by Copy Post: Copy Translated by Translation Post: Translation" in text
    assert ("Hidden" in text, "Gone" in text) == (False, False)
    assert plain(page(editor_client, original)).count("Hidden") == 2


def test_of_many_copies_the_last_are_told_and_that_there_are_more(client, monkeypatch):
    monkeypatch.setattr("claims.queries.ties.MOST", 2)
    original = version()
    visible_statement(version=original, words=SAID)
    for number in range(3):
        made = version(headline=f"Copy {number}", reprint_of=original.article)
        visible_statement(version=made, words=SAID)
    text = plain(page(client, original))
    assert ("Copy 0" in text, "Copy 1" in text, "There are more" in text) == (False, True, True)
