"""The versions of an article for readers: what the publisher changed, and what became of marked words.

Of each text is shown what the page of the article would show of it, and its headline, which stands in the
head of that page for everybody. Words that were carried over to a later text were marked in the earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Prefetch

from claims.choices import Part
from claims.excerpts import Excerpt, everything, excerpts, whole
from claims.excerpts import Part as Block
from claims.marks import Mark
from claims.models import Statement, StatementPassage
from claims.queries.cards import with_saying
from claims.queries.seen_article import Seen
from claims.queries.wording import address, who
from claims.versions_compared import Compared, Row, Text, compare
from claimtrack.roles import Visitor, is_editor
from sources.choices import Anchoring, BlockKind, Display
from sources.ingest.sentences import sentences
from sources.models import ArticleVersion, Passage

#: What became of marked words of the older text, in sentences for readers.
_MOVED = "These words stand at another place now."
_FATES = {
    Anchoring.ORPHAN: "These words are no longer in the text.",
    Anchoring.REVIEW: "The publisher has changed this; whether it still says so is being checked.",
}
_LEFT = "The publisher has changed the text around it; the statement rests on the older one."


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One text. at: when it reached us; current: the page of the article shows it."""

    number: int
    at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of marked words of the older text; address: where they are shown."""

    words: str
    who: str
    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that follow one another. same: nothing changed in them."""

    same: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """versions: all, the newest first; old, new: those compared, both None where there is only one.

    rows: None where the texts are too long to be compared. whole: all that is readable of them is shown.
    """

    versions: tuple[VersionRow, ...]
    old: VersionRow | None
    new: VersionRow | None
    rows: tuple[Row, ...] | None
    fates: tuple[Fate, ...]
    whole: bool

    @property
    def runs(self) -> list[Run]:
        """The rows, those that follow one another without a change together."""
        return [Run(same, tuple(rows)) for same, rows in groupby(self.rows or (), key=lambda row: row.same)]


def version_rows(article: Seen) -> tuple[VersionRow, ...]:
    """All texts of an article, the newest first. One query."""
    texts = ArticleVersion.objects.filter(article=article.pk).order_by("-number")
    current = article.version.pk if article.version else None
    rows = texts.values_list("number", "recorded_at", "pk")
    return tuple(VersionRow(number, at, pk == current) for number, at, pk in rows)


def versions_page(article: Seen, visitor: Visitor, *, old: str, new: str) -> VersionsPage:
    """Compare two texts of an article that came from `find_article`, by their numbers as they stand in an
    address; what fits none means the newest and the one before it. Six queries, one where there is one text.
    """
    versions = version_rows(article)
    pair = _pair(versions, old, new)
    shows_whole = is_editor(visitor) or article.display == Display.WHOLE
    if pair is None:
        return VersionsPage(versions, None, None, (), (), shows_whole)
    numbers = [one.number for one in pair]
    texts_of = ArticleVersion.objects.filter(article=article.pk, number__in=numbers)
    older, newer = texts_of.prefetch_related("blocks").order_by("number")
    said = _said(article, visitor)
    chain = _chain(article)
    texts = [_text(version, _marks(said, chain, version.pk), shows_whole) for version in (older, newer)]
    compared = compare(*texts)
    return VersionsPage(
        versions=versions,
        old=pair[0],
        new=pair[1],
        rows=compared.rows if compared else None,
        fates=tuple(_fates(said, chain, (older, newer), texts, compared)) if compared else (),
        whole=shows_whole,
    )


def _pair(versions: Sequence[VersionRow], old: str, new: str) -> tuple[VersionRow, VersionRow] | None:
    """The older and the newer one that are asked for."""
    if len(versions) < 2:
        return None
    by_number = {str(one.number): one for one in versions}
    one, other = by_number.get(old), by_number.get(new)
    if one is None or other is None or one is other:
        return versions[1], versions[0]
    return (one, other) if one.number < other.number else (other, one)


def _said(article: Seen, visitor: Visitor) -> list[Statement]:
    """Statements of the article that the visitor sees, with their content passages. Two queries."""
    content = StatementPassage.objects.filter(part=Part.CONTENT).select_related("passage").order_by("order")
    rows = Statement.objects.seen_by(visitor).confirmed().filter(article_version__article=article.pk)
    return list(with_saying(rows).prefetch_related(Prefetch("parts", content)).order_by("pk"))


def _chain(article: Seen) -> Mapping[int, Passage]:
    """By passage, the one of an earlier text that was carried over to it. One query."""
    carried = Passage.objects.filter(version__article=article.pk, carried_to__isnull=False)
    return {passage.carried_to_id: passage for passage in carried if passage.carried_to_id}


def _in_version(passage: Passage, chain: Mapping[int, Passage], version: int) -> Passage | None:
    """The passage, or that of which it was carried over, in one version; None where it has none there."""
    at: Passage | None = passage
    while at is not None and at.version_id != version:
        at = chain.get(at.pk)
    return at


def _marks(said: Iterable[Statement], chain: Mapping[int, Passage], version: int) -> list[Mark]:
    """Where the words of the statements stand in a version."""
    found = ((_in_version(part.passage, chain, version), one) for one in said for part in one.parts.all())
    return [Mark(passage.start, passage.end, one.pk, "") for passage, one in found if passage]


def _text(version: ArticleVersion, marks: Sequence[Mark], shows_whole: bool) -> Text:
    """What of a version is compared, and what of it is shown: the very rules of the article's own page."""
    parts = [Block(b.start, b.end, b.kind, b.reason) for b in version.blocks.all()]
    readable = whole(version.text, parts, marks).shown
    shown = readable if shows_whole else excerpts(version.text, parts, marks, split=sentences).shown
    heads = everything(version.text, [part for part in parts if part.kind == BlockKind.HEADLINE]).shown
    spans = [(one.start, one.end) for one in _with_heads(readable, heads)]
    return Text(version.text, spans, _with_heads(shown, heads))


def _with_heads(shown: Sequence[Excerpt], heads: Iterable[Excerpt]) -> list[Excerpt]:
    """The stretches with the headline, which a mark in it may have brought, in part or whole, already."""
    others = [one for one in shown if one.kind != BlockKind.HEADLINE]
    return sorted([*others, *heads], key=lambda one: one.start)


def _fates(
    said: Iterable[Statement],
    chain: Mapping[int, Passage],
    versions: tuple[ArticleVersion, ArticleVersion],
    texts: Sequence[Text],
    compared: Compared | None,
) -> Iterable[Fate]:
    older, newer = versions
    for statement in said:
        for part in statement.parts.all():
            passage = _in_version(part.passage, chain, older.pk)
            if passage is None:
                continue
            later = _in_version(part.passage, chain, newer.pk)
            sentence = _fate(passage, later, texts, compared)
            if sentence:
                yield Fate(
                    words=passage.exact,
                    who=who(statement, outlet=None).name,
                    sentence=sentence,
                    address=f"{address('claims:article', pk=older.article_id)}#s{statement.pk}",
                )


def _fate(passage: Passage, later: Passage | None, texts: Sequence[Text], compared: Compared | None) -> str:
    """What became of a passage of the older text; "" where it stays where it was."""
    if later is None:
        return _FATES.get(Anchoring(passage.anchoring), _LEFT)
    old, new = (text.tokens for text in texts)
    first, place = old.covering(passage.start, passage.end)[0], new.covering(later.start, later.end)[0]
    stays = compared is None or first >= len(compared.partner) or compared.partner[first] == place
    return "" if stays else _MOVED
