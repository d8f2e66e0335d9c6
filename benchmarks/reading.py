"""How long readers' pages take with a million claims, beside Datasette's plain lists of 10,000 rows.

    DATABASE_URL=… python benchmarks/reading.py --large NAME --small NAME --datasette PROGRAM --news NEWS.db

NAME: databases of that server, made by `manage.py make_large` (1,000,000 claims, and 10,000) and migrated.
NEWS.db: what Datasette serves, made by `sqlite-utils`: a table `articles` (id, title, date, topic, text) of
10,000 rows with an index of words over title and text. Both sites run as they are run in production; they are
asked in turns, request by request, by one client over a kept connection; each page is another, and written
anew (a visitor with a cookie gets no page that was kept). Then the same page again and again, as a reader
without a cookie gets it while nothing is recorded. Printed for each pair: the median of the ratios of the
rounds' medians, by the clock and by the processor time of all processes of a site (PostgreSQL's for ours).
Then how our pages grew from the small database to the large one, searches with their 95th percentile, and how
many of 100 statements drawn at random are found by search and reached in two clicks.
"""

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent))

from databases import address_of, execute
from sites import TICK, Site, ours, running

ROWS = 10_000
#: Pages asked for before the clock runs: each thread of a site plans a question anew the first five times.
WARM = 24
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


def pages(drawn: Drawn) -> dict[str, Asking]:
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


def datasette(rng: random.Random) -> dict[str, Asking]:
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


def same(asking: Asking) -> Asking:
    """The first of these pages each time."""
    return lambda number: asking(0)


def in_turns(
    first: tuple[Site, Asking], second: tuple[Site, Asking], rounds: int, each: int
) -> tuple[str, float]:
    """Ask both in turns; the sentence of the pair, and its ratio by the processor."""
    for site, asking in (first, second):
        for number in range(WARM):
            site.get(asking(number).replace(" ", "+"))
    clock, processor, ms = [], [], []
    for turn in range(rounds):
        took: tuple[list[float], list[float]] = ([], [])
        before = [site.processor() for site, _ in (first, second)]
        for number in range(turn * each, (turn + 1) * each):
            for times, (site, asking) in zip(took, (first, second), strict=True):
                times.append(site.get(asking(number).replace(" ", "+"))[0])
        spent = [site.processor() - one for (site, _), one in zip((first, second), before, strict=True)]
        medians = [statistics.median(times) for times in took]
        clock.append(medians[0] / medians[1])
        processor.append(spent[0] / max(spent[1], TICK))
        ms.append((*medians, spent[0] / each, spent[1] / each))
    told = [statistics.median(column) for column in zip(*ms, strict=True)]
    ratio = statistics.median(processor)
    return (
        f"{statistics.median(clock):.2f} by the clock ({told[0]:.1f} : {told[1]:.1f} ms), "
        f"{ratio:.2f} by the processor ({told[2]:.1f} : {told[3]:.1f} ms)"
    ), ratio


def searches(site: Site, shape: str, words: Sequence[str], times: int) -> str:
    """Percentiles of searches, each of other words."""
    took = sorted(site.get(shape.format(quote(one)))[0] for one in list(words) * times)
    return f"p50 {took[len(took) // 2]:.0f} ms, p95 {took[int(len(took) * 0.95)]:.0f} ms, of {len(took)}"


def reached(site: Site, name: str, rng: random.Random, number: int) -> str:
    """Statements drawn at random: found by their words, and reached in their article in two clicks."""
    drawn = ", ".join(str(rng.randrange(1, 3_000_000)) for _ in range(number * 2))
    rows = execute(
        address_of(name),
        "SELECT s.id, p.exact, v.article_id FROM claims_statement s"
        " JOIN claims_statementpassage sp ON sp.statement_id = s.id AND sp.part = 'content'"
        " JOIN sources_passage p ON p.id = sp.passage_id"
        " JOIN sources_articleversion v ON v.id = s.article_version_id"
        " JOIN sources_article a ON a.id = v.article_id AND a.withdrawn_at IS NULL"
        " JOIN claims_statementlink l ON l.statement_id = s.id AND l.state = 'confirmed'"
        " JOIN claims_claim c ON c.id = l.claim_id AND c.visible_since <= now() AND c.withdrawn_at IS NULL"
        f" WHERE s.state = 'confirmed' AND s.id IN ({drawn})",
    )[:number]
    found = 0
    for pk, words, article in rows:
        _, page = site.get(f"/search/?kind=statements&q={quote(words)}")
        links = set(map(unescape, re.findall(r'href="([^"]+)"', page)))
        there = f"/articles/{article}/"
        if any(link.startswith(there) for link in links):
            found += f'id="s{pk}"' in site.get(there)[1]
    return f"{found} of {len(rows)}"


def main() -> None:
    """Start everything, ask, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name in ("large", "small", "datasette", "news"):
        asked.add_argument(f"--{name}", required=True)
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--each", type=int, default=12)
    asked.add_argument("--out", help="a file for the figures as JSON")
    given = asked.parse_args()
    rng, figures = random.Random(3), {}
    with ExitStack() as open_ones:
        folder = open_ones.enter_context(tempfile.TemporaryDirectory())
        large = open_ones.enter_context(ours(given.large, 8974, folder))
        small = open_ones.enter_context(ours(given.small, 8975, folder))
        peer = [given.datasette, "serve", given.news, "-h", "127.0.0.1", "-p", "8976"]
        other = open_ones.enter_context(
            running([*peer, "--setting", "sql_time_limit_ms", "20000"], 8976, "Datasette")
        )
        here, there, theirs = pages(draw(given.large, rng)), pages(draw(given.small, rng)), datasette(rng)
        for page, list_, goal in PAIRS:
            words, ratio = in_turns((large, here[page]), (other, theirs[list_]), given.rounds, given.each)
            figures[page] = ratio
            print(f"{page} : Datasette's {list_}: {words}; asked {goal:.2f}", flush=True)
        large.cookie = ""
        for page, list_, goal in PAIRS:
            words, ratio = in_turns(
                (large, same(here[page])), (other, theirs[list_]), given.rounds, given.each
            )
            figures[f"{page}, kept"] = ratio
            print(f"{page}, kept : Datasette's {list_}: {words}; asked {goal:.2f}", flush=True)
        large.cookie = small.cookie
        for page in ("claim", "list of claims", "list of articles", "article", "search of claims"):
            words, ratio = in_turns((large, here[page]), (small, there[page]), given.rounds, given.each)
            figures[f"growth, {page}"] = ratio
            print(f"{page}, a hundred times as much: {words}; asked 2", flush=True)
        for kind in ("claims", "statements", "articles"):
            print(f"search of {kind}: {searches(large, f'/search/?kind={kind}&q={{}}', OURS, 5)}", flush=True)
        print(f"reached in two clicks: {reached(large, given.large, rng, 100)}", flush=True)
    if given.out:
        Path(given.out).write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
