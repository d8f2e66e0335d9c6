"""How long readers' pages take with a million claims, beside Datasette's plain lists of 10,000 rows.

    DATABASE_URL=… python benchmarks/reading.py --large NAME --small NAME --middle NAME \\
        --datasette PROGRAM --news NEWS.db

NAME: databases of that server, made by `manage.py make_large` and migrated: of 1,000,000 claims, of 10,000,
and the middle one of 100,000 with 10,000 articles.
NEWS.db: what Datasette serves, made by `sqlite-utils`: a table `articles` (id, title, date, topic, text) of
10,000 rows with an index of words over title and text. Both sites run as in production. One client
asks them over a kept connection; each page is another, and written anew (a visitor with a cookie gets no page
that was kept): each site in a row, a round of one and a round of the other; then page by page, so that each
finds the processor as the other one left it. Then the same by many clients at once, round by round. Then the
same page again and again, as a reader without a cookie gets it while nothing is recorded. Printed for each
pair: the median of the ratios of the rounds' medians, by the clock and, for one client, by the processor time
of all processes of a site (PostgreSQL's for ours).
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
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent))

from databases import address_of, execute
from reading_pages import OURS, PAIRS, Asking, Pages, datasette, draw, pages
from sites import TICK, Site, ours, running

#: Pages asked for before the clock runs: each thread of a site plans a question anew the first five times.
WARM = 24
#: Pages that one client asks a site for before it turns to the other.
IN_A_ROW = 40
#: Readers who ask at the same time, where many do.
CLIENTS = 8


def same(asking: Asking) -> Asking:
    """The first of these pages each time."""
    return lambda number: asking(0)


def in_turns(
    first: tuple[Site, Asking], second: tuple[Site, Asking], rounds: int, each: int, row: int = 1
) -> tuple[str, float]:
    """Ask both in turns, so many pages in a row; the sentence of the pair, and its ratio by the processor."""
    for site, asking in (first, second):
        for number in range(WARM):
            site.get(asking(number).replace(" ", "+"))
    clock, processor, ms = [], [], []
    for turn in range(rounds):
        took: tuple[list[float], list[float]] = ([], [])
        before = [site.processor() for site, _ in (first, second)]
        for begin in range(turn * each, (turn + 1) * each, row):
            for times, (site, asking) in zip(took, (first, second), strict=True):
                numbers = range(begin, begin + row)
                times += [site.get(asking(number).replace(" ", "+"))[0] for number in numbers]
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


def many_at_once(site: Site, asking: Asking, numbers: Sequence[int]) -> list[float]:
    """Milliseconds of these pages, asked for by clients who each wait for one before the next."""

    def ask(client: int) -> list[float]:
        own = replace(site)
        return [own.get(asking(number).replace(" ", "+"))[0] for number in numbers[client::CLIENTS]]

    with ThreadPoolExecutor(CLIENTS) as clients:
        return [took for times in clients.map(ask, range(CLIENTS)) for took in times]


def by_many(first: tuple[Site, Asking], second: tuple[Site, Asking], rounds: int) -> tuple[str, float]:
    """Ask both in turns, each round by many clients at once; the sentence of the pair, and its ratio."""
    ratios, ms, size = [], [], CLIENTS * 6
    for turn in range(rounds + 1):
        numbers = range(turn * size, (turn + 1) * size)
        medians = [statistics.median(many_at_once(site, asking, numbers)) for site, asking in (first, second)]
        if turn:  # the first one warms up
            ratios.append(medians[0] / medians[1])
            ms.append(medians)
    told, ratio = [statistics.median(column) for column in zip(*ms, strict=True)], statistics.median(ratios)
    return f"{ratio:.2f} by the clock ({told[0]:.0f} : {told[1]:.0f} ms)", ratio


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


class Printed:
    """The figures, each printed as soon as it is known."""

    def __init__(self) -> None:
        self.ratios: dict[str, float] = {}

    def tell(self, what: str, beside: str, words: str, ratio: float, goal: float) -> None:
        """One pair."""
        self.ratios[what] = ratio
        print(f"{what} : {beside}: {words}; asked {goal:.2f}", flush=True)


def beside_datasette(large: Site, other: Site, here: Pages, theirs: Pages, rounds: int, each: int) -> Printed:
    """Each page beside Datasette's: written anew, by many at once, and as kept."""
    told, anew = Printed(), large.cookie
    for page, list_, goal in PAIRS:
        sites = (large, here[page]), (other, theirs[list_])
        told.tell(page, f"Datasette's {list_}", *in_turns(*sites, rounds, IN_A_ROW, IN_A_ROW), goal)
        told.tell(f"{page}, page by page", f"Datasette's {list_}", *in_turns(*sites, rounds, each), goal)
    for page, list_, goal in PAIRS:
        pair = by_many((large, here[page]), (other, theirs[list_]), rounds)
        told.tell(f"{page}, {CLIENTS} at once", f"Datasette's {list_}", *pair, goal)
    large.cookie = ""
    for page, list_, goal in PAIRS:
        pair = in_turns((large, same(here[page])), (other, theirs[list_]), rounds, each)
        told.tell(f"{page}, kept", f"Datasette's {list_}", *pair, goal)
    large.cookie = anew
    return told


def main() -> None:
    """Start everything, ask, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name in ("large", "small", "middle", "datasette", "news"):
        asked.add_argument(f"--{name}", required=True)
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--each", type=int, default=12)
    asked.add_argument("--out", help="a file for the figures as JSON")
    given = asked.parse_args()
    rng, turns = random.Random(3), (given.rounds, given.each)
    with ExitStack() as open_ones:
        folder = open_ones.enter_context(tempfile.TemporaryDirectory())
        large, small, middle = (
            open_ones.enter_context(ours(name, port, folder))
            for name, port in ((given.large, 8974), (given.small, 8975), (given.middle, 8977))
        )
        peer = [given.datasette, "serve", given.news, "-h", "127.0.0.1", "-p", "8976"]
        other = open_ones.enter_context(
            running([*peer, "--setting", "sql_time_limit_ms", "20000"], 8976, "Datasette")
        )
        here, there, among, theirs = (
            *(pages(draw(name, rng)) for name in (given.large, given.small, given.middle)),
            datasette(rng),
        )
        told = beside_datasette(large, other, here, theirs, *turns)
        page = "search of articles"
        sites = (middle, among[page]), (other, theirs["search"])
        for how, pair in (
            ("", in_turns(*sites, turns[0], IN_A_ROW, IN_A_ROW)),
            (", page by page", in_turns(*sites, *turns)),
            (f", {CLIENTS} at once", by_many(*sites, turns[0])),
        ):
            told.tell(f"{page} among as many{how}", "Datasette's search", *pair, 0.1)
        for page in ("claim", "list of claims", "list of articles", "article", "search of claims"):
            pair = in_turns((large, here[page]), (small, there[page]), *turns)
            told.tell(f"growth, {page}", "a hundredth", *pair, 2)
        for kind in ("claims", "statements", "articles"):
            print(f"search of {kind}: {searches(large, f'/search/?kind={kind}&q={{}}', OURS, 5)}", flush=True)
        print(f"reached in two clicks: {reached(large, given.large, rng, 100)}", flush=True)
    if given.out:
        Path(given.out).write_text(json.dumps(told.ratios, indent=1))


if __name__ == "__main__":
    main()
