"""The rows behind an article's entries, read as values: hundreds stand in one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from claims.choices import LinkState, Part, Stance, StatementState
from claims.models import Relay, Speaker, Statement, StatementLink, StatementPassage
from claims.queries.known import Known
from claims.queries.shapes import Shape, Slot, Slots
from claims.queries.wording import When, address, when
from claims.querysets import current_slug
from sources.clocks import ClockValue
from sources.models.clock import PARTS

#: How sure a suggested claim must be (0 to 1) to go with its statement unless somebody says no.
SURE = 0.5
WORDS = {stance.value: str(stance.label) for stance in Stance}
#: What is read of a statement, in this order; after it the seven columns of its clock.
COLUMNS = (
    "pk",
    "version",
    "article_version_id",
    "state",
    "voice",
    "mode",
    "speaker_id",
    "speaks_for_id",
    "speaker_as_printed",
    "role_as_printed",
    "withdrawn_at",
    "withdrawn_reason",
    "proposed_name",
    "proposed_stance",
    "proposed_score",
    "proposed_reasons",
)
CLOCK = tuple(f"said_{part}" for part in PARTS)


class EntryLink(NamedTuple):
    """What a statement does to a claim; address: the claim's page at the desk; proposed: nobody decided.

    likely: a suggestion so sure that it is ticked; reasons: what speaks for it, and what differs.
    """

    pk: int
    stance: str
    word: str
    claim: str
    address: str
    proposed: bool
    reasons: tuple[str, ...] = ()
    likely: bool = False


class Spoken(NamedTuple):
    """What `wording.who` reads of a statement."""

    voice: str
    speaker_as_printed: str | None
    role_as_printed: str
    speaker: Speaker | None
    speaks_for: Speaker | None


class Said(NamedTuple):
    """A statement as its row has it; clock: when it was said, column by column."""

    pk: int
    version: int
    article_version_id: int
    state: str
    voice: str
    mode: str
    speaker_id: int | None
    speaks_for_id: int | None
    speaker_as_printed: str | None
    role_as_printed: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    proposed_name: str
    proposed_stance: str
    proposed_score: float | None
    proposed_reasons: list[str]
    clock: tuple[Any, ...]

    @property
    def saying(self) -> tuple[Any, ...]:
        """All that `spoken` reads."""
        whose = (self.speaker_id, self.speaks_for_id, self.speaker_as_printed, self.role_as_printed)
        return (self.voice, *whose)

    def spoken(self, speakers: Mapping[int, Speaker]) -> Statement:
        """Whose words it is, as `wording.who` takes it; `speakers` from `speakers_named`."""
        spoken = Spoken(
            self.voice,
            self.speaker_as_printed,
            self.role_as_printed,
            speakers[self.speaker_id] if self.speaker_id else None,
            speakers[self.speaks_for_id] if self.speaks_for_id else None,
        )
        return cast(Statement, spoken)


def _here(statement: str = "") -> dict[str, Any]:
    return {f"{statement}article_version__article": Slot("article")}


def _standing() -> QuerySet[Statement]:
    """Those of an article that were not rejected."""
    return Statement.objects.filter(**_here()).exclude(state=StatementState.REJECTED)


def _within() -> dict[str, Any]:
    return {"statement__in": _standing().order_by().values("pk")}


def _links() -> QuerySet[Any, tuple[Any, ...]]:
    links = StatementLink.objects.filter(**_within(), state__in=[LinkState.PROPOSED, LinkState.CONFIRMED])
    slugs = links.with_target().annotate(slug=current_slug("ClaimAddress", "target_id")).order_by("pk")
    own = ("claim__text", "claim__withdrawn_at")
    merged = ("claim__merged_into_id", "claim__merged_into__text", "claim__merged_into__withdrawn_at")
    row = ("statement_id", "pk", "stance", "state", "score", "reasons", "target_id", "slug")
    found: QuerySet[Any, tuple[Any, ...]] = slugs.values_list(*row, *own, *merged)
    return found


def _content() -> QuerySet[Any, tuple[int, int, int, str]]:
    rows = StatementPassage.objects.filter(**_within(), part=Part.CONTENT).order_by("order")
    return rows.values_list("statement_id", "passage__start", "passage__end", "passage__exact")


def _speakers() -> QuerySet[Speaker]:
    speakers = Speaker.objects.filter(pk__in=Slots("keys")).order_by().select_related("merged_into")
    targets = speakers.annotate(target_id=Coalesce("merged_into_id", "pk"))
    found: QuerySet[Speaker] = targets.annotate(slug=current_slug("SpeakerAddress", "target_id"))
    return found


SAID: Shape[tuple[Any, ...]] = Shape(lambda: _standing().order_by("pk").values_list(*COLUMNS, *CLOCK))
LINKS = Shape(_links)
CONTENT = Shape(_content)
SPEAKERS = Shape(_speakers)
RELAYS: Shape[Relay] = Shape(
    lambda: Relay.objects.filter(**_within()).select_related("speaker__merged_into", "outlet__merged_into")
)


def said_in(article: int) -> list[Said]:
    """The statements of an article in recording order, the rejected ones left out. One query."""
    width = len(COLUMNS)
    return [Said._make((*row[:width], row[width:])) for row in SAID.rows(article=article)]


def speakers_named(rows: Iterable[Said]) -> Mapping[int, Any]:
    """Who speaks in them and for whom, by key, each with the `slug` of the page. One query if any."""
    named = {key for row in rows for key in (row.speaker_id, row.speaks_for_id) if key}
    return {one.pk: one for one in SPEAKERS.rows(keys=list(named))} if named else {}


def content_by(article: int) -> Mapping[int, list[tuple[int, int, str]]]:
    """(start, end, words) of the content of each statement, in order. One query."""
    found: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for pk, start, end, words in CONTENT.rows(article=article):
        found[pk].append((start, end, words))
    return found


def relays_by(article: int) -> Mapping[int, list[Relay]]:
    """The hops of each statement, in order. One query."""
    found: defaultdict[int, list[Relay]] = defaultdict(list)
    for relay in RELAYS.rows(article=article):
        found[relay.statement_id].append(relay)
    return found


def links_by(article: int) -> Mapping[int, list[tuple[EntryLink, Known]]]:
    """What each statement does to which claim, and suggestions; the surest of these was written first."""
    found: defaultdict[int, list[tuple[EntryLink, Known]]] = defaultdict(list)
    known: dict[tuple[Any, ...], Known] = {}
    for pk, key, stance, state, score, reasons, target, slug, *texts in LINKS.rows(article=article):
        text, withdrawn = (texts[3], texts[4]) if texts[2] else (texts[0], texts[1])
        told = known.get((target, text))
        if told is None:
            told = known[target, text] = Known(f"claim:{target}", text, "withdrawn" if withdrawn else "")
        link = EntryLink(
            key,
            stance,
            WORDS[stance],
            text,
            address("claims:desk-claim", slug=slug or ""),
            state == LinkState.PROPOSED,
            tuple(reasons),
            pk not in found and (score is None or score >= SURE),
        )
        found[pk].append((link, told))
    return found


@lru_cache(maxsize=1024)
def worded(*clock: Any) -> When:
    """The columns of a clock in words: most statements of an article were said on one day, or on none."""
    return when(ClockValue(*clock))
