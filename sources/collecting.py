"""When Python looks for garbage: not amid work that makes many objects and keeps them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """Look for no cyclic garbage until the block ends; for work of bounded size.

    Every object a chunk keeps until its end brings the next look at all of them, and of the program, nearer:
    a third of the time of comparing, and next to nothing was ever found.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
