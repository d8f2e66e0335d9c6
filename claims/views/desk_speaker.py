"""One speaker at the desk: its other spellings, added, corrected and taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.choices import SpeakerKind
from claims.draft_places import DraftPlace
from claims.forms.speakers import BodyPick, EndForm, PlaceForm, SpellingForm
from claims.models import Draft, Speaker, SpeakerAlias
from claims.queries.desk_compare import Pair
from claims.queries.desk_speaker import SpeakerDesk, find_desk_speaker, speaker_desk
from claims.queries.speaker_sides import Change, compare_spellings, spelling_words
from claims.services.aliases import add_spelling, correct_spelling, remove_spelling
from claims.services.errors import Refused
from claims.views.claim_drafts import typed_under
from claims.views.desk_conflict import overtaken_root
from claims.views.drafting import draft_asked_for, draft_fields, drafted
from claimtrack.access import editors_only
from sources.services.roots import Stale


@dataclass(slots=True)
class Page:
    """The speaker's page with its forms; a view puts in the bound one that was refused.

    wrong, ending: of which spelling or place it is the form.
    """

    speaker: Speaker
    slug: str
    spelling: SpellingForm | None = None
    correct: SpellingForm | None = None
    wrong: int = 0
    body: BodyPick | None = None
    place: PlaceForm | None = None
    end: EndForm | None = None
    ending: int = 0
    refused: str = ""
    draft: Draft | None = None

    def answer(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        """The page; forms that were not sent are empty, or show what is stored."""
        desk = speaker_desk(self.speaker, self.slug)
        self.draft = draft_asked_for(request, f"speaker {self.speaker.pk} ")
        corrects, ends = self._corrects(desk), self._ends(desk)
        forms = ["spelling", "place", *(one.prefix for one in (*corrects.values(), *ends.values()))]
        places = [speaker_place(request, self, str(form), self.address) for form in forms]
        context = {
            "drafts": draft_fields(request, places),
            "desk": desk,
            "spelling": self.spelling or SpellingForm(**self.given("spelling")),
            "corrects": corrects,
            "body": self.body or BodyPick(prefix="body", initial=typed_under("body", self.draft)),
            "place": self.place or PlaceForm(**self.given("place")),
            "ends": ends,
            "sent": next((one for one in self._sent() if one and one.is_bound), None),
            "is_person": self.speaker.kind == SpeakerKind.PERSON,
            "refused": self.refused,
        }
        return render(request, "claims/desk/speaker.html", context, status=status)

    def given(self, prefix: str, **stored: object) -> dict[str, Any]:
        """A form's prefix, and what it shows: what is stored, or what was typed before."""
        stored["expected"] = self.speaker.version
        return {"prefix": prefix, "initial": {**stored, **typed_under(prefix, self.draft)}}

    def _sent(self) -> tuple[Any, ...]:
        return (self.spelling, self.correct, self.body, self.place, self.end)

    def _corrects(self, desk: SpeakerDesk) -> dict[int, SpellingForm]:
        forms = {
            one.pk: SpellingForm(
                **self.given(f"spelling-{one.pk}", spelling=one.words, language=one.language)
            )
            for one in desk.spellings
            if one.own
        }
        return forms | ({self.wrong: self.correct} if self.correct else {})

    def _ends(self, desk: SpeakerDesk) -> dict[int, EndForm]:
        forms = {
            one.pk: EndForm(**self.given(f"end-{one.pk}")) for one in desk.places if one.own and not one.ended
        }
        return forms | ({self.ending: self.end} if self.end else {})

    @property
    def address(self) -> str:
        """Where the page stands."""
        return reverse("claims:desk-speaker", kwargs={"slug": self.slug})


def speaker_place(request: HttpRequest, page: Page, form: str, address: str) -> DraftPlace:
    """To which form of a speaker's what is typed belongs. address: of the page it stands on."""
    kind = "A spelling" if form.startswith("spelling") else "An office"
    user, speaker = cast(int, request.user.pk), page.speaker
    title = f"{kind} of “{speaker.name}”"
    return DraftPlace(user, f"speaker {speaker.pk} {form}", title, address, speaker.version)


def page_or_404(slug: str) -> Page:
    """The page of the speaker at the address, an old one included, merged or not."""
    found = find_desk_speaker(slug)
    if found is None:
        raise Http404("There is no such speaker.")
    return Page(*found)


@dataclass(frozen=True, slots=True)
class Mine:
    """What a form makes of a list of the speaker's, for the page of both texts.

    prefix, expected: of the form that was sent; change: as `claims.queries.speaker_sides` takes it.
    """

    prefix: str
    expected: int
    change: Change
    compare: Callable[[Speaker, int, Change], tuple[Pair, ...]]


def attempt(
    request: HttpRequest, page: Page, save: Callable[[], object], done: str, mine: Mine
) -> HttpResponse:
    """Save, and go back to the page; refused, it is shown there; overtaken, beside what others made of it."""
    try:
        save()
    except Stale:
        return overtaken(request, page, mine)
    except Refused as error:
        page.refused = str(error)
        return page.answer(request, status=422)
    messages.success(request, done)
    return redirect(page.address)


def overtaken(request: HttpRequest, page: Page, mine: Mine) -> HttpResponse:
    """What was sent beside the speaker as it stands now (409)."""
    now = page_or_404(page.slug)
    pairs = mine.compare(now.speaker, mine.expected, mine.change)
    return overtaken_root(
        request,
        now.speaker,
        what="speaker",
        expected=mine.expected,
        pairs=pairs,
        keep=now.address,
        field=f"{mine.prefix}-expected",
    )


@editors_only
@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """Who it is at the desk; an old address leads to the current one."""
    page = page_or_404(slug)
    return redirect(page.address) if page.slug != slug else page.answer(request)


@editors_only
@drafted
@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Remember another spelling."""
    page = page_or_404(slug)
    form = page.spelling = SpellingForm(request.POST, prefix="spelling")
    if not form.is_valid():
        return page.answer(request, status=422)
    given, editor = form.cleaned_data, cast(User, request.user)
    done = f"“{given['spelling']}” is remembered."
    return attempt(
        request,
        page,
        lambda: add_spelling(editor=editor, speaker=page.speaker, **given),
        done,
        _mine("spelling", 0, given),
    )


def _mine(prefix: str, pk: int, given: dict[str, Any], *, gone: bool = False) -> Mine:
    words = "" if gone else spelling_words(given["spelling"], given["language"])
    return Mine(prefix, given["expected"], {pk: words}, compare_spellings)


@editors_only
@drafted
@require_POST
def correct(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a spelling, or with do=remove take it away; one that is gone already is no mistake."""
    page = page_or_404(slug)
    alias = SpeakerAlias.objects.select_related("speaker").filter(speaker=page.speaker, pk=pk).first()
    if alias is None:
        return _gone(request, page, pk)
    page.correct, page.wrong = SpellingForm(request.POST, prefix=f"spelling-{pk}"), pk
    if not page.correct.is_valid():
        return page.answer(request, status=422)
    given, editor = page.correct.cleaned_data, cast(User, request.user)
    if request.POST.get("do") == "remove":
        expected, done = given["expected"], f"“{alias}” is taken away."
        return attempt(
            request,
            page,
            lambda: remove_spelling(editor=editor, alias=alias, expected=expected),
            done,
            _mine(f"spelling-{pk}", pk, given, gone=True),
        )
    done = f"It is “{given['spelling']}” now."
    return attempt(
        request,
        page,
        lambda: correct_spelling(editor=editor, alias=alias, **given),
        done,
        _mine(f"spelling-{pk}", pk, given),
    )


def _gone(request: HttpRequest, page: Page, pk: int) -> HttpResponse:
    """Somebody took the spelling away: to take it away again is no mistake; what was typed can be added."""
    form = SpellingForm(request.POST, prefix=f"spelling-{pk}")
    if request.POST.get("do") == "remove" or not form.is_valid():
        messages.success(request, "That spelling is not there any more.")
        return redirect(page.address)
    typed = {**form.cleaned_data, "expected": page.speaker.version}
    page.spelling = SpellingForm(prefix="spelling", initial=typed)
    page.refused = "That spelling is not there any more. What you typed can be added as another."
    return page.answer(request, status=409)
