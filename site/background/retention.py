"""Forgetting on time: what each room deletes, and after how long, run once a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.text import slugify

from background.queued import queued

#: After the hours in which clocks change, before anybody works.
TIME_OF_DAY = "03:10"


@dataclass(frozen=True)
class Retention:
    """What is deleted, and at what age."""

    name: str
    delete: Callable[[datetime], object]
    older_than: timedelta


_kinds: dict[str, Retention] = {}


def register(name: str, delete: Callable[[datetime], object], *, older_than: timedelta) -> None:
    """Have ``delete(before)`` called daily with the moment before which things are to go.

    Raises:
        ValueError: the name is no short slug or is taken.
    """
    if slugify(name) != name or len(name) > 40:
        raise ValueError(f"{name!r} is no short slug")
    if name in _kinds:
        raise ValueError(f"{name} is registered already")
    _kinds[name] = Retention(name, delete, older_than)


def kept() -> list[Retention]:
    """All that is registered, by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def forget_all() -> None:
    """Queue one task for each kind, so that one that fails does not hold up the others."""
    for kind in kept():
        forget.enqueue(kind.name)
    empty_journal.using(priority=-100).enqueue()


@queued(attempts=5)
def forget(name: str) -> None:
    """Delete what is old enough of one kind."""
    kind = _kinds.get(name)
    if kind is not None:
        kind.delete(timezone.now() - kind.older_than)


@queued(attempts=5, atomic=False)
def empty_journal() -> None:
    """On SQLite, empty the write-ahead log, which keeps deleted rows until it is written over."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
