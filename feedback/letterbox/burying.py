"""What was opened leaves the box, and leaves a tombstone each: covers, real letters and lost ones alike."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from feedback.letterbox.models import Envelope, Tombstone

_ENVELOPE = Envelope._meta.db_table
_TOMBSTONE = Tombstone._meta.db_table
_AT_ONCE = 500


def bury(pairs: Collection[int], day: date) -> None:
    """Turn all envelopes sealed to these pairs into tombstones.

    One INSERT in the order of their keys, and one DELETE.
    """
    if not pairs:
        return
    which = f"pair IN ({', '.join(str(int(pair)) for pair in sorted(pairs))})"
    insert = f"""
        INSERT INTO {_TOMBSTONE} (key, emptied_on)
        SELECT key, %s FROM {_ENVELOPE} WHERE {which} ORDER BY key ON CONFLICT DO NOTHING
    """  # noqa: S608 - names of tables and whole numbers only
    with connection.cursor() as cursor:
        cursor.execute(insert, [day])
        cursor.execute(f"DELETE FROM {_ENVELOPE} WHERE {which}")  # noqa: S608


def bury_these(envelopes: Sequence[UUID], day: date) -> None:
    """The same for envelopes by their keys, of which some may be there and some not, after a restore."""
    keys = sorted(envelopes)
    stones = [Tombstone(key=key, emptied_on=day) for key in keys]
    Tombstone.objects.bulk_create(stones, batch_size=_AT_ONCE, ignore_conflicts=True)
    for at in range(0, len(keys), _AT_ONCE):
        Envelope.objects.filter(key__in=keys[at : at + _AT_ONCE]).delete()
