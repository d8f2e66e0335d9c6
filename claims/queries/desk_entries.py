"""What is recorded in an article, as its editors see it: proposals and withdrawn statements included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from claims.choices import LinkState, Part, StatementState
from claims.marks import Mark
from claims.models import Relay, Statement, StatementLink, StatementPassage
from claims.queries.cards import relays_with_actors, with_saying
from claims.queries.desk_proposals import Proposed, proposed_of
from claims.queries.known import Known, known_claim, known_outlet, known_speaker, unique
from claims.queries.wording import When, Who, address, when, who
from claims.querysets import current_slug
from sources.models import Article, Outlet

#: How sure a suggested claim must be (0 to 1) to go with its statement unless somebody says no.
SURE = 0.5


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
    """Read them, the rejected ones left out. Four queries, two more where proposals wait; `article` comes
    with its outlet.
    """
    statements = with_saying(Statement.objects.filter(article_version__article=article))
    # Read into lists: a manager for each member of each row would cost more than all of the queries.
    lists = (Prefetch(name, rows, to_attr=f"{name}_read") for name, rows in _members().items())
    found = statements.exclude(state=StatementState.REJECTED).prefetch_related(*lists)
    rows = list(found.order_by("pk"))
    speakers = [known_speaker(one) for row in rows for one in (row.speaker, row.speaks_for) if one]
    relays = [relay for row in rows for relay in _read(row, "relays")]
    actors = [known_speaker(relay.speaker) for relay in relays if relay.speaker]
    actors += [known_outlet(relay.outlet) for relay in relays if relay.outlet]
    claims = [known_claim(link.claim) for row in rows for link in _read(row, "links")]
    told = proposed_of(rows)
    return Entries(
        entries=tuple(_entry(row, article.outlet, told.get(row.pk)) for row in rows),
        speakers=tuple(unique(speakers)),
        actors=tuple(unique(actors)),
        claims=tuple(unique(claims)),
    )


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


def _read(row: Statement, name: str) -> list[Any]:
    """The members of a row that `entries_of` read."""
    members: list[Any] = getattr(row, f"{name}_read")
    return members


def _entry(row: Statement, outlet: Outlet | None, proposed: Proposed | None) -> Entry:
    links = tuple(_link(link, first=at == 0) for at, link in enumerate(_read(row, "links")))
    content = [part.passage for part in _read(row, "parts")]
    stance = links[0].stance if links and row.state == StatementState.CONFIRMED else ""
    slug: str = row.speaker_slug or ""  # type: ignore[attr-defined]
    return Entry(
        pk=row.pk,
        locked=row.version,
        version=row.article_version_id,
        state=row.state,
        who=who(row, outlet=outlet, slug=slug),
        said=when(row.said),
        through=tuple(actor_name(relay) for relay in _read(row, "relays")),
        links=links,
        words=tuple(passage.exact for passage in content),
        marks=tuple(Mark(passage.start, passage.end, row.pk, stance) for passage in content),
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
        proposed=proposed,
    )


def _link(link: StatementLink, *, first: bool) -> EntryLink:
    """The surest suggestion was written first."""
    slug: str = link.slug or ""  # type: ignore[attr-defined]
    return EntryLink(
        pk=link.pk,
        stance=link.stance,
        word=link.get_stance_display(),
        claim=(link.claim.merged_into or link.claim).text,
        address=address("claims:desk-claim", slug=slug),
        proposed=link.state == LinkState.PROPOSED,
        reasons=tuple(link.reasons),
        likely=first and (link.score is None or link.score >= SURE),
    )


def actor_name(relay: Relay) -> str:
    """Who passed it on, over a merge, or the words of the article."""
    speaker, outlet = relay.speaker, relay.outlet
    if speaker:
        return known_speaker(speaker).label
    return known_outlet(outlet).label if outlet else relay.actor_as_printed
