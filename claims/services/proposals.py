"""Proposals: what a machine found in a text. Nobody but editors sees them; a person decides.

An engine's way through a text is one Reading, written with its proposals in one transaction. Run again, it
changes nothing; a later engine takes the place of what earlier ones proposed and nobody has decided.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from claims.choices import LinkState, Method, Mode, Reach, ReadingState, Stance, StatementState, Voice
from claims.models import (
    Claim,
    Figure,
    Reading,
    Relay,
    Statement,
    StatementLink,
    StatementPassage,
)
from claims.services.inputs import Words
from claims.services.members import set_content
from claims.services.passages import check_content, content_key
from sources.clocks import UNKNOWN, ClockValue
from sources.models import ArticleVersion
from sources.models.clock import clock_columns
from sources.services.acting import Actor, acting, machine
from sources.services.roots import create

#: A finding is dropped where it shares this much with what a person decided: code points in both / in either.
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Engine:
    """Who proposes: a name and a version, as statements keep them."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class ProposalInput:
    """A statement as an engine found it. The speaker is left as printed: whom that means, a person decides.

    score: 0 to 1, by the engine's own measure. links: (claim id, stance) that the engine suggests.
    """

    content: tuple[Words, ...]
    voice: Voice
    mode: Mode
    speaker_as_printed: str = ""
    role_as_printed: str = ""
    said: ClockValue = UNKNOWN
    language: str = ""
    score: float | None = None
    links: tuple[tuple[int, Stance], ...] = ()

    @property
    def printed(self) -> str | None:
        """The speaker as statements keep it: None where none is printed."""
        return self.speaker_as_printed.strip() or None


def propose(*, engine: Engine, version: ArticleVersion, data: ProposalInput) -> Statement | None:
    """Keep one more thing that an engine found, as `propose_all` does; None where it is not proposed.

    Its Reading is done with the first one and counts those that follow.
    """
    _, made = _read(engine, version, [data], more=True)
    return made[0] if made else None


def propose_all(*, engine: Engine, version: ArticleVersion, found: Sequence[ProposalInput]) -> Reading:
    """Keep all that an engine found in a text, and that it has read it; done before, nothing happens.

    Undecided proposals of older engines go. What is recorded already, or is much like what a person decided
    of the same printed speaker (rejected, withdrawn), is not proposed. An engine of which a later version
    has read the text proposes nothing more. Raises WordsMoved where words do not stand there; then nothing
    is written.
    """
    return _read(engine, version, found)[0]


def _read(
    engine: Engine, version: ArticleVersion, found: Sequence[ProposalInput], *, more: bool = False
) -> tuple[Reading, list[Statement | None]]:
    for data in found:
        check_content(data.content)
    actor = machine(f"engine {engine.name} {engine.version}")
    with acting(actor):
        # One engine at a time on a text: two would find the same.
        ArticleVersion.objects.select_for_update().get(pk=version.pk)
        reading, _ = Reading.objects.get_or_create(
            article_version=version, engine=engine.name, engine_version=engine.version
        )
        before = reading.state == ReadingState.DONE
        if before and not more:
            return reading, []
        if _later_has_read(engine, version):
            reading.note = "A later version of the engine has read this text."
            return _done(reading, found=0 if before else len(found)), []
        if not before:
            reading.replaced = _replace_older(engine, version)
        made = [_keep(actor, engine, version, data) for data in found]
        new = sum(statement is not None for statement in made)
        return _done(reading, found=new if before else len(found), proposed=new), made


def _done(reading: Reading, *, found: int, proposed: int = 0) -> Reading:
    """Counts are added: an engine may hand over what it found piece by piece."""
    reading.state, reading.leased_until = ReadingState.DONE, None
    reading.read_at = reading.read_at or timezone.now()
    reading.found += found
    reading.proposed += proposed
    reading.save()
    return reading


def _later_has_read(engine: Engine, version: ArticleVersion) -> bool:
    rows = Reading.objects.filter(article_version=version, engine=engine.name, state=ReadingState.DONE)
    read_by = rows.values_list("engine_version", flat=True)
    return any(_in_order(one) > _in_order(engine.version) for one in read_by)


def _in_order(version: str) -> list[tuple[int, str]]:
    """Versions sort by their numbers, then by what stands between: 2 before 10, 1.2 before 1.2b."""
    return [(int(number or -1), words) for number, words in re.findall(r"(\d+)|(\D+)", version)]


def _replace_older(engine: Engine, version: ArticleVersion) -> int:
    """Take away what other engines, or earlier versions, proposed and nobody decided; how many."""
    waiting = Statement.objects.filter(article_version=version, state=StatementState.PROPOSED)
    older = waiting.exclude(proposed_engine=engine.name, proposed_version=engine.version)
    free = older.filter(shortened_in=None, answers_requests=None)
    ids = list(free.exclude(links__state=LinkState.CONFIRMED).values_list("pk", flat=True))
    for part in (StatementLink, Relay, Figure, StatementPassage):
        part._default_manager.filter(statement__in=ids).delete()
    Statement.objects.filter(pk__in=ids).delete()
    return len(ids)


def _keep(actor: Actor, engine: Engine, version: ArticleVersion, data: ProposalInput) -> Statement | None:
    """Write one proposal; None where it is recorded or was decided before."""
    key = content_key(data.content)
    there = Statement.objects.filter(article_version=version, speaker_as_printed=data.printed)
    if any(_is_known(row, key) for row in there.only("state", "content_key")):
        return None
    statement = create(
        Statement,
        actor=actor,
        article_version=version,
        content_key=key,
        state=StatementState.PROPOSED,
        speaker_as_printed=data.printed,
        **_columns(engine, data),
    )
    set_content(statement=statement, version=version, content=data.content)
    _link(statement, data)
    return statement


def _is_known(row: Statement, key: str) -> bool:
    if row.content_key == key:
        return True
    one, other = _points(row.content_key), _points(key)
    return row.state != StatementState.PROPOSED and len(one & other) >= ALIKE * len(one | other)


def _points(key: str) -> set[int]:
    """The code points of a content key, "start-end,…"."""
    spans = (map(int, span.split("-")) for span in key.split(","))
    return {point for start, end in spans for point in range(start, end)}


def _columns(engine: Engine, data: ProposalInput) -> dict[str, object]:
    return {
        "voice": data.voice,
        "mode": data.mode,
        "role_as_printed": data.role_as_printed,
        "language": data.language,
        "proposed_engine": engine.name,
        "proposed_version": engine.version,
        "proposed_score": data.score,
        "proposed_spans": [[words.start, words.end] for words in data.content],
        **clock_columns("said", data.said),
    }


def _link(statement: Statement, data: ProposalInput) -> None:
    for claim_id, stance in data.links:
        StatementLink.objects.create(
            statement=statement,
            claim=Claim.objects.get(pk=claim_id),
            stance=stance,
            reach=Reach.NAMES,
            state=LinkState.PROPOSED,
            method=Method.MACHINE,
            score=data.score,
        )
