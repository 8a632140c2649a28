"""Withdrawals reach further than the database: into the copies beside the keys, and over a restore.

Whoever takes words away in the database (by a letter, or at once with `copies.forget`) has the receipt noted
in the same transaction. The process that holds the folder of keys then takes them out of its copies, and
remembers the receipt for as long as there may be a backup that does not know of it.
"""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from feedback.letterbox import copies, delivering, locks
from feedback.letterbox.kinds import WITHDRAWAL, Delivery, Letter
from feedback.letterbox.memory import Memory
from feedback.letterbox.models import Emptying, Withdrawn


def kept_since() -> date:
    """Withdrawals before this day are in every backup (setting BACKUPS_KEPT_DAYS)."""
    return timezone.localdate() - timedelta(days=settings.BACKUPS_KEPT_DAYS)


def is_behind(memory: Memory) -> bool:
    """Whether database and folder know of different withdrawals."""
    return bool(_unknown_to_folder(memory) or _unknown_to_database(memory))


def take_out_of_copies(memory: Memory) -> int:
    """Let the copies follow the database; returns how many receipts were new. Needs `locks.folder`."""
    new = _unknown_to_folder(memory)
    if new:
        copies.take_out(new)
        memory.note_withdrawn(new)
    before = len(memory.withdrawn)
    memory.forget_withdrawn_before(kept_since())
    if new or len(memory.withdrawn) != before:
        memory.store()
    return len(new)


def repeat(memory: Memory) -> int:
    """Withdraw again what the database does not know as withdrawn: it is older. Needs `locks.folder`."""
    missing = _unknown_to_database(memory)
    if not missing:
        return 0
    with locks.emptying():
        letters = [Letter(WITHDRAWAL, -1 - at, index) for at, index in enumerate(sorted(missing))]
        last = Emptying.objects.values_list("number", flat=True).first()
        delivering.note_withdrawn(missing)
        delivering.deliver(letters, Delivery(last or 0, timezone.localdate()))
    return len(missing)


def forget_old() -> None:
    """Delete what the folder has forgotten already."""
    Withdrawn.objects.filter(day__lt=kept_since() - timedelta(days=2)).delete()


def _unknown_to_folder(memory: Memory) -> dict[bytes, date]:
    known = memory.withdrawals()
    rows = Withdrawn.objects.filter(day__gte=kept_since()).values_list("receipt_index", "day")
    return {bytes(index): day for index, day in rows if bytes(index) not in known}


def _unknown_to_database(memory: Memory) -> dict[bytes, date]:
    there = {bytes(index) for index in Withdrawn.objects.values_list("receipt_index", flat=True)}
    since = kept_since()
    return {index: day for index, day in memory.withdrawals().items() if day >= since and index not in there}
