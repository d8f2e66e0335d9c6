"""A new text of an article: what is marked in the older ones is carried over, or waits for an editor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from claims.carry_over import Carried, carry_over
from claims.services.following import Moves, rest_follows, statements_follow
from claims.services.marked import passages_in_use
from sources.choices import Anchoring
from sources.models import Article, ArticleVersion, Passage
from sources.models.passage import quote
from sources.services.acting import Actor

WAITING = (Anchoring.REVIEW, Anchoring.ORPHAN)
Span = tuple[int, int]


def carry_passages(article: Article, *, before: int, version: ArticleVersion, actor: Actor) -> None:
    """Carry over what is marked in the text `before` (a key), and what waits from older texts, to `version`.

    What cannot be carried for certain needs review, or is an orphan; its statements stay where they are. A
    passage that an editor kept with an older text stays with it. Runs inside `acting`, the article locked.
    """
    asked = Q(version=before) | Q(anchoring__in=WAITING)
    rows = passages_in_use(remembered=True).filter(asked, version__article=article, carried_to=None)
    by_text: dict[int, list[Passage]] = {}
    for passage in rows.exclude(version=version).order_by("version", "start", "end"):
        by_text.setdefault(passage.version_id, []).append(passage)
    for pk, passages in by_text.items():
        old = ArticleVersion.objects.get(pk=pk)
        found = carry_over(old.text, version.text, [(one.start, one.end) for one in passages])
        _write(passages, found, version)
        moves = Moves(old, version, {one.pk: one.carried_to for one in passages if one.carried_to})
        statements_follow(moves, actor=actor)
        rest_follows(moves, actor=actor)


def passages_at(version: ArticleVersion, spans: Iterable[Span]) -> Mapping[Span, Passage]:
    """The passages at these places of a text, made as carried over where there is none; two queries."""
    wanted = dict.fromkeys(spans)
    new = [
        Passage(
            version=version,
            start=start,
            end=end,
            anchoring=Anchoring.CARRIED,
            **quote(version.text, start, end),
        )
        for start, end in wanted
    ]
    Passage.objects.bulk_create(new, ignore_conflicts=True)
    there = Passage.objects.filter(version=version, start__in={start for start, _ in wanted})
    return {(row.start, row.end): row for row in there if (row.start, row.end) in wanted}


def _write(passages: Sequence[Passage], found: Sequence[Carried], version: ArticleVersion) -> None:
    """Write down what became of each; what only a rejected statement points at waits for nobody."""
    sure = [one.places[0] for one in found if one.anchoring == Anchoring.CARRIED]
    there = passages_at(version, sure) if sure else {}
    keys = [passage.pk for passage in passages]
    shown = set(passages_in_use().filter(pk__in=keys).values_list("pk", flat=True))
    for passage, one in zip(passages, found, strict=True):
        if one.anchoring == Anchoring.CARRIED:
            passage.carried_to = there[one.places[0]]
            waited = passage.anchoring in WAITING
            passage.anchoring = Anchoring.ATTACHED if waited else passage.anchoring
        elif passage.pk in shown:
            passage.anchoring = one.anchoring
    Passage.objects.bulk_update(passages, ["carried_to", "anchoring"])
