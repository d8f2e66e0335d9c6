"""Undo: how it stood before, written as a new version; never a version taken away."""

import pytest

from claims import summaries
from claims.choices import LinkState
from claims.models import Claim
from claims.services.claims import create_claim, reword_claim, withdraw_claim
from claims.services.errors import Refused
from claims.services.inputs import RelayInput
from claims.services.merging import merge_claims
from claims.services.speakers import add_alias, create_speaker
from claims.services.statements import withdraw_statement
from claims.services.undoing import undo_article, undo_claim, undo_speaker
from claims.services.undoing_statements import undo_statement
from sources.clocks import parse_edtf
from sources.services.acting import acting, machine, person
from sources.services.roots import Stale, change
from tests.claims.desk import ACCUSES, DENIES, page
from tests.claims.saving import asserts, events, save
from tests.factories.base import settle
from tests.factories.claims import SpeakerFactory, StatementFactory, visible_statement
from tests.factories.sources import ArticleFactory

pytestmark = pytest.mark.django_db

WHY = "It was a slip."
DAY = parse_edtf("2031-05-12", zone="UTC", basis="stated")


@pytest.fixture
def claim(editor):
    made = create_claim(actor=person(editor), text="The fire was set")
    reword_claim(editor=editor, claim=made, expected=1, text="A cable burned", event=DAY)
    return made


@pytest.fixture
def changed(editor, version):
    """A statement whose words, speaker, hops and link were all changed."""
    made = save(
        editor, version, ACCUSES, relays=(RelayInput(actor_as_printed="a radio"),), links=(asserts(),)
    )
    denied = asserts("A cable burned", stance="denies")
    return save(editor, version, DENIES, statement=made, expected=1, links=(denied,), mode="direct", said=DAY)


def test_a_claim_gets_its_words_date_and_address_back_as_a_new_version(editor, claim):
    undo_claim(editor=editor, claim=claim, expected=2, back_to=1, reason=WHY)
    assert (claim.text, claim.search_key, claim.event.precision) == (
        "The fire was set",
        "the fire was set",
        "unknown",
    )
    assert claim.addresses.get(current=True).slug == "the-fire-was-set"
    assert events(claim)[-1] == (
        "update",
        f"user:{editor.pk}",
        f"Undo of version 2: {WHY}",
        f"claim:{claim.pk}",
        "3",
    )
    assert claim.revisions.last().moved == "text"


def test_an_undo_over_several_versions_says_which(editor, claim):
    reword_claim(editor=editor, claim=claim, expected=2, text="A cable burned through")
    undo_claim(editor=editor, claim=claim, expected=3, back_to=1, reason=WHY)
    assert events(claim)[-1][2] == f"Undo of versions 2 to 3: {WHY}"


def test_an_undo_can_be_undone(editor, claim):
    undo_claim(editor=editor, claim=claim, expected=2, back_to=1, reason=WHY)
    undo_claim(editor=editor, claim=claim, expected=3, back_to=2, reason=WHY)
    assert (claim.text, claim.event, claim.version) == ("A cable burned", DAY, 4)


def test_undoing_a_withdrawal_shows_the_claim_again(editor, claim):
    visible_statement(claim=claim)
    withdraw_claim(editor=editor, claim=claim, expected=2, reason="It named the wrong pier.")
    undo_claim(editor=editor, claim=claim, expected=3, back_to=2, reason=WHY)
    assert Claim.objects.visible().get() == claim
    assert [str(difference) for difference in summaries.check()] == []


@pytest.mark.parametrize("back_to", [0, 2, 99])
def test_a_version_that_is_not_an_earlier_one_is_refused(editor, claim, back_to):
    with pytest.raises(Refused):
        undo_claim(editor=editor, claim=claim, expected=2, back_to=back_to, reason=WHY)
    assert Claim.objects.get().version == 2


def test_a_stale_undo_changes_nothing(editor, claim):
    with pytest.raises(Stale):
        undo_claim(editor=editor, claim=claim, expected=1, back_to=1, reason=WHY)
    assert Claim.objects.get().text == "A cable burned"


def test_a_merged_claim_is_not_undone(editor, claim):
    other = create_claim(actor=person(editor), text="Another")
    merge_claims(editor=editor, claim=claim, expected=2, into=other, reason="The same.")
    with pytest.raises(Refused, match="Unmerge it first"):
        undo_claim(editor=editor, claim=claim, expected=3, back_to=1, reason=WHY)


def test_a_statement_gets_words_hops_and_links_back(editor, changed):
    undo_statement(editor=editor, statement=changed, expected=2, back_to=1, reason=WHY)
    settle()
    assert [part.passage.exact for part in changed.parts.all()] == [ACCUSES]
    assert [relay.actor_as_printed for relay in changed.relays.all()] == ["a radio"]
    standing = changed.links.filter(state=LinkState.CONFIRMED)
    assert [(link.claim.text, link.stance) for link in standing] == [("The fire was set", "asserts")]
    assert (changed.mode, changed.said.precision, changed.version) == ("indirect", "unknown", 3)
    assert events(changed)[-1][2] == f"Undo of version 2: {WHY}"
    assert [str(difference) for difference in summaries.check()] == []


def test_undoing_the_undo_of_a_statement_brings_the_later_words_again(editor, changed):
    undo_statement(editor=editor, statement=changed, expected=2, back_to=1, reason=WHY)
    undo_statement(editor=editor, statement=changed, expected=3, back_to=2, reason=WHY)
    settle()
    assert [part.passage.exact for part in changed.parts.all()] == [DENIES]
    assert [link.stance for link in changed.links.filter(state=LinkState.CONFIRMED)] == ["denies"]
    assert changed.relays.count() == 0


def test_a_decided_statement_does_not_become_a_proposal_again(editor, version):
    with acting(machine("engine rules 1")):
        found = StatementFactory(proposed=True, version=version, words=ACCUSES)
    save(editor, version, ACCUSES, statement=found, expected=1)
    with pytest.raises(Refused, match="a proposal then"):
        undo_statement(editor=editor, statement=found, expected=2, back_to=1, reason=WHY)


def test_a_withdrawn_statement_is_brought_back_before_it_is_undone(editor, changed):
    withdraw_statement(editor=editor, statement=changed, expected=2, reason="Wrong person.")
    with pytest.raises(Refused, match="is withdrawn"):
        undo_statement(editor=editor, statement=changed, expected=3, back_to=1, reason=WHY)


def test_a_stale_undo_of_a_statement_changes_nothing(editor, changed):
    with pytest.raises(Stale):
        undo_statement(editor=editor, statement=changed, expected=7, back_to=1, reason=WHY)
    assert [part.passage.exact for part in changed.parts.all()] == [DENIES]


def rename(editor, speaker, **columns):
    with acting(person(editor)):
        change(speaker, actor=person(editor), expected=None, **columns)


def test_a_speaker_gets_its_name_and_address_back(editor):
    speaker = create_speaker(actor=person(editor), name="Orla Venn", kind="person")
    rename(editor, speaker, name="Olga Venn", search_key="olga venn")
    undo_speaker(editor=editor, speaker=speaker, expected=2, back_to=1, reason=WHY)
    assert (speaker.name, speaker.search_key, speaker.version) == ("Orla Venn", "orla venn", 3)


def test_a_speaker_of_whom_only_a_spelling_differs_is_refused_kindly(editor):
    speaker = create_speaker(actor=person(editor), name="Orla Venn", kind="person")
    add_alias(actor=person(editor), speaker=speaker, spelling="O. Venn")
    with pytest.raises(Refused, match="belongs to it"):
        undo_speaker(editor=editor, speaker=speaker, expected=2, back_to=1, reason=WHY)


def test_what_rests_on_the_present_kind_of_a_speaker_refuses_the_undo(editor):
    speaker = SpeakerFactory(kind="person")
    rename(editor, speaker, kind="record")
    StatementFactory(voice="record", speaker=speaker)
    with pytest.raises(Refused, match="rests on how it is now"):
        undo_speaker(editor=editor, speaker=speaker, expected=2, back_to=1, reason=WHY)


def test_an_article_gets_its_details_back_from_what_the_machine_had_found(editor):
    with acting(machine("import")):
        article = ArticleFactory(headline="Fire at the port", published=DAY)
    rename(editor, article, headline="Fire at Port Velm")
    undo_article(editor=editor, article=article, expected=2, back_to=1, reason=WHY)
    assert (article.headline, article.published, article.version) == ("Fire at the port", DAY, 3)


def test_the_page_brings_a_version_back(editor_client, claim):
    content = page(editor_client.get("/claims/a-cable-burned/history/"))
    assert "Bring version 1 back" in content
    assert "Bring version 2 back" not in content
    editor_client.post("/claims/a-cable-burned/history/undo/", {"expected": 2, "back_to": 1, "reason": WHY})
    assert Claim.objects.get().text == "The fire was set"
    assert "Undo of version 2" in page(editor_client.get("/claims/the-fire-was-set/history/"))


def test_the_page_answers_a_stale_undo_with_409(editor_client, claim):
    response = editor_client.post(
        "/claims/a-cable-burned/history/undo/", {"expected": 1, "back_to": 1, "reason": WHY}
    )
    assert (response.status_code, "Somebody changed it meanwhile" in page(response)) == (409, True)


@pytest.mark.parametrize("back_to", ["", "x", "²", "9" * 400, "2"])
def test_the_page_refuses_what_is_no_earlier_version(editor_client, claim, back_to):
    response = editor_client.post(
        "/claims/a-cable-burned/history/undo/", {"expected": 2, "back_to": back_to, "reason": WHY}
    )
    assert response.status_code == 422


def test_a_statement_and_an_article_are_undone_from_their_pages(editor, editor_client, changed, version):
    address = f"/statements/{changed.pk}/history/"
    response = editor_client.post(f"{address}undo/", {"expected": 2, "back_to": 1, "reason": WHY})
    assert response.headers["Location"] == address
    rename(editor, version.article, headline="Other words")
    now = version.article.version
    address = f"/articles/{version.article_id}/history/"
    response = editor_client.post(f"{address}undo/", {"expected": now, "back_to": now - 1, "reason": WHY})
    assert response.headers["Location"] == address


def test_undoing_is_for_editors_and_by_post(client, reader_client, editor_client, claim):
    address = "/claims/a-cable-burned/history/undo/"
    assert client.post(address).status_code == 302
    assert reader_client.post(address).status_code == 403
    assert editor_client.get(address).status_code == 405


@pytest.mark.parametrize("mangled", ["²", "x", "", "-1", "9" * 400])
def test_a_mangled_version_counts_as_an_old_one(editor_client, claim, mangled):
    sent = {"expected": mangled, "back_to": 1, "reason": WHY}
    assert editor_client.post("/claims/a-cable-burned/history/undo/", sent).status_code == 409
