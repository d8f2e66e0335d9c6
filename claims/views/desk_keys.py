"""The door of the keyboard desk: one step in JSON, by POST, answered in JSON with a sentence.

Offsets are code points of the article's version. 200: {"said", "statement", "version"}; 409: the text or the
row has moved on; 422: it cannot be so. Each says in "said" what to do; nothing is written but with 200.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from claims.choices import RelationKind, SpeakerKind, Stance
from claims.models import Claim, Statement
from claims.queries.statement_input import find_statement, last_linked
from claims.services.errors import AlreadyRecorded, Overtaken, Refused, WordsMoved
from claims.services.inputs import LinkInput, SpeakerChoice, Words
from claims.services.keyed import Changes, Seen, accept_changed, mark_words, set_link, set_speaker, set_words
from claims.services.rejecting import reject_proposal
from claims.services.relations import relate_claims
from claims.services.stepping_back import step_back, why_related
from claims.views.desk import article_or_404
from claims.views.desk_proposals import WHICH, named_speaker
from claimtrack.access import editors_only
from sources.models import Article
from sources.services.roots import Stale

STALE = "Somebody changed it meanwhile. Nothing was saved; the page shows how it stands now."
MOVED = "The article has another text now. Nothing was saved; load the page again to see it."
GONE = "It is not there any more. Nothing was saved."
ChoiceT = TypeVar("ChoiceT", Stance, RelationKind)
#: Bytes of a request, and stretches of one statement.
LONGEST, MOST = 100_000, 60


@dataclass(frozen=True, slots=True)
class Asked:
    """One step. `of`: what was sent; every reader raises BadRequest for what is not of its kind."""

    editor: User
    article: Article
    of: Mapping[str, Any]

    def number(self, name: str) -> int:
        """A whole number that fits a key."""
        return _number(self.of.get(name))

    def words(self, name: str, longest: int = 400) -> str:
        """A line; "" where it is missing."""
        given = self.of.get(name, "")
        if not isinstance(given, str) or "\x00" in given:
            raise BadRequest("Words were expected.")
        return " ".join(given.split())[:longest]

    def content(self) -> tuple[Words, ...]:
        """The stretches, "content": [[start, end, words], …]."""
        given = self.of.get("content")
        if not isinstance(given, list) or not 0 < len(given) <= MOST:
            raise BadRequest("Stretches were expected.")
        return tuple(_stretch(one) for one in given)

    def seen(self) -> Seen:
        """The text that the page shows."""
        return Seen(self.number("text"), self.words("sha"))

    def statement(self) -> Statement:
        """The statement it is about, which stands in this article. Raises Refused."""
        found = find_statement(self.number("statement"))
        if found is None or found.article_version.article_id != self.article.pk:
            raise Refused(GONE)
        return found

    def choice(self) -> SpeakerChoice | None:
        """Who speaks: "speaker:12", "name:Orla Venn", or "" for nobody. Raises Refused where unclear."""
        kind, _, name = self.words("speaker").partition(":")
        if kind == "speaker":
            return SpeakerChoice(speaker_id=_number(int(name) if name.isdecimal() and len(name) < 10 else 0))
        if not name:
            return None
        choice, asks = named_speaker(name[:200], self.words("kind") or SpeakerKind.PERSON)
        if asks:
            raise Refused(f"{WHICH} Press e to open the form.")
        return choice

    def link(self, of: Mapping[str, Any]) -> LinkInput:
        """{"stance", "claim": a key} or {"stance", "new": its words}."""
        asked = Asked(self.editor, self.article, of)
        stance = _one_of(Stance, of.get("stance"))
        new = asked.words("new")
        return LinkInput(stance, new_claim=new) if new else LinkInput(stance, claim_id=asked.number("claim"))


@editors_only
@require_POST
def keys(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one step in the article."""
    article, sent = article_or_404(pk), _sent(request)
    step = STEPS.get(str(sent.get("do")))
    if step is None:
        raise BadRequest("Nothing was asked for.")
    try:
        said, statement = step(Asked(cast(User, request.user), article, sent))
    except (Stale, WordsMoved, Overtaken, Refused) as error:
        return _refused(error)
    told = {"statement": statement.pk, "version": statement.version} if statement else {}
    return JsonResponse({"said": said, **told})


def _refused(error: Stale | Refused) -> JsonResponse:
    if isinstance(error, AlreadyRecorded):
        return JsonResponse({"said": str(error), "twin": error.statement_id}, status=422)
    sentence = STALE if isinstance(error, Stale) else MOVED if isinstance(error, WordsMoved) else str(error)
    status = 422 if isinstance(error, Refused) and not isinstance(error, WordsMoved | Overtaken) else 409
    return JsonResponse({"said": sentence}, status=status)


def _mark(asked: Asked) -> tuple[str, Statement]:
    made = mark_words(editor=asked.editor, article=asked.article, seen=asked.seen(), content=asked.content())
    return "Marked. Nobody is named as its speaker yet: s and a number; l links it with a claim.", made


def _words(asked: Asked) -> tuple[str, Statement]:
    content = asked.content()
    saved = set_words(
        editor=asked.editor,
        statement=asked.statement(),
        expected=asked.number("expected"),
        content=content,
        seen=asked.seen(),
    )
    return f"Saved: it ends “… {content[-1].exact[-40:]}”.", saved


def _speaker(asked: Asked) -> tuple[str, Statement]:
    saved = set_speaker(
        editor=asked.editor,
        statement=asked.statement(),
        expected=asked.number("expected"),
        choice=asked.choice(),
    )
    return f"Saved: {saved.speaker or 'nobody is named as the speaker'}.", saved


def _link(asked: Asked) -> tuple[str, Statement]:
    link = asked.link(asked.of)
    saved = set_link(
        editor=asked.editor, statement=asked.statement(), expected=asked.number("expected"), link=link
    )
    claim = last_linked(saved)
    nobody = "" if saved.speaker_id else " Nobody is named as its speaker: s and a number."
    return f"Saved: {link.stance.label} “{claim or ''}”.{nobody}", saved


def _accept(asked: Asked) -> tuple[str, Statement]:
    kept, others = asked.of.get("links", []), asked.of.get("others", [])
    if not isinstance(kept, list) or not isinstance(others, list) or len(kept) + len(others) > MOST:
        raise BadRequest("Lists were expected.")
    if not all(isinstance(one, dict) for one in others):
        raise BadRequest("Links were expected.")
    changes = Changes(
        speaker=asked.choice(),
        links=[_number(one) for one in kept],
        others=[asked.link(one) for one in others],
        content=asked.content() if "content" in asked.of else None,
    )
    saved = accept_changed(
        editor=asked.editor,
        statement=asked.statement(),
        expected=asked.number("expected"),
        changes=changes,
    )
    seen = "" if kept or others else " It is not linked with a claim yet, so readers do not see it."
    return f"Accepted.{seen}", saved


def _reject(asked: Asked) -> tuple[str, Statement]:
    saved = reject_proposal(
        editor=asked.editor, statement=asked.statement(), expected=asked.number("expected")
    )
    return "Rejected. Nobody is asked about it again.", saved


def _relate(asked: Asked) -> tuple[str, None]:
    claims = Claim.objects.filter(merged_into=None).in_bulk([asked.number("claim"), asked.number("other")])
    claim, other = claims.get(asked.number("claim")), claims.get(asked.number("other"))
    if claim is None or other is None:
        raise Refused("Choose two claims of the list.")
    kind = _one_of(RelationKind, asked.of.get("kind"))
    relate_claims(
        editor=asked.editor,
        claim=claim,
        expected=asked.number("expected"),
        other=other,
        kind=kind,
        reason=asked.words("reason"),
        why=why_related(asked.article, asked.words("reason")),
    )
    return f"Related: “{claim}” {kind.label} “{other}”.", None


def _undo(asked: Asked) -> tuple[str, Statement | None]:
    statement, step = step_back(editor=asked.editor, article=asked.article)
    if statement is None:
        return "Undone: the claims are not related any more.", None
    what = {"": "the mark is withdrawn", "proposed": "the proposal waits again"}.get(
        step.before, "the statement is as it was before"
    )
    return f"Undone: {what}.", statement


STEPS: Mapping[str, Callable[[Asked], tuple[str, Statement | None]]] = {
    "mark": _mark,
    "words": _words,
    "speaker": _speaker,
    "link": _link,
    "accept": _accept,
    "reject": _reject,
    "relate": _relate,
    "undo": _undo,
}


def _sent(request: HttpRequest) -> Mapping[str, Any]:
    if request.content_type != "application/json":
        raise BadRequest("One step was expected, as JSON.")
    if len(request.body) > LONGEST:
        raise BadRequest("That is more than one step takes.")
    try:
        sent = json.loads(request.body)
    except ValueError as error:
        raise BadRequest("That is no JSON.") from error
    if not isinstance(sent, dict):
        raise BadRequest("One step was expected.")
    return sent


def _number(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < 10**15:
        raise BadRequest("A number was expected.")
    return given


def _stretch(given: object) -> Words:
    if not isinstance(given, list) or len(given) != 3 or not isinstance(given[2], str):
        raise BadRequest("A stretch was expected.")
    return Words(_number(given[0]), _number(given[1]), given[2])


def _one_of(choices: type[ChoiceT], given: object) -> ChoiceT:
    if given not in choices.values:
        raise BadRequest("That is none of the choices.")
    return choices(given)
