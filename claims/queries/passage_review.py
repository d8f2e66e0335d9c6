"""Passages whose article has a later text: what waits for a place in it, and both side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from claims.carry_over import carry_over
from claims.choices import Part, StatementState
from claims.locate import Place
from claims.locate import place as place_in
from claims.models import Note, Statement, StatementPassage
from claims.queries.tabs import Tab
from claims.queries.titles import title_of
from claims.queries.wording import address, outlet_name
from claims.services.marked import passages_in_use
from sources.choices import Anchoring
from sources.models import ArticleVersion, Passage

PAGE = 25
#: Code points shown on either side of a passage, and of the new text on the whole.
AROUND, LONGEST = 260, 60_000

#: The tabs, in their order: key, words, what stands under it.
TABS = (
    ("waiting", "To review", Q(anchoring=Anchoring.REVIEW)),
    ("gone", "No longer in the text", Q(anchoring=Anchoring.ORPHAN)),
)
KEYS = [key for key, _, _ in TABS]
#: What stays with the older text. Not counted: every passage would have to be looked at.
KEPT = "kept"
PARTS = {key: rows for key, _, rows in TABS} | {
    KEPT: Q(anchoring__in=[Anchoring.ATTACHED, Anchoring.CARRIED])
}


@dataclass(frozen=True, slots=True)
class Use:
    """Something that points at a passage: a statement of somebody, or a note. address: at the desk."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One passage in a list. state: how it holds on, in words; uses: what points at it."""

    pk: int
    words: str
    language: str
    title: str
    outlet: str
    changed: datetime
    state: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class PassageList:
    """A page of one part, or of one article, newest first; older: the key of the next page, or "".

    show: the part, a key of PARTS.
    """

    rows: tuple[Row, ...]
    tabs: tuple[Tab, ...]
    older: str
    show: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text around a place: what stands before it, the words, what comes after; number: of the version."""

    number: int
    reached_us: datetime
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class PassagePage:
    """All the page shows of one passage. expected: the version of the article, current: its text, by key.

    new: the current text around the likeliest place, or from its beginning; places: where the passage may
    stand, the likeliest first; state: a stored Anchoring; carried: the words it became, "" without a place.
    open: whether there is anything to decide. whole: the current text, the beginning of a long one.
    """

    pk: int
    article: int
    title: str
    language: str
    expected: int
    current: int
    old: Text
    new: Text | None
    places: tuple[Place, ...]
    state: str
    carried: str
    uses: tuple[Use, ...]
    open: bool
    whole: str


def to_review() -> QuerySet[Passage]:
    """The passages that wait for an editor."""
    return _behind().filter(anchoring=Anchoring.REVIEW)


def read_passages(*, show: str, before: int | None, article: int | None = None) -> PassageList:
    """A page of a part; `article`: everything of one that is left in its older texts. Four queries."""
    waiting = _behind()
    counted = waiting.filter(anchoring__in=[Anchoring.REVIEW, Anchoring.ORPHAN]).aggregate(
        **{key: Count("pk", filter=rows) for key, _, rows in TABS}
    )
    show = show if show in PARTS else KEYS[0]
    which = Q(version__article=article) if article else PARTS[show]
    rows = _with_uses(waiting.filter(which)).order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    return PassageList(
        rows=tuple(_row(one) for one in found[:PAGE]),
        tabs=tuple(Tab(key, words, counted[key], not article and key == show) for key, words, _ in TABS),
        older=str(found[PAGE - 1].pk) if len(found) > PAGE else "",
        show=show,
    )


def next_to_review(*, article: int, but: int) -> int | None:
    """Another passage that waits, of the same article first."""
    waiting = to_review().exclude(pk=but).order_by("version", "start")
    keys = waiting.values_list("pk", flat=True)
    return keys.filter(version__article=article).first() or keys.first()


def figures_to_check(passage: Passage) -> tuple[Use, ...]:
    """Statements with figures of a passage that got a place with other words: their figures did not follow.

    One query, none where the words are the same or there is no place.
    """
    now = passage.carried_to
    if now is None or now.exact.split() == passage.exact.split():
        return ()
    with_figures = StatementPassage.objects.filter(
        passage__in=[passage.pk, now.pk],
        statement__state=StatementState.CONFIRMED,
        statement__figures__isnull=False,
    )
    parts = with_figures.select_related("statement__speaker__merged_into").order_by("statement")
    uses = (
        Use(_name(part.statement), address("claims:desk-statement-figures", pk=part.statement_id))
        for part in parts
    )
    return tuple(dict.fromkeys(uses))


def find_passage(pk: int) -> Passage | None:
    """The passage with its text, its article and what that says now. One query."""
    there = Passage.objects.filter(version__article__removed_at__isnull=True)
    related = ("version__article__outlet__merged_into", "version__article__current_version", "carried_to")
    return there.select_related(*related).filter(pk=pk).first()


def passage_page(passage: Passage, spans: tuple[tuple[int, int], ...] | None = None) -> PassagePage:
    """Read what the page shows; `spans`: places of the current text instead of the likely ones.

    Two queries.
    """
    article, old = passage.version.article, passage.version
    now = article.current_version if article.current_version_id != old.pk else None
    is_open = now is not None and passage.carried_to_id is None
    if now is not None and passage.carried_to and passage.carried_to.version_id == now.pk:
        spans = ((passage.carried_to.start, passage.carried_to.end),)
    elif now is not None and spans is None:
        spans = carry_over(old.text, now.text, [(passage.start, passage.end)])[0].places
    loaded = _with_uses(Passage.objects.filter(pk=passage.pk)).get()
    return PassagePage(
        pk=passage.pk,
        article=article.pk,
        title=title_of(article),
        language=article.language,
        expected=article.version,
        current=now.pk if now else 0,
        old=_text(old, (passage.start, passage.end)),
        new=_text(now, spans[0] if spans else (0, 0)) if now else None,
        places=tuple(place_in(now.text, span) for span in spans or ()) if now else (),
        state=passage.anchoring,
        carried=passage.carried_to.exact if passage.carried_to else "",
        uses=_uses(loaded),
        open=is_open,
        whole=now.text[:LONGEST] if now else "",
    )


def _behind() -> QuerySet[Passage]:
    """Passages in use that stand in another text than the current one, and were not carried over."""
    older = passages_in_use().filter(
        carried_to=None,
        version__article__removed_at__isnull=True,
        version__article__current_version__isnull=False,
    )
    return older.exclude(version=F("version__article__current_version"))


def _with_uses(rows: QuerySet[Passage]) -> QuerySet[Passage]:
    parts = StatementPassage.objects.select_related("statement__speaker__merged_into")
    decided = parts.filter(statement__state__in=[StatementState.CONFIRMED, StatementState.WITHDRAWN])
    loaded = rows.select_related(
        "version__article__outlet__merged_into", "version__article__current_version"
    ).defer("version__text", "version__article__current_version__text")
    return loaded.annotate(noted=Exists(Note.objects.filter(passage=OuterRef("pk")))).prefetch_related(
        Prefetch("statement_parts", decided.order_by("statement"))
    )


def _row(passage: Passage) -> Row:
    article = passage.version.article
    now = article.current_version
    return Row(
        pk=passage.pk,
        words=passage.exact,
        language=article.language,
        title=title_of(article),
        outlet=outlet_name(article.outlet),
        changed=now.recorded_at if now else passage.version.recorded_at,
        state=_STATES.get(passage.anchoring, "kept with the older text"),
        uses=_uses(passage),
    )


_STATES: dict[str, str] = {Anchoring.REVIEW: "to review", Anchoring.ORPHAN: "no longer in the text"}


#: Where it is called otherwise on a page.
_PARTS: dict[str, str] = {Part.CONTENT: "words"}


def _uses(passage: Passage) -> tuple[Use, ...]:
    uses = []
    for part in passage.statement_parts.all():
        said = part.statement
        words = f"{_name(said)} ({_PARTS.get(part.part, part.part)})"
        uses.append(Use(words, address("claims:desk-statement", pk=said.pk)))
    if getattr(passage, "noted", False):
        uses.append(Use("a note", address("claims:desk-article", pk=passage.version.article_id)))
    return tuple(dict.fromkeys(uses))


def _name(said: Statement) -> str:
    speaker = said.speaker.merged_into or said.speaker if said.speaker else None
    return str(speaker) if speaker else said.speaker_as_printed or said.get_voice_display()


def _text(version: ArticleVersion, span: tuple[int, int]) -> Text:
    """Cut at a word, with what is left out told by dots."""
    start, end = span
    before, after = version.text[max(0, start - AROUND) : start], version.text[end : end + AROUND]
    if start > AROUND and " " in before:
        before = "… " + before.split(" ", 1)[1]
    if len(version.text) - end > AROUND and " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    return Text(version.number, version.recorded_at, before, version.text[start:end], after)
