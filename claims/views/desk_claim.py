"""A claim at the desk: reworded, withdrawn, brought back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.about_claim import PartyForm, PartyPick, PlaceForm, TopicPick
from claims.forms.claim import RelateForm, RewordForm
from claims.forms.clock import ClockForm, initial_of
from claims.forms.links import ClaimPick
from claims.forms.reasons import ReasonForm
from claims.models import Claim
from claims.queries.claim_compare import EVENT, WITHDRAWN, WORDS, Mine, compare_claim
from claims.queries.desk_claim import claim_desk, find_claim
from claims.queries.desk_since import event_then
from claims.services.claims import restore_claim, reword_claim, withdraw_claim
from claims.services.errors import Refused
from claims.views.claim_drafts import places_of, typed_under
from claims.views.claim_together import ASK, NOTE, together
from claims.views.desk_conflict import overtaken_root
from claims.views.desk_statement import expected_of, number_of
from claims.views.drafting import draft_asked_for, draft_fields, drafted
from claims.views.note_drafts import answers_in, places_of_threads
from claimtrack.access import editors_only
from sources.clocks import in_words
from sources.services.roots import Stale


@dataclass(slots=True)
class Page:
    """The claim's page with its forms; a view puts in the bound one that was refused."""

    claim: Claim
    slug: str
    reword: RewordForm | None = None
    event: ClockForm | None = None
    relate: RelateForm | None = None
    other: ClaimPick | None = None
    topic: TopicPick | None = None
    place: PlaceForm | None = None
    party: PartyPick | None = None
    part: PartyForm | None = None
    withdraw: ReasonForm | None = None
    refused: str = ""
    removing: int = 0
    removing_because: str = ""
    sent: dict[str, Form] = field(default_factory=dict)

    def answer(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        """The page; forms that were not sent show what is stored."""
        claim, draft = self.claim, draft_asked_for(request, f"claim {self.claim.pk} ")

        def given(prefix: str, **stored: object) -> dict[str, Any]:
            """A form's prefix, and what it shows: what is stored, or what was typed before."""
            shown = {"expected": claim.version, **stored, **typed_under(prefix, draft)}
            return {"prefix": prefix, "initial": shown}

        desk = claim_desk(claim, self.slug)
        typed = {prefix: typed_under(prefix, draft) for prefix in (NOTE, ASK)}
        work = together(claim, cast(User, request.user).pk, desk.parties, self.sent, typed)
        threads = work["threads"]
        places = [
            *places_of(request, claim, self.address),
            *places_of_threads(request, threads, self.address),
        ]
        drafts = draft_fields(request, places)
        context = {
            "desk": desk,
            **work,
            "drafts": drafts,
            "answers": answers_in(drafts, threads),
            "reword": self.reword or RewordForm(**given("words", text=claim.text)),
            "event": self.event or event_form(claim, typed=typed_under("event", draft)),
            "relate": self.relate or RelateForm(**given("relate")),
            "other": self.other or ClaimPick(**given("other")),
            "topic": self.topic or TopicPick(**given("topic")),
            "place": self.place or PlaceForm(**given("place")),
            "party": self.party or PartyPick(**given("party")),
            "part": self.part or PartyForm(**given("part")),
            "withdraw": self.withdraw or ReasonForm(**given("withdraw")),
            "refused": self.refused,
            "removing": self.removing,
            "removing_because": self.removing_because,
        }
        return render(request, "claims/desk/claim.html", context, status=status)

    @property
    def address(self) -> str:
        """Where the page stands."""
        return reverse("claims:desk-claim", kwargs={"slug": self.slug})


def page_or_404(slug: str) -> Page:
    """The page of the claim at the address, an old one included."""
    found = find_claim(slug)
    if found is None:
        raise Http404("There is no such claim.")
    return Page(*found)


def event_form(
    claim: Claim, request: HttpRequest | None = None, typed: Mapping[str, str] | None = None
) -> ClockForm:
    """When the claim says it happened."""
    return ClockForm(
        request.POST if request else None,
        prefix="event",
        clock=claim.event,
        initial={**initial_of(claim.event), **(typed or {})},
        label="When it is said to have happened",
    )


@editors_only
@drafted
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the page. POST: other words, or another date."""
    page = page_or_404(slug)
    if request.method == "POST":
        return _reword(request, page)
    if page.slug != slug:
        query = request.GET.urlencode()
        return redirect(f"{page.address}?{query}" if query else page.address)
    return page.answer(request)


def _reword(request: HttpRequest, page: Page) -> HttpResponse:
    page.reword, page.event = RewordForm(request.POST, prefix="words"), event_form(page.claim, request)
    if not page.reword.is_valid() or not page.event.is_valid():
        return page.answer(request, status=422)
    given = page.reword.cleaned_data
    try:
        reworded = reword_claim(
            editor=cast(User, request.user),
            claim=page.claim,
            expected=given["expected"],
            text=given["text"],
            event=page.event.value,
            reason=given["reason"],
        )
    except Stale:
        mine = Mine(said={WORDS: given["text"], EVENT: in_words(page.event.value)})
        return overtaken(request, page, mine, prefix="words")
    except Refused as error:
        page.refused = str(error)
        return page.answer(request, status=422)
    messages.success(request, f"Saved: “{reworded}”.")
    return _to(reworded)


@editors_only
@drafted
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Hide the claim, with a reason."""
    page = page_or_404(slug)
    page.withdraw = ReasonForm(request.POST, prefix="withdraw")
    if not page.withdraw.is_valid():
        return page.answer(request, status=422)
    given = page.withdraw.cleaned_data
    try:
        withdraw_claim(
            editor=cast(User, request.user),
            claim=page.claim,
            expected=given["expected"],
            reason=given["reason"],
        )
    except Stale:
        return overtaken(request, page, Mine(said={WITHDRAWN: given["reason"]}), prefix="withdraw")
    messages.success(request, "Withdrawn. Readers see that it was withdrawn, and why. You can bring it back.")
    return redirect(page.address)


@editors_only
@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring a withdrawn claim back."""
    page = page_or_404(slug)
    try:
        restore_claim(editor=cast(User, request.user), claim=page.claim, expected=expected_of(request))
    except Stale:
        return overtaken(request, page, Mine(said={WITHDRAWN: ""}), prefix="")
    messages.success(request, "Brought back. Readers see the claim again.")
    return redirect(page.address)


def overtaken(request: HttpRequest, page: Page, mine: Mine, *, prefix: str, keep: str = "") -> HttpResponse:
    """What was sent beside the claim as it stands now (409). keep: where theirs is, unless on its page."""
    now = page_or_404(page.slug)
    field = f"{prefix}-expected" if prefix else "expected"
    expected = number_of(request.POST.get(field, ""))
    pairs = compare_claim(mine, claim_desk(now.claim, now.slug), event_then(now.claim, expected))
    return overtaken_root(
        request,
        now.claim,
        what="claim",
        expected=expected,
        pairs=pairs,
        keep=keep or now.address,
        field=field,
    )


def _to(claim: Claim) -> HttpResponse:
    """The page at the claim's current address."""
    current = claim.addresses.get(current=True)
    return redirect("claims:desk-claim", slug=current.slug)
