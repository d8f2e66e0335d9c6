"""The web server leaves what it loaded alone, and still finds garbage."""

import gc
import weakref

import pytest

from claimtrack.garbage import YOUNG, settle


class Held:
    """Something that holds itself."""

    def __init__(self):
        self.me = self


@pytest.fixture
def settled():
    before = gc.get_threshold()
    settle()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_was_loaded_is_not_looked_at_again(settled):
    assert (gc.get_freeze_count() > 10_000, gc.get_threshold()[0]) == (True, YOUNG)


def test_what_is_made_afterwards_is_found(settled):
    held = Held()
    gone = weakref.ref(held)
    del held
    rows = [[] for _ in range(YOUNG + 100)]
    assert (gone(), len(rows)) == (None, YOUNG + 100)
