"""Who waits for whom. Two locks, and always taken in this order:

1. `folder`: one process at a time changes what lies in the folder of ballots' keys, and opens or ends a
ballot. 2. `casting` (many at once) and `shutting` (one, and none of those): no paper is cast into a ballot
while its
   time ends.

On PostgreSQL the second is an advisory lock, shared and exclusive, which marks no row: a paper that is cast
changes the paper and its entry, and nothing else. On SQLite every transaction of ours is IMMEDIATE, so that
only one writes at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from sealing import keys_folder

#: Any number will do, as long as nobody else locks it in this database.
_BALLOTS = 0x62616C6C  # "ball"
#: A server may be set to forget the last second of commits; not these.
_DURABLE = """
    SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'
"""


def place() -> Path:
    """The folder of ballots below KEYS_DIR; made if it is missing."""
    folder = Path(settings.KEYS_DIR) / "ballots"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def folder() -> Iterator[None]:
    """Wait until no other process opens or ends a ballot; then destroy what a crash left half-way."""
    with keys_folder.locked(place()):
        keys_folder.sweep(place())
        yield


@contextmanager
def casting(ballot: int) -> Iterator[None]:
    """A transaction in which this ballot, if it is open, stays open."""
    with transaction.atomic():
        _advisory("SELECT pg_advisory_xact_lock_shared(%s, %s)", ballot)
        yield


@contextmanager
def shutting(ballot: int) -> Iterator[None]:
    """A transaction of its own while nobody casts into this ballot; ended well, it is on the disk."""
    with durable():
        _advisory("SELECT pg_advisory_xact_lock(%s, %s)", ballot)
        yield


@contextmanager
def durable() -> Iterator[None]:
    """A transaction of its own; once it has ended well, it is on the disk."""
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(_DURABLE)
        yield


def _advisory(statement: str, ballot: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, [_BALLOTS, ballot % 2**31])
