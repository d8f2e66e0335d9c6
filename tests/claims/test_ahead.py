"""Questions that are answered while something else is done."""

import threading

import pytest
from django.db import DataError, connection, transaction

from claims.queries import ahead as asking_ahead
from claims.queries.ahead import Ahead

pytestmark = pytest.mark.django_db


def ahead(sql, *values):
    return Ahead(connection, (sql, values), list)


def test_it_is_answered_while_something_else_is_done(monkeypatch):
    done = threading.Event()

    def slowly(cursor, question, begun):
        begun.set()
        assert done.wait(60)
        cursor.execute(*question)

    monkeypatch.setattr(asking_ahead, "_ask", slowly)
    first = ahead("SELECT %s", 7)
    done.set()
    assert first.rows == [(7,)]


def test_what_is_asked_next_waits_and_both_have_their_own_answers():
    first = ahead("SELECT pg_sleep(0.1)::text, 1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 2")
        assert cursor.fetchall() == [(2,)]
    assert first.rows == [("", 1)]
    assert first.rows is first.rows


def test_it_is_asked_in_the_same_transaction(django_assert_num_queries):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE seen_here AS SELECT 5 AS number")
    with django_assert_num_queries(1):
        assert ahead("SELECT number FROM seen_here").rows == [(5,)]


def test_what_the_server_complains_of_is_raised_where_the_answer_is_read():
    with transaction.atomic():
        wrong = ahead("SELECT 1 / %s", 0)
        with pytest.raises(DataError, match="division by zero"):
            wrong.rows  # noqa: B018
        transaction.set_rollback(True)
    assert ahead("SELECT 1").rows == [(1,)]


def test_more_at_once_than_there_are_threads_are_all_answered():
    answers = []

    def ask(number):
        answers.append(Ahead(connection, ("SELECT pg_sleep(0.02)::text, %s", (number,)), list).rows[0][1])
        connection.close()

    askers = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for one in askers:
        one.start()
    for one in askers:
        one.join()
    assert sorted(answers) == list(range(20))
