"""Whether this process lives, and whether it can do its work."""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from edge.page_cache import never_store

log = logging.getLogger("edge.health")


def database_answers() -> bool:
    """Whether the database answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def cache_answers() -> bool:
    """Whether the cache gives back what it was given."""
    cache.set("edge.health", "here", 10)
    return bool(cache.get("edge.health") == "here")


class _Migrations:
    applied = False


def migrations_applied() -> bool:
    """Whether no migration waits. Looked up until it is so; then this process need not ask again."""
    if not _Migrations.applied:
        executor = MigrationExecutor(connection)
        _Migrations.applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _Migrations.applied


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:
        log.exception("not ready: %s", name)
        return False


@never_store
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer that the process lives; looks at nothing else."""
    return JsonResponse({"status": "ok"})


@never_store
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, cache and migrations are ready, else 503 and which is not."""
    checks = {"database": database_answers, "cache": cache_answers, "migrations": migrations_applied}
    found = {name: _holds(name, check) for name, check in checks.items()}
    all_well = all(found.values())
    status = "ok" if all_well else "not ready yet"
    return JsonResponse({"status": status, **found}, status=200 if all_well else 503)
