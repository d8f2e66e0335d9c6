"""What a batch makes known of its outlets' pages: once all of it is read, repeated lines are looked for.

`RepetitionCheck` rows are the queue: one for each outlet of which a batch brought articles. An outlet costs
one look at its newest articles and one at each of the batch's, a bounded number at a time; only texts in
which such a line passes for something else are laid out anew. Files that wait are read before.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping

from django.db import InterfaceError, OperationalError
from django.db.models import Exists, OuterRef, Q, QuerySet

from sources.choices import BlockKind
from sources.ingest.lines import read_lines
from sources.ingest.repeated import ARTICLES, line_key, times_repeated
from sources.ingest.wordings import PROBABLY
from sources.models import Article, ArticleVersion, Block, ImportFile, RepetitionCheck
from sources.querysets import ArticleQuerySet
from sources.services.acting import acting, machine
from sources.services.repetition import COUNTED, LONGEST_LINE, lay_again, repeated_lines

#: Articles of a batch that are looked at in one transaction.
CHUNK = 300
#: What a repeated line must not pass for. Of furniture only what is doubtful: there it is a better reason.
READ = (BlockKind.BODY, BlockKind.CROSSHEAD, BlockKind.HEADLINE, BlockKind.STANDFIRST)

logger = logging.getLogger(__name__)


def note_outlets(articles: Iterable[Article]) -> None:
    """Have the outlets of these articles looked through at the end of their batches.

    Call it in the transaction that stores them, last: another worker with the same batch may wait for it.
    """
    pairs = {(one.batch_id, one.outlet_id) for one in articles if one.batch_id and one.outlet_id}
    if not pairs:
        return
    known = RepetitionCheck.objects.filter(batch__in={batch for batch, _ in pairs})
    new = sorted(pairs - set(known.values_list("batch_id", "outlet_id")))
    RepetitionCheck.objects.bulk_create(
        (RepetitionCheck(batch_id=batch, outlet_id=outlet) for batch, outlet in new), ignore_conflicts=True
    )


def is_repetition_waiting() -> bool:
    """Whether an outlet is to be looked through now."""
    return _due().exists()


def look_for_repetition() -> bool:
    """Look through the next articles of an outlet; False when none waits. Two workers never take the same.

    One transaction, under thirty queries. An outlet that cannot be looked through is left out, and logged.
    """
    check: RepetitionCheck | None = None
    try:
        with acting(machine("layout")):
            if check := _take():
                _look_on(check)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Looking for the lines that %s repeats failed; left out.", check)
        if check:
            RepetitionCheck.objects.filter(pk=check.pk).delete()
    return check is not None


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
    """All files of their batches are read."""
    unread = ImportFile.objects.open().filter(batch=OuterRef("batch"))
    return RepetitionCheck.objects.filter(~Exists(unread))


def _take() -> RepetitionCheck | None:
    rows = _due().select_for_update(skip_locked=True, of=("self",))
    return rows.select_related("outlet").order_by("pk").first()


def _look_on(check: RepetitionCheck) -> None:
    """The next of the batch's articles; after its last, the outlet's newest that came before."""
    outlet = check.outlet.merged_into_id or check.outlet_id
    lines = repeated_lines(outlet)
    articles: ArticleQuerySet = Article.objects.of_outlet(outlet).filter(current_version__isnull=False)
    mine = articles.filter(batch=check.batch_id, pk__gt=check.seen).order_by("pk")
    brought = list(mine.values_list("pk", "current_version")[: CHUNK if lines else 0])
    _lay([version for _, version in brought], outlet, lines)
    if len(brought) == CHUNK:
        check.seen = brought[-1][0]
        check.save(update_fields=["seen"])
    else:
        if lines:
            others = articles.exclude(batch=check.batch_id).order_by("-pk")
            _lay(list(others.values_list("current_version", flat=True)[:COUNTED]), outlet, lines)
        check.delete()


def _lay(versions: Collection[int], outlet: int, lines: Mapping[int, int]) -> None:
    if found := texts_to_lay(versions, lines):
        lay_again(found, known={outlet: lines})
