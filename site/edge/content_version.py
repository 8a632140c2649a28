"""One number that says which public content is current.

Every worker keeps its own copies of public pages. The number is what they
agree by: whoever changes something public raises it in the same transaction,
so that all copies become stale at the moment the change is visible, and none
does when the change is rolled back.
"""

import sqlite3
from contextlib import suppress

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F
from django.http import HttpRequest

from edge.models import ContentVersion

_TABLE = ContentVersion._meta.db_table
_READ = f'SELECT number FROM "{_TABLE}" WHERE id = {ContentVersion.ONLY}'  # noqa: S608 - no input in it


def bump() -> None:
    """Say, in the current transaction, that public content has changed."""
    raised = ContentVersion.objects.filter(pk=ContentVersion.ONLY).update(number=F("number") + 1)
    if not raised:
        ContentVersion.objects.bulk_create(
            [ContentVersion(pk=ContentVersion.ONLY, number=1)], ignore_conflicts=True
        )


def current() -> int:
    """Return the present number; 0 before anything public was ever written.

    One query by key, written out: it is all that a cached page costs.
    """
    ours = connections[DEFAULT_DB_ALIAS]  # once: each look at Django's `connection` finds the thread's anew
    if _may_ask_sqlite_itself(ours):
        with suppress(sqlite3.Error):  # then Django asks, and says what is wrong in its own words
            # All rows, not the first: a statement that is not at its end keeps a look at the database open.
            rows = ours.connection.execute(_READ).fetchall()
            return int(rows[0][0]) if rows else 0
    with ours.cursor() as cursor:
        cursor.execute(_READ)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _may_ask_sqlite_itself(ours: BaseDatabaseWrapper) -> bool:
    """Whether a cursor of Django's would add nothing but its price (most of the time, tried).

    It is used where there is no connection yet, where queries are counted or wrapped, in transactions, and
    for every other engine.
    """
    return (
        ours.vendor == "sqlite"
        and ours.connection is not None
        and not ours.in_atomic_block
        and not ours.queries_logged
        and not ours.execute_wrappers
    )


def of(request: HttpRequest) -> int:
    """Return the number as this request first saw it, read once a request.

    Reading early is right: a page made from newer content under an older
    number is at worst made again.
    """
    known: int | None = getattr(request, "content_version", None)
    if known is None:
        known = current()
        request.content_version = known  # type: ignore[attr-defined]
    return known
