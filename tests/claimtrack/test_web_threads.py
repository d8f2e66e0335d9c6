"""Of the threads that are free, who answered last answers next; no work is lost, none waits for nothing."""

import queue
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from gunicorn.workers.gthread import ThreadWorker

from claimtrack.web_threads import IN_A_ROW, LastFirst, Threads


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


@pytest.fixture
def server(monkeypatch):
    """A worker that answers one byte with True, and an x with False; what it has read; and both ends."""
    worker, read = Threads.__new__(Threads), []
    worker.alive, worker._queue = True, LastFirst()
    ours, theirs = socket.socketpair()

    def handle(self, conn):
        read.append(conn.sock.recv(1))
        return read[-1] != b"x"

    monkeypatch.setattr(ThreadWorker, "handle", handle)
    with ours, theirs:
        yield SimpleNamespace(
            worker=worker, read=read, conn=SimpleNamespace(sock=ours, is_http2=False), asks=theirs
        )


def test_what_comes_right_behind_a_request_is_answered_without_handing_the_connection_back(server):
    server.asks.sendall(b"abc")
    assert server.worker.handle(server.conn) is True
    assert server.read == [b"a", b"b", b"c"]


def test_a_connection_that_is_to_be_closed_is_not_waited_for(server):
    server.asks.sendall(b"axb")
    assert server.worker.handle(server.conn) is False
    assert server.read == [b"a", b"x"]


def test_a_connection_is_handed_back_when_somebody_else_waits(server):
    server.asks.sendall(b"ab")
    server.worker._queue.put("somebody else's")
    assert server.worker.handle(server.conn) is True
    assert server.read == [b"a"]


@pytest.mark.parametrize("about", [{"alive": False}, {"is_http2": True}])
def test_a_worker_that_stops_and_one_that_speaks_http2_answer_as_gunicorn_does(server, about):
    vars(server.worker).update({key: value for key, value in about.items() if key == "alive"})
    vars(server.conn).update(about)
    server.asks.sendall(b"ab")
    server.worker.handle(server.conn)
    assert server.read == [b"a"]


def test_one_connection_does_not_keep_a_thread_for_ever(server):
    server.asks.sendall(b"a" * 1_000)
    assert server.worker.handle(server.conn) is True
    assert len(server.read) == 1 + IN_A_ROW
