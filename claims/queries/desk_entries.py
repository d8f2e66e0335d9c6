"""What is recorded in an article, as its editors see it: proposals and withdrawn statements included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet

from claims.choices import LinkState, Part, StatementState
from claims.marks import Mark
from claims.models import Relay, Statement, StatementLink, StatementPassage
from claims.queries.cards import relays_with_actors, with_saying
from claims.queries.desk_proposals import Proposed, proposed_of
from claims.queries.desk_rows import (
    EntryLink,
    Said,
    content_by,
    links_by,
    relays_by,
    said_in,
    speakers_named,
    worded,
)
from claims.queries.known import Known, known_outlet, known_speaker, unique
from claims.queries.wording import When, Who, who
from claims.querysets import current_slug
from sources.models import Article


class Entry(NamedTuple):
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
        return ",".join([f"{mark.start}-{mark.end}" for mark in self.marks])

    @property
    def waits(self) -> bool:
        """Whether one press accepts it: nothing has to be asked."""
        return self.proposed is not None and not self.proposed.asks


class Entries(NamedTuple):
    """All statements of an article in recording order, and who and what is named in them so far."""

    entries: tuple[Entry, ...]
    speakers: tuple[Known, ...]
    actors: tuple[Known, ...]
    claims: tuple[Known, ...]


def entries_of(article: Article) -> Entries:
    """Read them, the rejected ones left out. Five queries, two more where proposals wait; `article` comes
    with its outlet.
    """
    rows = said_in(article.pk)
    if not rows:
        return Entries((), (), (), ())
    speakers = speakers_named(rows)
    links, relays, content = links_by(article.pk), relays_by(article.pk), content_by(article.pk)
    told = proposed_of(article, rows)
    relayed = [relay for row in rows for relay in relays.get(row.pk, ())]
    actors = [known_speaker(relay.speaker) for relay in relayed if relay.speaker]
    actors += [known_outlet(relay.outlet) for relay in relayed if relay.outlet]
    named = dict.fromkeys(key for row in rows for key in (row.speaker_id, row.speaks_for_id) if key)
    whose = _whose(rows, speakers, article)
    return Entries(
        entries=tuple(
            [
                _entry(
                    row,
                    whose[row.saying],
                    links.get(row.pk, ()),
                    content.get(row.pk, ()),
                    relays.get(row.pk, ()),
                    told.get(row.pk),
                )
                for row in rows
            ]
        ),
        speakers=tuple(unique(known_speaker(speakers[key]) for key in named)),
        actors=tuple(unique(actors)),
        claims=tuple(unique(known for row in rows for _, known in links.get(row.pk, ()))),
    )


def _whose(rows: Iterable[Said], speakers: Mapping[int, Any], article: Article) -> dict[tuple[Any, ...], Who]:
    """Whose words they are, worded once for all that have the same speaker in the same words."""
    told: dict[tuple[Any, ...], Who] = {}
    for row in rows:
        if row.saying not in told:
            slug = _slug(speakers, row.speaker_id)
            told[row.saying] = who(row.spoken(speakers), outlet=article.outlet, slug=slug)
    return told


def _slug(speakers: Mapping[int, Any], key: int | None) -> str:
    return speakers[key].slug or "" if key else ""


def loaded(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """With everything an editor's page needs of a statement; three queries more."""
    return with_saying(statements).prefetch_related(
        *(Prefetch(name, rows) for name, rows in members().items())
    )


def members() -> dict[str, QuerySet[Any]]:
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
    row: Said,
    whose: Who,
    links: Iterable[tuple[EntryLink, Known]],
    content: Sequence[tuple[int, int, str]],
    relays: Iterable[Relay],
    proposed: Proposed | None,
) -> Entry:
    pk, linked = row.pk, tuple([link for link, _ in links])
    stance = linked[0].stance if linked and row.state == StatementState.CONFIRMED else ""
    return Entry(
        pk,
        row.version,
        row.article_version_id,
        row.state,
        whose,
        worded(*row.clock),
        tuple([actor_name(relay) for relay in relays]),
        linked,
        tuple([words for _, _, words in content]),
        tuple([Mark(start, end, pk, stance) for start, end, _ in content]),
        row.withdrawn_at,
        row.withdrawn_reason,
        proposed,
    )


def actor_name(relay: Relay) -> str:
    """Who passed it on, over a merge, or the words of the article."""
    speaker, outlet = relay.speaker, relay.outlet
    if speaker:
        return known_speaker(speaker).label
    return known_outlet(outlet).label if outlet else relay.actor_as_printed
