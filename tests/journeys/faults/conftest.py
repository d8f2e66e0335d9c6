"""A machine for each test, and the summary of all faults."""

import shutil
import tempfile
from pathlib import Path

import pytest

from .machine import Machine


@pytest.fixture
def machine(transactional_db, settings):
    """Its programs end with the test; its path is short, as sockets need it."""
    place = Path(tempfile.mkdtemp(prefix="claimtrack-faults-", dir="/tmp"))
    made = Machine(place)
    settings.DATA_DIR, settings.ORIGINALS_DIR = made.data, made.data / "originals"
    try:
        yield made
    finally:
        made.end()
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def tell(record_property):
    """Say in the summary what was done to the machine and what became of it.

    Told only at the end of a test, when nothing was found lost or doubled.
    """

    def telling(fault, *, kills=0, files=0, recovery=0.0):
        record_property("fault", (fault, kills, files, round(recovery, 1)))

    return telling
