"""Of the threads that are free, who answered last answers next; no work is lost, none waits for nothing."""

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from claimtrack.web_threads import LastFirst


@pytest.fixture
def works():
    return LastFirst()


def waiting(works, number):
    """Until so many threads wait for work."""
    for _ in range(500):
        if len(works._waiting) == number:
            return
        time.sleep(0.01)
    raise AssertionError("They do not wait.")


def taker(works, name, taken):
    thread = threading.Thread(target=lambda: taken.append((name, works.get())), daemon=True)
    thread.start()
    return thread


def test_work_that_nobody_waits_for_is_taken_in_its_order(works):
    for number in range(3):
        works.put(number)
    assert [works.get_nowait() for _ in range(3)] == [0, 1, 2]
    with pytest.raises(queue.Empty):
        works.get_nowait()


def test_who_came_last_is_given_work_first(works):
    taken, threads = [], []
    for number, name in enumerate(("first", "second", "third"), start=1):
        threads.append(taker(works, name, taken))
        waiting(works, number)
    for number in range(3):
        works.put(number)
        threads[2 - number].join(5)
    assert taken == [("third", 0), ("second", 1), ("first", 2)]


def test_work_is_left_to_who_comes_back_in_a_moment_and_what_is_more_given_to_another(works):
    taken = []
    other = taker(works, "other", taken)
    waiting(works, 1)
    works.comes_back()
    works.put("mine")
    assert taken == []
    works.put("theirs")
    other.join(5)
    assert (works.get(), taken) == ("mine", [("other", "theirs")])


def test_who_has_come_back_is_waited_for_no_longer(works):
    works.comes_back()
    works.put("mine")
    works.get()
    taken = []
    other = taker(works, "other", taken)
    waiting(works, 1)
    works.put("theirs")
    other.join(5)
    assert taken == [("other", "theirs")]


@pytest.mark.parametrize("failing", [False, True])
def test_a_pool_does_all_of_its_work_on_all_of_its_threads_and_ends(works, failing):
    pool, busy = ThreadPoolExecutor(max_workers=4), threading.Barrier(4, timeout=5)
    pool._work_queue = works

    def work(number):
        try:
            if number < 4:
                busy.wait()  # only with four threads at once
            if failing and number % 3 == 0:
                raise ValueError(number)
            return number
        finally:
            works.comes_back()

    futures = [pool.submit(work, number) for number in range(400)]
    done = [future.result(5) for future in futures if future.exception(5) is None]
    pool.shutdown()
    assert done == [number for number in range(400) if not failing or number % 3]
    assert set(works._work) <= {None}  # with which a pool ends its threads
    assert not works._coming


def test_one_visitor_after_the_other_meets_the_same_thread(works):
    pool, met = ThreadPoolExecutor(max_workers=4), set()
    pool._work_queue = works

    def work():
        met.add(threading.get_ident())
        works.comes_back()

    for _ in range(200):
        pool.submit(work).result(5)
    pool.shutdown()
    assert len(met) == 1
