"""Two speakers side by side: what each is, what each said, and on which claims."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Prefetch

from claims.choices import Part
from claims.models import Speaker, Statement, StatementLink, StatementPassage
from claims.queries.desk_speaker import Held, Spelling, places_of, spellings_of
from claims.queries.desk_speakers import statements_of
from claims.queries.titles import title_of
from claims.queries.wording import When, address, outlet_name, when
from claims.querysets import current_slug
from claimtrack.words import counted

#: Statements and claims that are shown of either.
LATEST, CLAIMS = 12, 30


@dataclass(frozen=True, slots=True)
class Said:
    """One statement. claims: (stance, its word, the claim)."""

    address: str
    words: tuple[str, ...]
    language: str
    printed: str
    role: str
    said: When
    title: str
    outlet: str
    claims: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class On:
    """A claim that one speaks to. both: the other speaks to it too."""

    claim: str
    address: str
    statements: str
    both: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two. said: newest first, at most LATEST; claims: those of both first, at most CLAIMS."""

    speaker: Speaker
    slug: str
    statements: str
    spellings: tuple[Spelling, ...]
    places: tuple[Held, ...]
    said: tuple[Said, ...]
    claims: tuple[On, ...]


def compare_speakers(one: tuple[Speaker, str], other: tuple[Speaker, str]) -> tuple[Side, Side]:
    """Read both sides. At most 12 queries, however much they said."""
    speakers = [one[0], other[0]]
    spellings, places = spellings_of(speakers), places_of(speakers)
    numbers = statements_of([speaker.pk for speaker in speakers])
    groups = _groups(speakers)
    on = {pk: _claims_of(group) for pk, group in groups.items()}
    shared = frozenset(on[speakers[0].pk]) & frozenset(on[speakers[1].pk])
    first, second = (
        Side(
            speaker=speaker,
            slug=slug,
            statements=counted(numbers.get(speaker.pk, 0), "statement"),
            spellings=spellings[speaker.pk],
            places=places[speaker.pk],
            said=tuple(map(_said, _latest(groups[speaker.pk]))),
            claims=tuple(sorted(_on(on[speaker.pk], shared), key=lambda row: not row.both)[:CLAIMS]),
        )
        for speaker, slug in (one, other)
    )
    return first, second


def _groups(speakers: Collection[Speaker]) -> Mapping[int, list[int]]:
    """Each with those merged into it. One query."""
    found = {one.pk: [one.pk] for one in speakers}
    for pk, target in Speaker.objects.filter(merged_into__in=found).values_list("pk", "merged_into_id"):
        found[target].append(pk)
    return found


def _latest(group: Collection[int]) -> list[Any]:
    content = StatementPassage.objects.filter(part=Part.CONTENT).select_related("passage").order_by("order")
    links = StatementLink.objects.confirmed().select_related("claim__merged_into").order_by("pk")
    rows = (
        Statement.objects.confirmed()
        .filter(speaker__in=group)
        .select_related("article_version__article__outlet__merged_into")
        .defer("article_version__text")
        .prefetch_related(Prefetch("parts", content), Prefetch("links", links))
        .order_by(F("said_earliest").desc(nulls_last=True), "-pk")
    )
    return list(rows[:LATEST])


def _said(statement: Any) -> Said:
    article = statement.article_version.article
    return Said(
        address=f"{address('claims:article', pk=article.pk)}#s{statement.pk}",
        words=tuple(part.passage.exact for part in statement.parts.all()),
        language=statement.language or article.language,
        printed=statement.speaker_as_printed or "",
        role=statement.role_as_printed,
        said=when(statement.said),
        title=title_of(article),
        outlet=outlet_name(article.outlet),
        claims=tuple(
            (link.stance, str(link.get_stance_display()), (link.claim.merged_into or link.claim).text)
            for link in statement.links.all()
        ),
    )


def _claims_of(group: Collection[int]) -> dict[int, tuple[str, str, int]]:
    """(text, slug, statements) by claim, over merges, the most spoken to first. One query."""
    confirmed = Statement.objects.confirmed().filter(speaker__in=group).order_by().values("pk")
    links = StatementLink.objects.confirmed().filter(statement__in=confirmed).with_target().order_by()
    rows = (
        links.values("target_id", "claim__text", "claim__merged_into__text")
        .annotate(number=Count("statement_id", distinct=True))
        .annotate(slug=current_slug("ClaimAddress", "target_id"))
        .order_by("-number", "target_id")
    )
    found: dict[int, tuple[str, str, int]] = {}
    for row in rows:
        text = row["claim__merged_into__text"] or row["claim__text"]
        before = found.get(row["target_id"], ("", "", 0))[2]
        found[row["target_id"]] = (text, row["slug"] or "", before + row["number"])
    return found


def _on(claims: Mapping[int, tuple[str, str, int]], shared: Collection[int]) -> list[On]:
    return [
        On(text, address("claims:desk-claim", slug=slug), counted(number, "statement"), pk in shared)
        for pk, (text, slug, number) in claims.items()
    ]
