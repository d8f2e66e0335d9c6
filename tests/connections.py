"""Several real connections at once: threads that start together and close what they opened."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def _closing(work, *args):
    try:
        return work(*args)
    finally:
        connection.close()


def at_once(works):
    """Start all of `works` together, each in a thread with a connection of its own.

    Returns the outcomes in order: what each returned, or the exception it raised.
    """
    works = list(works)
    barrier = threading.Barrier(len(works))

    def run(work):
        with connection.cursor():  # connected before the start
            barrier.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        futures = [pool.submit(_closing, run, work) for work in works]
    return [future.exception() or future.result() for future in futures]


def elsewhere(work):
    """`work` goes on in another connection; its Future is returned at once."""
    pool = ThreadPoolExecutor(1)
    future = pool.submit(_closing, work)
    pool.shutdown(wait=False)
    return future


def wait_until_somebody_waits():
    """Until another connection stands before a lock that this one holds."""
    for _ in range(250):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks"
                " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("Nobody waits for this connection.")
