"""The page of an outlet: what it is, its articles, and what it did with what others say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.models import Speaker
from claims.queries.articles import ArticleList
from claims.queries.capped import Capped, capped
from claims.queries.keys import Turn, number_of
from claims.queries.outlet_articles import articles_of_outlet, looked_through
from claims.queries.outlet_checks import Checks, checks_page
from claims.queries.outlet_parts import (
    Copy,
    Numbers,
    Told,
    copied_from,
    copies_in,
    dropped_in,
    notices_in,
    numbers_of,
    own_words_in,
)
from claims.queries.records import Record
from claims.queries.wording import address
from claims.querysets import articles_seen_by
from claimtrack.roles import Visitor
from sources.models import Outlet

#: Articles that are looked through for a page of a part, and for the numbers in the head.
WINDOW = 200
#: The parts of the page: spelling in an address. The first is shown where none is asked for.
ARTICLES, COPIES, NOTICES, DROPPED, OWN, CHECKS = "articles", "copies", "notices", "dropped", "own", "checks"


@dataclass(frozen=True, slots=True)
class Part:
    """What was found in a page of the articles. looked: how many were looked through; newer, older: keys."""

    copies: tuple[Copy, ...] = ()
    copied: tuple[Copy, ...] = ()
    notices: tuple[Told, ...] = ()
    records: tuple[Record, ...] = ()
    looked: int = 0
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True)
class OutletPage:
    """All the page shows. names: other spellings, also of outlets merged into it; facts: (label, words).

    counted_in: the newest articles in which `numbers` were counted. speaker: the page of the outlet as one
    who speaks, "" where there is none. tabs: (part, words, how much or None). Of articles, found and checks
    only the one of the part that is shown.
    """

    outlet: Outlet
    part: str
    names: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    total: Capped
    counted_in: int
    numbers: Numbers
    speaker: str
    tabs: tuple[tuple[str, str, Capped | None], ...]
    articles: ArticleList | None = None
    found: Part | None = None
    checks: Checks | None = None


def outlet_page(outlet: Outlet, visitor: Visitor, *, part: str, after: str, before: str) -> OutletPage:
    """Read the page of an outlet that the visitor may see. At most thirteen queries, however many articles.

    after, before: keys of a page, as they stand in the address.
    """
    merged = list(Outlet.objects.filter(merged_into=outlet).values_list("pk", "name", "aliases"))
    outlets = [outlet.pk, *(pk for pk, *_ in merged)]
    spellings = {*outlet.aliases, *(name for _, one, aliases in merged for name in (one, *aliases))}
    newest, _, older = looked_through(outlets, visitor, turn=Turn(), size=WINDOW)
    numbers = numbers_of(outlets, [pk for _, pk in newest], visitor)
    total = capped(articles_seen_by(visitor).filter(outlet__in=outlets))
    tabs = tuple(_tabs(total, numbers, whole=not older))
    shown = part if part in {key for key, *_ in tabs} else ARTICLES
    turn = Turn.read(after=after, before=before)
    return OutletPage(
        outlet=outlet,
        part=shown,
        names=tuple(sorted(spellings - {outlet.name})),
        facts=_facts(outlet),
        total=total,
        counted_in=len(newest),
        numbers=numbers,
        speaker=_speaker(outlets, visitor),
        tabs=tabs,
        articles=articles_of_outlet(outlets, visitor, turn=turn) if shown == ARTICLES else None,
        found=_found(shown, outlets, visitor, turn) if shown not in (ARTICLES, CHECKS) else None,
        checks=_checks(outlets, visitor, after, before) if shown == CHECKS else None,
    )


def _tabs(total: Capped, numbers: Numbers, *, whole: bool) -> Iterator[tuple[str, str, Capped | None]]:
    """Parts with something in them; what rests on some of the articles only (not whole) may have more."""
    yield ARTICLES, "Articles", total
    rest = (
        (COPIES, "Reprints", numbers.copies + numbers.copied),
        (NOTICES, "Corrections", numbers.notices),
        (DROPPED, "Origins left out", numbers.dropped),
        (OWN, "In its own words", numbers.own),
    )
    for key, words, number in rest:
        if number or not whole:
            yield key, words, Capped.of(number) if whole else None
    if numbers.checks:
        yield CHECKS, "What it checked", numbers.checks


def _found(part: str, outlets: Sequence[int], visitor: Visitor, turn: Turn) -> Part:
    places, newer, older = looked_through(outlets, visitor, turn=turn, size=WINDOW)
    pks = [pk for _, pk in places]
    return Part(
        copies=copies_in(pks, visitor) if part == COPIES else (),
        copied=copied_from(pks, visitor) if part == COPIES else (),
        notices=notices_in(pks) if part == NOTICES else (),
        records=_records(part, pks, visitor),
        looked=len(pks),
        newer=newer,
        older=older,
    )


def _records(part: str, articles: Sequence[int], visitor: Visitor) -> tuple[Record, ...]:
    if part == OWN:
        return own_words_in(articles, visitor)
    return dropped_in(articles, visitor) if part == DROPPED else ()


def _checks(outlets: Sequence[int], visitor: Visitor, after: str, before: str) -> Checks:
    older = number_of(after)
    return checks_page(outlets, visitor, after=older, before=0 if older else number_of(before))


def _speaker(outlets: Sequence[int], visitor: Visitor) -> str:
    """The page on which the outlet itself is quoted; one query."""
    rows = Speaker.objects.seen_by(visitor).unmerged().filter(outlet__in=outlets).with_slug()
    found = rows.order_by("pk").values_list("slug", flat=True).first()
    return address("claims:speaker", slug=found or "")


def _facts(outlet: Outlet) -> tuple[tuple[str, str], ...]:
    known = {"Country": outlet.country, "Language": outlet.language, "Its pages": outlet.domain}
    return tuple((label, words) for label, words in known.items() if words)
