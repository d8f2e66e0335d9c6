"""A search shows readers nothing that they may not see, in results, numbers and feeds alike."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import StatementWords
from tests.claims.searching import counts, find, results, tabs
from tests.claims.test_visibility import ARTICLES, is_read, make_world
from tests.factories.claims import StatementFactory, visible_statement
from tests.factories.subjects import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db
#: A word of what every statement of the world says.
WORD = "accident"


@pytest.mark.parametrize("article", ARTICLES)
def test_readers_find_what_the_oracle_says_and_editors_all_that_a_person_recorded(
    article, client, editor_client
):
    _, made = make_world(article)
    read = [statement for case, statement, _ in made if is_read(case)]
    recorded = [case for case, _, _ in made if case.statement in ("confirmed", "withdrawn")]
    html = find(client, q=WORD, kind="statements")
    assert len(results(html)) == len(read)
    assert tabs(html)["statements"] == str(len(read))
    assert sum(counts(html, "stance").values()) == len(read)
    assert tabs(html)["articles"] == str(len(read))
    assert tabs(find(editor_client, q=WORD, kind="statements"))["statements"] == str(len(recorded))
    feed = client.get("/search/feed/", {"q": WORD, "kind": "statements"}).content.decode()
    assert feed.count("<entry>") == len(read)


def test_hidden_claims_and_speakers_are_in_no_result_and_no_number(client, editor_client):
    hidden = ClaimFactory(text="The ferry sank", visible_since=timezone.now() + timedelta(hours=1))
    visible_statement(claim=hidden, speaker=SpeakerFactory(name="Ferry Master"))
    html = find(client, q="ferry")
    assert tabs(html) == {"claims": "0", "statements": "0", "speakers": "0", "articles": "0"}
    assert results(find(editor_client, q="ferry", kind="speakers")) == ["Ferry Master"]


def test_proposals_have_no_words_to_be_found_by():
    StatementFactory(proposed=True)
    assert not StatementWords.objects.exists()
