"""One line an event, for machines or for people: what stands on it, and what never does."""

import json
import logging
import sys

import pytest
from celery import shared_task

from claimtrack import logs

ACCESS = {"m": "GET", "U": "/claims/", "s": "200", "B": 4127, "M": 35, "{x-request-id}o": "proxy-1234"}
REFUSAL = (
    "duplicate key value violates unique constraint\n"
    "DETAIL:  Failing row contains (1, Marta Ruhl's\n\nown words).\n"
    "CONTEXT:  while it was saved\n"
)


def record(message="Done with it.", name="sources.tasks", **more):
    made = logging.LogRecord(name, logging.WARNING, __file__, 1, message, (), None)
    made.__dict__.update(more)
    return made


def line(made, form="json"):
    """The line as the configuration makes it; "" where it makes none."""
    said = {"json": logs.Json, "plain": logs.Plain}[form]().format
    return said(made) if logs.Places().filter(made) else ""


def access(**told):
    made = record(name="gunicorn.access")
    made.args = ACCESS | told
    return made


@pytest.fixture
def request_of_a_test():
    token = logs.request_number.set("request-of-a-test")
    yield
    logs.request_number.reset(token)


@shared_task(name="tests.remember")
def remember(into):
    """Log within a task."""
    into.append(json.loads(line(record())))


def failure(error):
    try:
        raise error
    except type(error):
        return record(exc_info=sys.exc_info())


def test_a_line_for_machines_has_time_level_place_and_request(request_of_a_test):
    made = record()
    made.created, made.msecs = 1_767_225_600.25, 250.0
    assert json.loads(line(made)) == {
        "time": "2026-01-01T00:00:00.250Z",
        "level": "warning",
        "logger": "sources.tasks",
        "message": "Done with it.",
        "request_id": "request-of-a-test",
    }


def test_a_line_for_people_ends_with_the_numbers(request_of_a_test):
    assert line(record(), "plain").endswith(
        "WARNING sources.tasks Done with it. request_id=request-of-a-test"
    )


def test_outside_of_request_and_task_nothing_is_said_of_them():
    assert set(json.loads(line(record()))) == {"time", "level", "logger", "message"}


def test_within_a_task_its_number_and_name_are_on_the_line():
    said = []
    remember.apply(args=[said], task_id="task-of-a-test")
    assert (said[0]["task_id"], said[0]["task"]) == ("task-of-a-test", "tests.remember")


def test_where_celery_speaks_of_a_task_its_arguments_are_left_out():
    made = record(data={"id": "7", "name": "sources.tasks.drain", "args": "('Marta Ruhl',)"})
    said = line(made)
    assert json.loads(said)["task_id"] == "7"
    assert "Ruhl" not in said


def test_a_message_of_several_lines_stays_one_line():
    assert line(record("one\ntwo\r\n{}\u2028")).count("\n") == 0


def test_an_answered_request_is_told_in_fields_without_its_query():
    said = json.loads(line(access(q="q=Marta+Ruhl", h="203.0.113.9", a="Mozilla/5.0")))
    del said["time"], said["level"], said["logger"]
    assert said == {
        "message": "GET /claims/ 200",
        "request_id": "proxy-1234",
        "method": "GET",
        "path": "/claims/",
        "status": 200,
        "bytes": 4127,
        "milliseconds": 35,
    }


def test_a_request_that_never_reached_the_site_has_no_number():
    assert "request_id" not in json.loads(line(access(**{"{x-request-id}o": "-"})))


@pytest.mark.parametrize("page", ["/accounts/password/reset/key/", "/accounts/confirm-email/"])
def test_an_address_that_lets_somebody_in_is_cut(page):
    assert json.loads(line(access(U=f"{page}5-secret/")))["path"] == f"{page}…"


def test_of_the_watch_only_failures_are_told():
    assert line(access(U="/readyz")) == ""
    assert json.loads(line(access(U="/readyz", s="503")))["status"] == 503


@pytest.mark.parametrize("form", logs.FORMS)
def test_a_row_that_the_database_quotes_is_left_out(form):
    try:
        raise ValueError(REFUSAL)
    except ValueError as refusal:
        second = KeyError("second")
        second.__cause__ = refusal
    said = line(failure(second), form)
    assert "Ruhl" not in said
    assert "own words" not in said
    for kept in ("DETAIL: left out", "CONTEXT:  while it was saved", "KeyError", "violates unique"):
        assert kept in said


@pytest.mark.parametrize("form", logs.FORMS)
def test_every_logger_says_a_thing_once(form):
    made = logs.configuration(form)
    assert made["handlers"]["console"]["formatter"] == form
    assert all(logger["handlers"] == [] for logger in made["loggers"].values())
