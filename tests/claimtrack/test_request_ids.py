"""A request has one number: in the answer, on the page of a failure, on its lines, in its tasks."""

import logging
import re

import pytest
from celery import shared_task
from django.test import Client

from claimtrack import celery, logs
from claimtrack.request_ids import HEADER

DRAWN = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = "tests.claimtrack.pages"
    return Client(raise_request_exception=False)


@shared_task(name="tests.tell")
def tell():
    """A task to be told of."""


@pytest.fixture
def request_of_a_test():
    token = logs.request_number.set("request-of-a-test")
    yield
    logs.request_number.reset(token)


def test_a_number_that_is_well_formed_is_taken_from_the_proxy(visitor):
    assert visitor.get("/healthz", headers={HEADER: "proxy_1-23"}).headers[HEADER] == "proxy_1-23"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "two words", "line\nbreak", "Märta-Ruhl"])
def test_any_other_is_replaced(visitor, given):
    assert DRAWN.fullmatch(visitor.get("/healthz", headers={HEADER: given}).headers[HEADER])


@pytest.mark.parametrize("address", ["/test/failing/", "/test/away/"])
def test_the_page_of_a_failure_names_it(visitor, address):
    answer = visitor.get(address, headers={HEADER: "failure-1"})
    assert "<code>failure-1</code>" in answer.text
    assert answer.headers[HEADER] == "failure-1"


def test_what_django_logs_of_a_request_has_its_number(visitor, caplog):
    caplog.handler.addFilter(logs.Places())
    visitor.get("/no/such/page/", headers={HEADER: "missing-1"})
    visitor.get("/test/failing/", headers={HEADER: "failure-1"})
    told = [(line.name, line.places["request_id"]) for line in caplog.records]
    assert told == [("django.request", "missing-1"), ("django.request", "failure-1")]


def test_after_the_answer_the_number_is_forgotten(visitor):
    visitor.get("/healthz", headers={HEADER: "proxy-123"})
    assert logs.request_number.get() == ""


def test_a_task_carries_the_number_of_its_request_and_another_does_not(request_of_a_test):
    headers = {}
    celery.name_the_request(headers=headers)
    for message, known in ((headers, "request-of-a-test"), ({}, "")):
        tell.push_request(**message)
        celery.take_up_the_request(task=tell)
        tell.pop_request()
        assert logs.request_number.get() == known


def test_a_task_of_nobody_carries_nothing():
    headers = {}
    celery.name_the_request(headers=headers)
    assert headers == {}


def test_the_worker_logs_as_the_web_server_does(settings, monkeypatch):
    configured = []
    monkeypatch.setattr(logging.config, "dictConfig", configured.append)
    before = logging.getLogger().level
    celery.set_up_logging(loglevel=logging.ERROR)
    assert logging.getLogger().level == logging.ERROR
    logging.getLogger().setLevel(before)
    assert configured == [settings.LOGGING]
