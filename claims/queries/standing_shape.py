"""What stands on claims, as rows of values that answer to the names of the models.

They answer to the names that `wording`, `figures`, `standing` and `entries` ask of a link, its statement
and its article, and to no others. Names stand here over merges.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from claims.choices import Mode, Reach, Stance, Translated
from claims.models import Figure, Relay
from sources.clocks import ClockValue

RowT = TypeVar("RowT")


class Members(tuple[RowT, ...], Generic[RowT]):
    """What a statement has several of, as the manager of a relation gives them."""

    __slots__ = ()

    def all(self) -> Members[RowT]:
        """All of them, in order."""
        return self


class Name(NamedTuple):
    """A speaker or an outlet. outlet_id: which outlet the speaker is; slug: of the address of its page, for
    such as may see it."""

    pk: int
    name: str
    outlet_id: int | None = None
    slug: str = ""
    merged_into: None = None
    merged_into_id: None = None


class Words(NamedTuple):
    """A passage."""

    exact: str
    anchoring: str


class PartRow(NamedTuple):
    """What the words of a passage are in a statement."""

    part: str
    passage: Words


class ArticleRow(NamedTuple):
    """An article. outlet_id: as it stands in its column, before any merge."""

    pk: int
    current_version_id: int | None
    headline: str
    language: str
    address: str
    reprint_of_id: int | None
    reprint_of_outlet_id: int | None
    outlet_id: int | None
    published: ClockValue
    outlet: Name | None
    credited_to: Name | None


class VersionRow(NamedTuple):
    """A text of an article."""

    pk: int
    recorded_at: datetime
    article: ArticleRow


class StatementRow(NamedTuple):
    """A statement."""

    pk: int
    voice: str
    mode: str
    language: str
    translated: str
    origin_dropped: bool
    fuller_chain_id: int | None
    speaker_as_printed: str | None
    role_as_printed: str
    recorded_at: datetime
    said: ClockValue
    event: ClockValue
    speaker: Name | None
    speaks_for: Name | None
    article_version: VersionRow
    parts: Members[PartRow]
    figures: Members[Figure]
    relays: Members[Relay]

    def get_mode_display(self) -> str:
        """In words."""
        return MODES[self.mode]

    def get_translated_display(self) -> str:
        """In words."""
        return TRANSLATED[self.translated]


class ClaimRow(NamedTuple):
    """A claim."""

    text: str
    merged_into_id: int | None


class LinkRow(NamedTuple):
    """A link; has_places: an office is recorded of who speaks."""

    pk: int
    statement_id: int
    claim_id: int
    stance: str
    reach: str
    claim: ClaimRow
    has_places: bool
    statement: StatementRow

    def get_stance_display(self) -> str:
        """In words."""
        return STANCES[self.stance]

    def get_reach_display(self) -> str:
        """In words."""
        return REACHES[self.reach]


def _in_words(choices: Any) -> Mapping[str, str]:
    return {one.value: str(one.label) for one in choices}


MODES, TRANSLATED, STANCES, REACHES = map(_in_words, (Mode, Translated, Stance, Reach))
