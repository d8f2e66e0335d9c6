"""Whether the process lives (/healthz) and whether it can work (/readyz)."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

#: How long the broker may take to answer; seconds.
BROKER_LIMIT = 1.0


@login_not_required
@never_cache
@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers; asks nobody else."""
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """200 and {"ready": true}, or 503 and a sentence for each part that fails."""
    checks = {"database": check_database, "broker": check_broker, "migrations": check_migrations}
    parts = {name: _outcome(check) for name, check in checks.items()}
    failing = any(sentence != "ok" for sentence in parts.values())
    status = HTTPStatus.SERVICE_UNAVAILABLE if failing else HTTPStatus.OK
    return JsonResponse({"ready": not failing, **parts}, status=status)


def _outcome(check: Callable[[], str]) -> str:
    """The check's sentence; addresses and names of a failure are for the log, not for the visitor."""
    try:
        return check()
    except (DatabaseError, redis.RedisError, OSError) as failure:
        return f"does not answer ({type(failure).__name__})"


def check_database() -> str:
    """Gives "ok" when the database answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def check_broker() -> str:
    """Gives "ok" when the broker answers PING within a second."""
    client = redis.Redis.from_url(
        broker_address(settings.REDIS_URL),
        socket_timeout=BROKER_LIMIT,
        socket_connect_timeout=BROKER_LIMIT,
        retry=None,
    )
    try:
        client.ping()
    finally:
        client.close()
    return "ok"


def broker_address(url: str) -> str:
    """Celery's `redis+socket:///path?virtual_host=0` as redis-py spells it; other addresses unchanged."""
    parts = urlsplit(url)
    if parts.scheme != "redis+socket":
        return url
    number = parse_qs(parts.query).get("virtual_host", ["0"])[0]
    return f"unix://{parts.path}?db={number}"


def check_migrations() -> str:
    """Gives "ok" when the database has every migration of this release."""
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return f"{waiting} not applied" if waiting else "ok"
