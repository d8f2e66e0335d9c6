"""What was read becomes rows: the one part of the ingest that touches the database."""

from __future__ import annotations

from collections.abc import Iterable

from sources.choices import OverlapKind
from sources.folding import fold
from sources.ingest.damage import Damage as FoundDamage
from sources.ingest.duplicates import containment, shingles
from sources.ingest.facts import FoundFact
from sources.ingest.pipeline import BODY, ParsedArticle
from sources.models import Article, ArticleVersion, Block, Damage, DeclaredFact, ImportBatch, Outlet, Overlap
from sources.models.clock import clock_columns
from sources.services import roots
from sources.services.acting import Actor
from sources.services.outlets import find_or_make_outlet, find_outlet, is_name

#: Code points an article's columns hold; the facts keep the whole wording.
LONGEST_HEADLINE = 500
LONGEST_BYLINE = 300
LONGEST_READING = 200
OUTLET_FIELDS = ("outlet", "credited_to")
Outlets = dict[str, Outlet]


def outlets_of(parsed: ParsedArticle, *, actor: Actor) -> Outlets:
    """The outlets the article names, found or made, by field: outlet, credited_to.

    An article whose outlet nobody names is that outlet's whose domain its address has. New ones are made
    in the order of their names, so that two workers never wait for one another in a ring.
    """
    named = sorted((fold(parsed.value(field)), field) for field in OUTLET_FIELDS if parsed.value(field))
    made = {field: find_or_make_outlet(actor=actor, name=parsed.value(field)) for _, field in named}
    if not made.get("outlet") and parsed.value("address"):
        made["outlet"] = find_outlet(address=parsed.value("address"))
    return {field: outlet for field, outlet in made.items() if outlet}


def store_article(
    parsed: ParsedArticle, *, outlets: Outlets, batch: ImportBatch, actor: Actor
) -> ArticleVersion:
    """Write the article with its first version, blocks, damage and facts; return the version.

    A known address makes it another save of that article, with an overlap that waits for an editor.
    Must run inside `acting`; an IntegrityError says that another worker wrote the same bytes or address
    meanwhile, and that all of it is to be done again.
    """
    first = _saved_before(parsed.value("address"))
    columns = _columns(parsed, outlets)
    article = roots.create(Article, actor=actor, **columns, batch=batch, display=batch.display, same_as=first)
    version = ArticleVersion.objects.create(
        article=article, text=parsed.text, sha256=parsed.sha256, encoding=parsed.encoding
    )
    Article.objects.filter(pk=article.pk).update(current_version=version)
    _store_parts(parsed, version)
    DeclaredFact.objects.bulk_create(_facts(parsed, article, outlets))
    if first:
        _note_other_save(first, article, parsed)
    return version


def _saved_before(address: str) -> Article | None:
    """The first save of that address, as far as it is needed here."""
    saves = Article.objects.first_saves().filter(address=address).only("current_version")
    return saves.first() if address else None


def _columns(parsed: ParsedArticle, outlets: Outlets) -> dict[str, object]:
    headline = parsed.headline[:LONGEST_HEADLINE]
    byline = parsed.value("byline")[:LONGEST_BYLINE]
    return {
        **outlets,
        "address": parsed.value("address"),
        "headline": headline,
        "byline": byline,
        "language": parsed.value("language"),
        "search_key": fold(f"{headline} {byline}"),
        **clock_columns("published", parsed.published),
    }


def _store_parts(parsed: ParsedArticle, version: ArticleVersion) -> None:
    Block.objects.bulk_create(
        Block(version=version, start=b.start, end=b.end, kind=b.kind, reason=b.reason) for b in parsed.blocks
    )
    Damage.objects.bulk_create(_damage(parsed.damage, version))


def _damage(found: Iterable[FoundDamage], version: ArticleVersion) -> list[Damage]:
    return [
        Damage(
            version=version,
            start=place.start,
            end=place.end,
            what=place.what,
            original_hex=place.original_hex or "",
            # A reading that was cut would be a wrong one.
            reading=place.reading if place.reading and len(place.reading) <= LONGEST_READING else "",
        )
        for place in found
    ]


def _facts(parsed: ParsedArticle, article: Article, outlets: Outlets) -> list[DeclaredFact]:
    facts = [_fact(fact, article) for fact in parsed.facts if fact.value]
    address = parsed.chosen("address")
    if address and "outlet" in outlets and not any(f.field == "outlet" and f.chosen for f in facts):
        # The domain said whose it is; the fact stands where the address stood.
        by_domain = DeclaredFact(article=article, field="outlet", value=outlets["outlet"].domain, chosen=True)
        by_domain.origin, by_domain.start, by_domain.end = address.origin, address.start, address.end
        facts.append(by_domain)
    return facts


def _fact(fact: FoundFact, article: Article) -> DeclaredFact:
    """A name that makes no outlet is kept, and not chosen: the article's column does not repeat it."""
    usable = fact.field not in OUTLET_FIELDS or is_name(fact.value)
    return DeclaredFact(
        article=article,
        field=fact.field,
        value=fact.value,
        origin=fact.origin,
        start=fact.start,
        end=fact.end,
        chosen=fact.chosen and usable,
        **(clock_columns("clock", fact.clock) if fact.clock else {}),
    )


def _note_other_save(first: Article, second: Article, parsed: ParsedArticle) -> None:
    before, after = shingles(_body_of(first)), shingles(parsed.body)
    Overlap.objects.create(
        first=first,
        second=second,
        kind=OverlapKind.ANOTHER_SAVE,
        first_in_second=containment(before, after),
        second_in_first=containment(after, before),
    )


def _body_of(article: Article) -> str:
    """The article's own text, from its current version's blocks; "" after a legal removal."""
    version = article.current_version
    if version is None:
        return ""
    spans = version.blocks.filter(kind__in=BODY).values_list("start", "end")
    return "\n\n".join(version.text[start:end].strip() for start, end in spans)
