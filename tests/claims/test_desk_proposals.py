"""Proposals in the list of the desk: what is shown of each, and each answer in one press."""

import re

import pytest

from claims.models import Assessment, Reading, Response, Speaker, Statement
from claims.services.findings import Engine, ProposalInput
from claims.services.proposals import propose_all
from sources.models import Article
from tests.claims.desk import ACCUSES, DENIES, LAST, desk_article, page
from tests.claims.saving import words_of
from tests.factories.base import settle
from tests.factories.claims import (
    ClaimFactory,
    FigureFactory,
    ReadingFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
    StatementPassageFactory,
)

pytestmark = pytest.mark.django_db


def address(version):
    return f"/desk/articles/{version.article_id}/?view=list"


def propose(version, words=DENIES, **fields):
    given = {"speaker": None, "speaker_as_printed": "the harbour ministry", **fields}
    return StatementFactory(version=version, words=words, proposed=True, **given)


def act(client, statement, door="accept", follow=True, **data):
    given = {"expected": statement.version, **data}
    return client.post(f"/desk/statements/{statement.pk}/{door}/", given, follow=follow)


def suggest(statement, **fields):
    return StatementLinkFactory(
        statement=statement, claim=ClaimFactory(visible=True), proposed=True, method="machine", **fields
    )


def test_a_proposal_stands_with_its_reasons_and_all_that_was_read_of_it(editor_client, version):
    made = propose(
        version,
        proposed_reasons=["quotation before its verb"],
        proposed_stance="denies",
        proposed_name="the Harbour Ministry",
    )
    StatementPassageFactory(statement=made, part="cue", words="told")
    StatementPassageFactory(statement=made, part="hedge", words="state media")
    FigureFactory(statement=made, words="Friday", low=300, high=None, comparator="at_least", counted="drones")
    link = suggest(made, stance="denies")
    shown = page(editor_client.get(address(version)))
    for words in (
        "quotation before its verb",
        "“told”",
        "sure to 80 of 100",
        "“state media”",
        "at least 300",
    ):
        assert words in shown
    assert f'value="{link.pk}" id="link-{link.pk}" checked' in shown
    assert 'value="Harbour Ministry"' in shown
    assert re.search(r'<option value="body" selected>', shown)


def test_a_proposal_is_accepted_in_one_press_with_a_new_speaker_and_the_ticked_link(editor_client, version):
    made = propose(version)
    yes, no = suggest(made, stance="denies"), suggest(made)
    answer = act(editor_client, made, name="Harbour Ministry", kind="body", link=[yes.pk])
    assert "Accepted." in page(answer)
    made.refresh_from_db()
    assert (made.state, made.speaker.name, made.speaker.kind) == ("confirmed", "Harbour Ministry", "body")
    assert "Not this claim" in page(answer)
    made = Statement.objects.get()
    answer = act(editor_client, made, "link", link=no.pk, do="accept")
    assert "Linked." in page(answer)
    assert sorted(made.links.values_list("state", flat=True)) == ["confirmed", "confirmed"]


def test_a_known_name_is_that_speaker_and_a_like_one_is_asked_about(editor_client, version):
    known = SpeakerFactory(name="Harbour Ministry", search_key="harbour ministry", body=True)
    act(editor_client, propose(version), name="harbour  ministry")
    assert Statement.objects.get().speaker == known
    other = propose(version, words=ACCUSES)
    answer = act(editor_client, other, name="Ministry of the Harbour", follow=False)
    assert answer.url == f"/desk/statements/{other.pk}/"
    assert (Speaker.objects.count(), Statement.objects.get(pk=other.pk).state) == (1, "proposed")


def test_an_old_page_and_a_missing_speaker_are_answered_on_the_list(editor_client, version):
    made = propose(version)
    stale = act(editor_client, made, expected=9, name="Harbour Ministry")
    assert (stale.status_code, "Somebody changed it meanwhile" in page(stale)) == (409, True)
    unnamed = act(editor_client, made, name="")
    assert (unnamed.status_code, "Say who speaks" in page(unnamed)) == (422, True)
    assert Statement.objects.get().state == "proposed"


def test_all_that_are_shown_are_accepted_after_a_look_and_taken_back_again(editor_client, version, union):
    ready = [propose(version, words, speaker=union) for words in (ACCUSES, LAST)]
    asks = propose(version)
    door = f"/desk/articles/{version.article_id}/proposals/"
    asked = page(editor_client.post(door, {"do": "ask"}))
    assert "Accept 2 proposals?" in asked and "1 proposal waits for you to say who speaks" in asked
    one = re.findall(r'name="one" value="([^"]+)"', asked)
    assert one == [f"{made.pk}-1" for made in ready]
    answer = editor_client.post(door, {"do": "accept", "one": [*one, f"{asks.pk}-1"]}, follow=True)
    shown = page(answer)
    assert "2 statements accepted." in shown and "1 proposal had been changed" in shown
    assert Statement.objects.filter(state="confirmed").count() == 2
    again = re.findall(r'name="one" value="([^"]+)"', shown)
    back = editor_client.post(door, {"do": "undo", "one": again}, follow=True)
    assert "2 statements withdrawn again" in page(back)
    assert dict(Statement.objects.values_list("pk", "state"))[asks.pk] == "proposed"


def test_what_the_outlet_remarks_is_recorded_with_a_claim_or_dropped(editor_client, version, union):
    made = StatementFactory(version=version, words=ACCUSES)
    claim = StatementLinkFactory(statement=made, claim=ClaimFactory(visible=True)).claim
    start = version.text.index(LAST)
    place = {"start": start, "end": start + len(LAST), "exact": LAST, "party": "Dockers' Union"}
    other = version.text.index("Share this story")
    apart = {"start": other, "end": other + 5, "exact": "Share", "party": ""}
    reading = ReadingFactory(
        article_version=version,
        remarks=[
            {**place, "kind": "response", "what": "none_yet"},
            {**place, "kind": "assessment", "what": "tried"},
            {**apart, "kind": "assessment", "what": "evidence"},
        ],
    )
    assert page(editor_client.get(address(version))).count("The outlet remarks") == 3
    door = f"/desk/articles/{version.article_id}/remarks/"
    taken = {"claim": f"{claim.pk}-{claim.version}", "do": "take"}
    for number, value in enumerate(("none_yet", "tried")):
        claim.refresh_from_db()
        taken["claim"] = f"{claim.pk}-{claim.version}"
        given = {**taken, "remark": f"{reading.pk}-{number}", "value": value, "party": "Dockers' Union"}
        assert "Recorded" in page(editor_client.post(door, given, follow=True))
    assert "Dropped." in page(
        editor_client.post(door, {"remark": f"{reading.pk}-2", "do": "drop"}, follow=True)
    )
    response, check = Response.objects.get(), Assessment.objects.get()
    assert (response.party, response.passage.exact, response.kind) == (union, LAST, "none_yet")
    assert (check.by_outlet, check.verdict) == (version.article.outlet, "tried")
    again = editor_client.post(door, {**taken, "remark": f"{reading.pk}-0", "value": "none_yet"})
    assert (again.status_code, "decided already" in page(again)) == (422, True)
    assert "The outlet remarks" not in page(editor_client.get(address(version)))
    stale = {**taken, "claim": f"{claim.pk}-99", "remark": f"{reading.pk}-1", "value": "tried"}
    Reading.objects.update(remarks=[{**place, "kind": "assessment", "what": "tried"}] * 2)
    assert editor_client.post(door, stale).status_code == 409


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_one_proposal_and_three(
    editor_client, django_assert_num_queries, number
):
    version = desk_article()
    for words in (ACCUSES, DENIES, LAST)[:number]:
        suggest(propose(version, words))
    with django_assert_num_queries(17):
        editor_client.get(address(version))


def test_a_proposal_is_weighed_until_it_is_decided(editor_client, version):
    data = ProposalInput(
        content=words_of(version, DENIES), voice="unattributed", mode="indirect", stance="denies"
    )
    propose_all(engine=Engine("rules", "1"), version=version, found=[data])
    settle()
    made = Statement.objects.get()
    Reading.objects.update(worth=1)
    act(editor_client, made, "reject")
    assert (Reading.objects.get().worth, Article.objects.count()) == (0, 1)
