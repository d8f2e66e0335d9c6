"""An article in the list view of the desk: its sentences, one a line, with what is recorded there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from claims.choices import StatementState
from claims.marks import Mark, Segment
from claims.models import Claim
from claims.queries.desk_blocks import Head, head_of
from claims.queries.desk_entries import Entries, Entry, entries_of
from claims.queries.desk_layout import Laid, Layout, lay_out
from claims.queries.desk_proposals import RemarkRow, remarks_of
from claims.queries.flaws import flaws_of
from claims.queries.shapes import Shape, Slot
from claims.queries.titles import FIRST_WORDS, title_of
from claims.queries.wording import When, outlet_name, when
from sources.choices import BlockKind, NoticeKind, NoticeState
from sources.models import Article, ArticleVersion, PublisherNotice


class Sentence(NamedTuple):
    """A sentence to choose. span: "start-end" in code points; entries: what begins in it.

    head: what its block is and why, on the first sentence of each block. remarks: the outlet's own.
    """

    span: str
    number: int
    segments: tuple[Segment, ...]
    entries: tuple[Entry, ...]
    new_paragraph: bool
    head: Head | None
    remarks: tuple[RemarkRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring blocks of one kind; reason: why they are folded away, "" where they are not.

    keys: of the blocks, as the form that changes them takes them.
    """

    label: str
    reason: str
    sentences: tuple[Sentence, ...]

    @property
    def keys(self) -> str:
        """The keys of its blocks, with spaces between them."""
        return " ".join(str(one.head.pk) for one in self.sentences if one.head)

    @property
    def can_be_body(self) -> bool:
        """Whether one click may make all of it part of the article: header lines stay what they are."""
        return all(one.head.choices for one in self.sentences if one.head)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the publisher says of its story. kind: a NoticeKind; state: a NoticeState."""

    pk: int
    kind: str
    state: str
    words: str

    @property
    def label(self) -> str:
        """The kind in words."""
        return str(NoticeKind(self.kind).label)


@dataclass(frozen=True)
class ArticleDesk:
    """All the page shows. layout: the current text; begun, remarked: what stands in it, by the number of the
    sentence it begins in; placed: what begun tells, in the order of the text. numbers: of each statement,
    likewise; elsewhere: entries whose words stand in another version; withdrawn: those that can be brought
    back."""

    article: Article
    version: ArticleVersion | None
    title: str
    outlet: str
    published: When
    layout: Layout
    begun: Mapping[int, tuple[Entry, ...]]
    remarked: Mapping[int, tuple[RemarkRow, ...]]
    placed: tuple[Entry, ...]
    numbers: dict[int, int]
    recorded: int
    proposed: int
    elsewhere: tuple[Entry, ...]
    withdrawn: tuple[Entry, ...]
    known: Entries
    notices: tuple[Notice, ...]
    claims: tuple[tuple[str, str], ...]

    @property
    def waiting(self) -> tuple[Entry, ...]:
        """Proposals of the current text, in its order."""
        return tuple([entry for entry in self.placed if entry.proposed])

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The text, sentence by sentence, with what stands at each."""
        return tuple(_groups(self, self.version.text)) if self.version else ()


NOTICES: Shape[PublisherNotice] = Shape(
    lambda: PublisherNotice.objects.filter(article=Slot("article")).select_related("passage")
)
ARTICLE: Shape[Article] = Shape(
    lambda: Article.objects.with_outlet().select_related("current_version").filter(pk=Slot("pk"))
)


def find_article(pk: int) -> Article | None:
    """The article with outlet and the text of its current version."""
    return next(iter(ARTICLE.rows(pk=pk)), None)


def article_desk(article: Article) -> ArticleDesk:
    """Read what the page shows of an article that came from `find_article`.

    Nine queries, two more where proposals wait, two where the outlet remarks something.
    """
    known, version = entries_of(article), article.current_version
    standing = [entry for entry in known.entries if entry.state != StatementState.WITHDRAWN]
    here = [entry for entry in standing if version and entry.version == version.pk]
    layout = _laid_out(version, here) if version else Layout()
    begun = _begun(layout, here)
    remarked = layout.by_sentence((one.start, one) for one in (remarks_of(version.pk) if version else ()))
    placed = tuple([entry for number in sorted(begun) if number for entry in begun[number]])
    keys = {entry.pk for entry in placed}
    elsewhere = tuple([entry for entry in standing if entry.pk not in keys])
    return ArticleDesk(
        article=article,
        version=version,
        title=title_of(article, _opening(layout, version.text) if version else ""),
        outlet=outlet_name(article.outlet),
        published=when(article.published),
        layout=layout,
        begun=begun,
        remarked=remarked,
        placed=placed,
        numbers={entry.pk: at for at, entry in enumerate([*placed, *elsewhere], 1)},
        recorded=sum(entry.state == StatementState.CONFIRMED for entry in standing),
        proposed=sum(entry.state == StatementState.PROPOSED for entry in standing),
        elsewhere=elsewhere,
        withdrawn=tuple(entry for entry in known.entries if entry.state == StatementState.WITHDRAWN),
        known=known,
        notices=_notices(article),
        claims=_claims(known) if any(remarked) else (),
    )


def _laid_out(version: ArticleVersion, here: Iterable[Entry]) -> Layout:
    marks = [mark for entry in here for mark in entry.marks]
    return lay_out(version, marks, flaws_of(version))


def _claims(known: Entries) -> tuple[tuple[str, str], ...]:
    """The claims that are named in the article: "key-version" of each, and its text. One query."""
    keys = [int(one.key.partition(":")[2]) for one in known.claims]
    versions = dict(Claim.objects.filter(pk__in=keys).values_list("pk", "version"))
    return tuple((f"{key}-{versions[key]}", one.label) for key, one in zip(keys, known.claims, strict=True))


def _notices(article: Article) -> tuple[Notice, ...]:
    """Those that wait for an editor first."""
    rows = NOTICES.rows(article=article.pk)
    made = [
        Notice(row.pk, row.kind, row.state, row.passage.exact if row.passage else row.text) for row in rows
    ]
    return tuple(sorted(made, key=lambda one: (one.state != NoticeState.SUGGESTED, one.pk)))


def _opening(layout: Layout, text: str) -> str:
    """How the body begins, to know an article without a headline by."""
    first = next((laid.spans[0] for laid in layout.blocks if laid.block.kind == BlockKind.BODY), None)
    return text[slice(*first)][:FIRST_WORDS] if first else ""


def _groups(desk: ArticleDesk, text: str) -> Iterator[Group]:
    for label, reason, blocks in desk.layout.together:
        rows = (one for laid in blocks for one in _sentences(laid, desk, text))
        yield Group(label, reason, tuple(rows))


def _sentences(laid: Laid, desk: ArticleDesk, text: str) -> Iterator[Sentence]:
    for number, (span, segments) in enumerate(zip(laid.spans, laid.segments, strict=True), laid.first):
        opens = number == laid.first
        yield Sentence(
            span=f"{span[0]}-{span[1]}",
            number=number,
            segments=segments,
            entries=desk.begun.get(number, ()),
            remarks=desk.remarked.get(number, ()),
            new_paragraph=opens and number > 1,
            head=head_of(laid.block, text) if opens else None,
        )


def _begun(layout: Layout, entries: Iterable[Entry]) -> dict[int, tuple[Entry, ...]]:
    """The entries by the number of the sentence in which their words begin, in the order of the words."""
    placed = sorted([(_first(entry.marks), entry.pk, entry) for entry in entries])
    return layout.by_sentence((start, entry) for start, _, entry in placed)


def _first(marks: Sequence[Mark]) -> int:
    return min([mark.start for mark in marks]) if marks else 0
