"""Delivering: letters into the tables of the rooms, kind by kind.

Never letter by letter (tried: that links 200 letters of 200 from PostgreSQL's log): whoever delivers a kind
writes its rows table by table, sorted by their random keys.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from feedback.letterbox import kinds, stranded
from feedback.letterbox.kinds import WITHDRAWAL, Delivery, Letter
from feedback.letterbox.models import Withdrawn

_AT_ONCE = 500


def sorted_out(letters: Sequence[Letter], *, withdrawn: Collection[bytes] = ()) -> list[Letter]:
    """The letters as the rooms leave them before anything is written, sorted by their keys.

    ``withdrawn`` are receipts to be taken back as if their withdrawals lay in the same box.
    """
    gone = frozenset(withdrawn)
    reached = gone & {one.receipt_index for one in letters if one.kind != WITHDRAWAL}
    if gone and not reached:
        return list(letters)
    pretended = [Letter(WITHDRAWAL, -1 - at, index) for at, index in enumerate(sorted(reached))]
    left = [*letters, *pretended]
    for kind in kinds.registered():
        if kind.sort_out is not None:
            left = kind.sort_out(left)
    reached |= {one.receipt_index for one in left if one.kind == WITHDRAWAL}
    stays = [one for one in left if one.key >= 0 and not _unknown_and_withdrawn(one, reached)]
    return sorted(stays, key=lambda one: one.key)


def _unknown_and_withdrawn(letter: Letter, withdrawn: Collection[bytes]) -> bool:
    """Whether nobody here can say what is left of a withdrawn letter: then nothing is."""
    return (
        kinds.kind(letter.kind) is None and bool(letter.receipt_index) and letter.receipt_index in withdrawn
    )


def deliver(letters: Sequence[Letter], delivery: Delivery) -> None:
    """Have every letter delivered by its room, in the transaction that is open."""
    by_kind: dict[str, list[Letter]] = {}
    for letter in letters:
        by_kind.setdefault(letter.kind, []).append(letter)
    stranded.let_go([one.key for one in letters])
    for kind in kinds.registered():
        mine = by_kind.pop(kind.name, [])
        if mine:
            kind.deliver(mine, delivery)
        if kind.name == WITHDRAWAL:
            note_withdrawn({one.receipt_index: delivery.day for one in mine})
    stranded.keep([letter for unknown in by_kind.values() for letter in unknown])


def note_withdrawn(days: Mapping[bytes, date]) -> None:
    """Note receipts as withdrawn; `letterbox.withdrawing` sees that copies and later restores know of it."""
    indexes = sorted(index for index in days if index)
    rows = [Withdrawn(receipt_index=index, day=days[index]) for index in indexes]
    Withdrawn.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)
    stranded.withdraw(indexes)
