"""Speakers, outlets and claims that typed words may mean: the same words first, then similar ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Q

from claims.models import Claim, Speaker, Topic
from claims.queries.commonness import rows_with_each
from claims.queries.likely_speakers import likely_speakers
from claims.querysets import ClaimQuerySet
from sources.folding import fold
from sources.ingest.sentences import words_of
from sources.models import Outlet

MOST = 8
#: Rows looked at before the likest are taken.
POOL = 200
#: Share of the typed words that a claim has to have in common with them.
LIKE = 0.34
#: So many claims at most may have a word by which alone claims are looked up: all of them are ranked.
FEW = 1000
COMMON = words_of("a an and as at by for from has have in is it its of on or that the to was were with")


@dataclass(frozen=True, slots=True)
class Known:
    """Something that can be chosen. key: "speaker:12", "outlet:3", "claim:7", "topic:5"; why: its mark."""

    key: str
    label: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What typed words may mean. exact: filed under the very same words; similar: the likest first."""

    exact: tuple[Known, ...] = ()
    similar: tuple[Known, ...] = ()


def find_speakers(name: str) -> Found:
    """Speakers by folded name or alias; similar ones sound like it, hold the office, or share a word.

    Four queries; three more for an office.
    """
    found = _found(fold(name), _speakers_like(fold(name)))
    likely = [Known(f"speaker:{one.speaker}", one.name, one.reason) for one in likely_speakers(name)]
    exact = {known.key for known in found.exact}
    similar = [known for known in unique([*found.similar, *likely]) if known.key not in exact]
    keys = {known.key: place for place, known in enumerate(likely)}
    similar.sort(key=lambda known: keys.get(known.key, MOST))
    return Found(found.exact, tuple(similar[:MOST]))


def find_actors(name: str) -> Found:
    """Speakers and outlets: who may have passed words on."""
    key = fold(name)
    return _found(key, [*_speakers_like(key), *_outlets_like(key)])


def find_claims(words: str) -> Found:
    """Unmerged claims by their folded words, withdrawn ones included, with what they share. Three queries."""
    liked = [*claims_with_all(words), *claims_like(words)]
    return _found(fold(words), [(known_claim(claim), [claim.search_key]) for claim in liked], least=LIKE)


def claims_with_all(words: str) -> ClaimQuerySet:
    """Unmerged claims that have every one of the words, or what they begin; in no order, few of them."""
    terms = _telling(words)
    # Not ordered: of a word that half of all claims have, all would have to be read.
    return _matching(" & ".join(f"{term}:*" for term in terms))[:POOL]


def claims_like(words: str) -> ClaimQuerySet:
    """Unmerged claims that have at least one of the words that few claims have, the likest first."""
    telling = _telling(words)
    counts = rows_with_each(telling, index="claim_by_terms")
    terms = [term for term, count in zip(telling, counts, strict=True) if count <= FEW]
    return _matching(" | ".join(terms), ranked=True)[:POOL]


def _telling(words: str) -> list[str]:
    """The words that say something, once each."""
    return [term for term in dict.fromkeys(fold(words).split()) if term not in COMMON]


def _matching(terms: str, *, ranked: bool = False) -> ClaimQuerySet:
    claims: ClaimQuerySet = Claim.objects.filter(merged_into__isnull=True)
    if not terms:
        return claims.none()
    query = SearchQuery(terms, config="simple", search_type="raw")
    found = claims.annotate(found=SearchVector("search_key", config="simple")).filter(found=query)
    best: ClaimQuerySet = (
        found.order_by(SearchRank(F("found"), query).desc(), "-pk") if ranked else found.order_by()
    )
    return best


def find_topics(name: str) -> Found:
    """Unmerged topics by folded name; similar ones share a word with it. One query."""
    key = fold(name)
    rows = Topic.objects.filter(_any_word(key, "search_key"), merged_into__isnull=True)[:POOL]
    return _found(key, [(known_topic(row), [row.search_key]) for row in rows])


def known_by_key(key: str) -> Known | None:
    """What a key of a form names, over a merge; None where there is no such row (any more)."""
    kind, _, number = key.partition(":")
    if not number.isdecimal() or len(number) > 18:
        return None
    if kind == "speaker":
        speaker = Speaker.objects.select_related("merged_into").filter(pk=number).first()
        return known_speaker(speaker) if speaker else None
    if kind == "outlet":
        outlet = Outlet.objects.select_related("merged_into").filter(pk=number).first()
        return known_outlet(outlet) if outlet else None
    if kind == "topic":
        topic = Topic.objects.select_related("merged_into").filter(pk=number).first()
        return known_topic(topic) if topic else None
    claim = Claim.objects.select_related("merged_into").filter(pk=number).first() if kind == "claim" else None
    return known_claim(claim) if claim else None


def known_speaker(speaker: Speaker) -> Known:
    """A speaker as a choice, over a merge."""
    target = speaker.merged_into or speaker
    why = target.description or target.get_kind_display()
    return Known(f"speaker:{target.pk}", target.name, why)


def known_outlet(outlet: Outlet) -> Known:
    """An outlet as a choice, over a merge."""
    target = outlet.merged_into or outlet
    return Known(f"outlet:{target.pk}", target.name, f"outlet, {target.get_kind_display()}")


def known_claim(claim: Claim) -> Known:
    """A claim as a choice, over a merge."""
    target = claim.merged_into or claim
    return Known(f"claim:{target.pk}", target.text, "withdrawn" if target.withdrawn_at else "")


def known_topic(topic: Topic) -> Known:
    """A topic as a choice, over a merge; told apart by how its description begins."""
    target = topic.merged_into or topic
    return Known(f"topic:{target.pk}", target.name, shorten(target.description, 80, placeholder=" …"))


def unique(known: Iterable[Known]) -> list[Known]:
    """Each key once, in order."""
    return list({one.key: one for one in known}.values())


def _speakers_like(key: str) -> list[tuple[Known, list[str]]]:
    rows = (
        Speaker.objects.unmerged()
        .filter(_any_word(key, "search_key") | _any_word(key, "aliases__search_key"))
        .prefetch_related("aliases")
        .distinct()[:POOL]
    )
    return [
        (known_speaker(row), [row.search_key, *(alias.search_key for alias in row.aliases.all())])
        for row in rows
    ]


def _outlets_like(key: str) -> list[tuple[Known, list[str]]]:
    rows = Outlet.objects.unmerged().filter(_any_word(key, "search_key"))[:POOL]
    return [(known_outlet(row), [fold(row.name), *map(fold, row.aliases)]) for row in rows]


def _any_word(key: str, field: str) -> Q:
    """The same words, or one that is in it; words of one or two letters say too little."""
    wanted = Q(**{field: key}) if key else Q(pk__in=[])
    for word in key.split():
        if len(word) > 2 and word not in COMMON:
            wanted |= Q(**{f"{field}__contains": word})
    return wanted


def _found(key: str, rows: Sequence[tuple[Known, list[str]]], *, least: float = 0.0) -> Found:
    exact = [known for known, keys in rows if key in keys]
    rest = [(max(_likeness(key, one) for one in keys), known) for known, keys in rows if key not in keys]
    similar: list[Any] = sorted((pair for pair in rest if pair[0] > least), key=lambda pair: -pair[0])
    return Found(tuple(unique(exact)), tuple(unique(known for _, known in similar)[:MOST]))


def _likeness(key: str, other: str) -> float:
    """Share of the words of the shorter that the other has too, a begun word counting as had."""
    ours, theirs = (set(words.split()) - COMMON for words in (key, other))
    fewer, more = sorted((ours, theirs), key=len)
    if not fewer:
        return 0.0
    had = sum(any(word == one or (len(word) > 3 and one.startswith(word)) for one in more) for word in fewer)
    return had / len(fewer)
