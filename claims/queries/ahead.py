"""Questions that the server answers while Python goes on: asked ahead, read where the answer is needed.

A page waits for the server, and the server for the page, though each has a processor of its own. What a page
says last is asked before its first part is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from threading import Event
from typing import Any, Generic, TypeVar

RowT = TypeVar("RowT")

#: Questions of one process that are answered at once; its threads are begun when there is a first one, which
#: is after the web server has forked its processes.
_WAITING = ThreadPoolExecutor(8, thread_name_prefix="ahead")


class Ahead(Generic[RowT]):
    """A question on its way, over the connection of the thread that asks. What that thread asks next waits
    until this is answered, be it asked ahead or not, and read or not.

    question: SQL, and the values for its places; read: what makes rows of what is fetched.
    """

    def __init__(
        self,
        connection: Any,
        question: tuple[str, Sequence[Any]],
        read: Callable[[Sequence[tuple[Any, ...]]], list[RowT]],
    ) -> None:
        self._cursor, self._read = connection.cursor(), read
        begun = Event()
        self._answer = _WAITING.submit(_ask, self._cursor, question, begun)
        # Else the other thread might wait for this one's turn to end before it asks.
        begun.wait()

    @cached_property
    def rows(self) -> list[RowT]:
        """The answer, waited for. Raises what the server complains of."""
        with self._cursor as cursor:
            self._answer.result()
            return self._read(cursor.fetchall())


def _ask(cursor: Any, question: tuple[str, Sequence[Any]], begun: Event) -> None:
    begun.set()
    cursor.execute(*question)
