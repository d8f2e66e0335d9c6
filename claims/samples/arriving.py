"""The sample reports on their way in: one batch, read like any other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from claims.services.proposals import drop_undecided
from claims.services.reading_queue import queue_again
from claimtrack.people import give_role
from claimtrack.roles import EDITOR
from sources.choices import BatchControl, BatchOrigin, FileState
from sources.ingest.read import read_paths
from sources.models import ArticleVersion, ImportBatch
from sources.services.acting import acting, machine
from sources.services.batches import make_batch
from sources.services.drain import chunks, lease_files, read_chunk

#: The batch, and whose name the desk work bears: an editor who is nobody and cannot sign in.
LABEL = "Samples"
DESK = "sample-desk"
PAUSE = 0.2  # seconds between two looks at files that a worker has taken

Tell = Callable[[str], None]


def sample_editor() -> User:
    """The inactive editor of the sample desk; made at the first call."""
    user, made = User.objects.get_or_create(
        username=DESK, defaults={"is_active": False, "password": make_password(None)}
    )
    return give_role(user=user, role=EDITOR) if made else user


def bring_in(folder: Path, *, tell: Tell) -> ImportBatch:
    """The batch of the folder's reports, made and read where it is not here yet. Raises NothingToImport.

    Reads beside the workers, so that it needs none; what one of them has taken is waited for.
    """
    batch = ImportBatch.objects.filter(label=LABEL, made_by__username=DESK).first()
    if batch is None:
        batch = make_batch(
            made_by=sample_editor(), label=LABEL, origin=BatchOrigin.COMMAND, files=read_paths([folder])
        ).batch
    total = batch.files.count()
    waiting = batch.files.filter(state__in=[FileState.PENDING, FileState.RUNNING])
    while (left := waiting.count()) and _goes_on(batch):
        tell(f"Sample reports: {total - left} of {total} read")
        leases = lease_files()
        for chunk in chunks(leases):
            read_chunk(chunk)
        if not leases:
            time.sleep(PAUSE)
    return batch


def _goes_on(batch: ImportBatch) -> bool:
    """Whether nobody has paused or cancelled it meanwhile."""
    batch.refresh_from_db(fields=["control"])
    return batch.control == BatchControl.GO


def versions_of(batch: ImportBatch) -> Mapping[str, ArticleVersion]:
    """The texts of the batch by label; a file that is held has none."""
    files = batch.files.filter(article_version__isnull=False).select_related("article_version__article")
    return {file.name: file.article_version for file in files if file.article_version}


@contextmanager
def untouched_by_engines(batch: ImportBatch) -> Iterator[None]:
    """Keep engines away from the batch's texts meanwhile; what they proposed goes, and they read them anew.

    Otherwise a worker that was quick would have proposed what is about to be recorded.
    """
    versions = ArticleVersion.objects.filter(files__batch=batch).order_by("pk")
    locked = dict(versions.select_for_update(of=("self",)).values_list("pk", "article"))
    with acting(machine("samples")):
        drop_undecided(article_ids=set(locked.values()))
    yield
    queue_again(locked)
