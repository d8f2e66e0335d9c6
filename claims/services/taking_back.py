"""What was carried over to a text goes back to older ones: statements, and all that points at passages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from claims.models import Statement
from claims.services.earlier import events_of
from claims.services.errors import Overtaken
from claims.services.following import Moves, rest_follows, statements_follow
from claims.services.marked import DECIDED
from sources.choices import Anchoring
from sources.models import ArticleVersion, Passage
from sources.services.acting import Actor

CHANGED = (
    "Statement {} was changed in the new text since, and its words are not those of the old one any more. "
    "Edit it instead."
)


def take_back(passages: Collection[Passage], *, version: ArticleVersion, actor: Actor) -> list[int]:
    """Bring what points at `passages`, which were carried to `version`, back to them.

    passages: of one text. Return the keys of the statements; those first recorded in the new text stay there.
    Raises Overtaken where a statement has other words by now. Runs inside `acting`, the article locked.
    """
    by_place: Mapping[int, Passage] = {one.carried_to_id: one for one in passages if one.carried_to_id}
    if not by_place:
        return []
    old = next(iter(by_place.values())).version
    siblings = Passage.objects.filter(version=old, carried_to__version=version)
    there: dict[int, Passage] = {one.carried_to_id or 0: one for one in siblings} | dict(by_place)
    came = set(_came_from(old, version, by_place))
    moved = statements_follow(Moves(version, old, there), actor=actor, only=came)
    rest_follows(Moves(version, old, by_place), actor=actor)
    left = came - set(moved)
    if left:
        raise Overtaken(CHANGED.format(min(left)))
    return moved


def _came_from(old: ArticleVersion, version: ArticleVersion, places: Iterable[int]) -> Iterable[int]:
    """Statements at these places of a text that stood in the old one before, as their history tells."""
    rows = Statement.objects.filter(article_version=version, state__in=DECIDED)
    here = set(rows.filter(_points_at(places)).values_list("pk", flat=True))
    before = events_of(Statement).filter(pgh_obj_id__in=here, article_version=old.pk)
    return set(before.values_list("pgh_obj_id", flat=True))


def _points_at(places: Iterable[int]) -> Q:
    keys = list(places)
    return Q(parts__passage__in=keys) | Q(figures__passage__in=keys) | Q(relays__cue_passage__in=keys)


def empty(version: ArticleVersion, *, left: ArticleVersion | None, actor: Actor) -> None:
    """Bring everything that was carried to a text back to where it came from.

    left: the text that is current then. What stands in it waits for a place no longer; what stands in other
    texts does so again. Raises Overtaken.
    """
    carried = Passage.objects.filter(carried_to__version=version).select_related("version")
    by_text: dict[int, list[Passage]] = {}
    for passage in carried.order_by("version", "pk"):
        by_text.setdefault(passage.version_id, []).append(passage)
    for passages in by_text.values():
        take_back(passages, version=version, actor=actor)
    for passages in by_text.values():
        for passage in passages:
            passage.carried_to = None
            if left is None or passage.version_id != left.pk:
                passage.anchoring = Anchoring.REVIEW
        Passage.objects.bulk_update(passages, ["carried_to", "anchoring"])
    if left is not None:
        waiting = Passage.objects.filter(version=left, anchoring__in=[Anchoring.REVIEW, Anchoring.ORPHAN])
        waiting.filter(carried_from=None).update(anchoring=Anchoring.ATTACHED)
        waiting.update(anchoring=Anchoring.CARRIED)
