"""A backup was made: copies of deliveries that it holds are not needed any more."""

import sqlite3
import time
from pathlib import Path

from django.db import connection

from feedback.letterbox import copies, locks, reconcile
from feedback.letterbox.memory import place
from feedback.letterbox.models import Emptying

#: Seconds that standbys get to follow.
PATIENCE = 10.0


class NotBackedUpError(Exception):
    """Copies stay: something does not hold yet what they hold. Says what."""


def let_copies_go(up_to: int, *, by: str) -> int:
    """Destroy the copies of emptyings up to this number, which a backup holds; returns how many.

    On PostgreSQL every standby must hold what is committed, too.

    Raises:
        NotBackedUpError: a standby is away or behind.
    """
    with locks.folder(place()):
        reconcile.bring_together()
        _wait_for_standbys()
        held = Emptying.objects.filter(number__lte=up_to, number__in=copies.numbers())
        numbers = list(held.values_list("number", flat=True))
        for number in numbers:
            copies.destroy(number)
    return len(numbers)


def number_in_file(backup: Path) -> int:
    """The number of the last emptying that a copied SQLite file holds.

    Raises:
        NotBackedUpError: it is no sound copy of our database.
    """
    try:
        rows = sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            if rows.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise NotBackedUpError(f"{backup} is damaged")
            last = rows.execute(f"SELECT max(number) FROM {Emptying._meta.db_table}").fetchone()[0]  # noqa: S608
        finally:
            rows.close()
    except sqlite3.Error as error:
        raise NotBackedUpError(f"{backup} is no copy of this database: {error}") from error
    return int(last or 0)


def _wait_for_standbys() -> None:
    if connection.vendor != "postgresql":
        return
    deadline = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_flush_lsn()::text")
        target = cursor.fetchone()[0]
        while behind := _standbys_behind(target):
            if time.monotonic() > deadline:
                raise NotBackedUpError(f"standbys are away, behind, or may not be asked: {', '.join(behind)}")
            time.sleep(0.5)


def _standbys_behind(target: str) -> list[str]:
    """Names of standbys that do not hold everything up to there, or that do not say.

    Without the rights of pg_monitor, PostgreSQL does not say: then we do not believe.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(nullif(application_name, ''), 'standby') FROM pg_stat_replication"
            " WHERE coalesce(flush_lsn < %s::pg_lsn, true)"
            " UNION ALL"
            " SELECT slot_name FROM pg_replication_slots WHERE slot_type = 'physical' AND NOT active",
            [target],
        )
        return [str(row[0]) for row in cursor.fetchall()]
