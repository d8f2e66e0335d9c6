"""Eight editors save one claim at the same moment: one wins, the others are told, and nothing is lost."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Claim
from claimtrack.people import give_role
from tests.connections import at_once
from tests.factories.claims import ClaimFactory

pytestmark = [pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

EDITORS = 8
TEXT = "The fire was set"
MARKS = re.compile(r"</?mark[^>]*>")
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def signed_in(number):
    """An editor's browser, that has read the claim's page."""
    client = Client()
    client.force_login(give_role(user=User.objects.create_user(f"editor {number}"), role="editor"))
    assert client.get(address()).status_code == 200
    return client


def address():
    return reverse("claims:desk-claim", kwargs={"slug": "fire"})


def own(number, **more):
    """What that editor fills in: a day that is nobody else's."""
    form = {"words-text": TEXT, "words-expected": 1, "event-date": f"2031-03-{number:02}"}
    return {**form, "words-reason": f"It says day {number}.", **more}


def test_one_of_eight_saves_and_seven_see_both_texts_and_save_theirs_on_top():
    claim = ClaimFactory(text=TEXT, slug="fire", visible=True)
    numbers = range(1, EDITORS + 1)
    clients = {number: signed_in(number) for number in numbers}
    answers = dict(
        zip(
            numbers,
            at_once(lambda n=n: clients[n].post(address(), own(n)) for n in numbers),
            strict=True,
        )
    )
    assert sorted(answer.status_code for answer in answers.values()) == [302] + [409] * (EDITORS - 1)
    [winner] = [number for number, answer in answers.items() if answer.status_code == 302]
    claim.refresh_from_db()
    assert (claim.version, claim.last_actor.username) == (2, f"editor {winner}")
    assert claim.event.earliest.day == winner

    late = [number for number in numbers if number != winner]
    kept = {}
    for number in late:
        page = MARKS.sub("", answers[number].content.decode())
        assert f"editor {winner} changed this claim" in page
        yours, theirs = f'data-l="Yours">{number} Mar 2031', f'data-l="Theirs">{winner} Mar 2031'
        assert (yours in page, theirs in page) == (True, True)
        kept[number] = dict(HIDDEN.findall(page))
        assert {**kept[number], **own(number, **{"words-expected": "2"})} == kept[number]

    def save_on_top(number):
        """As often as somebody was faster once more; how often that was."""
        form, stale = kept[number], 0
        while (answer := clients[number].post(address(), form)).status_code == 409:
            stale += 1
            form = dict(HIDDEN.findall(answer.content.decode()))
        assert answer.status_code == 302
        return stale

    overtaken = at_once(lambda number=number: save_on_top(number) for number in late)
    assert sum(overtaken) > 0
    claim.refresh_from_db()
    assert claim.version == EDITORS + 1
    reasons = claim.events.order_by("pgh_id").values_list("pgh_reason", flat=True)
    assert sorted(filter(None, reasons)) == [f"It says day {number}." for number in numbers]
    assert Claim.objects.count() == 1
