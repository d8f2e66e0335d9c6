"""Clocks that were worked out from words ("on Thursday"), worked out again when an article's date changes.

A machine does it, and only for proposals: what a person has decided stays, and the desk shows beside it what
the words would now read (`ClockForm.would_read`).
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from claims.choices import StatementState
from claims.models import Relay, Statement
from sources.clocks import ClockValue
from sources.ingest.when.again import WORKED_OUT, read_again
from sources.models import Article
from sources.models.clock import clock_columns
from sources.services.acting import Actor, acting, machine
from sources.services.roots import change

CLOCKS = ("said", "event")


def resolve_again(*, article: Article) -> int:
    """Read the dates of an article's proposals again, seen from its date of publication as it stands.

    Returns how many proposals changed; done again, none does. One transaction, which may be the caller's.
    """
    if not _with_words(article).exists():
        return 0
    actor = machine("clocks")
    with acting(actor):
        rows = _with_words(article).select_related("article_version").prefetch_related("relays")
        return sum(
            _redate(actor, article, row) for row in rows.select_for_update(of=("self",)).order_by("pk")
        )


def _with_words(article: Article) -> QuerySet[Statement]:
    relayed = Relay.objects.exclude(said_wording="").filter(said_basis__in=WORKED_OUT).values("statement")
    worded = Q(pk__in=relayed)
    for name in CLOCKS:
        worded |= ~Q(**{f"{name}_wording": ""}) & Q(**{f"{name}_basis__in": WORKED_OUT})
    return Statement.objects.filter(worded, article_version__article=article, state=StatementState.PROPOSED)


def _redate(actor: Actor, article: Article, statement: Statement) -> bool:
    columns: dict[str, object] = {}
    for name in CLOCKS:
        before: ClockValue = getattr(statement, name)
        now = _now(article, statement, before)
        if now is not before:
            columns |= clock_columns(name, now)
    relays = [(relay, _now(article, statement, relay.said)) for relay in statement.relays.all()]
    moved = [(relay, now) for relay, now in relays if now != relay.said]
    if not columns and not moved:
        return False
    change(statement, actor=actor, expected=statement.version, **columns)
    for relay, now in moved:
        Relay.objects.filter(pk=relay.pk).update(**clock_columns("said", now))
    return True


def _now(article: Article, statement: Statement, clock: ClockValue) -> ClockValue:
    spans = [span.split("-") for span in statement.content_key.split(",")]
    return read_again(
        clock,
        article.published,
        language=article.language,
        text=statement.article_version.text,
        start=int(spans[0][0]),
        end=int(spans[-1][1]),
    )
