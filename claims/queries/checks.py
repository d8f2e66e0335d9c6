"""What was checked, and what those concerned answered: beside the statements, never mixed into them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from claims.choices import PartyRole, ResponseKind, Verdict
from claims.models import Assessment, ClaimParty, ReplyRequest, Response, Speaker, StatementLink
from claims.queries.entries import Entry, order_of, target_id, web_address
from claims.queries.replies_told import asked_clock, told_to_readers
from claims.queries.shapes import Prepared, Slot
from claims.queries.wording import When, address, outlet_name, printed_name, when
from claims.querysets import articles_seen_by, of_claims
from claimtrack.roles import Visitor
from claimtrack.words import day
from sources.clocks import ClockValue
from sources.models import Passage


@dataclass(frozen=True, slots=True)
class Check:
    """One assessment that stands. letter: "a", "b" … by date; glyph: "tried" (nothing found) or "checked".

    kind: the verdict's stored spelling; own: by this desk.

    words: what an outlet printed; passage: where it stands; both "" where the visitor may not see it.
    """

    anchor: str
    letter: str
    glyph: str
    verdict: str
    by: str
    made: When
    reasoning: str
    evidence: tuple[str, ...]
    words: str
    passage: str
    replaces: str
    kind: str
    own: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What a party did: words of its own (`entry`), or else what an outlet says it did, and where."""

    entry: Entry | None = None
    sentence: str = ""
    outlet: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one accused party did, in the order of the dates; of a day, what is said of it comes first."""

    party: str
    role: str
    steps: tuple[Step, ...]


def _on_claim() -> Any:
    return of_claims("claim_id", [Slot("claim")])


def assessments_of(claim: int) -> list[Assessment]:
    """Those that stand on the claim or one merged into it, in the order of the timeline; one query."""
    return sorted(ASSESSMENTS.rows(claim=claim), key=lambda row: order_of(row.made, row.pk))


def _assessments() -> QuerySet[Assessment]:
    replaced = Assessment.objects.filter(replaces=OuterRef("pk"), withdrawn_at__isnull=True)
    rows = Assessment.objects.filter(~Exists(replaced), _on_claim(), withdrawn_at__isnull=True)
    around = ("by_outlet__merged_into", "by_body__merged_into", "replaces", "passage__version__article")
    return rows.select_related(*around).defer("passage__version__text")


ASSESSMENTS: Prepared[Assessment] = Prepared(_assessments)


def checks_of(rows: Sequence[Assessment], seen: Collection[int]) -> tuple[Check, ...]:
    """Finish assessments for a page; `seen`: the articles this visitor may see."""
    return tuple(_check(row, _letter(place), seen) for place, row in enumerate(rows))


def _check(row: Assessment, letter: str, seen: Collection[int]) -> Check:
    shown = row.passage if row.passage and row.passage.version.article_id in seen else None
    return Check(
        anchor=f"check-{row.pk}",
        letter=letter,
        glyph="tried" if row.verdict == Verdict.TRIED else "checked",
        verdict=row.get_verdict_display(),
        by=_author(row),
        made=when(row.made),
        reasoning=row.reasoning,
        evidence=tuple(filter(None, map(web_address, row.evidence))),
        words=shown.exact if shown else "",
        passage=f"{address('claims:article', pk=shown.version.article_id)}" if shown else "",
        replaces=when(row.replaces.made).words if row.replaces else "",
        kind=row.verdict,
        own=row.by_outlet_id is None and row.by_body_id is None,
    )


def _author(row: Assessment) -> str:
    if row.by_outlet:
        return outlet_name(row.by_outlet)
    return printed_name(row.by_body) if row.by_body else "This desk"


def _letter(place: int) -> str:
    """a to z, then aa, ab …"""
    rest, last = divmod(place, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("a") + last)


def articles_seen(passages: Iterable[Passage | None], visitor: Visitor) -> set[int]:
    """Which of the passages' articles the visitor may see; one query, none where there is no passage."""
    ids = {passage.version.article_id for passage in passages if passage}
    return set(articles_seen_by(visitor).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def parties_of(claim: int) -> list[ClaimParty]:
    """Who is accused by the claim or by one merged into it; one query."""
    return PARTIES.rows(claim=claim)


def _parties() -> QuerySet[ClaimParty]:
    rows = ClaimParty.objects.filter(_on_claim(), role=PartyRole.ACCUSED)
    return rows.select_related("speaker__merged_into").order_by("pk")


PARTIES: Prepared[ClaimParty] = Prepared(_parties)


def responses_of(claim: int) -> list[Response]:
    """What outlets said of those concerned, in the order of their dates; one query."""
    return sorted(RESPONSES.rows(claim=claim), key=lambda row: order_of(row.as_of, row.pk))


def _responses() -> QuerySet[Response]:
    rows = Response.objects.filter(_on_claim(), withdrawn_at__isnull=True)
    around = ("party__merged_into", "outlet__merged_into", "passage__version__article")
    return rows.select_related(*around).defer("passage__version__text")


RESPONSES: Prepared[Response] = Prepared(_responses)


def answers_of(
    parties: Sequence[ClaimParty],
    responses: Sequence[Response],
    requests: Sequence[ReplyRequest],
    links: Sequence[StatementLink],
    entries: Sequence[Entry],
    *,
    seen: Collection[int],
    today: date,
) -> tuple[Answer, ...]:
    """The ledger: every accused party, and whoever is named in a response or was asked for a reply, once."""
    speakers = {target_id(one.speaker): one.speaker for one in parties}
    speakers |= {target_id(one.party): one.party for one in responses}
    speakers |= {target_id(one.party): one.party for one in requests}
    accused = {target_id(one.speaker) for one in parties}
    said = list(zip(links, entries, strict=True))
    return tuple(
        Answer(
            party=printed_name(speaker),
            role="accused" if key in accused else "",
            steps=_in_order(
                [
                    (one.as_of, response_step(one, seen, today))
                    for one in responses
                    if target_id(one.party) == key
                ]
                + [(asked_clock(one), _asked(one, today)) for one in requests if target_id(one.party) == key]
                + [(link.statement.said, Step(entry)) for link, entry in said if _speaks_for(link, key)]
            ),
        )
        for key, speaker in speakers.items()
    )


def _in_order(steps: Sequence[tuple[ClockValue, Step]]) -> tuple[Step, ...]:
    return tuple(step for _, step in sorted(steps, key=lambda dated: order_of(dated[0])))


def _speaks_for(link: StatementLink, party: int) -> bool:
    heads: tuple[Speaker | None, ...] = (link.statement.speaker, link.statement.speaks_for)
    return any(head is not None and target_id(head) == party for head in heads)


def _asked(row: ReplyRequest, today: date) -> Step:
    return Step(sentence=told_to_readers(row, today))


def response_step(row: Response, seen: Collection[int], today: date) -> Step:
    """A response, with its passage where the visitor may see it."""
    shown = row.passage if row.passage and row.passage.version.article_id in seen else None
    return Step(
        sentence=_sentence(row, today),
        outlet=outlet_name(row.outlet) if row.outlet else "",
        passage=address("claims:article", pk=shown.version.article_id) if shown else "",
    )


def _sentence(row: Response, today: date) -> str:
    as_of = when(row.as_of)
    if row.kind == ResponseKind.NONE_YET:
        return f"no response recorded as of {as_of.words if as_of.known else day(today)}"
    return f"{row.get_kind_display()}, {as_of.words}" if as_of.known else row.get_kind_display()
