"""What `reading.py` asks for: addresses of our site and of Datasette's, and what their ratios should be."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from databases import address_of, execute

ROWS = 10_000
#: Words that Datasette's articles have, some in many of them, some in few.
THEIRS = (
    "turbine",
    "ombudsman",
    "harbour",
    "vaccination",
    "drought",
    "postal votes",
    "glacier",
    "inquiry panel",
)
OURS = (
    "foundry",
    "grain store",
    "reactor",
    "road bridge cleared",
    "orphanage",
    "water tower",
    "locomotive",
    "levee seized",
)
Asking = Callable[[int], str]
Pages = dict[str, Asking]


@dataclass(frozen=True)
class Drawn:
    """Addresses to ask for, drawn from one of our databases."""

    claims: Sequence[str]
    articles: Sequence[int]
    topics: Sequence[int]
    keys: Sequence[str]
    dates: Sequence[str]


def draw(name: str, rng: random.Random) -> Drawn:
    """Some of each, readable ones, the same ones each time."""
    address = address_of(name)
    shown = "visible_since <= now() AND withdrawn_at IS NULL AND merged_into_id IS NULL"
    told = (
        f"FROM claims_claim c JOIN claims_claimsummary s ON s.claim_id = c.id WHERE {shown} AND c.id % %s = 1"
    )
    many = max(execute(address, "SELECT max(id) FROM claims_claim")[0][0] // 400, 2)
    claims = execute(address, f"SELECT 'claim-' || c.id, s.last_moved, c.id {told.replace('%s', str(many))}")
    articles = execute(
        address, "SELECT id, published_earliest FROM sources_article WHERE withdrawn_at IS NULL"
    )
    topics = execute(
        address,
        "SELECT topic_id FROM claims_claimtopic GROUP BY 1 HAVING count(*) BETWEEN 300 AND 450",
    )
    for rows in (claims, articles, topics):
        rng.shuffle(rows)
    spell = lambda at, pk: quote(f"{at.isoformat().replace('+00:00', 'Z')},{pk}")  # noqa: E731
    return Drawn(
        claims=[slug for slug, *_ in claims],
        articles=[pk for pk, _ in articles[:400]],
        topics=[pk for (pk,) in topics] or [1],
        keys=[spell(at, pk) for _, at, pk in claims if at],
        dates=[spell(at, pk) for pk, at in articles[:400] if at],
    )


def pages(drawn: Drawn) -> Pages:
    """What is asked of our site."""

    def one(of: Sequence[object], shape: str) -> Asking:
        return lambda number: shape.format(of[number % len(of)])

    return {
        "claim": one(drawn.claims, "/claims/{}/"),
        "list of claims": one(drawn.keys, "/claims/?after={}"),
        "list of articles": one(drawn.dates, "/articles/?after={}"),
        "article": one(drawn.articles, "/articles/{}/"),
        "facets of a typical topic": one(drawn.topics, "/claims/?topic=topic-{}"),
        "facets of the largest topic": lambda number: "/claims/?topic=topic-1",
        "search of articles": one(OURS, "/search/?kind=articles&q={}"),
        "search of claims": one(OURS, "/search/?kind=claims&q={}"),
        "search of statements": one(OURS, "/search/?kind=statements&q={}"),
    }


def datasette(rng: random.Random) -> Pages:
    """What is asked of Datasette."""
    columns = "_size=50&_col=title&_col=date&_col=topic"
    return {
        "list": lambda number: f"/news/articles?{columns}&_next={rng.randrange(ROWS - 60)}&_nofacet=1",
        "facets": lambda number: (
            f"/news/articles?{columns}&_facet=topic&date__gte=20{rng.randrange(19, 25)}-01-01"
        ),
        "search": lambda number: f"/news/articles?{columns}&_search={quote(THEIRS[number % len(THEIRS)])}",
    }


#: Our page, Datasette's, and the largest ratio that is asked for.
PAIRS = (
    ("claim", "list", 0.5), ("list of claims", "list", 0.5), ("list of articles", "list", 0.5),
    ("article", "list", 0.5), ("facets of a typical topic", "facets", 0.05),
    ("facets of the largest topic", "facets", 1 / 9), ("search of articles", "search", 0.1),
)  # fmt: skip
