"""How far the desk is with articles and claims, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Q

from claims.choices import DeskState
from claims.models import Claim, DeskItem
from claims.queries.shapes import Shape, Slot
from claims.services.desk_people import desk_people
from sources.models import Article

ME, NOBODY = "me", "nobody"
#: Unread articles are counted up to this many: there may be all of an archive.
MOST = 1_000
#: No work was done on it.
UNREAD = Q(desk_item__isnull=True) | Q(desk_item__state=DeskState.UNREAD)


@dataclass(frozen=True, slots=True)
class Work:
    """state: a DeskState; who: whose it is; mine: of the editor who looks; version: 0 without a row."""

    state: str
    who: str
    mine: bool
    version: int

    @property
    def words(self) -> str:
        """As in "in work by edith"."""
        label = DeskState(self.state).label
        return f"{label} by {self.who}" if self.who and self.state != DeskState.UNREAD else str(label)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which part of a queue is asked for. state: a DeskState or ""; who: "me", "nobody", a name, or ""."""

    state: str = ""
    who: str = ""
    me: int = 0

    @classmethod
    def read(cls, *, state: str, who: str, me: int) -> Self:
        """What an address says; a state that there is none is none."""
        return cls(state if state in DeskState.values else "", who[:150], me)

    @property
    def condition(self) -> Q:
        """Of articles or claims."""
        found = Q()
        if self.state:
            found &= UNREAD if self.state == DeskState.UNREAD else Q(desk_item__state=self.state)
        if self.who == NOBODY:
            found &= Q(desk_item__isnull=True) | Q(desk_item__assignee__isnull=True)
        elif self.who:
            mine = self.who == ME
            found &= Q(desk_item__assignee=self.me) if mine else Q(desk_item__assignee__username=self.who)
        return found


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many are in each state; mine: in work by the editor who looks. unread: at most MOST + 1."""

    unread: int
    in_work: int
    to_check: int
    done: int
    mine: int

    @property
    def unread_words(self) -> str:
        """The number, or "1,000+"."""
        return f"{self.unread:,}" if self.unread <= MOST else f"{MOST:,}+"


ON_ARTICLE: Shape[DeskItem] = Shape(
    lambda: DeskItem.objects.filter(article=Slot("subject")).select_related("assignee")
)
ON_CLAIM: Shape[DeskItem] = Shape(
    lambda: DeskItem.objects.filter(claim=Slot("subject")).select_related("assignee")
)


def work_of(row: Article | Claim, user_id: int) -> Work:
    """Of a row that was read with `desk_item__assignee`; no query then."""
    return _work(getattr(row, "desk_item", None), user_id)


def _work(item: DeskItem | None, user_id: int) -> Work:
    if item is None:
        return Work(DeskState.UNREAD, "", mine=False, version=0)
    who = item.assignee.get_username() if item.assignee else ""
    return Work(item.state, who, item.assignee_id == user_id, item.version)


def work_on(subject: Article | Claim, user_id: int) -> Work:
    """Of one article or claim. One query."""
    shape = ON_ARTICLE if isinstance(subject, Article) else ON_CLAIM
    item = next(iter(shape.rows(subject=subject.pk)), None)
    return _work(item, user_id)


def numbers_of(model: type[Article] | type[Claim], user_id: int) -> Numbers:
    """Count the articles, or the claims, of the queue by their state. Two queries."""
    about = {"article__isnull": model is not Article}
    states = (DeskState.IN_WORK, DeskState.TO_CHECK, DeskState.DONE)
    by_state = {state.value: Count("pk", filter=Q(state=state)) for state in states}
    mine = Count("pk", filter=Q(state=DeskState.IN_WORK, assignee=user_id))
    counted = DeskItem.objects.filter(**about).aggregate(**by_state, mine=mine)
    live = Q(removed_at__isnull=True) if model is Article else Q(withdrawn_at__isnull=True)
    unread = model._default_manager.filter(UNREAD, live)[: MOST + 1].count()
    return Numbers(unread=unread, **counted)


PEOPLE = Shape(lambda: desk_people().values_list("pk", "username"))


def people_to_choose() -> list[tuple[int, str]]:
    """Whom work can be given to: key and name, by name. One query."""
    return PEOPLE.rows()
