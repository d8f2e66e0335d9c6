"""Changing a statement: edit, decide, withdraw, bring back; a stale save loses nothing."""

import pytest
from django.urls import reverse

from claims.models import Statement
from tests.claims.desk import ACCUSES, DENIES, LAST, filled, only_statement, page, span
from tests.factories.base import stated
from tests.factories.claims import (
    ClaimFactory,
    RelayFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
)
from tests.factories.sources import OutletFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory(text="The fire was set", visible=True)


@pytest.fixture
def statement(version, union, claim):
    made = StatementFactory(
        version=version,
        words=ACCUSES,
        speaker=union,
        speaker_as_printed="The dockers' union",
        said=stated("2031-05"),
    )
    StatementLinkFactory(statement=made, claim=claim, stance="asserts")
    RelayFactory(
        statement=made, actor_as_printed="KarTA", outlet=OutletFactory(name="KarTA agency"), channel="wire"
    )
    RelayFactory(statement=made, actor_as_printed="a colleague", channel="")
    return made


@pytest.fixture
def address(statement):
    return reverse("claims:desk-statement", kwargs={"pk": statement.pk})


def as_stored(statement, *words, **fields):
    """What a browser sends when nothing was touched."""
    speaker, link = f"speaker:{statement.speaker_id}", f"claim:{statement.links.get().claim_id}"
    outlet = f"outlet:{statement.relays.get(position=1).outlet_id}"
    stored = {
        "expected": statement.version,
        "who-pick": speaker,
        "who-shown": speaker,
        "s-printed": statement.speaker_as_printed,
        "said-date": "2031-05",
        "said-wording": statement.said.wording,
        "said-basis": "stated",
        "said-qualifier": "none",
        "link-0-pick": link,
        "link-0-shown": link,
        "relays": 2,
        "relay-0-name": "KarTA",
        "relay-0-asked": "KarTA",
        "relay-0-pick": outlet,
        "relay-0-shown": outlet,
        "relay-0-channel": "wire",
        "relay-0-order": "1",
        "relay-1-name": "a colleague",
        "relay-1-asked": "a colleague",
        "relay-1-pick": "printed",
        "relay-1-shown": "printed",
        "relay-1-order": "2",
    }
    return {
        **filled(statement.article_version, *(words or [ACCUSES])),
        **stored,
        **{k.replace("_", "-"): v for k, v in fields.items()},
    }


def stored_columns(statement):
    row = Statement.objects.filter(pk=statement.pk).values().get()
    return {
        name: value
        for name, value in row.items()
        if name not in ("version", "last_actor_id", "decided_at", "decided_by_id")
    }


def test_the_form_shows_what_is_stored(editor_client, statement, address, union, claim):
    content = page(editor_client.get(address))
    for shown in (
        f'name="who-pick" value="speaker:{union.pk}" id="id_who-pick-0" checked',
        f'name="link-0-pick" value="claim:{claim.pk}" id="id_link-0-pick-0" checked',
        'name="said-date" value="2031-05"',
        'name="relay-0-name" id="id_relay-0-name" value="KarTA"',
        'name="relay-1-name" id="id_relay-1-name" value="a colleague"',
        f'value="{span(ACCUSES)}" id="id_span-0" checked',
        'name="expected" value="1"',
    ):
        assert shown in content
    assert "Reads as: <b>May 2031 (a month, no day given)</b>" in content


def test_saving_what_was_not_touched_changes_nothing_but_the_version(editor_client, statement, address):
    before = stored_columns(statement)
    relays, links = list(statement.relays.values()), list(statement.links.values())
    assert editor_client.post(address, as_stored(statement)).status_code == 302
    assert stored_columns(statement) == before
    assert list(statement.relays.values()) == relays
    assert list(statement.links.values()) == links
    assert Statement.objects.get().version == 2


def test_other_words_speaker_and_stance_are_saved(editor_client, statement, address):
    other = SpeakerFactory(name="Jon Falk")
    form = as_stored(
        statement, LAST, who_name="Jon Falk", link_0_stance="denies", s_reason="It was the other one."
    )
    response = editor_client.post(address, form)
    assert response.url.endswith(f"#statement-{statement.pk}")
    saved = only_statement()
    assert (saved.speaker, saved.content_key, saved.links.get().stance) == (other, span(LAST), "denies")


def test_relays_change_places_by_their_numbers(editor_client, statement, address):
    editor_client.post(address, as_stored(statement, relay_0_order="2", relay_1_order="1"))
    assert [relay.actor_as_printed for relay in statement.relays.all()] == ["a colleague", "KarTA"]


def test_an_emptied_relay_is_left_out(editor_client, statement, address):
    form = as_stored(statement, relay_1_name="", relay_1_pick="")
    editor_client.post(address, form)
    assert [relay.actor_as_printed for relay in statement.relays.all()] == ["KarTA"]


def test_a_link_that_is_let_go_is_withdrawn(editor_client, statement, address):
    editor_client.post(address, as_stored(statement, link_0_pick=""))
    assert statement.links.get().state == "withdrawn"


def test_one_more_row_keeps_what_is_chosen_and_typed(editor_client, statement, address, union):
    response = editor_client.post(address, as_stored(statement, do="relay", s_role="spokesman"))
    assert 'name="relays" value="3"' in page(response)
    assert f'value="speaker:{union.pk}" id="id_who-pick-0" checked' in page(response)
    assert 'value="spokesman"' in page(response)
    assert 'name="expected" value="1"' in page(response)


def test_saving_a_proposal_confirms_it(editor_client, editor, version, union):
    proposal = StatementFactory(version=version, words=DENIES, speaker=union, proposed=True)
    address = reverse("claims:desk-statement", kwargs={"pk": proposal.pk})
    assert "Saving confirms it in your name." in page(editor_client.get(address))
    key = f"speaker:{union.pk}"
    form = filled(version, DENIES, expected=1, who_pick=key, who_shown=key, s_printed="Dockers' Union")
    editor_client.post(address, form)
    decided = only_statement()
    assert (decided.state, decided.decided_by, decided.proposed_engine) == ("confirmed", editor, "rules")


def test_a_stale_save_shows_both_texts_and_saves_nothing(editor_client, statement, address):
    editor_client.post(address, as_stored(statement, link_0_stance="denies"))
    response = editor_client.post(address, as_stored(statement, s_role="spokesman"))
    content = page(response)
    assert response.status_code == 409
    assert "edith changed this statement while you had it open" in content
    assert "2 lines differ; words that only one side has are marked." in content
    assert [content.count(by) for by in ("you changed it", "they changed it", "both changed it")] == [1, 1, 0]
    assert '<mark class="own">asserts</mark> “The fire was set”' in content
    assert '<mark class="own">denies</mark> “The fire was set”' in content
    assert "What changed meanwhile: 1 change" in content
    assert 'name="expected" value="2"' in content
    assert 'name="s-role" value="spokesman"' in content
    assert only_statement().role_as_printed == ""


def test_mine_can_be_saved_on_top(editor_client, statement, address):
    editor_client.post(address, as_stored(statement, link_0_stance="denies"))
    mine = as_stored(statement, s_role="spokesman")
    assert editor_client.post(address, mine).status_code == 409
    assert editor_client.post(address, {**mine, "expected": 2}).status_code == 302
    saved = only_statement()
    assert (saved.role_as_printed, saved.version, saved.links.get(state="confirmed").stance) == (
        "spokesman",
        3,
        "asserts",
    )


def test_a_form_without_its_version_is_stale(editor_client, statement, address):
    form = as_stored(statement)
    del form["expected"]
    assert editor_client.post(address, form).status_code == 409


def test_changing_a_withdrawn_statement_is_refused_and_keeps_everything(editor_client, statement, address):
    withdraw(editor_client, statement)
    response = editor_client.post(address, as_stored(statement, s_role="spokesman", expected=2))
    assert response.status_code == 422
    assert "Bring it back before you change it." in page(response)
    assert 'value="spokesman"' in page(response)


def withdraw(client, statement, *, expected=1, reason="It was a joke."):
    address = reverse("claims:desk-statement-withdraw", kwargs={"pk": statement.pk})
    return client.post(address, {"expected": expected, "reason": reason})


def test_withdrawing_asks_for_a_reason(editor_client, statement):
    address = reverse("claims:desk-statement-withdraw", kwargs={"pk": statement.pk})
    assert "Withdraw this statement" in page(editor_client.get(address))
    response = withdraw(editor_client, statement, reason=" ")
    assert response.status_code == 422
    assert only_statement().state == "confirmed"


def test_a_withdrawn_statement_says_why_and_comes_back(editor_client, statement):
    response = withdraw(editor_client, statement)
    assert response.status_code == 302
    gone = only_statement()
    assert (gone.state, gone.withdrawn_reason) == ("withdrawn", "It was a joke.")
    restore = reverse("claims:desk-statement-restore", kwargs={"pk": statement.pk})
    editor_client.post(restore, {"expected": gone.version})
    assert (only_statement().state, only_statement().withdrawn_reason) == ("confirmed", "")


def test_a_stale_withdrawal_is_a_409_that_keeps_the_reason(editor_client, statement, address):
    editor_client.post(address, as_stored(statement, link_0_stance="denies"))
    response = withdraw(editor_client, statement)
    assert response.status_code == 409
    assert "It was a joke." in page(response)
    assert 'name="expected" value="2"' in page(response)
    assert "while you had it open" in page(response)
    assert only_statement().state == "confirmed"


def test_a_stale_return_is_a_409(editor_client, statement):
    withdraw(editor_client, statement)
    restore = reverse("claims:desk-statement-restore", kwargs={"pk": statement.pk})
    response = editor_client.post(restore, {"expected": 1})
    assert response.status_code == 409
    assert "while you had it open" in page(response)
    assert only_statement().state == "withdrawn"


def test_a_twin_recorded_meanwhile_keeps_a_statement_withdrawn(editor_client, statement, version, union):
    withdraw(editor_client, statement)
    StatementFactory(version=version, words=ACCUSES, speaker=union, speaker_as_printed="The dockers' union")
    restore = reverse("claims:desk-statement-restore", kwargs={"pk": statement.pk})
    response = editor_client.post(restore, {"expected": 2}, follow=True)
    assert "recorded already" in page(response)
    assert Statement.objects.get(pk=statement.pk).state == "withdrawn"


def test_rejected_proposals_have_no_page(editor_client, version):
    gone = StatementFactory(version=version, words=LAST, rejected=True)
    assert editor_client.get(reverse("claims:desk-statement", kwargs={"pk": gone.pk})).status_code == 404


@pytest.mark.parametrize("name", ["desk-statement", "desk-statement-withdraw"])
def test_readers_are_refused(client, reader_client, statement, name):
    address = reverse(f"claims:{name}", kwargs={"pk": statement.pk})
    assert client.get(address).status_code == 302
    assert reader_client.post(address).status_code == 403


def test_a_proposal_that_nobody_resolved_offers_the_printed_name(editor_client, version, union):
    proposal = StatementFactory(
        version=version, words=DENIES, speaker=None, speaker_as_printed="Dockers' Union", proposed=True
    )
    address = reverse("claims:desk-statement", kwargs={"pk": proposal.pk})
    assert 'id="id_who-name" value="Dockers&#39; Union"' in page(editor_client.get(address))
    editor_client.post(address, filled(version, DENIES, expected=1, who_name="Dockers' Union"))
    assert (only_statement().speaker, only_statement().state) == (union, "confirmed")
