"""Beside a claim, at the desk: checks with their evidence, what parties did, one origin or two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from claims.choices import OriginTie, ResponseKind, Verdict
from claims.forms.about_claim import PartyPick
from claims.forms.beside import AssessmentForm, AuthorPick, OriginForm, ResponseForm
from claims.forms.clock import ClockForm, initial_of
from claims.models import Assessment, Claim, OriginDecision, Response, Statement
from claims.queries.claim_compare import Mine
from claims.queries.desk_beside import Beside, articles_of, beside
from claims.services.assess_changes import restore_beside, withdraw_beside
from claims.services.beside import Evidence, assess_with, respond_with
from claims.services.errors import Refused
from claims.services.inputs import SpeakerChoice
from claims.services.origins import decide_origin, drop_origin
from claims.views.claim_drafts import BESIDE, places_of, typed_under
from claims.views.desk_claim import Page, overtaken, page_or_404
from claims.views.desk_statement import expected_of, number_of
from claims.views.drafting import draft_asked_for, draft_fields, drafted
from claimtrack.access import editors_only
from sources.clocks import UNKNOWN
from sources.services.roots import Stale

KINDS = {"check": Assessment, "response": Response}


@dataclass
class BesidePage:
    """The page with its forms; `sent`: the name of the one that was sent, which is bound."""

    page: Page
    request: HttpRequest
    sent: str = ""
    refused: str = ""

    def __post_init__(self) -> None:
        claim, draft = self.page.claim, draft_asked_for(self.request, f"claim {self.page.claim.pk} ")
        self.beside: Beside = beside(claim, self.request.user, today=timezone.localdate())
        articles = articles_of(claim)
        standing = [(str(row.pk), f"{row.verdict}, by {row.by}") for row in self.beside.checks if row.stands]

        def form(kind: type[Any], name: str, prefix: str, **more: Any) -> Any:
            if name == self.sent:
                return kind(self.request.POST, prefix=prefix, **more)
            return kind(
                prefix=prefix, initial={**more.pop("initial", {}), **typed_under(prefix, draft)}, **more
            )

        version, unknown = {"expected": claim.version}, initial_of(UNKNOWN)
        made = {"label": "When it was concluded", "initial": unknown}
        as_of = {"label": "As of when", "initial": unknown}
        given = {"initial": version, "articles": articles}
        self.assess = form(AssessmentForm, "assess", "assess", standing=standing, **given)
        self.author = form(AuthorPick, "assess", "author")
        self.made = form(ClockForm, "assess", "made", **made)
        self.respond = form(ResponseForm, "respond", "respond", **given)
        self.party = form(PartyPick, "respond", "who")
        self.as_of = form(ClockForm, "respond", "day", **as_of)
        statements = self.beside.statements
        self.origin = form(OriginForm, "origin", "origin", initial=version, statements=statements)

    def answer(self, status: int = 200) -> HttpResponse:
        """The page."""
        claim = self.page.claim
        context = {
            "page": self,
            "claim": claim,
            "slug": self.page.slug,
            "beside": self.beside,
            "drafts": draft_fields(self.request, places_of(self.request, claim, self.address, BESIDE)),
        }
        return render(self.request, "claims/desk/beside.html", context, status=status)

    @property
    def address(self) -> str:
        """Where it stands."""
        return reverse("claims:desk-claim-beside", kwargs={"slug": self.page.slug})


@editors_only
@drafted
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the page. POST: record a check, what a party did, or a word on origins, as `do` says."""
    page = page_or_404(slug)
    if request.method != "POST":
        return BesidePage(page, request).answer()
    do = request.POST.get("form", "")
    if do not in SAVES:
        raise BadRequest("Nothing was asked for.")
    shown = BesidePage(page, request, sent=do)
    checked, save, mine = SAVES[do]
    forms = [getattr(shown, name) for name in checked]
    if [form for form in forms if not form.is_valid()]:  # each is asked, none skipped
        return shown.answer(status=422)
    return _attempt(shown, lambda: save(shown), mine(shown), prefix=do)


def _attempt(shown: BesidePage, act: Callable[[], str], mine: Mine, *, prefix: str) -> HttpResponse:
    """Do it and show the page anew; a stale one is a 409, a refused one the page with the sentence."""
    try:
        done = act()
    except Stale:
        return overtaken(shown.request, shown.page, mine, prefix=prefix)
    except Refused as error:
        shown.refused = str(error)
        return shown.answer(status=422)
    messages.success(shown.request, done)
    return redirect(shown.address)


def _assess(shown: BesidePage) -> str:
    form, given = shown.assess, shown.assess.cleaned_data
    assess_with(
        editor=cast(User, shown.request.user),
        claim=shown.page.claim,
        expected=given["expected"],
        verdict=Verdict(given["verdict"]),
        evidence=Evidence(form.version, form.words, given["reasoning"], tuple(given["evidence"])),
        author=shown.author.author,
        made=shown.made.value,
        replaces=number_of(given["replaces"]),
        reason=given["reason"],
    )
    return "Recorded: readers see the check beside the statements."


def _respond(shown: BesidePage) -> str:
    given = shown.respond.cleaned_data
    respond_with(
        editor=cast(User, shown.request.user),
        claim=shown.page.claim,
        expected=given["expected"],
        kind=ResponseKind(given["kind"]),
        party=cast(SpeakerChoice, shown.party.choice()),
        evidence=Evidence(shown.respond.version, shown.respond.words),
        as_of=shown.as_of.value,
        reason=given["reason"],
    )
    return "Recorded: readers see it in the line of that party."


def _origin(shown: BesidePage) -> str:
    given = shown.origin.cleaned_data
    first, second = Statement.objects.filter(pk__in=given["pair"]).order_by("pk")
    decide_origin(
        editor=cast(User, shown.request.user),
        claim=shown.page.claim,
        expected=given["expected"],
        first=first,
        second=second,
        tie=OriginTie(given["tie"]),
        reason=given["reason"],
    )
    return "Decided: the origins are counted so from now on."


def _mine_assess(shown: BesidePage) -> Mine:
    given = shown.assess.cleaned_data
    return Mine(more={"Checks": f"{Verdict(given['verdict']).label}: {given['reasoning'] or given['exact']}"})


def _mine_respond(shown: BesidePage) -> Mine:
    choice = cast(SpeakerChoice, shown.party.choice())
    name = choice.new_name or shown.party.picked.options[0].label
    kind = ResponseKind(shown.respond.cleaned_data["kind"])
    return Mine(more={"Responses": f"{name}: {kind.label}"})


def _mine_origin(shown: BesidePage) -> Mine:
    given = shown.origin.cleaned_data
    return Mine(more={"Origins": f"{OriginTie(given['tie']).label}: {given['reason']}"})


#: By the name of the form: what is checked, what saves it, and what it says in a conflict.
SAVES: dict[str, tuple[tuple[str, ...], Callable[[BesidePage], str], Callable[[BesidePage], Mine]]] = {
    "assess": (("assess", "author", "made"), _assess, _mine_assess),
    "respond": (("respond", "party", "as_of"), _respond, _mine_respond),
    "origin": (("origin",), _origin, _mine_origin),
}


@editors_only
@require_POST
def change(request: HttpRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Withdraw a check or a response, or bring it back; or take a decision on origins back."""
    if kind not in (*KINDS, "origin"):
        raise Http404("There is nothing of that kind.")
    shown = BesidePage(page_or_404(slug), request)
    claim, reason = shown.page.claim, " ".join(request.POST.get("reason", "").split())
    details: dict[str, Any] = {
        "editor": cast(User, request.user),
        "claim": claim,
        "expected": expected_of(request),
    }

    def act() -> str:
        if kind == "origin":
            decision = _found(OriginDecision, claim, pk)
            drop_origin(decision=decision, reason=reason, **details)
            return "Taken back: the rules alone say again whether they are one."
        row = _found(KINDS[kind], claim, pk)
        if request.POST.get("do") == "restore":
            restore_beside(row=row, **details)
            return "Brought back."
        withdraw_beside(row=row, reason=reason, **details)
        return "Withdrawn. You can bring it back."

    return _attempt(shown, act, Mine(more={"Reason": reason}), prefix="")


def _found(model: type[Any], claim: Claim, pk: int) -> Any:
    row = model.objects.filter(claim=claim, pk=pk).first()
    if row is None:
        raise Refused("It is not there any more.")
    return row
