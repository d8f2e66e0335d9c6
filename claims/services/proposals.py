"""Proposals: what a machine found in a text. Nobody but editors sees them; a person decides.

An engine's way through a text is one Reading, written with its proposals in one transaction. Run again, it
changes nothing; a later engine takes the place of what earlier ones proposed and nobody has decided.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.choices import LinkState, ReadingState, StatementState
from claims.models import Figure, Reading, Relay, Statement, StatementLink, StatementPassage
from claims.services.findings import Engine, ProposalInput
from claims.services.passages import check_content, content_key
from claims.services.proposing import write_proposals
from sources.folding import fold
from sources.models import ArticleVersion
from sources.services.acting import acting, machine

#: A finding is dropped where it shares this much with what a person decided: code points in both / in either.
ALIKE = 0.5
#: A statement within its article: the key of its content, and the speaker as printed.
Identity = tuple[str, str | None]


def propose(*, engine: Engine, version: ArticleVersion, data: ProposalInput) -> Statement | None:
    """Keep one more thing that an engine found, as `propose_all` does; None where it is not proposed.

    Its Reading is done with the first one and counts those that follow.
    """
    _, made = _read(engine, version, [data], more=True)
    return made[0] if made else None


def propose_all(*, engine: Engine, version: ArticleVersion, found: Sequence[ProposalInput]) -> Reading:
    """Keep all that an engine found in a text, and that it has read it; done before, nothing happens.

    Undecided proposals of older engines go, and those of its own that it does not find again. What is
    recorded already, or is much like what a person decided of the same speaker (rejected, withdrawn), is not
    proposed. An engine of which a later version has read the text proposes nothing more. Raises WordsMoved
    where words do not stand there; then nothing is written.
    """
    return _read(engine, version, found)[0]


def drop_undecided(*, article_ids: Collection[int], keep: Collection[int] = ()) -> int:
    """Take away what was proposed in these articles and nobody decided, but in the versions `keep`.

    Return how many. Must run inside `acting`.
    """
    rows = Statement.objects.filter(article_version__article__in=article_ids)
    return _drop(rows.exclude(article_version__in=keep))


def drop_same(*, version: ArticleVersion, key: str, printed: str | None) -> int:
    """Take away what is proposed of the same words of a text and the same printed speaker; how many."""
    rows = Statement.objects.filter(article_version=version, content_key=key, speaker_as_printed=printed)
    with acting(machine("carrying over")):
        return _drop(rows)


def _read(
    engine: Engine, version: ArticleVersion, found: Sequence[ProposalInput], *, more: bool = False
) -> tuple[Reading, list[Statement]]:
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
            reading.replaced = _replace(engine, version, {_identity(data) for data in found})
        made = write_proposals(actor=actor, engine=engine, version=version, found=_new(version, found))
        return _done(reading, found=len(made) if before else len(found), proposed=len(made)), made


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


def _replace(engine: Engine, version: ArticleVersion, found: set[Identity]) -> int:
    """Take away what other engines proposed, and what this one does not find any more; how many."""
    rows = Statement.objects.filter(article_version=version)
    own = rows.filter(
        state=StatementState.PROPOSED, proposed_engine=engine.name, proposed_version=engine.version
    )
    names = own.values_list("pk", "content_key", "speaker_as_printed")
    again = [pk for pk, key, printed in names if (key, printed) in found]
    return _drop(rows.exclude(pk__in=again))


def _drop(rows: QuerySet[Statement]) -> int:
    """Delete those that wait for a decision and on which nothing else rests; how many."""
    free = rows.filter(state=StatementState.PROPOSED, shortened_in=None, answers_requests=None)
    free = free.filter(~Q(links__state=LinkState.CONFIRMED))
    ids = list(free.values_list("pk", flat=True))
    # Locked before they go: what a person decides at this moment is decided first, and stays.
    locked = Statement.objects.filter(pk__in=ids, state=StatementState.PROPOSED).select_for_update()
    ids = list(locked.order_by("pk").values_list("pk", flat=True))
    for part in (StatementLink, Relay, Figure, StatementPassage):
        part._default_manager.filter(statement__in=ids).delete()
    Statement.objects.filter(pk__in=ids).delete()
    return len(ids)


def _new(version: ArticleVersion, found: Sequence[ProposalInput]) -> list[ProposalInput]:
    """Those that are neither recorded nor decided, each once."""
    rows = list(
        Statement.objects.filter(article_version=version).only(
            "state", "content_key", "speaker_as_printed", "speaker_id"
        )
    )
    once = {_identity(data): data for data in reversed(found)}
    return [
        data
        for data in found
        if once[_identity(data)] is data and not any(_is_known(row, data) for row in rows)
    ]


def _identity(data: ProposalInput) -> Identity:
    return content_key(data.content), data.printed


def _is_known(row: Statement, data: ProposalInput) -> bool:
    printed = fold(row.speaker_as_printed or "") == fold(data.printed or "")
    if not printed and (data.speaker_id is None or row.speaker_id != data.speaker_id):
        return False
    key = content_key(data.content)
    if row.content_key == key:
        return printed or row.state != StatementState.PROPOSED
    one, other = _points(row.content_key), _points(key)
    return row.state != StatementState.PROPOSED and len(one & other) >= ALIKE * len(one | other)


def _points(key: str) -> set[int]:
    """The code points of a content key, "start-end,…"."""
    spans = (map(int, span.split("-")) for span in key.split(","))
    return {point for start, end in spans for point in range(start, end)}
