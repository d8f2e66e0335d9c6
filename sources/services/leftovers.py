"""What is left lying in the store of originals: files half written by what was killed, and originals of an
upload that failed, which no row names. Both are swept once they are old; what a row names never is.

An intake holds a lock, shared with others of its kind, until its rows are committed. The sweep takes files
away only while it holds that lock alone, and asks once more then: nothing goes that somebody is bringing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from claimtrack.words import counted
from sources import originals
from sources.models import ArticleVersion, ImportFile

#: Seconds after which a file that is not whole never will be, and one that no row names is left over.
UNFINISHED_FOR = 3600
UNNAMED_FOR = 86_400
#: Files that are taken away at once, while intakes wait.
AT_ONCE = 200
#: The lock's letters in ASCII.
_LOCK = int.from_bytes(b"incoming")

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Swept:
    """unfinished, unnamed: files taken away, and size their bytes; named: old originals that rows name.

    doubtful: unnamed ones that stay, because no row names any original: this may be another database's store.
    postponed: left for the next sweep, because somebody was bringing files. stuck: the disk refused.
    """

    unfinished: int = 0
    unnamed: int = 0
    size: int = 0
    named: int = 0
    doubtful: int = 0
    postponed: int = 0
    stuck: int = 0


def hold_off_sweeps() -> None:
    """For an intake, before it stores anything: until its transaction ends nothing is swept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])


def sweep_originals(*, now: float | None = None) -> Swept:
    """Take away what is left over, and log what was done. `now`: seconds since 1970.

    Safe to repeat and to race. It looks at every file of the store, and asks the rows for all old ones.
    """
    swept = Swept()
    left: list[Path] = []
    for folder in originals.folders():
        left += _left_over(folder, time.time() if now is None else now, swept)
    half = [path for path in left if _is_unfinished(path)]
    if len(half) < len(left) and not swept.named:
        swept.doubtful = len(left) - len(half)
        left = half
    for first in range(0, len(left), AT_ONCE):
        if not _take_away(left[first : first + AT_ONCE], swept):
            swept.postponed = len(left) - first
            break
    _log(swept)
    return swept


def _left_over(folder: Path, now: float, swept: Swept) -> list[Path]:
    """The old files of a folder that are half or that no row names; the others are counted."""
    ages = {name: now - came for name, came in originals.lying(folder)}
    half = [name for name, age in ages.items() if _is_unfinished(folder / name) and age > UNFINISHED_FOR]
    old = [name for name, age in ages.items() if originals.DIGEST.fullmatch(name) and age > UNNAMED_FOR]
    named = _named(old)
    swept.named += len(named)
    return [folder / name for name in (*half, *old) if name not in named]


def _is_unfinished(path: Path) -> bool:
    return path.name.startswith(originals.UNFINISHED)


def _named(digests: Collection[str]) -> set[str]:
    """Those that a file of a batch or a text names."""
    files = ImportFile.objects.filter(sha256__in=digests).order_by().values_list("sha256", flat=True)
    texts = ArticleVersion.objects.filter(sha256__in=digests).order_by().values_list("sha256", flat=True)
    return {*files, *texts}


@transaction.atomic
def _take_away(paths: Sequence[Path], swept: Swept) -> bool:
    """Delete what no row names by now; False, and nothing is done, while somebody brings files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return False
    named = _named([path.name for path in paths])
    for path in paths:
        if path.name not in named:
            _delete(path, swept)
    return True


def _delete(path: Path, swept: Swept) -> None:
    try:
        size = path.stat().st_size
        path.unlink()
    except FileNotFoundError:
        return  # another sweep was faster
    except OSError as error:
        logger.warning("Left over in the store and not to be deleted: %s (%s).", path.name, error)
        swept.stuck += 1
        return
    swept.size += size
    if _is_unfinished(path):
        swept.unfinished += 1
    else:
        swept.unnamed += 1


def _log(swept: Swept) -> None:
    logger.info(
        "Swept the originals: %s half written and %s that no row names deleted (%s bytes), %s left for the"
        " next time, %s not to be deleted; old ones that rows name: %s.",
        *(swept.unfinished, swept.unnamed, swept.size, swept.postponed, swept.stuck, swept.named),
    )
    if swept.doubtful:
        logger.warning(
            "The database names none of %s in the store that are a day old: it may be another database's."
            " They are left.",
            counted(swept.doubtful, "original"),
        )
