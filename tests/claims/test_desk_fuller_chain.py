"""Choosing the statement that names the origin another outlet leaves out."""

import pytest
from django.urls import reverse

from claims.models import Statement
from tests.claims.desk import ACCUSES, LAST, desk_article, filled, page
from tests.factories.claims import (
    ClaimFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
    visible_statement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory(text="The fire was set", visible=True)


@pytest.fixture
def short(version, union, claim):
    made = StatementFactory(version=version, words=ACCUSES, speaker=union)
    StatementLinkFactory(statement=made, claim=claim)
    return made


@pytest.fixture
def full(claim):
    return visible_statement(
        claim=claim, version=desk_article(), words=ACCUSES, speaker=SpeakerFactory(name="Orla Venn")
    )


def address(statement):
    return reverse("claims:desk-statement", kwargs={"pk": statement.pk})


def form(statement, **fields):
    """What a browser sends of a statement that was opened and left as it was."""
    keys = {"who-pick": f"speaker:{statement.speaker_id}", "who-shown": f"speaker:{statement.speaker_id}"}
    claim = f"claim:{statement.links.get().claim_id}"
    keys |= {"link-0-pick": claim, "link-0-shown": claim, "expected": statement.version}
    return {**filled(statement.article_version, ACCUSES, **keys), **fields}


def test_statements_on_its_claim_are_offered_the_likest_words_first(editor_client, claim, short, full):
    far = visible_statement(claim=claim, version=desk_article(), words=LAST)
    visible_statement(claim=claim, version=desk_article(), words=ACCUSES, origin_dropped=True)
    visible_statement()
    content = page(editor_client.get(address(short)))
    offered = [
        pk
        for pk in Statement.objects.values_list("pk", flat=True)
        if f'name="s-fuller" value="{pk}"' in content
    ]
    assert offered == sorted([full.pk, far.pk])
    assert content.index(f'name="s-fuller" value="{full.pk}"') < content.index(
        f'name="s-fuller" value="{far.pk}"'
    )
    assert "Orla Venn (" in content


def test_the_choice_is_kept_shown_and_given_up_with_the_dropped_origin(editor_client, short, full):
    chosen = {"s-origin_dropped": "on", "s-fuller": full.pk}
    assert editor_client.post(address(short), form(short, **chosen)).status_code == 302
    short.refresh_from_db()
    assert (short.origin_dropped, short.fuller_chain) == (True, full)
    assert f'value="{full.pk}" id="id_s-fuller-0" checked' in page(editor_client.get(address(short)))
    editor_client.post(address(short), form(short, **{"s-fuller": full.pk}))
    short.refresh_from_db()
    assert (short.origin_dropped, short.fuller_chain) == (False, None)


def test_readers_are_led_to_the_fuller_chain(editor_client, client, claim, short, full):
    editor_client.post(address(short), form(short, **{"s-origin_dropped": "on", "s-fuller": full.pk}))
    content = page(client.get(f"/claims/{claim.addresses.get().slug}/"))
    assert f'<a href="#s{full.pk}">The fuller chain</a>' in content


@pytest.mark.parametrize(
    ("given", "says"), [("own", "its own fuller chain"), ("99999999", "not there any more")]
)
def test_what_cannot_be_the_fuller_chain_is_refused_in_words(editor_client, short, given, says):
    fuller = short.pk if given == "own" else given
    response = editor_client.post(
        address(short), form(short, **{"s-origin_dropped": "on", "s-fuller": fuller})
    )
    assert response.status_code == 422
    assert says in page(response)
