"""What a claim is about, at the desk: topics and parties, added and taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims.choices import PartyRole
from claims.forms.about_claim import PartyForm, PartyPick, PlaceForm, TopicPick
from claims.models import ClaimParty, ClaimTopic, Topic
from claims.queries.claim_compare import PARTIES, TOPICS, Mine
from claims.services.errors import Refused
from claims.services.inputs import SpeakerChoice
from claims.services.topics import (
    drop_party,
    name_party,
    put_under_new_topic,
    put_under_topic,
    take_from_topic,
)
from claims.views.desk_claim import Page, overtaken, page_or_404
from claims.views.desk_statement import expected_of
from claims.views.drafting import drafted
from claimtrack.access import editors_only
from sources.services.roots import Stale


@editors_only
@drafted
@require_POST
def add_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Gather the claim under a topic, known or new."""
    page = page_or_404(slug)
    page.topic, page.place = TopicPick(request.POST, prefix="topic"), PlaceForm(request.POST, prefix="place")
    if not (page.topic.is_valid() & page.place.is_valid()):
        return page.answer(request, status=422)
    name = page.topic.picked.options[0].label if not page.topic.is_new else page.topic.picked.name
    return _answer(
        request,
        page,
        lambda: _place(request, page),
        mine=Mine(more={TOPICS: name}),
        prefix="place",
        done=f"It stands under “{name}” now.",
    )


def _place(request: HttpRequest, page: Page) -> None:
    picked, given = cast(TopicPick, page.topic), cast(PlaceForm, page.place).cleaned_data
    editor, claim = cast(User, request.user), page.claim
    if picked.is_new:
        put_under_new_topic(editor=editor, claim=claim, name=picked.picked.name, **given)
        return
    topic = Topic.objects.get(pk=picked.picked.key.partition(":")[2])
    put_under_topic(editor=editor, claim=claim, topic=topic, **given)


@editors_only
@require_POST
def remove_topic(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take the claim from under a topic; doing it again changes nothing."""
    page = page_or_404(slug)
    placed = ClaimTopic.objects.select_related("topic__merged_into").filter(claim=page.claim, pk=pk).first()
    if placed is None:
        return _away_already(request, page)
    return _answer(
        request,
        page,
        lambda: take_from_topic(
            editor=cast(User, request.user), claim=page.claim, expected=expected_of(request), placed=placed
        ),
        mine=Mine(less={TOPICS: str(placed.topic.merged_into or placed.topic)}),
        done=f"It no longer stands under “{placed.topic}”. The history keeps that it did.",
    )


@editors_only
@drafted
@require_POST
def add_party(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whom the claim is about, and in what part."""
    page = page_or_404(slug)
    page.party, page.part = PartyPick(request.POST, prefix="party"), PartyForm(request.POST, prefix="part")
    if not (page.party.is_valid() & page.part.is_valid()):
        return page.answer(request, status=422)
    given = page.part.cleaned_data
    role, choice = PartyRole(given["role"]), cast(SpeakerChoice, page.party.choice())
    name = choice.new_name or page.party.picked.options[0].label
    return _answer(
        request,
        page,
        lambda: name_party(
            editor=cast(User, request.user),
            claim=page.claim,
            expected=given["expected"],
            speaker=choice,
            role=role,
            reason=given["reason"],
        ),
        mine=Mine(more={PARTIES: f"{name} ({role.label})"}),
        prefix="part",
        done=f"Recorded: {name} is {role.label} here.",
    )


@editors_only
@require_POST
def remove_party(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a party away; doing it again changes nothing."""
    page = page_or_404(slug)
    party = ClaimParty.objects.select_related("speaker__merged_into").filter(claim=page.claim, pk=pk).first()
    if party is None:
        return _away_already(request, page)
    told = f"{party.speaker.merged_into or party.speaker} ({party.get_role_display()})"
    return _answer(
        request,
        page,
        lambda: drop_party(
            editor=cast(User, request.user), claim=page.claim, expected=expected_of(request), party=party
        ),
        mine=Mine(less={PARTIES: told}),
        done=f"{told} is no longer a party. The history keeps it.",
    )


def _answer(
    request: HttpRequest,
    page: Page,
    act: Callable[[], object],
    *,
    mine: Mine,
    done: str,
    prefix: str = "",
) -> HttpResponse:
    """Do it and go back to the page; a stale one is a 409, a refused one the page with the sentence."""
    try:
        act()
    except Stale:
        return overtaken(request, page, mine, prefix=prefix)
    except Refused as error:
        page.refused = str(error)
        return page.answer(request, status=422)
    messages.success(request, done)
    return redirect(f"{page.address}#about")


def _away_already(request: HttpRequest, page: Page) -> HttpResponse:
    messages.info(request, "That was taken away already.")
    return redirect(f"{page.address}#about")
