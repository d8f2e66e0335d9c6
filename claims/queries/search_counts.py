"""How many of what a search found have each stance, speaker, outlet and topic: counted by the server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import QuerySet

from claims.models import ArticleWords, StandingLink
from claims.queries.search_fitting import told
from claims.queries.shapes import Slots
from claims.queries.shapes_joined import Question
from claims.queries.tallies import Counted, Tally, Together, by_group, numbers_of, tally_of
from claims.querysets import WHOLE

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


# Of articles, rows hold it. Until the moment from which readers see all that is in one, it is gathered.
_OF_ARTICLES = """
    WITH found (article, whole, by_speakers, under_topics) AS MATERIALIZED ({rows}), {counted}
    SELECT 'rows', {columns} FROM found {told}
"""
_HELD = "CASE WHEN whole THEN {held} ELSE claims_{one}s_of_article(article, statement_timestamp()) END"
_SPEAKERS, _TOPICS = (
    f"unnest({_HELD.format(one=one, held=held)})"
    for one, held in (("speaker", "by_speakers"), ("topic", "under_topics"))
)
_ARTICLES_KEYS = {
    "speaker": f"SELECT {_SPEAKERS} AS key FROM found",  # noqa: S608 - names of our own
    "outlet": """
        SELECT COALESCE(outlet.merged_into_id, outlet.id) AS key FROM found
        JOIN sources_article article ON article.id = found.article
        JOIN sources_outlet outlet ON outlet.id = article.outlet_id
    """,
    "topic": f"""
        SELECT DISTINCT article, COALESCE(topic.merged_into_id, topic.id) AS key
        FROM (SELECT article, {_TOPICS} AS key FROM found) one JOIN claims_topic topic ON topic.id = one.key
    """,  # noqa: S608
}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of some rows: how many have each stance, and each of some names, by its group."""

    stances: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, Tally] = field(default_factory=lambda: dict.fromkeys(NAMES, Tally()))


def question_of(kind: str, rows: Sequence[int], *, for_editor: bool) -> Question:
    """What was said of rows of a kind, by their keys."""
    return Question(_SAID[kind, for_editor], {"rows": list(rows)})


def said_from(rows: Iterable[Counted]) -> Said:
    """What the answer says."""
    groups = by_group(rows)
    return Said(numbers_of(groups["stance"]), {one: tally_of(groups, one) for one in NAMES})


def _links(column: str, *, for_editor: bool) -> QuerySet[Any, Any]:
    links = StandingLink.objects.all() if for_editor else StandingLink.objects.visible()
    found = links.filter(**{f"{column}__in": Slots("rows")}).order_by()
    columns = (f"{column}_id", "stance", "speaker_id", "outlet_id", "target_id")
    told: QuerySet[Any, Any] = found.values_list(*columns)[:LINKS]
    return told


def _articles() -> QuerySet[Any, Any]:
    rows = ArticleWords.objects.visible().filter(article__in=Slots("rows")).order_by()
    found: QuerySet[Any, Any] = rows.annotate(whole=told(WHOLE)).values_list(
        "article_id", "whole", "by_speakers", "under_topics"
    )
    return found


_SAID = {
    (kind, for_editor): Together(partial(_links, column, for_editor=for_editor), _SQL, _KEYS)
    for kind, column in _COLUMNS.items()
    for for_editor in (False, True)
} | {("articles", False): Together(_articles, _OF_ARTICLES, _ARTICLES_KEYS)}
