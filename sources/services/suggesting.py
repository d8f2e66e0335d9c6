"""Writing down what the comparing found: suggestions, until an editor decides."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from sources.choices import OverlapKind, OverlapState
from sources.ingest.likeness import Likeness
from sources.models import Article, Overlap, Passage
from sources.services.acting import machine
from sources.services.alike import Pair, Seen
from sources.services.roots import change
from sources.signals import overlaps_changed

#: One worker writes at a time, so that no two wait for one another's rows in a ring. Its letters in ASCII.
_LOCK = int.from_bytes(b"overlaps")
#: Shares that differ by less are the same.
_SAME = 1e-6


def suggest(seen: Seen) -> set[int]:
    """Write, correct and drop suggestions; return the articles about which something changed.

    What an editor decided stays as it is, and so does a save of an address that is known. Must run inside
    `acting`, a machine's; `overlaps_changed` is sent before it ends.
    """
    write_alone()
    changed: set[int] = set()
    new = []
    for pair, likeness in sorted(seen.found.items()):
        told = seen.told.get(pair)
        if told is None:
            new.append(_overlap(pair, likeness))
        elif told.state != OverlapState.SUGGESTED or not _corrected(told, likeness, seen):
            continue
        changed.update(pair)
    Overlap.objects.bulk_create(new, ignore_conflicts=True)
    for pair in _gone(seen):
        Overlap.objects.filter(pk=seen.told[pair].pk, state=OverlapState.SUGGESTED).delete()
        changed.update(pair)
    _mark_saves(changed, seen)
    if changed:
        overlaps_changed.send(sender=Overlap, articles=frozenset(changed))
    return changed


def write_alone() -> None:
    """Wait until no other worker writes of overlaps; the others wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _overlap(pair: Pair, likeness: Likeness) -> Overlap:
    return Overlap(
        first_id=pair[0],
        second_id=pair[1],
        kind=likeness.kind,
        first_in_second=likeness.first_in_second,
        second_in_first=likeness.second_in_first,
    )


def _corrected(told: Overlap, likeness: Likeness, seen: Seen) -> bool:
    """Bring a suggestion up to date; whether anything was to be done."""
    ways = (likeness.first_in_second, likeness.second_in_first)
    if told.first_id > told.second_id:
        ways = (ways[1], ways[0])
    kind = OverlapKind.ANOTHER_SAVE if _one_address(told, seen) else likeness.kind
    before = (told.first_in_second, told.second_in_first)
    if told.kind == kind and all(abs(a - b) < _SAME for a, b in zip(before, ways, strict=True)):
        return False
    told.kind, told.first_in_second, told.second_in_first = kind, *ways
    told.save(update_fields=["kind", "first_in_second", "second_in_first"])
    return True


def _gone(seen: Seen) -> Iterable[Pair]:
    """Suggestions that do not hold any more."""
    return [
        pair
        for pair, told in seen.told.items()
        if pair not in seen.found and told.state == OverlapState.SUGGESTED and not _one_address(told, seen)
    ]


def _one_address(told: Overlap, seen: Seen) -> bool:
    """Both were saved from the same address: another save, whatever is left of the words."""
    first, second = (seen.articles[pk] for pk in (told.first_id, told.second_id))
    return bool(first.address) and first.address == second.address


def _mark_saves(changed: Iterable[int], seen: Seen) -> None:
    """Until an editor decides, another save counts as the first one, and one that is none no longer does.

    An article in which somebody has marked words is left as readers see it.
    """
    saves = {
        (first, second)
        for (first, second), like in seen.found.items()
        if _is_save(like, seen, (first, second))
    }
    touched = set(changed)
    for first, second in sorted(saves):
        if touched.isdisjoint((first, second)):
            continue
        row, root = seen.articles[second], seen.articles[first].same_as_id or first
        if row.same_as_id is None and root != second and not _is_marked(second):
            _set_save(row, root)
            for other in Article.objects.filter(same_as=second):
                _set_save(other, root)
    for pk in sorted(touched):
        row = seen.articles[pk]
        if row.same_as_id and _is_loose(row, seen):
            _set_save(row, None)


def _is_save(like: Likeness, seen: Seen, pair: Pair) -> bool:
    told = seen.told.get(pair)
    return like.kind == OverlapKind.ANOTHER_SAVE and (told is None or told.state == OverlapState.SUGGESTED)


def _is_marked(article: int) -> bool:
    return Passage.objects.filter(version__article=article).exists()


def _is_loose(article: Article, seen: Seen) -> bool:
    """It counts as another article's save, and no overlap says so any more."""
    told = Overlap.objects.filter(kind=OverlapKind.ANOTHER_SAVE).exclude(state=OverlapState.UNDONE)
    pair = sorted((article.pk, article.same_as_id or 0))
    if told.filter(first__in=pair, second__in=pair).exists():
        return False
    address_taken = Article.objects.first_saves().filter(address=article.address).exclude(address="")
    return not address_taken.exists()


def _set_save(article: Article, root: int | None) -> None:
    change(article, actor=machine("comparing"), expected=None, same_as_id=root)
