"""The right of reply at the desk: the requests, overdue ones first, and the page of one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.choices import ReplyState
from claims.draft_places import DraftPlace
from claims.forms.replies import AnsweredForm, AskForm, EndForm, RemindForm
from claims.models import ReplyRequest, Statement
from claims.queries.desk_claim import claim_desk
from claims.queries.desk_counts import desk_counts
from claims.queries.keys import Turn
from claims.queries.replies import find_request, read_replies, row_of, steps_with
from claims.queries.reply_contacts import contact_of
from claims.queries.reply_sides import ENDED, asked_for, compare_reply, reminded
from claims.services.errors import Refused
from claims.services.removed_contacts import forget_contact
from claims.services.replies import answers_to, ask_for_reply, end_request, remind_party, reopen_request
from claims.views.claim_drafts import typed_under
from claims.views.claim_together import ASK, parties_of
from claims.views.desk_claim import overtaken, page_or_404
from claims.views.desk_conflict import overtaken_root
from claims.views.desk_statement import expected_of
from claims.views.drafting import draft_asked_for, draft_fields, drafted
from claimtrack.access import admins_only, editors_only
from sources.services.roots import Stale


@editors_only
@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    """The open ones by deadline; `show=overdue` or `show=ended`; `who=me`: what I asked."""
    me = cast(User, request.user).pk
    mine = request.GET.get("who") == "me"
    turn = Turn.read(after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    page = read_replies(show=request.GET.get("show", ""), mine=me if mine else None, turn=turn)
    context = {"page": page, "mine": mine, "counts": desk_counts(me)}
    return render(request, "claims/desk/replies.html", context)


@editors_only
@drafted
@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Record that a party of the claim was asked."""
    page = page_or_404(slug)
    parties = parties_of(claim_desk(page.claim, page.slug).parties)
    form = AskForm(request.POST, prefix=ASK, parties=parties)
    page.sent[ASK] = form
    if not form.is_valid():
        return page.answer(request, status=422)
    editor, expected = cast(User, request.user), form.cleaned_data["expected"]
    try:
        made = ask_for_reply(editor=editor, claim=page.claim, expected=expected, data=form.data_for_service)
    except Stale:
        return overtaken(request, page, asked_for(form), prefix=ASK)
    except Refused as error:
        page.refused = str(error)
        return page.answer(request, status=422)
    messages.success(request, f"Recorded: {made.party} was asked. Readers see the day, not the contact.")
    return redirect(f"{page.address}#replies")


#: The forms of a request's page by what their fields begin with, in words.
TITLES = {"remind": "A reminder", "answer": "An answer", "end": "How a request ended"}


@dataclass(slots=True)
class ReplyPage:
    """The page of one request; a view puts in the forms that were refused."""

    found: ReplyRequest
    remind: Form | None = None
    answered: Form | None = None
    end: Form | None = None
    refused: str = ""

    def answer(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        """The page; forms that were not sent show what is stored."""
        row, pk = row_of(self.found), self.found.pk
        draft = draft_asked_for(request, f"reply {pk} ")

        def given(prefix: str) -> dict[str, Any]:
            """A form's prefix, and what was typed before in it."""
            version = {"expected": self.found.claim.version}
            return {"prefix": prefix, "initial": version | typed_under(prefix, draft)}

        places = [self.place(request, prefix, title) for prefix, title in TITLES.items()]
        fields = draft_fields(request, places)
        context = {
            "drafts": {prefix: fields[f"reply {pk} {prefix}"] for prefix in TITLES},
            "row": row,
            "contact": contact_of(self.found),
            "steps": steps_with(self.found),
            "remind": self.remind or RemindForm(**given("remind"), deadline=row.deadline),
            "answered": self.answered or AnsweredForm(**given("answer"), statements=choices_of(self.found)),
            "end": self.end or EndForm(**given("end")),
            "refused": self.refused,
        }
        return render(request, "claims/desk/reply.html", context, status=status)

    def place(self, request: HttpRequest, prefix: str, title: str) -> DraftPlace:
        """To which form what is typed belongs."""
        user, found = cast(int, request.user.pk), self.found
        page = reverse("claims:desk-reply", kwargs={"pk": found.pk})
        title = f"{title}: {found.party}"
        return DraftPlace(user, f"reply {found.pk} {prefix}", title, page, found.claim.version)


def choices_of(found: ReplyRequest) -> list[tuple[int, str]]:
    """What may be the answer, in words."""
    return [(one.pk, _words(one)) for one in answers_to(found)]


def _words(statement: Statement) -> str:
    who = statement.speaker or statement.speaker_as_printed
    return f"{who}, in “{statement.article_version.article}” (statement {statement.pk})"


@editors_only
@drafted
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the request. POST: one step with it, by the button `do`."""
    page = _page_or_404(pk)
    if request.method != "POST":
        return page.answer(request)
    steps: dict[str, Callable[[HttpRequest, ReplyPage], HttpResponse]] = {
        "remind": _remind,
        "answered": _answered,
        "end": _end,
        "reopen": _reopen,
    }
    step = steps.get(request.POST.get("do", ""))
    if step is None:
        page.refused = "Choose one of the buttons."
        return page.answer(request, status=422)
    return step(request, page)


def _page_or_404(pk: int) -> ReplyPage:
    found = find_request(pk)
    if found is None:
        raise Http404("There is no such request.")
    return ReplyPage(found)


def _remind(request: HttpRequest, page: ReplyPage) -> HttpResponse:
    form = page.remind = RemindForm(request.POST, prefix="remind")
    if not form.is_valid():
        return page.answer(request, status=422)
    given = form.cleaned_data
    more = {"at": given["reminded_at"], "deadline": given["deadline"]}
    done = Step(remind_party, "remind", given["expected"], "The reminder is recorded.", reminded(given))
    return _step(request, page, done, **more)


def _answered(request: HttpRequest, page: ReplyPage) -> HttpResponse:
    form = page.answered = AnsweredForm(request.POST, prefix="answer", statements=choices_of(page.found))
    if not form.is_valid():
        return page.answer(request, status=422)
    given = form.cleaned_data
    more = {"state": ReplyState.ANSWERED, "statement_id": given["statement"]}
    words = dict(choices_of(page.found))[given["statement"]]
    mine = {ENDED: f"{ReplyState.ANSWERED.label}: {words}"}
    return _step(
        request, page, Step(end_request, "answer", given["expected"], "Recorded as answered.", mine), **more
    )


def _end(request: HttpRequest, page: ReplyPage) -> HttpResponse:
    form = page.end = EndForm(request.POST, prefix="end")
    if not form.is_valid():
        return page.answer(request, status=422)
    state = ReplyState(form.cleaned_data["state"])
    told = f"Recorded: {state.label}."
    done = Step(end_request, "end", form.cleaned_data["expected"], told, {ENDED: str(state.label)})
    return _step(request, page, done, state=state)


def _reopen(request: HttpRequest, page: ReplyPage) -> HttpResponse:
    mine = {ENDED: str(ReplyState.OPEN.label)}
    done = Step(reopen_request, "", expected_of(request), "The request is open again.", mine)
    return _step(request, page, done)


@dataclass(frozen=True, slots=True)
class Step:
    """A step with a request. prefix, expected: of its form; told: when it is done; mine: what it says."""

    act: Callable[..., None]
    prefix: str
    expected: int
    told: str
    mine: dict[str, str]


def _step(request: HttpRequest, page: ReplyPage, step: Step, **more: Any) -> HttpResponse:
    editor = cast(User, request.user)
    try:
        step.act(editor=editor, request=page.found, expected=step.expected, **more)
    except Stale:
        return _overtaken(request, page, step)
    except Refused as error:
        if step.expected != page.found.claim.version:
            return _overtaken(request, page, step)
        page.refused = str(error)
        return page.answer(request, status=422)
    messages.success(request, step.told)
    return redirect("claims:desk-reply", pk=page.found.pk)


def _overtaken(request: HttpRequest, page: ReplyPage, step: Step) -> HttpResponse:
    """The step beside the request as it stands now (409)."""
    now = _page_or_404(page.found.pk).found
    return overtaken_root(
        request,
        now.claim,
        what="claim",
        expected=step.expected,
        pairs=compare_reply(step.mine, row_of(now)),
        keep=reverse("claims:desk-reply", kwargs={"pk": now.pk}),
        field=f"{step.prefix}-expected" if step.prefix else "expected",
    )


@admins_only
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget whom we wrote to, at once and for good."""
    page = _page_or_404(pk)
    try:
        forget_contact(admin=cast(User, request.user), request=page.found)
    except Refused as error:
        page.refused = str(error)
        return page.answer(request, status=422)
    messages.success(request, "The contact is forgotten, in the history too.")
    return redirect(reverse("claims:desk-reply", kwargs={"pk": pk}))
