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
from claims.forms.speakers import BodyPick, EndForm, PlaceForm, SpellingForm
from claims.models import Speaker, SpeakerAlias
from claims.queries.desk_compare import Pair
from claims.queries.desk_speaker import SpeakerDesk, find_desk_speaker, speaker_desk
from claims.queries.speaker_sides import Change, compare_spellings, spelling_words
from claims.services.aliases import add_spelling, correct_spelling, remove_spelling
from claims.services.errors import Refused
from claims.views.desk_conflict import overtaken_root
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

    def answer(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        """The page; forms that were not sent are empty, or show what is stored."""
        desk, version = speaker_desk(self.speaker, self.slug), {"expected": self.speaker.version}
        context = {
            "desk": desk,
            "spelling": self.spelling or SpellingForm(prefix="spelling", initial=version),
            "corrects": self._corrects(desk),
            "body": self.body or BodyPick(prefix="body"),
            "place": self.place or PlaceForm(prefix="place", initial=version),
            "ends": self._ends(desk),
            "sent": next((one for one in self._sent() if one and one.is_bound), None),
            "is_person": self.speaker.kind == SpeakerKind.PERSON,
            "refused": self.refused,
        }
        return render(request, "claims/desk/speaker.html", context, status=status)

    def _sent(self) -> tuple[Any, ...]:
        return (self.spelling, self.correct, self.body, self.place, self.end)

    def _corrects(self, desk: SpeakerDesk) -> dict[int, SpellingForm]:
        forms = {
            one.pk: SpellingForm(
                prefix=f"spelling-{one.pk}",
                initial={"spelling": one.words, "language": one.language, "expected": self.speaker.version},
            )
            for one in desk.spellings
            if one.own
        }
        return forms | ({self.wrong: self.correct} if self.correct else {})

    def _ends(self, desk: SpeakerDesk) -> dict[int, EndForm]:
        forms = {
            one.pk: EndForm(prefix=f"end-{one.pk}", initial={"expected": self.speaker.version})
            for one in desk.places
            if one.own and not one.ended
        }
        return forms | ({self.ending: self.end} if self.end else {})

    @property
    def address(self) -> str:
        """Where the page stands."""
        return reverse("claims:desk-speaker", kwargs={"slug": self.slug})


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
