"""Emptying the box: everything in it is opened, delivered in no order, deleted, and its key destroyed.

The order is what loses nothing (docs/locked-box.md): a new pair; the box shut; all read, opened and sorted
out; a copy on the disk; delivered; tombstones; the new key in use; committed, durably. Only then the old
key goes.
"""

import logging

from django.db import connection
from django.utils import timezone

from feedback.letterbox import (
    burying,
    copies,
    delivering,
    keys,
    kinds,
    locks,
    reconcile,
    stranded,
    withdrawing,
)
from feedback.letterbox.copies import Copy
from feedback.letterbox.kinds import Delivery
from feedback.letterbox.memory import Memory, place
from feedback.letterbox.models import Emptying
from feedback.letterbox.opening import open_box
from sealing.pairs import PublicKey

logger = logging.getLogger("feedback.letterbox")


def empty(*, by: str = "schedule") -> Emptying:
    """Empty the box, and return the note of it.

    Of several workers that try at once, one does it and the others get its note. Database and folder of
    keys are brought together first. ``by`` is "schedule" or "hand", for the log.

    Raises:
        FolderUnreadableError: nothing was changed.
    """
    seen = last_number()
    with locks.folder(place()):
        reconcile.bring_together()
        if last_number() != seen:  # somebody else, or a delivery that a crash had cut short
            return Emptying.objects.get(number=last_number())
        memory = Memory.load()
        fresh = keys.make(memory)
        note = _deliver_all(memory, fresh)
        keys.destroy_what_is_done()
        withdrawing.take_out_of_copies(memory)
        _truncate_journal()
    logger.info("the box was emptied: number %d, by %s", note.number, by)
    return note


def last_number() -> int:
    """The number of the last emptying that the database knows; 0 before the first."""
    return Emptying.objects.values_list("number", flat=True).first() or 0


def _deliver_all(memory: Memory, fresh: PublicKey) -> Emptying:
    """From shutting the box to the commit."""
    now = timezone.now().replace(second=0, microsecond=0)
    memory.emptying = max([memory.emptying, last_number(), *copies.numbers()]) + 1
    memory.store()
    delivery = Delivery(memory.emptying, timezone.localdate(now))
    with locks.emptying():
        opened = open_box(memory)
        letters = delivering.sorted_out([*opened.letters, *stranded.known_now()])
        opened.letters = []
        copies.store(Copy(delivery, now, letters, opened.envelopes, opened.lost))
        delivering.deliver(letters, delivery)
        for act in kinds.acts_at_emptying():
            act(delivery)
        burying.bury(opened.pairs, delivery.day)
        note = Emptying(
            number=delivery.number, day=delivery.day, at=now,
            opened=len(opened.envelopes) - opened.lost, lost=opened.lost,
        )  # fmt: skip
        Emptying.objects.bulk_create([note])
        keys.put_in_use(fresh)
    return note


def _truncate_journal() -> None:
    """On SQLite, empty the write-ahead log, which keeps what was deleted until it is written over."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
