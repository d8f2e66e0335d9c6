"""Speakers, outlets and topics by the words in their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Speaker, SpeakerAddress, Topic, TopicAddress
from claims.queries.keyed import Keyed
from claims.queries.shapes import SNAPSHOT, Prepared, TextSlot, TextSlots
from claims.querysets import among, finds, outlets_seen_by
from claimtrack.roles import READER, Visitor, is_editor
from sources.models import OutletAddress


@dataclass(frozen=True, slots=True)
class Named:
    """Something that has a name and an address of its own."""

    pk: int
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of named things: its word, where its addresses are, and which of them a visitor sees."""

    word: str
    addresses: Any
    seen_by: Callable[[Visitor], QuerySet[Any]]

    def rows(self, visitor: Visitor) -> QuerySet[Any]:
        """Those that the visitor sees and that stand for themselves, with `.slug`, their current address."""
        current = self.addresses.objects.filter(target=OuterRef("pk"), current=True).values("slug")[:1]
        rows: QuerySet[Any] = self.seen_by(visitor).filter(merged_into__isnull=True)
        return rows.annotate(slug=Subquery(current))  # type: ignore[no-any-return]

    def targets(self, slugs: Iterable[str]) -> Mapping[str, int]:
        """What each address leads to, over merges, whoever asks. One query."""
        at = self.addresses.objects.filter(slug__in=slugs)
        ends = at.values_list("slug", Coalesce("target__merged_into_id", "target_id"))
        return {str(slug): int(pk) for slug, pk in ends}


SPEAKER = Kind("speaker", SpeakerAddress, lambda visitor: Speaker.objects.seen_by(visitor))
TOPIC = Kind("topic", TopicAddress, lambda visitor: Topic.objects.seen_by(visitor))
OUTLET = Kind("outlet", OutletAddress, outlets_seen_by)


def find_named(
    kind: Kind, slugs: Sequence[str], visitor: Visitor, *, tell: Callable[[str], object] = str
) -> Mapping[str, Named]:
    """What the visitor sees at these addresses, old ones and those of merged things too. One query for
    readers, two for editors.

    tell: is told PostgreSQL's snapshot under which readers' were found.
    """
    if not is_editor(visitor):
        one = len(slugs) == 1
        rows = AT[kind.word, one].rows(slugs=slugs[0] if one else list(slugs))
        for *_, snapshot in rows[:1]:
            tell(snapshot)
        return {typed: Named(pk, name, slug) for typed, pk, name, slug, _ in rows}
    targets = kind.targets(slugs)
    found = {row.pk: Named(row.pk, row.name, row.slug) for row in named(kind, targets.values(), visitor)}
    return {slug: found[pk] for slug, pk in targets.items() if pk in found}


def named(kind: Kind, pks: Iterable[int], visitor: Visitor) -> Iterable[Any]:
    """The rows with these keys that the visitor sees and that have an address. One query."""
    if is_editor(visitor):
        return kind.rows(visitor).filter(pk__in=list(pks), slug__isnull=False)
    return TO_READERS[kind.word].rows(set(pks))


def _to_readers(kind: Kind) -> QuerySet[Any]:
    """Those that readers see."""
    return kind.rows(READER).filter(slug__isnull=False)


def _at(kind: Kind, *, one: bool) -> QuerySet[Any, Any]:
    """What readers see at given addresses: the address, and key, name and current address of it; and the
    snapshot."""
    # For one, which most ask for, the server plans another way than for several.
    given: Any = Q(slug=TextSlot("slugs")) if one else among("slug", TextSlots("slugs"))
    at = kind.addresses.objects.filter(given).order_by()
    at = at.annotate(stands=Coalesce("target__merged_into_id", "target_id"))
    current = kind.addresses.objects.filter(target=OuterRef("stands"), current=True).values("slug")[:1]
    seen = kind.seen_by(READER).filter(pk=OuterRef("stands"), merged_into__isnull=True)
    told: QuerySet[Any, Any] = (
        at.annotate(now=Subquery(current))
        .filter(finds(seen, "pk"), now__isnull=False)
        .values_list("slug", "stands", Coalesce("target__merged_into__name", "target__name"), "now", SNAPSHOT)
    )
    return told


_KINDS = (SPEAKER, TOPIC, OUTLET)
TO_READERS: Mapping[str, Keyed[Any]] = {kind.word: Keyed("pk", partial(_to_readers, kind)) for kind in _KINDS}
AT: Mapping[tuple[str, bool], Prepared[tuple[str, int, str, str, str]]] = {
    (kind.word, one): Prepared(partial(_at, kind, one=one)) for kind in _KINDS for one in (False, True)
}


def find_at(kind: Kind, slug: str, visitor: Visitor) -> tuple[Any, str] | None:
    """The row whose address this is or was, and its current slug; None where the visitor sees none."""
    at = kind.addresses.objects.filter(slug=slug)
    target = at.values(to=Coalesce("target__merged_into_id", "target_id"))
    found = kind.rows(visitor).filter(pk__in=target).first()
    return (found, found.slug or slug) if found else None
