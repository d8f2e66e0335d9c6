"""The door of the keyboard desk: one step in JSON, refused where the text or the row has moved on."""

import json

import pytest

from claims.models import ClaimRelation, Statement, StatementLink
from claims.services.relations import relate_claims
from sources.models import Passage
from tests.claims.desk import ACCUSES, DENIES, desk_article
from tests.claims.saving import asserts, save
from tests.factories.claims import ClaimFactory, SpeakerFactory, StatementFactory, StatementLinkFactory
from tests.factories.sources import ArticleVersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return desk_article()


@pytest.fixture
def send(editor_client, version):
    """Send a step about the article; (status, answer)."""

    def sent(do, client=editor_client, **fields):
        response = client.post(
            f"/desk/articles/{version.article_id}/keys/",
            json.dumps({"do": do, **fields}),
            content_type="application/json",
        )
        is_json = response["Content-Type"] == "application/json"
        return response.status_code, response.json() if is_json else {}

    return sent


def seen(version, *stretches, **other):
    """As the page sends chosen words."""
    content = [[version.text.index(one), version.text.index(one) + len(one), one] for one in stretches]
    return {"text": version.pk, "sha": version.sha256, "content": content, **other}


def proposal(version, words=DENIES, **fields):
    given = {"speaker": None, "speaker_as_printed": "the harbour ministry", **fields}
    return StatementFactory(version=version, words=words, proposed=True, **given)


def suggested(statement, stance="denies"):
    return StatementLinkFactory(
        statement=statement, claim=ClaimFactory(visible=True), stance=stance, proposed=True, method="machine"
    )


def test_words_are_marked_attributed_and_linked_in_three_steps(send, version):
    claim, speaker = ClaimFactory(visible=True), SpeakerFactory()
    status, told = send("mark", **seen(version, DENIES))
    assert (status, told["version"]) == (200, 1)
    made = Statement.objects.get(pk=told["statement"])
    assert (made.voice, made.state, made.mode) == ("unattributed", "confirmed", "mixed")
    about = {"statement": made.pk}
    _, told = send("speaker", **about, expected=1, speaker=f"speaker:{speaker.pk}")
    _, told = send("link", **about, expected=told["version"], stance="denies", claim=claim.pk)
    made.refresh_from_db()
    assert (made.speaker, made.voice, made.version) == (speaker, "named", 3)
    assert [(one.claim, one.stance) for one in made.links.all()] == [(claim, "denies")]
    assert claim.revisions.get().moved == "denial"


@pytest.mark.parametrize(
    "wrong",
    [{"sha": "0" * 64}, {"text": 1}, {"content": [[0, 4, "Fire"]]}, {"content": [[0, 9_999_999, "x"]]}],
    ids=["another hash", "another version", "other words there", "beyond the end"],
)
def test_words_of_another_text_are_a_conflict_and_nothing_is_written(send, version, wrong):
    status, told = send("mark", **{**seen(version, DENIES), **wrong})
    assert (status, told["said"][:31]) == (409, "The article has another text no")
    assert not Statement.objects.exists()
    assert not Passage.objects.exists()


def test_a_corrected_text_is_a_conflict(send, version):
    was = seen(version, DENIES)
    ArticleVersionFactory(article=version.article, text=f"UPDATED\n\n{version.text}")
    assert send("mark", **was)[0] == 409


def test_a_step_on_an_earlier_version_is_a_conflict(send, version, admin):
    made = save(admin, version, DENIES)
    save(admin, version, DENIES, statement=made, expected=1, role_as_printed="spokeswoman")
    status, told = send("speaker", statement=made.pk, expected=1, speaker="")
    assert (status, told["said"][:18]) == (409, "Somebody changed i")
    made.refresh_from_db()
    assert (made.version, made.speaker.name) == (2, "Orla Venn")


def test_words_that_are_recorded_already_lead_to_their_statement(send, version):
    _, first = send("mark", **seen(version, DENIES))
    status, again = send("mark", **seen(version, DENIES))
    assert (status, again["twin"]) == (422, first["statement"])


def test_a_statement_of_another_article_is_not_there(send, version, editor):
    other = save(editor, ArticleVersionFactory(text="Another text. It is short."), "It is short.")
    status, _ = send("speaker", statement=other.pk, expected=1, speaker="")
    assert status == 422


@pytest.mark.parametrize(
    "step",
    [
        {"do": "nothing"},
        {"do": "mark"},
        {"do": "mark", "text": "1", "sha": "x", "content": [[0, 1, "x"]]},
        {"do": "mark", "text": 1, "sha": "x", "content": [[0, 1]]},
        {"do": "mark", "text": 1, "sha": "x", "content": []},
        {"do": "reject", "statement": -1, "expected": 1},
        {"do": "reject", "statement": True, "expected": 1},
        {"do": "relate", "claim": 1, "other": 2, "kind": "rhymes"},
    ],
    ids=str,
)
def test_what_is_no_step_is_refused_as_such(send, step):
    assert send(**step)[0] in (400, 422)
    assert not Statement.objects.exists()


def test_a_proposal_is_accepted_with_what_was_made_of_it(send, version):
    one, other = proposal(version), ClaimFactory(visible=True)
    stays, goes = suggested(one), suggested(one, "asserts")
    words = "“It is a fairy tale,” the harbour ministry told state media"
    status, _ = send(
        "accept",
        statement=one.pk,
        expected=1,
        speaker="name:Harbour Ministry",
        kind="body",
        links=[stays.pk],
        others=[{"stance": "disputes", "claim": other.pk}],
        content=seen(version, words)["content"],
    )
    one.refresh_from_db()
    assert (status, one.state, one.speaker.name) == (200, "confirmed", "Harbour Ministry")
    assert one.speaker.kind == "body"
    assert [part.passage.exact for part in one.parts.filter(part="content")] == [words]
    states = {(link.claim, link.stance): link.state for link in StatementLink.objects.all()}
    assert states == {
        (stays.claim, "denies"): "confirmed",
        (goes.claim, "asserts"): "rejected",
        (other, "disputes"): "confirmed",
    }


def test_undo_goes_back_step_by_step_and_says_when_there_is_none(send, version):
    one = proposal(version)
    link = suggested(one)
    speaker = SpeakerFactory()
    who = {"speaker": "name:Harbour Ministry", "kind": "body"}
    send("accept", statement=one.pk, expected=1, links=[link.pk], **who)
    send("speaker", statement=one.pk, expected=2, speaker=f"speaker:{speaker.pk}")
    _, marked = send("mark", **seen(version, ACCUSES))
    assert send("undo")[1]["said"] == "Undone: the mark is withdrawn."
    assert Statement.objects.get(pk=marked["statement"]).state == "withdrawn"
    assert send("undo")[1]["said"] == "Undone: the statement is as it was before."
    one.refresh_from_db()
    assert (one.state, one.speaker.name) == ("confirmed", "Harbour Ministry")
    assert send("undo")[1]["said"] == "Undone: the proposal waits again."
    one.refresh_from_db()
    link.refresh_from_db()
    assert (one.state, one.speaker, one.decided_by, link.state) == ("proposed", None, None, "proposed")
    assert link.claim.revisions.last().moved == "withdrawal"
    assert send("undo")[0] == 422


def test_a_rejected_proposal_waits_again_after_undo_and_can_be_accepted(send, version):
    one = proposal(version, speaker=SpeakerFactory())
    link = suggested(one)
    send("reject", statement=one.pk, expected=1)
    send("undo")
    assert send("accept", statement=one.pk, expected=3, links=[link.pk])[0] == 200
    one.refresh_from_db()
    assert (one.state, one.links.get().state) == ("confirmed", "confirmed")


def test_what_was_made_of_a_proposal_is_taken_back_with_it(send, version):
    one = proposal(version)
    words = "“It is a fairy tale,”"
    send(
        "accept",
        statement=one.pk,
        expected=1,
        speaker="name:Harbour Ministry",
        others=[{"stance": "denies", "new": "The fire was set"}],
        content=seen(version, words)["content"],
    )
    send("undo")
    one.refresh_from_db()
    assert (one.state, one.speaker) == ("proposed", None)
    assert [part.passage.exact for part in one.parts.filter(part="content")] == [DENIES]
    assert one.links.get().state == "withdrawn"


def test_nobody_undoes_the_steps_of_another(send, version, admin):
    save(admin, version, DENIES)
    assert send("undo")[0] == 422
    _, told = send("mark", **seen(version, ACCUSES))
    made = Statement.objects.get(pk=told["statement"])
    save(admin, version, ACCUSES, statement=made, expected=1)
    status, told = send("undo")
    assert (status, told["said"][:37]) == (409, "Somebody changed that statement after")


def test_two_claims_are_related_with_the_reason(send):
    one, other = ClaimFactory(visible=True), ClaimFactory(visible=True)
    step = {"claim": one.pk, "other": other.pk, "kind": "contradicts", "expected": one.version}
    assert send("relate", **step, reason="Both cannot be.")[0] == 200
    made = ClaimRelation.objects.get()
    assert (made.from_claim, made.to_claim, made.reason) == (one, other, "Both cannot be.")
    assert send("relate", **step)[0] == 409


@pytest.mark.django_db(transaction=True)  # each step at a moment of its own
def test_undo_takes_back_that_claims_were_related_in_its_turn(send, version):
    one, other = ClaimFactory(visible=True), ClaimFactory(visible=True)
    send("mark", **seen(version, ACCUSES))
    send("relate", claim=one.pk, other=other.pk, kind="contradicts", expected=one.version)
    send("mark", **seen(version, DENIES))
    said = [send("undo")[1]["said"] for _ in range(4)]
    assert said[:3] == [
        "Undone: the mark is withdrawn.",
        "Undone: the claims are not related any more.",
        "Undone: the mark is withdrawn.",
    ]
    assert said[3].startswith("There is no step of yours")
    assert ClaimRelation.objects.get().state == "withdrawn"


def test_undo_leaves_a_relation_that_somebody_changed_or_that_was_made_elsewhere(send, admin, editor):
    one, other, third = (ClaimFactory(visible=True) for _ in range(3))
    send("relate", claim=one.pk, other=other.pk, kind="contradicts", expected=one.version)
    one.refresh_from_db()
    again = {"claim": one, "other": other, "kind": "contradicts", "expected": one.version}
    relate_claims(editor=admin, **again, reason="Both cannot be.")
    third.refresh_from_db()
    relate_claims(editor=editor, claim=third, expected=third.version, other=other, kind="supports")
    assert send("undo")[0] == 422
    assert set(ClaimRelation.objects.values_list("state", flat=True)) == {"confirmed"}


def test_a_new_claim_is_written_with_its_link(send, version, editor):
    made = save(editor, version, ACCUSES, links=(asserts("The fire was set"),))
    status, _ = send("link", statement=made.pk, expected=1, stance="denies", new="The pier is open")
    assert status == 200
    told = [(link.claim.text, link.stance) for link in made.links.order_by("pk")]
    assert told == [("The fire was set", "asserts"), ("The pier is open", "denies")]


def test_the_text_says_whose_work_it_is_and_where_its_notes_are_written(editor_client, version):
    page = editor_client.get(f"/desk/articles/{version.article_id}/").content.decode()
    assert f'action="/desk/articles/{version.article_id}/work/"' in page
    assert f'data-notes="/desk/articles/{version.article_id}/notes/"' in page
    assert 'data-key="n"' in page
