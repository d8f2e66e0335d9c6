"""What a batch makes known of its outlets' pages: once all of it is read, repeated lines are looked for.

`RepetitionCheck` rows are the queue, leased and counted (`leasing`): one for each outlet of which a batch
brought articles. What could not be looked through is left out and named on the batch's page. An outlet costs
one look at its newest articles and one at each of the batch's, a bounded number at a time; only texts in
which such a line passes for something else are laid out anew. Files that wait are read before.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping
from functools import partial

from django.db import InterfaceError, OperationalError
from django.db.models import OuterRef, Q, QuerySet

from sources.choices import BlockKind, RepetitionState
from sources.ingest.lines import read_lines
from sources.ingest.repeated import ARTICLES, line_key, times_repeated
from sources.ingest.wordings import PROBABLY
from sources.models import Article, ArticleVersion, Block, RepetitionCheck
from sources.querysets import ArticleQuerySet
from sources.services import leasing
from sources.services.acting import acting, machine
from sources.services.intake import is_here
from sources.services.repetition import COUNTED, LONGEST_LINE, lay_again, repeated_lines

#: Articles of a batch that are looked at in one transaction.
CHUNK = 300
LEFT_OUT = (RepetitionState.CRASHED, RepetitionState.FAILED)
#: What a repeated line must not pass for. Of furniture only what is doubtful: there it is a better reason.
READ = (BlockKind.BODY, BlockKind.CROSSHEAD, BlockKind.HEADLINE, BlockKind.STANDFIRST)

logger = logging.getLogger(__name__)


def note_outlets(articles: Iterable[tuple[int | None, int | None]]) -> None:
    """Have the outlets of articles looked through at the end of their batches. articles: (batch, outlet).

    Call it in the transaction that stores them, last: another worker with the same batch may wait for it.
    An outlet that was left out is tried again.
    """
    pairs = {(batch, outlet) for batch, outlet in articles if batch and outlet}
    if not pairs:
        return
    known = RepetitionCheck.objects.filter(batch__in={batch for batch, _ in pairs})
    states = {
        (batch, outlet): state for batch, outlet, state in known.values_list("batch", "outlet", "state")
    }
    if any(states.get(pair) in LEFT_OUT for pair in pairs):
        known.filter(state__in=LEFT_OUT, outlet__in={outlet for _, outlet in pairs}).update(
            state=RepetitionState.WAITING, attempts=0
        )
    new = sorted(pairs - states.keys())
    RepetitionCheck.objects.bulk_create(
        (RepetitionCheck(batch_id=batch, outlet_id=outlet) for batch, outlet in new), ignore_conflicts=True
    )


def is_repetition_waiting() -> bool:
    """Whether an outlet is to be looked through now."""
    return leasing.free(_due()).exists()


def outlets_left_out(*, batch_id: int) -> list[RepetitionCheck]:
    """What could not be looked through of a batch, with the outlets, in their order; one query."""
    rows = RepetitionCheck.objects.filter(batch=batch_id, state__in=LEFT_OUT)
    return list(rows.select_related("outlet").order_by("pk"))


def look_for_repetition() -> bool:
    """Look through the next articles of an outlet; False when none waits. Two workers never take the same.

    The attempt is counted first; then one transaction, some thirty queries. Failures are logged, and what
    fails each time is left out. Raises OperationalError or InterfaceError when the database went away: the
    lease then runs out by itself.
    """
    taken = leasing.take(_due(), 1, crashed=partial(_leave_out, RepetitionState.CRASHED))
    if taken is None:
        return False
    checks: list[RepetitionCheck] = []
    try:
        with acting(machine("layout")):
            rows = leasing.mine(RepetitionCheck, taken).select_for_update(of=("self",))
            checks += rows.select_related("outlet")
            for check in checks:
                _look_on(check)
    except (OperationalError, InterfaceError) as error:
        if not leasing.is_deadlock(error):
            raise
        leasing.give_back(RepetitionCheck, taken)
    except Exception:
        logger.exception("Looking for repeated lines failed: %s.", ", ".join(map(str, checks)))
        leasing.note_failure(RepetitionCheck, taken, failed=partial(_leave_out, RepetitionState.FAILED))
    return True


def texts_to_lay(versions: Collection[int], lines: Mapping[int, int]) -> list[int]:
    """In which texts a repeated line passes for the article's own, or for who knows what. Two queries.

    lines: by line_key, in how many articles of the outlet.
    """
    if not lines:
        return []
    doubtful = Q(kind=BlockKind.FURNITURE, reason__startswith=PROBABLY)
    blocks = Block.objects.filter(Q(kind__in=READ) | doubtful, version__in=versions)
    texts = dict(ArticleVersion.objects.filter(pk__in=versions).values_list("pk", "text"))
    found = {
        version
        for version, start, end in blocks.values_list("version", "start", "end")
        if end - start <= LONGEST_LINE and _is_repeated(texts[version][start:end], lines)
    }
    return sorted(found)


def _is_repeated(words: str, lines: Mapping[int, int]) -> bool:
    if lines.get(line_key(words), 0) < ARTICLES:
        return False
    return any(times_repeated(line, lines) for line in read_lines(words, 0))


def _due() -> QuerySet[RepetitionCheck]:
    """All files of their batches are here and read."""
    return RepetitionCheck.objects.filter(is_here(OuterRef("batch")), state=RepetitionState.WAITING)


def _leave_out(state: RepetitionState, rows: QuerySet[RepetitionCheck]) -> None:
    rows.update(state=state, leased_until=None)


def _look_on(check: RepetitionCheck) -> None:
    """The next of the batch's articles; after its last, the outlet's newest that came before."""
    outlet = check.outlet.merged_into_id or check.outlet_id
    lines = repeated_lines(outlet)
    articles: ArticleQuerySet = Article.objects.of_outlet(outlet).filter(current_version__isnull=False)
    mine = articles.filter(batch=check.batch_id, pk__gt=check.seen).order_by("pk")
    brought = list(mine.values_list("pk", "current_version")[: CHUNK if lines else 0])
    _lay([version for _, version in brought], outlet, lines)
    if len(brought) == CHUNK:
        check.seen, check.attempts, check.leased_until = brought[-1][0], 0, None
        check.save(update_fields=["seen", "attempts", "leased_until"])
    else:
        if lines:
            others = articles.exclude(batch=check.batch_id).order_by("-pk")
            _lay(list(others.values_list("current_version", flat=True)[:COUNTED]), outlet, lines)
        check.delete()


def _lay(versions: Collection[int], outlet: int, lines: Mapping[int, int]) -> None:
    if found := texts_to_lay(versions, lines):
        lay_again(found, known={outlet: lines})
