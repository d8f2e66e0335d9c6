"""Whom a change reaches: the claims on whose pages something may read differently afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import LinkState, RelationKind
from claims.models import Affiliation, Claim, ClaimRelation, StatementLink
from claims.queries.shapes import Shape, Slots

__all__ = [
    "Reach",
    "claims_of_article",
    "claims_of_batch",
    "claims_of_claim",
    "claims_of_outlet",
    "claims_of_speaker",
    "claims_of_statement",
    "claims_of_statements",
    "contradicted_by",
    "reach_of",
]


@dataclass(frozen=True, slots=True)
class Reach:
    """`direct`: the claims themselves and the targets of those merged. `related`: which direct claims an
    unmerged claim is related to by a confirmed relation; a direct claim may be related to another."""

    direct: frozenset[int]
    related: Mapping[int, frozenset[int]]

    @property
    def all(self) -> frozenset[int]:
        """Every claim whose summary may differ."""
        return self.direct | self.related.keys()


def reach_of(claims: Collection[int]) -> Reach:
    """Ask whom a change of the claims reaches; two queries."""
    direct = set(claims)
    if direct:
        direct.update(target for target in TARGETS.rows(claims=list(direct)) if target)
    return Reach(frozenset(direct), _related(direct))


def _related(direct: Collection[int]) -> Mapping[int, frozenset[int]]:
    around: defaultdict[int, set[int]] = defaultdict(set)
    for first, second in relation_ends(direct):
        for here, there in ((first, second), (second, first)):
            if here in direct and there != here:
                around[there].add(here)
    return {claim: frozenset(others) for claim, others in around.items()}


def relation_ends(claims: Collection[int], kind: RelationKind | None = None) -> list[tuple[int, int]]:
    """Both ends, over merges, of the confirmed relations that touch one of the claims; one query, or none."""
    found = RELATIONS[kind].rows(claims=list(claims)) if claims else []
    return [(merged or own, other_merged or other) for own, merged, other, other_merged in found]


def claims_of_statements(statements: Collection[int]) -> set[int]:
    """Claims that a confirmed link ties to one of the statements, whatever the statements' state."""
    return set(LINKED.rows(statements=list(statements))) if statements else set()


def claims_of_statement(statement: int) -> set[int]:
    """The same for one statement."""
    return claims_of_statements([statement])


def claims_of_article(article: int) -> set[int]:
    """Claims that a confirmed link ties to a statement of the article, in any version."""
    links = StatementLink.objects.confirmed().filter(statement__article_version__article_id=article)
    return set(links.values_list("claim_id", flat=True))


def claims_of_batch(batch: int) -> set[int]:
    """Claims that a confirmed link ties to a statement of an article of the batch, in any version."""
    links = StatementLink.objects.confirmed().filter(statement__article_version__article__batch_id=batch)
    return set(links.values_list("claim_id", flat=True))


def claims_of_speaker(speaker: int) -> set[int]:
    """Claims on whose pages the speaker, or one merged into it, stands: as speaker, relay, body or party, or
    as the body of somebody who speaks."""
    found = _claims_of_members(speaker)
    for path in ("statement__speaker", "statement__speaks_for", "statement__relays__speaker"):
        found |= _claims_linked(path, speaker)
    party = Q(parties__speaker=speaker) | Q(parties__speaker__merged_into=speaker)
    return found | set(Claim.objects.filter(party).values_list("pk", flat=True))


def _claims_of_members(body: int) -> set[int]:
    """Claims on which a person speaks who has, or had, a place in the body."""
    places = Affiliation.objects.filter(Q(body=body) | Q(body__merged_into=body))
    people = places.values(who=Coalesce("person__merged_into_id", "person_id"))
    speaks = Q(statement__speaker__in=people) | Q(statement__speaker__merged_into__in=people)
    return set(StatementLink.objects.confirmed().filter(speaks).values_list("claim_id", flat=True))


def claims_of_outlet(outlet: int) -> set[int]:
    """Claims on whose pages the outlet, or one merged into it, stands: as publisher or relay."""
    publisher = _claims_linked("statement__article_version__article__outlet", outlet)
    return publisher | _claims_linked("statement__relays__outlet", outlet)


def _claims_linked(path: str, row: int) -> set[int]:
    """Claims with a confirmed link at whose `path` stands the row, or one merged into it."""
    named = Q(**{path: row}) | Q(**{f"{path}__merged_into": row})
    return set(StatementLink.objects.confirmed().filter(named).values_list("claim_id", flat=True))


def claims_of_claim(claim: int) -> set[int]:
    """The claim and the one it is merged into. Related claims are found when the revision is recorded."""
    target = Claim.objects.filter(pk=claim).values_list("merged_into_id", flat=True).first()
    return {claim, target} if target else {claim}


def _relations(kind: RelationKind | None) -> QuerySet[ClaimRelation, tuple[Any, ...]]:
    claims = Slots("claims")
    touches = (
        Q(from_claim__in=claims)
        | Q(to_claim__in=claims)
        | Q(from_claim__merged_into__in=claims)
        | Q(to_claim__merged_into__in=claims)
    )
    ends = ("from_claim_id", "from_claim__merged_into_id", "to_claim_id", "to_claim__merged_into_id")
    rows = ClaimRelation.objects.filter(touches, state=LinkState.CONFIRMED)
    return (rows.filter(kind=kind) if kind else rows).values_list(*ends)


def _linked() -> QuerySet[Any, int]:
    links = StatementLink.objects.confirmed().filter(statement_id__in=Slots("statements"))
    return links.values_list("claim_id", flat=True)


#: By kind; None: of any.
RELATIONS = {kind: Shape(partial(_relations, kind)) for kind in (None, *RelationKind)}
LINKED = Shape(_linked)
TARGETS = Shape(lambda: Claim.objects.filter(pk__in=Slots("claims")).values_list("merged_into_id", flat=True))


def contradicted_by(claims: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Which claims contradict each of the claims, over merges; one query."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for first, second in relation_ends(claims, RelationKind.CONTRADICTS):
        if first != second:
            found[first].add(second)
            found[second].add(first)
    return {claim: frozenset(found.get(claim, ())) for claim in claims}
