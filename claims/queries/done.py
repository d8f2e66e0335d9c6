"""What each of a few speakers, outlets or topics has to it, counted as far as a list tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject

from claims.choices import ClaimState
from claims.models import Speaker, StandingLink, Topic
from claims.queries.capped import Capped
from claims.queries.claim_list import claims_seen_by
from claims.queries.narrowing import placements
from claims.querysets import articles_seen_by
from claimtrack.roles import Visitor
from claimtrack.words import day
from sources.models import Outlet

#: Beyond so many nobody counts on: a list has many rows, and each of these is looked up.
FEW = 50
#: The same of a topic's claims: of more, neither how many are disputed nor the newest is looked for.
MANY = 200
#: The row that stands for this one, over a merge.
_TARGET = Coalesce("merged_into_id", "pk")


def said_by_each(visitor: Visitor, pks: Sequence[int]) -> Mapping[int, str]:
    """By speaker, as in "3 statements on 2 claims" or "50+ statements on 40+ claims". One query."""
    pair = Func(
        F("statement_id"),
        F("target_id"),
        template="ARRAY[%(expressions)s]",
        output_field=ArrayField(BigIntegerField()),
    )
    links = StandingLink.objects.seen_by(visitor).filter(speaker=OuterRef("pk"))
    said = ArraySubquery(links.annotate(pair=pair).values("pair")[: FEW + 1])
    speakers = Speaker.objects.order_by().filter(pk__in=pks).annotate(done=said)
    return {pk: _said(pairs) for pk, pairs in speakers.values_list("pk", "done") if pairs}


def published_by_each(visitor: Visitor, pks: Sequence[int]) -> Mapping[int, str]:
    """By outlet, as in "3 articles" or "50+ articles". One query."""
    articles = articles_seen_by(visitor).order_by().filter(outlet=OuterRef("pk")).values("pk")[: FEW + 1]
    found: defaultdict[int, int] = defaultdict(int)
    for target, done in (
        _over_merges(Outlet, pks).annotate(done=ArraySubquery(articles)).values_list("target", "done")
    ):
        found[target] += len(done)
    return {pk: Capped.of(number, FEW).of_them("article") for pk, number in found.items() if number}


def followed_in_each(visitor: Visitor, pks: Sequence[int]) -> Mapping[int, str]:
    """By topic, as in "3 claims, 1 disputed, moved 3 May 2024" or "200+ claims". One query."""
    shown = Exists(claims_seen_by(visitor).filter(pk=OuterRef("target_id")))
    told = JSONObject(
        claim="target_id",
        state=Coalesce("claim__merged_into__summary__state", "claim__summary__state"),
        moved=Coalesce("claim__merged_into__summary__last_moved", "claim__summary__last_moved"),
    )
    placed = placements().filter(shown, topic=OuterRef("pk")).values_list(told)[: MANY + 1]
    found: defaultdict[int, dict[int, Any]] = defaultdict(dict)
    for target, claims in (
        _over_merges(Topic, pks).annotate(done=ArraySubquery(placed)).values_list("target", "done")
    ):
        found[target] |= {one["claim"]: one for one in claims}
    return {pk: _followed(list(claims.values())) for pk, claims in found.items() if claims}


def _followed(claims: Sequence[Mapping[str, Any]]) -> str:
    if len(claims) > MANY:
        return Capped.of(len(claims), MANY).of_them("claim")
    disputed = sum(claim["state"] == ClaimState.DISPUTED for claim in claims)
    moments = [datetime.fromisoformat(claim["moved"]) for claim in claims if claim["moved"]]
    words = [Capped(len(claims)).of_them("claim")]
    words += [f"{disputed:,} disputed"] if disputed else []
    words += [f"moved {day(max(moments))}"] if moments else []
    return ", ".join(words)


def _over_merges(model: Any, pks: Sequence[int]) -> Any:
    """The rows and those merged into them, with `target`, which of the first they count for."""
    rows = model.objects.order_by().filter(Q(pk__in=pks) | Q(merged_into__in=pks))
    return rows.annotate(target=_TARGET)


def _said(pairs: Sequence[Sequence[int]]) -> str:
    more = len(pairs) > FEW
    statements = Capped(min(len({statement for statement, _ in pairs}), FEW), more)
    claims = Capped(min(len({claim for _, claim in pairs}), FEW), more)
    return f"{statements.of_them('statement')} on {claims.of_them('claim')}"
