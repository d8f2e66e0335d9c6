"""An article in the list view of the desk: its sentences, one a line, with what is recorded there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from claims.choices import StatementState
from claims.excerpts import FOLDED
from claims.marks import Mark, Segment, flatten
from claims.models import Claim
from claims.queries.articles import FIRST_WORDS, title_of
from claims.queries.desk_blocks import LABELS, Head, head_of
from claims.queries.desk_entries import Entries, Entry, entries_of
from claims.queries.desk_proposals import RemarkRow, remarks_of
from claims.queries.flaws import flaws_of
from claims.queries.shapes import Shape, Slot
from claims.queries.wording import When, outlet_name, when
from sources.choices import NoticeKind, NoticeState
from sources.ingest.sentences import sentences
from sources.models import Article, ArticleVersion, Block, PublisherNotice


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


@dataclass(frozen=True, slots=True)
class ArticleDesk:
    """All the page shows. numbers: of each statement, in the order of the text; elsewhere: entries whose
    words stand in another version; withdrawn: those that can be brought back."""

    article: Article
    version: ArticleVersion | None
    title: str
    outlet: str
    published: When
    groups: tuple[Group, ...]
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
        shown = (entry for group in self.groups for one in group.sentences for entry in one.entries)
        return tuple(entry for entry in shown if entry.proposed)


#: Of a text, with the outlet's own remarks on its story.
BLOCKS: Shape[Block] = Shape(lambda: Block.objects.filter(version=Slot("version")).order_by("start"))
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
    groups = _groups(version, here) if version else ()
    placed = [entry.pk for group in groups for one in group.sentences for entry in one.entries]
    elsewhere = tuple(entry for entry in standing if entry.pk not in placed)
    return ArticleDesk(
        article=article,
        version=version,
        title=title_of(article, _opening(groups)),
        outlet=outlet_name(article.outlet),
        published=when(article.published),
        groups=groups,
        numbers={pk: at for at, pk in enumerate([*placed, *(entry.pk for entry in elsewhere)], 1)},
        recorded=sum(entry.state == StatementState.CONFIRMED for entry in standing),
        proposed=sum(entry.state == StatementState.PROPOSED for entry in standing),
        elsewhere=elsewhere,
        withdrawn=tuple(entry for entry in known.entries if entry.state == StatementState.WITHDRAWN),
        known=known,
        notices=_notices(article),
        claims=_claims(known) if any(one.remarks for group in groups for one in group.sentences) else (),
    )


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


def sentence_spans(version: ArticleVersion, blocks: Iterable[Block]) -> list[tuple[Block, tuple[int, int]]]:
    """Every sentence with the block it stands in, in the order of the text; none crosses a block."""
    return [(block, span) for block in blocks for span in sentences(version.text, block.start, block.end)]


def _opening(groups: Sequence[Group]) -> str:
    """How the body begins, to know an article without a headline by."""
    first = next((group.sentences[0] for group in groups if group.label == "Body"), None)
    return "".join(piece.text for piece in first.segments)[:FIRST_WORDS] if first else ""


def _groups(version: ArticleVersion, entries: Sequence[Entry]) -> tuple[Group, ...]:
    rows = sentence_spans(version, BLOCKS.rows(version=version.pk))
    marks = [mark for entry in entries for mark in entry.marks]
    spans = [span for _, span in rows]
    segments = flatten(version.text, spans, marks, flaws_of(version))
    begun = _begun(spans, entries)
    remarked = _remarked(spans, remarks_of(version.pk))
    opening = {id(block): number for number, (block, _) in reversed([*enumerate(rows, 1)])}
    made = [
        (
            block,
            Sentence(
                span=f"{span[0]}-{span[1]}",
                number=number,
                segments=segments[number - 1],
                entries=begun.get(number, ()),
                remarks=remarked.get(number, ()),
                new_paragraph=number > 1 and opening[id(block)] == number,
                head=head_of(block, version.text) if opening[id(block)] == number else None,
            ),
        )
        for number, (block, span) in enumerate(rows, 1)
    ]
    groups = groupby(made, key=lambda pair: _together(pair[0]))
    return tuple(Group(label, reason, tuple(one for _, one in group)) for (label, reason), group in groups)


def _together(block: Block) -> tuple[str, str]:
    label = LABELS[block.kind]
    return label[:1].upper() + label[1:], (block.reason or label) if block.kind in FOLDED else ""


def _begun(spans: Sequence[tuple[int, int]], entries: Iterable[Entry]) -> dict[int, tuple[Entry, ...]]:
    """The entries by the number of the sentence in which their words begin, in the order of the words."""
    found: dict[int, tuple[Entry, ...]] = {}
    ends = [end for _, end in spans]
    for entry in sorted(entries, key=lambda entry: (_first(entry.marks), entry.pk)):
        number = _number(ends, _first(entry.marks))
        found[number] = (*found.get(number, ()), entry)
    return found


def _remarked(
    spans: Sequence[tuple[int, int]], remarks: Iterable[RemarkRow]
) -> dict[int, tuple[RemarkRow, ...]]:
    """The remarks by the number of the sentence in which they begin."""
    found: dict[int, tuple[RemarkRow, ...]] = {}
    ends = [end for _, end in spans]
    for remark in remarks:
        number = _number(ends, remark.start)
        found[number] = (*found.get(number, ()), remark)
    return found


def _number(ends: Sequence[int], point: int) -> int:
    """The number of the first sentence that ends behind a point; 0 where none does. `ends` are in order."""
    at = bisect_right(ends, point)
    return at + 1 if at < len(ends) else 0


def _first(marks: Iterable[Mark]) -> int:
    return min((mark.start for mark in marks), default=0)
