"""A connection that is kept from one request to the next, and found out when it is lost.

Before a request's first question Django asks a kept connection whether it still answers, and that question
takes as long as one of the page's own. A server that ends a connection says so on it: what waits there to be
read tells it without asking. Only a connection that was idle for long, as one that a firewall forgot, or one
that failed, is asked.
"""

import select
import time
from typing import Any

from django.db.backends.postgresql import base
from psycopg2.extensions import TRANSACTION_STATUS_IDLE

#: Seconds of idleness after which a connection is asked.
IDLE = 60


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for how it tells whether it is usable."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found_well = 0.0

    def is_usable(self) -> bool:
        """Whether the connection answers, as far as can be told; it is asked where there is a doubt."""
        now = time.monotonic()
        asked = self.errors_occurred or now - self._found_well > IDLE or self._is_in_doubt()
        usable = super().is_usable() if asked else True
        self._found_well = now if usable else 0.0
        return usable

    def _is_in_doubt(self) -> bool:
        """Whether it is amid a transaction, which takes no more questions once it failed; or something came
        that nobody asked for: the end of the connection, or a notice of it."""
        if self.connection is None or self.connection.closed:
            return True
        if self.connection.get_transaction_status() != TRANSACTION_STATUS_IDLE:
            return True
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return bool(waiting.poll(0))
