"""What was read becomes rows: the one part of the ingest that touches the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

from django.db import connection
from django.utils import timezone

from sources.choices import NoticeState, OverlapKind, SetBy
from sources.clocks import UNKNOWN
from sources.copying import copy_in, new_keys
from sources.folding import fold, fold_name
from sources.ingest.damage import Damage as FoundDamage
from sources.ingest.duplicates import containment, shingles
from sources.ingest.facts import FoundFact
from sources.ingest.notices import notices_in
from sources.ingest.pipeline import BODY, ParsedArticle
from sources.models import (
    Article,
    ArticleVersion,
    Block,
    Damage,
    DeclaredFact,
    ImportBatch,
    Outlet,
    Overlap,
    Passage,
    PublisherNotice,
)
from sources.models.clock import clock_columns
from sources.models.passage import quote
from sources.services.acting import Actor, tell_history
from sources.services.outlets import domain_of, find_or_make_outlet, find_outlet, is_name
from sources.services.repeating import note_outlets
from sources.services.sketching import write_sketches

#: Code points an article's columns hold; the facts keep the whole wording.
LONGEST_HEADLINE = 500
LONGEST_BYLINE = 300
LONGEST_READING = 200
OUTLET_FIELDS = ("outlet", "credited_to")
ARTICLE_COLUMNS = tuple(field.attname for field in Article._meta.concrete_fields)
BLOCK_COLUMNS = ("version_id", "start", "end", "kind", "reason", "set_by")
DAMAGE_COLUMNS = ("version_id", "start", "end", "what", "original_hex", "reading")
FACT_COLUMNS = ("article_id", "field", "value", "origin", "start", "end", "chosen", *clock_columns("clock"))
_NEW_TEXTS = """
    INSERT INTO sources_articleversion (id, article_id, number, text, sha256, encoding, recorded_at)
    SELECT * FROM unnest(
        %s::bigint[], %s::bigint[], %s::smallint[], %s::text[], %s::text[], %s::text[], %s::timestamptz[]
    ) ON CONFLICT DO NOTHING RETURNING sha256
"""
#: What an article's columns hold where nobody says anything.
_UNTOLD = {field.attname: field.get_default() for field in Article._meta.concrete_fields}
Outlets = dict[str, Outlet]
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """An article that was read and waits to be stored; outlets: those it names, by field."""

    parsed: ParsedArticle
    outlets: Outlets
    batch: ImportBatch


def outlets_of(parsed: Sequence[ParsedArticle], *, actor: Actor) -> list[Outlets]:
    """The outlets that each article names, found or made, by field: outlet, credited_to.

    An article whose outlet nobody names is that outlet's whose domain its address has. New ones are made
    in the order of their names, so that two workers never wait for one another in a ring.
    """
    named = {
        fold_name(name): name
        for article in parsed
        for field in OUTLET_FIELDS
        if (name := article.value(field))
    }
    by_name = {key: find_or_make_outlet(actor=actor, name=named[key]) for key in sorted(named)}
    by_domain: dict[str, Outlet | None] = {}
    return [_outlets_of(article, by_name, by_domain) for article in parsed]


def store_articles(ready: Sequence[Ready], *, actor: Actor) -> dict[str, int]:
    """Write articles with their first versions, blocks, damage and facts; return the versions by SHA-256.

    The bytes of each are given once. Left out is what another worker stored meanwhile: its hash is here
    now. A known address makes an article another save of that one, with an overlap that waits for an editor.
    Must run inside `acting`, a machine's: there is no history to be told. An IntegrityError says that another
    worker wrote the same address meanwhile, and that all of it is to be done again.
    """
    keys = _store_versions(ready)
    ours = [one for one in ready if one.parsed.sha256 in keys]
    saved = _saved_before(ours)
    rows: list[dict[str, Any]] = []
    overlaps: list[Overlap] = []
    for one in ours:
        row = _article(one, keys[one.parsed.sha256], actor)
        address = row["address"]
        if address in saved:
            row["same_as_id"] = saved[address].article
            overlaps.append(_other_save(saved[address], row["id"], one.parsed))
        elif address:
            saved[address] = _Saved(row["id"], one.parsed.body)
        rows.append(row)
    # In the order of their addresses, for the same reason as the hashes.
    in_order = sorted(rows, key=itemgetter("address"))
    copy_in(Article, ARTICLE_COLUMNS, map(itemgetter(*ARTICLE_COLUMNS), in_order))
    _store_parts(ours, keys)
    write_sketches({keys[one.parsed.sha256].version: one.parsed.sketch for one in ours})
    Overlap.objects.bulk_create(overlaps)
    note_outlets((row["batch_id"], row["outlet_id"]) for row in rows)
    return {sha256: both.version for sha256, both in keys.items()}


@dataclass(frozen=True, slots=True)
class _Keys:
    """Of an article that is being written, and of its text."""

    article: int
    version: int


@dataclass(slots=True)
class _Saved:
    """The key of an address's first save, and its own text once that is known."""

    article: int
    body: str | None = None


def _outlets_of(
    parsed: ParsedArticle, by_name: dict[str, Outlet | None], by_domain: dict[str, Outlet | None]
) -> Outlets:
    found = {field: by_name.get(fold_name(name)) for field in OUTLET_FIELDS if (name := parsed.value(field))}
    address = parsed.value("address")
    if not found.get("outlet") and address:
        domain = domain_of(address)
        if domain not in by_domain:
            by_domain[domain] = find_outlet(address=address)
        found["outlet"] = by_domain[domain]
    return {field: outlet for field, outlet in found.items() if outlet}


def _store_versions(ready: Sequence[Ready]) -> dict[str, _Keys]:
    """Write the texts, before the articles they are of; return the keys of those nobody else had written.

    The foreign key to the article is checked at the end of the transaction. In the order of their hashes,
    so that two workers with the same files wait for one another, and never in a ring.
    """
    number = len(ready)
    taken = map(_Keys, new_keys(Article, number), new_keys(ArticleVersion, number))
    keys = {one.parsed.sha256: both for one, both in zip(ready, taken, strict=True)}
    moment = timezone.now()
    texts = sorted((one.parsed for one in ready), key=attrgetter("sha256"))
    rows = [
        (keys[one.sha256].version, keys[one.sha256].article, 1, one.text, one.sha256, one.encoding, moment)
        for one in texts
    ]
    with connection.cursor() as cursor:
        cursor.execute(_NEW_TEXTS, [list(column) for column in zip(*rows, strict=True)])
        return {digest: keys[digest] for (digest,) in cursor.fetchall()}


def _saved_before(ready: Sequence[Ready]) -> dict[str, _Saved]:
    """The first saves of the addresses, as far as they are needed here."""
    addresses = {address for one in ready if (address := one.parsed.value("address"))}
    if not addresses:
        return {}
    saves = Article.objects.first_saves().filter(address__in=addresses)
    return {address: _Saved(article) for address, article in saves.values_list("address", "pk")}


def _article(one: Ready, keys: _Keys, actor: Actor) -> dict[str, Any]:
    """Its columns, in the order of ARTICLE_COLUMNS."""
    return {
        **_UNTOLD,
        "id": keys.article,
        "version": 1,
        "last_actor_id": actor.user_id,
        "current_version_id": keys.version,
        "recorded_at": timezone.now(),
        "batch_id": one.batch.pk,
        "display": one.batch.display,
        **_columns(one.parsed, one.outlets),
    }


def _columns(parsed: ParsedArticle, outlets: Outlets) -> dict[str, object]:
    headline = parsed.headline[:LONGEST_HEADLINE]
    byline = parsed.value("byline")[:LONGEST_BYLINE]
    return {
        **{f"{field}_id": outlet.pk for field, outlet in outlets.items()},
        "address": parsed.value("address"),
        "headline": headline,
        "byline": byline,
        "language": parsed.value("language"),
        "search_key": fold(f"{headline} {byline}"),
        **clock_columns("published", parsed.published),
    }


def _store_parts(ready: Sequence[Ready], keys: dict[str, _Keys]) -> None:
    blocks: list[Row] = []
    damage: list[Row] = []
    facts: list[Row] = []
    for one in ready:
        both = keys[one.parsed.sha256]
        version = both.version
        blocks += [(version, b.start, b.end, b.kind, b.reason, SetBy.RULE) for b in one.parsed.blocks]
        damage += [_damage(place, version) for place in one.parsed.damage]
        facts += _facts(one.parsed, both.article, one.outlets)
    tell_history(whole_layouts="on")
    copy_in(Block, BLOCK_COLUMNS, blocks)
    tell_history(whole_layouts="")
    copy_in(Damage, DAMAGE_COLUMNS, damage)
    copy_in(DeclaredFact, FACT_COLUMNS, facts)
    _store_notices(ready, keys)


def _store_notices(ready: Sequence[Ready], keys: dict[str, _Keys]) -> None:
    """Suggest what the publishers say of their stories to the editors; few texts have any."""
    found = [
        (both.article, notice, _passage(both.version, one.parsed.text, notice.start, notice.end))
        for one in ready
        for both in (keys[one.parsed.sha256],)
        for notice in notices_in(one.parsed.text, one.parsed.blocks)
    ]
    if not found:
        return
    Passage.objects.bulk_create(passage for _, _, passage in found)
    PublisherNotice.objects.bulk_create(
        PublisherNotice(article_id=article, kind=notice.kind, passage=passage, state=NoticeState.SUGGESTED)
        for article, notice, passage in found
    )


def _passage(version: int, text: str, start: int, end: int) -> Passage:
    return Passage(version_id=version, start=start, end=end, **quote(text, start, end))


def _damage(place: FoundDamage, version: int) -> Row:
    # A reading that was cut would be a wrong one.
    reading = place.reading if place.reading and len(place.reading) <= LONGEST_READING else ""
    return version, place.start, place.end, place.what, place.original_hex or "", reading


def _facts(parsed: ParsedArticle, article: int, outlets: Outlets) -> list[Row]:
    facts = [_fact(fact, article) for fact in parsed.facts if fact.value]
    address = parsed.chosen("address")
    if address and "outlet" in outlets and not is_name(parsed.value("outlet")):
        # The domain said whose it is; the fact stands where the address stood.
        by_domain = address._replace(field="outlet", value=outlets["outlet"].domain, clock=None, chosen=True)
        facts.append(_fact(by_domain, article))
    return facts


def _fact(fact: FoundFact, article: int) -> Row:
    """A name that makes no outlet is kept, and not chosen: the article's column does not repeat it."""
    usable = fact.field not in OUTLET_FIELDS or is_name(fact.value)
    clock = clock_columns("clock", fact.clock or UNKNOWN)
    span = fact.start, fact.end
    return article, fact.field, fact.value, fact.origin, *span, fact.chosen and usable, *clock.values()


def _other_save(first: _Saved, second: int, parsed: ParsedArticle) -> Overlap:
    if first.body is None:
        first.body = _body_of(first.article)
    before, after = shingles(first.body), shingles(parsed.body)
    return Overlap(
        first_id=first.article,
        second_id=second,
        kind=OverlapKind.ANOTHER_SAVE,
        first_in_second=containment(before, after),
        second_in_first=containment(after, before),
    )


def _body_of(article: int) -> str:
    """The article's own text, from its current version's blocks; "" after a legal removal."""
    version = Article.objects.select_related("current_version").get(pk=article).current_version
    if version is None:
        return ""
    spans = version.blocks.filter(kind__in=BODY).values_list("start", "end")
    return "\n\n".join(version.text[start:end].strip() for start, end in spans)
