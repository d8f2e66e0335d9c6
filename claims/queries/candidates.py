"""Known claims that words may belong to, by the words of the claim itself and of its statements.

Bounded however many claims there are: only terms that few rows have are looked up, only rows that share two
of them are read, and of these so many at most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.db import connection

from claims.choices import LinkState, Part
from claims.match.ranking import Wording, likest
from claims.match.terms import MOST_STEMS, Chosen, rarest
from claims.match.words import Words
from claims.queries.commonness import commonness
from sources.folding import fold
from sources.models.terms import SHORTEST_COMPARED

Values = Mapping[str, str | int]

#: Claims that come out.
MOST = 10
#: Rows that are read of those that share terms, and of these the ones that are weighed closely.
READ, WEIGHED = 100, 20

_TERMS = """
    SELECT tsvector_to_array(compared_terms(given)), tsvector_to_array(compared_terms(folded))
    FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS asked(given, folded, place) ORDER BY place
"""
# At a glance: what the stems weigh that stand somewhere in the words. Unused places hold a stem of no word.
_GLANCE = " + ".join(
    f"CASE WHEN strpos(words, %(stem{place})s) > 0 THEN %(weight{place})s ELSE 0 END"
    for place in range(MOST_STEMS)
)
# Without the wall around the first part, the number asked for would lead PostgreSQL to read the table.
CLAIMS_LIKE = """
    WITH found AS MATERIALIZED (
        SELECT id, text, merged_into_id, withdrawn_at, search_key AS words FROM claims_claim
        WHERE compared_terms(search_key) @@ %(terms)s::tsquery
    ), taken AS (SELECT * FROM found LIMIT %(read)s)
    SELECT coalesce(merged_into_id, id), text FROM taken WHERE withdrawn_at IS NULL
    ORDER BY AT_A_GLANCE DESC, id LIMIT %(weighed)s
""".replace("AT_A_GLANCE", _GLANCE)
STATEMENTS_LIKE = """
    WITH found AS MATERIALIZED (
        SELECT id, exact FROM sources_passage
        WHERE compared_terms(exact) @@ %(terms)s::tsquery AND "end" >= start + %(shortest)s
    ), taken AS (SELECT id, exact, lower(exact) AS words FROM found LIMIT %(read)s)
    , likely AS MATERIALIZED (SELECT id, exact FROM taken ORDER BY AT_A_GLANCE DESC, id LIMIT %(weighed)s)
    SELECT coalesce(claim.merged_into_id, claim.id), exact
    FROM likely
    JOIN claims_statementpassage part ON part.passage_id = likely.id AND part.part = %(content)s
    JOIN claims_statementlink link ON link.statement_id = part.statement_id AND link.state = %(confirmed)s
    JOIN claims_claim claim ON claim.id = link.claim_id AND claim.withdrawn_at IS NULL
""".replace("AT_A_GLANCE", _GLANCE)
_NO_WORD = "\x01"
_ASKED = {"claim_by_terms": CLAIMS_LIKE, "passage_by_terms": STATEMENTS_LIKE}
_FIXED: Values = {
    "read": READ,
    "weighed": WEIGHED,
    "shortest": SHORTEST_COMPARED,
    "content": Part.CONTENT.value,
    "confirmed": LinkState.CONFIRMED.value,
}


def find_candidates(wordings: Sequence[str], *, most: int = MOST) -> list[list[Wording]]:
    """For each wording the claims likest to it, the likest first, each with what of it is alike.

    Unmerged claims that are not withdrawn; of links, the confirmed alone. Three queries a wording, one more
    for all of them.
    """
    shares = commonness("claim_by_terms").shares
    return [
        likest(Words.of(wording), _pool(terms), shares, most=most)
        for wording, terms in zip(wordings, _terms(wordings), strict=True)
    ]


def looks_for(wording: str) -> list[tuple[str, Values]]:
    """The statements, with their values, by which the claims for a wording are looked up; for their plans."""
    return list(_looks(_terms([wording])[0]))


def _terms(wordings: Sequence[str]) -> list[Mapping[str, Sequence[str]]]:
    """By index: passages keep the words as they are printed, claims folded ones."""
    with connection.cursor() as cursor:
        cursor.execute(_TERMS, [list(wordings), [fold(wording) for wording in wordings]])
        return [{"passage_by_terms": given, "claim_by_terms": folded} for given, folded in cursor.fetchall()]


def _pool(terms: Mapping[str, Sequence[str]]) -> Mapping[int, list[str]]:
    """Claims, with the folded wordings under which each was found."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        for statement, values in _looks(terms):
            cursor.execute(statement, values)
            for claim, wording in cursor.fetchall():
                found[claim].append(wording)
    return found


def _looks(terms: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Values]]:
    for index, statement in _ASKED.items():
        known = commonness(index)
        chosen = rarest(terms[index], known.shares, rows=known.rows)
        if chosen.query:
            yield statement, {"terms": chosen.query, **_FIXED, **_places(chosen)}


def _places(chosen: Chosen) -> Values:
    unused = [(_NO_WORD, 0)] * (MOST_STEMS - len(chosen.stems))
    filled = [*zip(chosen.stems, chosen.weights, strict=True), *unused]
    values: dict[str, str | int] = {}
    for place, (stem, weight) in enumerate(filled):
        values |= {f"stem{place}": stem, f"weight{place}": weight}
    return values
