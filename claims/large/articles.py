"""Articles of one topic in order of their days, with the statements that stand in them; some are reprints."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from claims.large import clocks
from claims.large.claims import Planned, Story
from claims.large.people import Cast
from claims.large.people import Voice as Who
from claims.large.saying import Saying, say
from claims.large.statements import Place, write_statement
from claims.large.tables import NULL, Tables
from claims.large.texts import lay, write_version
from claims.large.words import FILLER, Skewed
from sources.choices import Display, Precision
from sources.folding import fold

#: One article in so many is a reprint, has an older version, or was withdrawn.
ONE_IS_A_REPRINT, ONE_HAS_VERSIONS, ONE_IS_WITHDRAWN = 20, 30, 300
ARTICLES_A_BATCH = 500
#: How many articles before it a reprint may go back.
RECENT = 12


@dataclass(slots=True)
class Numbers:
    """The last number given in each table whose rows are referred to."""

    article: int = 0
    version: int = 0
    statement: int = 0
    passage: int = 0


@dataclass(slots=True)
class Written:
    """An article that may be reprinted: its number, outlet and sentences."""

    pk: int
    outlet: int
    sayings: Sequence[Saying]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What all articles are written with."""

    rng: random.Random
    cast: Cast
    tables: Tables
    numbers: Numbers


def write_articles(room: Newsroom, story: Story, claims: Sequence[Planned], *, sizes: Sequence[int]) -> None:
    """One article for each of the sizes, which are numbers of statements."""
    rng = room.rng
    local = Skewed(rng, list(dict.fromkeys(room.cast.speakers.draw() for _ in range(12))))
    reprints = _reprints(rng, sizes)
    taken = sum(min(sizes[one], sizes[other]) for one, other in reprints.items())
    about = iter(_in_order(rng, claims, sum(sizes) - taken))
    written: list[Written] = []
    for place, size in enumerate(sizes):
        day = min(story.first_day + story.days * place // len(sizes), clocks.DAYS - 2)
        original = written[reprints[place]] if place in reprints else None
        again = original.sayings[:size] if original else ()
        new = [say(rng, room.cast, claim, local=local, day=day) for claim in islice(about, size - len(again))]
        written.append(_write(room, [*again, *new], original, day))


def _reprints(rng: random.Random, sizes: Sequence[int]) -> dict[int, int]:
    """Which articles are reprints, and of which one before them, that is none itself."""
    found: dict[int, int] = {}
    for place in range(1, len(sizes)):
        original = max(place - rng.randrange(1, RECENT), 0)
        if rng.random() * ONE_IS_A_REPRINT < 1 and original not in found:
            found[place] = original
    return found


def _in_order(rng: random.Random, claims: Sequence[Planned], number: int) -> list[Planned]:
    """So many mentions of the claims: most have one or two, few very many, spread over the longer."""
    usual = [one for one in claims if rng.random() < 0.95][:number]
    odds = [min(rng.paretovariate(1.25), 500.0) for _ in claims]
    mentions = usual + rng.choices(claims, weights=odds, k=number - len(usual))
    often: dict[int, int] = {}
    for one in mentions:
        often[one.pk] = often.get(one.pk, 0) + 1
    keyed = [
        (one.pk + rng.uniform(-1, 1) * max(15, 12 * often[one.pk]), number)
        for number, one in enumerate(mentions)
    ]
    return [mentions[number] for _, number in sorted(keyed)]


def _write(room: Newsroom, sayings: list[Saying], original: Written | None, day: int) -> Written:
    """The article itself, its versions and its statements."""
    rng, numbers, outlet = room.rng, room.numbers, _outlet(room, original)
    numbers.article += 1
    pk = numbers.article
    withdrawn = pk % ONE_IS_WITHDRAWN == 11
    headline = (sayings[0].claim.text if sayings else f"No news of day {day}")[:120]
    byline = f"By {rng.choice(room.cast.speakers.choices).name}"
    told = [one.sentence for one in sayings]
    laid = lay(headline, byline, told, ending=FILLER[pk % len(FILLER)])
    recorded = clocks.moment(day + 1, pk % 1440)
    texts = [laid]
    if pk % ONE_HAS_VERSIONS == 0:
        texts.insert(0, lay(headline, byline, told[:-1], ending="More follows."))
    for number, shown in enumerate(texts, 1):
        numbers.version += 1
        write_version(room.tables, shown, pk=numbers.version, article=pk, number=number, recorded=recorded)
    _write_article(room, pk, outlet, original, headline, byline, day, withdrawn)
    place = Place(
        article=pk,
        version=numbers.version,
        outlet=outlet,
        origin=original.pk if original else pk,
        day=day,
        shown=not withdrawn,
    )
    for start, one in zip(laid.starts, sayings, strict=True):
        write_statement(room.rng, room.cast, room.tables, numbers, one, place, start)
    return Written(pk, outlet.pk, sayings)


def _outlet(room: Newsroom, original: Written | None) -> Who:
    outlet = room.cast.outlets.draw()
    while original and outlet.pk == original.outlet:
        outlet = room.cast.outlets.draw()
    return outlet


def _write_article(
    room: Newsroom,
    pk: int,
    outlet: Who,
    original: Written | None,
    headline: str,
    byline: str,
    day: int,
    withdrawn: bool,
) -> None:
    batch = 1 + (pk - 1) // ARTICLES_A_BATCH
    if pk % ARTICLES_A_BATCH == 1:
        room.tables.batch.add(batch, f"Batch {batch}", clocks.moment(day))
    dated = room.rng.random()
    precision = Precision.MINUTE if dated < 0.6 else Precision.DAY
    published = clocks.UNKNOWN if dated > 0.97 else clocks.clock(precision, day, pk % 3 * 2 % 4)
    room.tables.article.add(
        pk,
        outlet.pk,
        f"https://paper{outlet.pk}.example/{pk}",
        headline,
        byline,
        fold(f"{headline} {byline}"),
        Display.WHOLE if pk % 7 == 0 else Display.EXCERPTS,
        room.numbers.version,
        batch,
        original.pk if original else NULL,
        clocks.moment(day + 1, pk % 1440),
        clocks.moment(day + 30) if withdrawn else NULL,
        room.tables.person if withdrawn else NULL,
        "The publisher withdrew it." if withdrawn else "",
        published,
    )


#: Columns of the tables that are written here.
COLUMNS = {
    "batch": ("sources.ImportBatch", "id label made_at"),
    "article": (
        "sources.Article",
        "id outlet_id address headline byline search_key display current_version_id batch_id reprint_of_id "
        f"recorded_at withdrawn_at withdrawn_by_id withdrawn_reason {clocks.columns('published')}",
    ),
}
