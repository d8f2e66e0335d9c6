"""What was said of somebody: the claims it is a party to, and what it answered, as far as is recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber

from claims.choices import PartyRole, ReplyState
from claims.models import Claim, ClaimParty, ReplyRequest, Response
from claims.queries.capped import Capped, capped
from claims.queries.checks import Step, articles_seen, response_step
from claims.queries.contradictions import members_of
from claims.queries.related import summary_of
from claims.queries.replies_told import told_to_readers
from claims.queries.spoken import links_of_people
from claims.queries.wording import When, address, outlet_name, when
from claims.state_words import StateWords, state_words
from claimtrack.roles import Visitor
from claimtrack.words import day
from sources.models.clock import moment_of

#: Claims on a page, and of each the latest statements in which the party itself speaks of it.
PAGE = 20
OWN = 3


@dataclass(frozen=True, slots=True)
class Own:
    """What the party itself said of the claim. place: its entry there."""

    stance: str
    word: str
    said: When
    outlet: str
    place: str


@dataclass(frozen=True, slots=True)
class Concern:
    """A claim and what the party has to do with it ("accused"). steps: what outlets and we record of answers.

    silent: said in their place where an accused party is not known to have answered at all.
    """

    claim: str
    address: str
    role: str
    state: StateWords
    own: tuple[Own, ...]
    steps: tuple[Step, ...]
    silent: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Concerns:
    """A page of them, the claim recorded last first; newer, older: keys, 0 where there is no page."""

    rows: tuple[Concern, ...]
    newer: int
    older: int


def count_concerns(people: Sequence[int], visitor: Visitor) -> Capped:
    """In how many claims that the visitor sees it has a part, as far as they are counted. One query."""
    return capped(_parties(people, visitor))


def concerns_of(people: Sequence[int], visitor: Visitor, *, after: int, before: int, today: date) -> Concerns:
    """Read one page. At most seven queries, one where there is none.

    people: the speaker and those merged into it. after, before: keys of a page, 0 for the first.
    """
    rows = _parties(people, visitor).select_related("claim__merged_into")
    beyond = rows.filter(pk__gt=before) if before else rows.filter(pk__lt=after) if after else rows
    found = list(beyond.order_by("pk" if before else "-pk")[: PAGE + 1])
    page = found[:PAGE][::-1] if before else found[:PAGE]
    more = len(found) > PAGE
    return Concerns(
        rows=tuple(_told(page, people, visitor, today)) if page else (),
        newer=page[0].pk if page and (more if before else after) else 0,
        older=page[-1].pk if page and (before or more) else 0,
    )


def _parties(people: Sequence[int], visitor: Visitor) -> QuerySet[Any]:
    """The places that the speaker has in claims which the visitor sees, with `target_id`."""
    claims = Claim.objects.seen_by(visitor).filter(merged_into__isnull=True, pk=OuterRef("target_id"))
    target = Coalesce("claim__merged_into_id", "claim_id")
    rows = ClaimParty.objects.filter(speaker__in=people).annotate(target_id=target)
    return rows.filter(Exists(claims)).order_by("-pk")


def _told(parties: Sequence[Any], people: Sequence[int], visitor: Visitor, today: date) -> Sequence[Concern]:
    roles: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for party in parties:
        roles[party.target_id][party.role] = None
    counts_for = dict(members_of(roles))
    claims = {one.pk: one for one in Claim.objects.filter(pk__in=roles).with_slug().with_summary()}
    visible = set(Claim.objects.visible().filter(pk__in=roles).values_list("pk", flat=True))
    steps = _steps(counts_for, people, visitor, today)
    own = _own(counts_for, people, visitor, claims)
    return [
        Concern(
            claim=claims[pk].text,
            address=address("claims:claim", slug=claims[pk].slug),
            role=", ".join(str(PartyRole(role).label) for role in of),
            state=state_words(summary_of(claims[pk]), as_of=today),
            own=tuple(own.get(pk, ())),
            steps=tuple(steps.get(pk, ())),
            silent=_silence(PartyRole.ACCUSED in of and not steps.get(pk) and not own.get(pk), today),
            shown=pk in visible,
        )
        for pk, of in roles.items()
    ]


def _silence(silent: bool, today: date) -> str:
    return f"No response recorded as of {day(today)}" if silent else ""


def _steps(
    counts_for: Mapping[int, int], people: Sequence[int], visitor: Visitor, today: date
) -> Mapping[int, list[Step]]:
    """By claim: what outlets say the party did, then that we asked it. Three queries."""
    found: defaultdict[int, list[Step]] = defaultdict(list)
    responses = Response.objects.filter(claim__in=counts_for, party__in=people, withdrawn_at__isnull=True)
    related = ("outlet__merged_into", "passage__version__article")
    rows = list(
        responses.select_related(*related).defer("passage__version__text").order_by("as_of_earliest", "pk")
    )
    seen = articles_seen((row.passage for row in rows), visitor)
    for row in rows:
        found[counts_for[row.claim_id]].append(response_step(row, seen, today))
    asked = ReplyRequest.objects.filter(claim__in=counts_for, party__in=people)
    for request in asked.exclude(state=ReplyState.IN_ERROR).order_by("pk"):
        found[counts_for[request.claim_id]].append(Step(sentence=told_to_readers(request, today)))
    return found


def _own(
    counts_for: Mapping[int, int], people: Sequence[int], visitor: Visitor, claims: Mapping[int, Any]
) -> Mapping[int, list[Own]]:
    """By claim, the latest that the party itself said of it, newest first. One query."""
    said = moment_of("statement__said").desc()
    latest = Window(RowNumber(), partition_by=[F("target_id")], order_by=[said, F("pk").desc()])
    links = links_of_people(people, visitor).filter(claim__in=counts_for).annotate(place=latest)
    loaded = links.select_related("statement__article_version__article__outlet__merged_into")
    found: defaultdict[int, list[Own]] = defaultdict(list)
    for link in loaded.defer("statement__article_version__text").filter(place__lte=OWN).order_by("place"):
        claim = address("claims:claim", slug=claims[link.target_id].slug)
        found[link.target_id].append(
            Own(
                stance=link.stance,
                word=link.get_stance_display(),
                said=when(link.statement.said),
                outlet=outlet_name(link.statement.article_version.article.outlet),
                place=f"{claim}#s{link.statement_id}" if claim else "",
            )
        )
    return found
