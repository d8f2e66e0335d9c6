"""How many of what a search found have each stance, speaker, outlet and topic: counted by the server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import QuerySet

from claims.models import StandingLink
from claims.queries.shapes import Slots
from claims.queries.tallies import Tally, Together, by_group, numbers_of, tally_of

#: Links that are looked at; where there are more, numbers may be too small.
LINKS = 20_000
_COLUMNS = {"claims": "target", "statements": "statement", "articles": "article"}
_SQL = """
    WITH links (subject, stance, speaker, outlet, target) AS MATERIALIZED ({rows}),
    those (id, target) AS MATERIALIZED (
        SELECT DISTINCT target, target FROM links
        UNION ALL SELECT id, merged_into_id FROM claims_claim
        WHERE merged_into_id = ANY (ARRAY(SELECT target FROM links))
    ), placed AS MATERIALIZED (
        SELECT those.target, claimtopic.topic_id
        FROM claims_claimtopic claimtopic JOIN those ON those.id = claimtopic.claim_id
        WHERE claimtopic.claim_id = ANY (ARRAY(SELECT id FROM those))
    ), topical AS MATERIALIZED (
        SELECT subject, COALESCE(topic.merged_into_id, topic.id) AS topic
        FROM (SELECT DISTINCT subject, topic_id FROM links JOIN placed USING (target)) each
        JOIN claims_topic topic ON topic.id = each.topic_id
    ), {counted}
    SELECT 'links', {columns} FROM links
    UNION ALL SELECT 'stance', NULL, stance, NULL, count(*), NULL, NULL
        FROM (SELECT DISTINCT subject, stance FROM links) stands GROUP BY stance
    {told}
"""
_EACH = (
    "SELECT {one} AS key FROM (SELECT DISTINCT subject, {one} FROM {source} WHERE {one} IS NOT NULL) those"
)
_KEYS = {
    one: _EACH.format(one=one, source=source)
    for one, source in {"speaker": "links", "outlet": "links", "topic": "topical"}.items()
}
NAMES = tuple(_KEYS)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of some rows: how many have each stance, and each of some names, by its group."""

    stances: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, Tally] = field(default_factory=lambda: dict.fromkeys(NAMES, Tally()))


def said_of(kind: str, rows: Sequence[int], *, for_editor: bool) -> Said:
    """Of rows of a kind, by their keys. One query, none for none."""
    if not rows:
        return Said()
    groups = by_group(_SAID[kind, for_editor].rows(rows=list(rows)))
    return Said(numbers_of(groups["stance"]), {one: tally_of(groups, one) for one in NAMES})


def _links(column: str, *, for_editor: bool) -> QuerySet[Any, Any]:
    links = StandingLink.objects.all() if for_editor else StandingLink.objects.visible()
    found = links.filter(**{f"{column}__in": Slots("rows")}).order_by()
    columns = (f"{column}_id", "stance", "speaker_id", "outlet_id", "target_id")
    told: QuerySet[Any, Any] = found.values_list(*columns)[:LINKS]
    return told


_SAID = {
    (kind, for_editor): Together(partial(_links, column, for_editor=for_editor), _SQL, _KEYS)
    for kind, column in _COLUMNS.items()
    for for_editor in (False, True)
}
