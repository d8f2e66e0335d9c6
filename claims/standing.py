"""What stands on claims, as plain values: the one read that summaries, states and origins rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.choices import Part, Voice
from claims.models import OriginDecision, Speaker, StatementLink
from claims.origins import Copy, Decision, FigureKey, Pair, Said
from claims.queries.shapes import Prepared, Slot, Slots
from claims.querysets import StatementLinkQuerySet, of_claims
from claims.states import Position
from sources.choices import OverlapKind, OverlapState
from sources.folding import fold
from sources.models import Article, Outlet, Overlap

_COPIES = {OverlapKind.REPRINT: "reprint", OverlapKind.ANOTHER_SAVE: "another save"}


@dataclass(frozen=True, slots=True)
class Standing:
    """One link that stands: the claim it counts for (over a merge), the stance, and the statement's values.

    outlet: the article's outlet after merges, None when not known; named: the speaker after merges, in the
    same way.
    """

    claim: int
    position: Position
    said: Said
    outlet: int | None
    named: int | None
    gives_figures: bool


def standing_on(claims: Collection[int | Slot] | Slots) -> StatementLinkQuerySet:
    """What stands on the claims and on those merged into them."""
    return StatementLink.objects.standing().filter(of_claims("claim_id", claims))


def target_of(link: StatementLink) -> int:
    """The claim the link counts for, over a merge."""
    return link.claim.merged_into_id or link.claim_id


def stand(link: StatementLink) -> Standing:
    """The values of one link of `claims.queries.standing_rows`."""
    statement = link.statement
    article = statement.article_version.article
    key, name = speaker_of(link)
    return Standing(
        claim=target_of(link),
        position=Position(stance=link.stance, voice=statement.voice, speaker=key, name=name),
        outlet=_stands_for(article.outlet),
        named=_stands_for(statement.speaker),
        gives_figures=bool(statement.figures.all()),
        said=said_by(link),
    )


def _stands_for(named: Speaker | Outlet | None) -> int | None:
    return (named.merged_into_id or named.pk) if named else None


def said_by(link: StatementLink) -> Said:
    """Of them, those by which origins are told."""
    statement, said = link.statement, link.statement.said
    return Said(
        statement=statement.pk,
        article=statement.article_version.article.pk,
        speaker=speaker_of(link)[0],
        content=" ".join(words_of(link, Part.CONTENT)),
        earliest=said.earliest,
        latest=said.latest,
        figures=frozenset(_figure_keys(link)),
        fuller=statement.fuller_chain_id if statement.origin_dropped else None,
    )


def words_of(link: StatementLink, part: str) -> list[str]:
    """The exact words of one part of the link's statement, in order."""
    return [one.passage.exact for one in link.statement.parts.all() if one.part == part]


def speaker_of(link: StatementLink) -> tuple[str, str]:
    """A key that is equal for the same speaker, and the name; an outlet is one, whichever way it speaks."""
    statement = link.statement
    if statement.speaker:
        speaker: Speaker = statement.speaker.merged_into or statement.speaker
        if speaker.outlet_id:
            return f"outlet:{speaker.outlet_id}", speaker.name
        return f"speaker:{speaker.pk}", speaker.name
    outlet = statement.article_version.article.outlet
    if statement.voice == Voice.OUTLET and outlet:
        outlet = outlet.merged_into or outlet
        return f"outlet:{outlet.pk}", outlet.name
    return "", ""


def _figure_keys(link: StatementLink) -> Iterable[FigureKey]:
    for figure in link.statement.figures.all():
        if figure.low is not None or figure.high is not None:
            counted = (fold(figure.unit), fold(figure.counted), fold(figure.period))
            yield (figure.low, figure.high, *counted)


def copies_among(articles: Collection[Article]) -> Mapping[Pair, Copy]:
    """Which of the articles are copies of one another; one query, none for a single article.

    Decided on the articles themselves (another save, a reprint of the other, of its outlet or of the same
    third article), or an overlap that is suggested or decided. Translations are left to editors.
    """
    found: dict[Pair, Copy] = {}
    for overlap in _overlaps({article.pk for article in articles}):
        suggested = overlap.state == OverlapState.SUGGESTED
        copy = Copy(_COPIES[OverlapKind(overlap.kind)], suggested=suggested)
        found[frozenset((overlap.first_id, overlap.second_id))] = copy
    for first in articles:
        for second in articles:
            if first.pk != second.pk and _repeats(first, second):
                found[frozenset((first.pk, second.pk))] = Copy("reprint")
    return found


def _overlaps(articles: Collection[int]) -> Iterable[Overlap]:
    return OVERLAPS.rows(articles=list(articles)) if len(articles) > 1 else ()


def _copied() -> QuerySet[Overlap]:
    return Overlap.objects.filter(
        first_id__in=Slots("articles"),
        second_id__in=Slots("articles"),
        kind__in=_COPIES,
        state__in=[OverlapState.SUGGESTED, OverlapState.DECIDED],
    )


def _repeats(first: Article, second: Article) -> bool:
    if first.reprint_of_id:
        return first.reprint_of_id in (second.pk, second.reprint_of_id)
    return bool(first.reprint_of_outlet_id) and first.reprint_of_outlet_id == second.outlet_id


def decisions_on(claims: Collection[int]) -> Mapping[int, list[Decision]]:
    """What editors decided about origins, by the claim it counts for; one query.

    Of two decisions on a pair, on a claim and on one merged into it, the later one holds.
    """
    found: defaultdict[int, list[Decision]] = defaultdict(list)
    for row in DECISIONS.rows(claims=list(claims)) if claims else ():
        target = row.claim.merged_into_id or row.claim_id
        pair = frozenset((row.first_id, row.second_id))
        found[target].append(Decision(pair, row.tie, row.reason))
    return found


def _decided() -> QuerySet[OriginDecision]:
    on = Q(claim_id__in=Slots("claims")) | Q(claim__merged_into_id__in=Slots("claims"))
    return OriginDecision.objects.filter(on).select_related("claim").order_by("decided_at", "pk")


OVERLAPS = Prepared(_copied)
DECISIONS = Prepared(_decided)
