"""Reading articles again, because what is known about them changed."""

from __future__ import annotations

from collections.abc import Collection

from sources.services.comparing import compare_again


def read_again(versions: Collection[int]) -> None:
    """Have what was worked out of these texts worked out anew, in the transaction of the change.

    What is to be done stands in PostgreSQL, where the worker finds it: no message can be lost.
    """
    compare_again(versions)
