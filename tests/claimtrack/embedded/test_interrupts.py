import os
import signal
import threading
import time

import pytest

from claimtrack.embedded.interrupts import SIGNALS, Interrupted, Interrupts


@pytest.fixture
def interrupts():
    before = {number: signal.getsignal(number) for number in SIGNALS}
    interrupts = Interrupts()
    interrupts.listen()
    yield interrupts
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_is_noticed_at_the_next_look_and_not_before(interrupts, number):
    interrupts.check()
    os.kill(os.getpid(), number)
    with pytest.raises(Interrupted) as stop:
        interrupts.check()
    assert stop.value.number == number


def test_a_long_pause_ends_soon_after_a_signal(interrupts):
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    begun = time.monotonic()
    with pytest.raises(Interrupted):
        interrupts.pause(30)
    assert time.monotonic() - begun < 5


def test_a_signal_that_was_held_back_is_noticed_once_somebody_listens(interrupts):
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    # To this thread: the suite's own others hold nothing back.
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
    interrupts.check()
    interrupts.listen()
    with pytest.raises(Interrupted):
        interrupts.check()
