"""Bringing database and folder of keys together again: after a start, a fail-over, a restore, a crash.

Always before the box is opened. Afterwards every letter that was ever opened is delivered exactly once, every
withdrawal holds, the key in use opens, and no other key is left than those that something is sealed to.
"""

import logging
from dataclasses import dataclass

from django.db.models import Count

from feedback.letterbox import burying, copies, delivering, keys, locks, withdrawing
from feedback.letterbox.memory import Memory, place
from feedback.letterbox.models import Emptying, Envelope
from sealing import keys_folder

logger = logging.getLogger("feedback.letterbox")


@dataclass(frozen=True)
class Findings:
    """What was found and done."""

    #: Emptyings that were delivered again from their copies.
    delivered: int = 0
    #: Receipts withdrawn again.
    withdrawn: int = 0
    #: Whether the box got another key.
    replaced: bool = False
    #: Keys to which nothing is sealed any more.
    destroyed: int = 0
    #: Envelopes in the box whose key was destroyed; they go at the next emptying, and are counted.
    unopenable: int = 0
    #: Envelopes in the box whose key was made in another folder; they stay.
    elsewhere: int = 0


def reconcile(*, keys_are_lost: bool = False) -> Findings:
    """Bring both together. May be repeated, and by several workers at once.

    ``keys_are_lost``: give up what was sealed to keys that are not in this folder. Only a person can know
    that they are nowhere else.

    Raises:
        FolderUnreadableError: nothing was changed.
    """
    with locks.folder(place()):
        if keys_are_lost:
            _give_up_missing_keys()
        return bring_together()


def if_needed() -> Findings | None:
    """Reconcile if anything differs; asks without locking anything, so that it may be asked every minute."""
    return reconcile() if _differs() else None


def look() -> Findings:
    """What lies in the box that no key here opens; changes nothing."""
    gone, elsewhere = _closed_for_good(Memory.load())
    return Findings(unopenable=gone, elsewhere=elsewhere)


def bring_together() -> Findings:
    """What `reconcile` does, for whoever holds `locks.folder` already."""
    keys_folder.sweep(place())
    memory = Memory.load()
    delivered = [number for number in _unknown_emptyings() if _deliver_again(number, memory)]
    withdrawn = withdrawing.repeat(memory)
    replaced = _replace_key(memory, after_delivery=bool(delivered))
    destroyed = keys.destroy_what_is_done()
    withdrawing.take_out_of_copies(memory)
    gone, elsewhere = _closed_for_good(memory)
    found = Findings(len(delivered), withdrawn, replaced, destroyed, gone, elsewhere)
    _tell(found)
    return found


def _unknown_emptyings() -> list[int]:
    there = copies.numbers()
    known = set(Emptying.objects.filter(number__in=there).values_list("number", flat=True))
    return [number for number in there if number not in known]


def _deliver_again(number: int, memory: Memory) -> bool:
    copy = copies.load(number)
    letters = (
        delivering.sorted_out(copy.letters, withdrawn=memory.withdrawals())
        if memory.withdrawn
        else copy.letters
    )
    with locks.emptying():
        if Emptying.objects.filter(number=number).exists():
            return False
        delivering.deliver(letters, copy.delivery)
        burying.bury_these(copy.envelopes, copy.delivery.day)
        Emptying.objects.bulk_create(
            [
                Emptying(
                    number=number, day=copy.delivery.day, at=copy.at, opened=len(copy.envelopes) - copy.lost,
                    lost=copy.lost,
                )
            ]
        )  # fmt: skip
    return True


def _replace_key(memory: Memory, *, after_delivery: bool) -> bool:
    """After a delivery from a copy too: the key of what was opened is to be destroyed as soon as can be."""
    if not after_delivery and not keys.is_dead():
        return False
    public = keys.make(memory)
    with locks.emptying():
        keys.put_in_use(public)
    return True


def _closed_for_good(memory: Memory) -> tuple[int, int]:
    """How many envelopes no key here opens: those of keys that are gone, and of keys made elsewhere."""
    here = set(keys.numbers())
    gone = elsewhere = 0
    for pair, count in Envelope.objects.order_by().values_list("pair").annotate(Count("pk")):
        if pair not in here:
            if memory.was_made_here(pair):
                gone += count
            else:
                elsewhere += count
    return gone, elsewhere


def _give_up_missing_keys() -> None:
    memory = Memory.load()
    for pair in keys.pairs_in_box() - set(keys.numbers()):
        memory.note_pair(pair)
    memory.store()


def _differs() -> bool:
    memory = Memory.load()
    return bool(
        keys.is_dead() or len(keys.numbers()) > 1 or _unknown_emptyings() or withdrawing.is_behind(memory)
    )


def _tell(found: Findings) -> None:
    if found.delivered or found.withdrawn or found.unopenable:
        logger.warning(
            "the database was behind the folder of keys: %d emptyings delivered again, %d receipts withdrawn"
            " again, %d envelopes can never be opened", found.delivered, found.withdrawn, found.unopenable,
        )  # fmt: skip
    if found.elsewhere:
        logger.error(
            "%d envelopes are sealed to keys that were not made in this KEYS_DIR; they stay in the box until"
            " it is the right one, or until “manage.py letterbox reconcile --keys-are-lost”", found.elsewhere,
        )  # fmt: skip
