"""The threads of a process of the web server: of those that are free, who answered last answers next.

Each thread keeps a connection of its own to PostgreSQL, whose server process keeps plans and what it knows of
tables. By itself Python's pool goes round: a visitor who asks for page after page meets one thread after the
other, each with less at hand than the one before, and pages take a twelfth longer.
"""

from __future__ import annotations

import queue
import select
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from threading import Lock, get_ident
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

#: Milliseconds that a thread waits for the next request of a connection before it hands it back, which takes
#: two other threads; and how often it does so.
SOON, IN_A_ROW = 3, 20


class LastFirst:
    """What a pool's threads take work from: the work in its order, the thread that came last before others.

    As much of `queue.SimpleQueue` as `concurrent.futures.ThreadPoolExecutor` asks for.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._work: deque[Any] = deque()
        self._waiting: list[queue.SimpleQueue[Any]] = []
        self._coming: set[int] = set()

    def comes_back(self) -> None:
        """Say that the thread that asks has done its work, and takes the next in a moment."""
        with self._lock:
            self._coming.add(get_ident())

    def put(self, work: Any) -> None:
        """Leave it to who comes back, or give it to who came last."""
        with self._lock:
            if len(self._work) < len(self._coming) or not self._waiting:
                self._work.append(work)
                return
            taker = self._waiting.pop()
        taker.put(work)

    def is_waited_for(self) -> bool:
        """Whether there is work that nobody has taken."""
        return bool(self._work)

    def get(self, block: bool = True) -> Any:
        """Wait for work. Raises queue.Empty where there is none and nobody wants to wait."""
        with self._lock:
            self._coming.discard(get_ident())
            if self._work:
                return self._work.popleft()
            if not block:
                raise queue.Empty
            taker: queue.SimpleQueue[Any] = queue.SimpleQueue()
            self._waiting.append(taker)
        return taker.get()

    def get_nowait(self) -> Any:
        """Work, if there is any. Raises queue.Empty."""
        return self.get(block=False)


class Threads(ThreadWorker):
    """gunicorn's own, with such a pool."""

    def get_thread_pool(self) -> ThreadPoolExecutor:
        """The pool, for gunicorn, which asks for it once a process."""
        pool = ThreadPoolExecutor(max_workers=self.cfg.threads)
        self._queue = LastFirst()
        pool._work_queue = self._queue  # type: ignore[assignment]  # nobody waits in the other one yet
        return pool

    def handle(self, conn: Any) -> Any:
        """Answer a request, in a thread of the pool; and those that come right behind it."""
        try:
            stays = super().handle(conn)  # type: ignore[no-untyped-call]
            for _ in range(IN_A_ROW):
                if stays is not True or not self._asks_again(conn):
                    break
                stays = super().handle(conn)  # type: ignore[no-untyped-call]
            return stays
        finally:
            self._queue.comes_back()

    def _asks_again(self, conn: Any) -> bool:
        """Whether the next request of a connection comes at once. Nobody else is kept waiting for it."""
        if not self.alive or conn.is_http2 or self._queue.is_waited_for():
            return False
        asked = select.poll()
        asked.register(conn.sock, select.POLLIN)
        return bool(asked.poll(SOON))
