"""Posting: one letter into the box, sealed at once.

What a post does to the database is the same for every kind of letter, and for the cover envelopes: one row
in one table, of one size. It locks no row, reads the key, and writes nothing when it was sent before.
"""

import os
from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import DatabaseError, OperationalError, connection
from django.views.decorators.debug import sensitive_variables

from feedback.letterbox import keys, locks, nonces
from feedback.letterbox.keys import BoxShutError
from feedback.letterbox.models import Envelope, Tombstone
from feedback.letterbox.nonces import Nonce, envelope_key
from feedback.letterbox.wrapping import SIZE, wrap
from sealing.pairs import seal

__all__ = ["BoxShutError", "Outcome", "box_is_open", "post", "post_along", "was_sent"]


class Outcome(StrEnum):
    """What became of a post."""

    SENT = "sent"
    #: This form was sent before, and its letter is in the box or was delivered.
    SENT_BEFORE = "sent before"
    #: Another letter in the box was sent with this participation code.
    CODE_SPENT = "code spent"


_ENVELOPE = Envelope._meta.db_table
_TOMBSTONE = Tombstone._meta.db_table
_PUT = f"""
    INSERT INTO {_ENVELOPE} (key, single, pair, sealed)
    SELECT %s, %s, %s, %s WHERE NOT EXISTS (SELECT 1 FROM {_TOMBSTONE} WHERE key = %s)
    ON CONFLICT DO NOTHING
"""  # noqa: S608 - names of tables only
#: PostgreSQL has to be told what the values of a SELECT are.
_PUT_POSTGRESQL = _PUT.replace("%s, %s, %s, %s", "%s::uuid, %s::bytea, %s::bigint, %s::bytea")
_KNOWN = f"""
    SELECT EXISTS (SELECT 1 FROM {_ENVELOPE} WHERE key = %s)
        OR EXISTS (SELECT 1 FROM {_TOMBSTONE} WHERE key = %s)
"""  # noqa: S608


@sensitive_variables()
def post(
    kind: str, body: dict[str, Any], *, nonce: Nonce, receipt_index: bytes = b"", single: bytes | None = None
) -> Outcome:
    """Seal a letter and put it into the box. May be repeated with the same nonce: only the first counts.

    ``single`` is the slow hash of a participation code (`codes.slow_hash.Kind.SPENT`): two letters with the
    same one cannot lie in the box together.

    Call it outside every transaction: what is written together can be told to belong together.

    Raises:
        BoxShutError: nothing was stored; answer kindly, with the words still in the page.
        LetterTooLongError, TypeError: the letter holds too much, or what is no JSON.
    """
    plain = wrap(kind, receipt_index, body)
    key = envelope_key(nonce)
    try:
        return _post(plain, key, single or os.urandom(32))
    except OperationalError:
        # The database is busy or away. Whether the letter is in is not known: sending again finds out.
        problem: Exception = BoxShutError("the database does not answer")
    except DatabaseError as error:
        problem = BoxShutError(f"the database refused: {type(error).__name__}")
    raise problem


@sensitive_variables()
def post_along(kind: str, bodies: Iterable[dict[str, Any]]) -> int:
    """Seal letters without receipts into the box, in the caller's transaction; returns how many.

    Only for what belongs together for all to see (the reasons of one vote, at its closing). They lie in the
    order of fresh random keys: the order in which they were given is nowhere. Take no lock before it that an
    emptying waits for.

    Raises:
        BoxShutError: there is no key to seal to; the caller's transaction is to be given up.
        LetterTooLongError, TypeError: as `post`.
    """
    locks.post_along()
    public = keys.in_use()
    sealed = []
    for body in bodies:
        key = envelope_key(nonces.new())
        sealed.append((key, seal(public, wrap(kind, b"", body), size=SIZE, aad=key.bytes)))
    for key, envelope in sorted(sealed):
        _put(key, os.urandom(32), public.number, envelope)
    return len(sealed)


def box_is_open() -> bool:
    """Whether a letter could be posted now, so that a page can say so before anybody writes."""
    try:
        keys.in_use()
    except BoxShutError:
        return False
    return True


def was_sent(nonce: Nonce) -> bool:
    """Whether a letter of this form is in the box or was delivered; one query, which writes nothing."""
    return _is_known(envelope_key(nonce))


@sensitive_variables()
def _post(plain: bytes, key: UUID, single: bytes) -> Outcome:
    with locks.posting():
        try:
            public = keys.in_use()
        except BoxShutError:
            if _is_known(key):
                return Outcome.SENT_BEFORE
            raise
        sealed = seal(public, plain, size=SIZE, aad=key.bytes)
        if _put(key, single, public.number, sealed):
            return Outcome.SENT
        return Outcome.SENT_BEFORE if _is_known(key) else Outcome.CODE_SPENT


def _put(key: UUID, single: bytes, pair: int, sealed: bytes) -> bool:
    """Write the row, unless its key was ever seen or its single one is taken; whether it was written."""
    value = _database_key(key)
    statement = _PUT_POSTGRESQL if connection.vendor == "postgresql" else _PUT
    with connection.cursor() as cursor:
        cursor.execute(statement, [value, single, pair, sealed, value])
        return bool(cursor.rowcount == 1)


def _is_known(key: UUID) -> bool:
    value = _database_key(key)
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [value, value])
        return bool(cursor.fetchone()[0])


def _database_key(key: UUID) -> Any:
    return Envelope._meta.get_field("key").get_db_prep_value(key, connection)
