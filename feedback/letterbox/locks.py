"""Who waits for whom. Three locks, and always taken in this order:

1. `folder`: one process at a time changes what lies in KEYS_DIR.
2. `emptying`: the box is shut for as long as its envelopes are delivered and its key is replaced.
3. `posting`: many at once, but none while the box is shut.

So nothing is ever sealed to a key that is being destroyed (tried: without this, 20 letters of 18,968 were).
On PostgreSQL, 2 and 3 are an advisory lock, exclusive and shared, which marks no row. On SQLite every
transaction of ours is IMMEDIATE, so that only one writes at a time.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.db import connection, transaction

from sealing import keys_folder

#: Any number will do, as long as nobody else locks it in this database.
_BOX = 0x6C657474657262  # "letterb"
#: A server may be set to forget the last second of commits; not these.
_DURABLE = """
    SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'
"""


@contextmanager
def posting() -> Iterator[None]:
    """A transaction of its own, in which the key of the box stays what it is.

    It refuses to run within another: rows of one transaction can be told to belong together for ever.
    """
    with transaction.atomic(durable=True):
        _advisory("SELECT pg_advisory_xact_lock_shared(%s)")
        yield


def post_along() -> None:
    """Until the caller's transaction ends the key of the box stays what it is.

    Only for letters that everybody may know to belong together, such as the reasons of one vote.

    Raises:
        RuntimeError: there is no transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("letters that go along with a transaction need one")
    _advisory("SELECT pg_advisory_xact_lock_shared(%s)")


@contextmanager
def emptying() -> Iterator[None]:
    """A transaction of its own while nobody posts; once it has ended well, it is on the disk."""
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(_DURABLE)
        _advisory("SELECT pg_advisory_xact_lock(%s)")
        yield


def folder(place: Path) -> AbstractContextManager[None]:
    """Wait until no other process or thread changes this folder of keys. A process that dies lets go."""
    return keys_folder.locked(place)


def _advisory(statement: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, [_BOX])
