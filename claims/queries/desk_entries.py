"""What is recorded in an article, as its editors see it: proposals and withdrawn statements included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import LinkState, Part, Stance, StatementState
from claims.marks import Mark
from claims.models import Relay, Speaker, Statement, StatementLink, StatementPassage
from claims.queries.cards import relays_with_actors, with_saying
from claims.queries.desk_proposals import Proposed, proposed_of
from claims.queries.known import Known, known_outlet, known_speaker, unique
from claims.queries.wording import When, Who, address, when, who
from claims.querysets import current_slug
from sources.models import Article

#: How sure a suggested claim must be (0 to 1) to go with its statement unless somebody says no.
SURE = 0.5
WORDS = {stance.value: str(stance.label) for stance in Stance}


@dataclass(frozen=True, slots=True)
class EntryLink:
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


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement. words: its content; marks: where that stands in version `version`.

    proposed: what the engine said of it, None once a person has decided.
    """

    pk: int
    locked: int
    version: int
    state: str
    who: Who
    said: When
    through: tuple[str, ...]
    links: tuple[EntryLink, ...]
    words: tuple[str, ...]
    marks: tuple[Mark, ...]
    withdrawn_at: datetime | None
    withdrawn_reason: str
    proposed: Proposed | None = None

    @property
    def at(self) -> str:
        """Where its words stand, as the script reads it: "start-end,…" in code points."""
        return ",".join(f"{mark.start}-{mark.end}" for mark in self.marks)

    @property
    def waits(self) -> bool:
        """Whether one press accepts it: nothing has to be asked."""
        return self.proposed is not None and not self.proposed.asks


@dataclass(frozen=True, slots=True)
class Entries:
    """All statements of an article in recording order, and who and what is named in them so far."""

    entries: tuple[Entry, ...]
    speakers: tuple[Known, ...]
    actors: tuple[Known, ...]
    claims: tuple[Known, ...]


def entries_of(article: Article) -> Entries:
    """Read them, the rejected ones left out. Five queries, two more where proposals wait; `article` comes
    with its outlet.
    """
    here = Q(article_version__article=article) & ~Q(state=StatementState.REJECTED)
    rows = list(Statement.objects.filter(here).order_by("pk"))
    if not rows:
        return Entries((), (), (), ())
    within = Q(statement__in=Statement.objects.filter(here).order_by().values("pk"))
    slugs, links, relays = _speakers_into(rows), _links_by(within), _relays_by(within)
    content, told = _content_by(within), proposed_of(article, rows)
    relayed = [relay for row in rows for relay in relays.get(row.pk, ())]
    actors = [known_speaker(relay.speaker) for relay in relayed if relay.speaker]
    actors += [known_outlet(relay.outlet) for relay in relayed if relay.outlet]
    named = {one.pk: one for row in rows for one in (row.speaker, row.speaks_for) if one}
    return Entries(
        entries=tuple(
            _entry(
                row,
                who(row, outlet=article.outlet, slug=slugs.get(row.speaker_id, "")),
                links=tuple(link for link, _ in links.get(row.pk, ())),
                content=content.get(row.pk, ()),
                through=tuple(map(actor_name, relays.get(row.pk, ()))),
                proposed=told.get(row.pk),
            )
            for row in rows
        ),
        speakers=tuple(unique(map(known_speaker, named.values()))),
        actors=tuple(unique(actors)),
        claims=tuple(unique(known for row in rows for _, known in links.get(row.pk, ()))),
    )


def _speakers_into(rows: Sequence[Statement]) -> Mapping[int | None, str]:
    """Give the statements their speakers, each read once; return the slug of each one's page."""
    named = {key for row in rows for key in (row.speaker_id, row.speaks_for_id) if key}
    target = Coalesce("merged_into_id", "pk")
    speakers = Speaker.objects.select_related("merged_into").annotate(target_id=target)
    found = speakers.annotate(slug=current_slug("SpeakerAddress", "target_id")).in_bulk(list(named))
    for row in rows:
        if row.speaker_id:
            row.speaker = found[row.speaker_id]
        if row.speaks_for_id:
            row.speaks_for = found[row.speaks_for_id]
    return {pk: one.slug or "" for pk, one in found.items()}


def _content_by(within: Q) -> Mapping[int, list[tuple[int, int, str]]]:
    """(start, end, words) of the content of each statement, in order."""
    found: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    rows = StatementPassage.objects.filter(within, part=Part.CONTENT).order_by("order")
    told = ("statement_id", "passage__start", "passage__end", "passage__exact")
    for pk, start, end, words in rows.values_list(*told):
        found[pk].append((start, end, words))
    return found


def _relays_by(within: Q) -> Mapping[int, list[Relay]]:
    """The hops of each statement, in order."""
    found: defaultdict[int, list[Relay]] = defaultdict(list)
    for relay in Relay.objects.filter(within).select_related("speaker__merged_into", "outlet__merged_into"):
        found[relay.statement_id].append(relay)
    return found


def _links_by(within: Q) -> Mapping[int, list[tuple[EntryLink, Known]]]:
    """What each statement does to which claim, and suggestions; the surest of these was written first."""
    found: defaultdict[int, list[tuple[EntryLink, Known]]] = defaultdict(list)
    links = StatementLink.objects.filter(within, state__in=[LinkState.PROPOSED, LinkState.CONFIRMED])
    slugs = links.with_target().annotate(slug=current_slug("ClaimAddress", "target_id")).order_by("pk")
    own = ("claim__text", "claim__withdrawn_at")
    merged = ("claim__merged_into_id", "claim__merged_into__text", "claim__merged_into__withdrawn_at")
    row = ("statement_id", "pk", "stance", "state", "score", "reasons", "target_id", "slug")
    for pk, key, stance, state, score, reasons, target, slug, *texts in slugs.values_list(
        *row, *own, *merged
    ):
        text, withdrawn = (texts[3], texts[4]) if texts[2] else (texts[0], texts[1])
        link = EntryLink(
            pk=key,
            stance=stance,
            word=WORDS[stance],
            claim=text,
            address=address("claims:desk-claim", slug=slug or ""),
            proposed=state == LinkState.PROPOSED,
            reasons=tuple(reasons),
            likely=pk not in found and (score is None or score >= SURE),
        )
        found[pk].append((link, Known(f"claim:{target}", text, "withdrawn" if withdrawn else "")))
    return found


def loaded(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """With everything an editor's page needs of a statement; three queries more."""
    return with_saying(statements).prefetch_related(
        *(Prefetch(name, rows) for name, rows in _members().items())
    )


def _members() -> dict[str, QuerySet[Any]]:
    """By the name of the relation: content in order, what is linked and suggested, and the hops."""
    content = StatementPassage.objects.filter(part=Part.CONTENT).select_related("passage")
    links = StatementLink.objects.filter(state__in=[LinkState.PROPOSED, LinkState.CONFIRMED]).with_target()
    linked = links.select_related("claim__merged_into").annotate(
        slug=current_slug("ClaimAddress", "target_id")
    )
    relays = relays_with_actors().queryset
    assert relays is not None  # noqa: S101 - it names one
    return {"parts": content.order_by("order"), "links": linked.order_by("pk"), "relays": relays}


def _entry(
    row: Statement,
    whose: Who,
    *,
    links: tuple[EntryLink, ...],
    content: Iterable[tuple[int, int, str]],
    through: tuple[str, ...],
    proposed: Proposed | None,
) -> Entry:
    stance = links[0].stance if links and row.state == StatementState.CONFIRMED else ""
    return Entry(
        pk=row.pk,
        locked=row.version,
        version=row.article_version_id,
        state=row.state,
        who=whose,
        said=when(row.said),
        through=through,
        links=links,
        words=tuple(words for _, _, words in content),
        marks=tuple(Mark(start, end, row.pk, stance) for start, end, _ in content),
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
        proposed=proposed,
    )


def actor_name(relay: Relay) -> str:
    """Who passed it on, over a merge, or the words of the article."""
    speaker, outlet = relay.speaker, relay.outlet
    if speaker:
        return known_speaker(speaker).label
    return known_outlet(outlet).label if outlet else relay.actor_as_printed
