"""Bringing files to the queue and draining it, as the tests of the imports need it."""

from sources.choices import BatchOrigin
from sources.ingest.found import FoundFile
from sources.services.batches import make_batch
from sources.services.drain import chunks, lease_files, read_chunk
from tests.factories.base import desk_editor

BODY = (
    "The harbour of Port Brevin stayed closed on Tuesday, its master Ilse Tamm told reporters.\n\n"
    "“Nobody has asked us to open it,” she said."
)


def text(body=BODY, **header):
    """A saved article: header lines (Outlet, URL, Published …), then its text."""
    lines = "".join(f"{key}: {value}\n" for key, value in header.items())
    return f"{lines}\n{body}\n" if lines else f"{body}\n"


def found(name, content):
    """A file as the readers of folders and archives yield it."""
    return FoundFile(name, content if isinstance(content, bytes) else content.encode(), None)


def batch_of(files, **options):
    """A batch of {name: content}, made by the desk editor."""
    options.setdefault("made_by", desk_editor())
    options.setdefault("label", "Clippings")
    options.setdefault("origin", BatchOrigin.UPLOAD)
    return make_batch(files=[found(*item) for item in files.items()], **options).batch


def drain_all(limit=20):
    """Read everything that waits, as one worker; return the states in order."""
    states = []
    while leases := lease_files(limit=limit):
        states += [state for chunk in chunks(leases) for state in read_chunk(chunk)]
    return states


def fates(batch):
    """{name: state} of a batch's files."""
    return dict(batch.files.values_list("name", "state"))
