"""The permanent address of a statement."""

import pytest

from claims.services.statements import restore_statement, withdraw_statement
from tests.factories.claims import ClaimFactory, StatementFactory, StatementLinkFactory, visible_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    return visible_statement(claim=ClaimFactory(visible=True, slug="port-velm"))


def get(client, statement):
    return client.get(f"/statements/{statement.pk}/")


def test_it_leads_to_the_entry_on_the_claim_it_was_linked_with_first(client, statement):
    StatementLinkFactory(statement=statement, claim=ClaimFactory(visible=True))
    answer = get(client, statement)
    assert (answer.status_code, answer["Location"]) == (302, f"/claims/port-velm/#s{statement.pk}")
    assert f'id="s{statement.pk}"' in client.get("/claims/port-velm/").text


def test_it_leads_over_a_merge(client, statement):
    target = ClaimFactory(visible=True, slug="velm-harbour")
    merged = ClaimFactory(visible=True, merged_into=target)
    other = visible_statement(claim=merged)
    assert get(client, other)["Location"] == f"/claims/velm-harbour/#s{other.pk}"


def test_a_withdrawn_one_says_when_and_why_until_it_is_brought_back(client, editor, statement):
    reason = "Another man said it."
    withdraw_statement(editor=editor, statement=statement, expected=statement.version, reason=reason)
    answer = get(client, statement)
    assert answer.status_code == 410
    assert "because: Another man said it." in answer.text
    assert 'href="/claims/port-velm/"' in answer.text
    restore_statement(editor=editor, statement=statement, expected=statement.version)
    assert get(client, statement).status_code == 302


def test_one_in_a_withdrawn_article_says_so(client):
    statement = visible_statement(version__article__withdrawn=True)
    answer = get(client, statement)
    assert (answer.status_code, "because: The publisher took it down." in answer.text) == (410, True)


def test_what_readers_never_saw_is_not_there_even_once_withdrawn(client, editor, statement):
    hidden = visible_statement(claim=ClaimFactory())
    assert get(client, hidden).status_code == 404
    withdraw_statement(editor=editor, statement=hidden, expected=hidden.version, reason="Secret.")
    assert get(client, hidden).status_code == 404
    assert get(client, StatementFactory(proposed=True)).status_code == 404
    seen = visible_statement(version__article__withdrawn=True)
    proposed = StatementFactory(proposed=True, article_version=seen.article_version)
    StatementLinkFactory(statement=proposed, proposed=True)
    assert (get(client, seen).status_code, get(client, proposed).status_code) == (410, 404)
