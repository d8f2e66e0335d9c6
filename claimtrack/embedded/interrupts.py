"""Ctrl-C and its kin, noticed only where it is safe to stop.

A handler that raised in the middle of starting a process would leave one that nobody has on record.
"""

import signal
import time
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def let_in() -> None:
    """For a command that owns nothing: a stop signal ends it at once."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


class Interrupted(Exception):
    """Somebody asked to stop; `number` is the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(f"signal {number}")
        self.number = number


class Interrupts:
    """Remembers the first signal; `check` and `pause` raise Interrupted once there was one."""

    def __init__(self) -> None:
        self.caught: int | None = None

    def listen(self) -> None:
        """Take over SIGINT, SIGTERM and SIGHUP, which dev.py held back until now."""
        for number in SIGNALS:
            signal.signal(number, self._remember)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)

    def _remember(self, number: int, _frame: FrameType | None) -> None:
        self.caught = self.caught or number

    def check(self) -> None:
        """Raise Interrupted when a signal came."""
        if self.caught is not None:
            raise Interrupted(self.caught)

    def pause(self, seconds: float) -> None:
        """Sleep, but notice a signal within a tenth of a second."""
        end = time.monotonic() + seconds
        self.check()
        while (left := end - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))
            self.check()
